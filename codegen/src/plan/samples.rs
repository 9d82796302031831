//! Values for the examples in rustdoc: what the documents show where it is short and plain, fixed text otherwise.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::complete::{complete, least};
use super::data::{FieldPlan, ModulePlan, RustType, SetterForm, StructPlan, TypePlan};
use super::known::Known;
use super::scalars;
use super::useful::speaks_of;
use super::variants::Variants;

/// What examples are made from.
pub struct Samples<'a> {
    /// Library name of the generated crate.
    pub lib: &'a str,
    /// Planned structs by module and name.
    pub structs: BTreeMap<(String, String), &'a StructPlan>,
    /// Variants without a payload of enumerations, with the JSON text where it is known, by module and name of the enumeration.
    pub variants: BTreeMap<(String, String), Variants>,
    /// What the documents show.
    pub known: &'a Known,
}

/// What examples of one operation are made from, for a value under one name.
#[derive(Clone)]
pub struct Sampler<'a> {
    all: &'a Samples<'a>,
    /// Resource and operation.
    place: (usize, usize),
    /// What the documents show under the name, the likeliest first.
    shown: Vec<&'a Value>,
}

/// Names that mean something else in an example.
const PRELUDE: &[&str] = &["Err", "None", "Ok", "Option", "Result", "Some", "String", "Vec"];

/// Most elements of a list in an example.
const ELEMENTS: u64 = 8;

/// How deep `new` calls may nest in an example.
const DEPTH: usize = 2;

impl<'a> Samples<'a> {
    /// For an operation, by the positions of its resource and its own.
    #[must_use]
    pub fn of(&'a self, place: (usize, usize)) -> Sampler<'a> {
        Sampler {
            all: self,
            place,
            shown: Vec::new(),
        }
    }
}

impl<'a> Sampler<'a> {
    /// Library name of the generated crate.
    #[must_use]
    pub fn lib(&self) -> &'a str {
        self.all.lib
    }

    /// For what goes under this name.
    #[must_use]
    pub fn named(&self, wire: &str) -> Self {
        Self {
            shown: self.all.known.values(self.place, wire),
            ..self.clone()
        }
    }

    /// For a field of what this is for.
    fn within(&self, wire: &str) -> Self {
        let element = |value: &&'a Value| value.as_array().and_then(|elements| elements.first()).unwrap_or(*value);
        let inside = self.shown.iter().map(element).filter_map(|value| value.get(wire));
        let named = self.all.known.values(self.place, wire);
        Self {
            shown: inside.chain(named).collect(),
            ..self.clone()
        }
    }

    /// Whether the documents tell of a value, or its type does.
    #[must_use]
    pub fn is_known(&self, form: &SetterForm) -> bool {
        match form {
            SetterForm::Plain(ty) | SetterForm::Into(ty) => match ty {
                RustType::Local { module, name } => self.all.variants.contains_key(&(module.clone(), name.clone())),
                RustType::List(_) => false,
                ty => scalars::shown(ty, &self.shown).is_some(),
            },
            SetterForm::List(element) => self.is_known(element),
            SetterForm::Map(_) => false,
        }
    }

    /// An expression for an argument, with at least so many elements if it is a list; `None` where none is short enough.
    #[must_use]
    pub fn argument(&self, form: &SetterForm, least: u64, uses: &mut BTreeSet<String>) -> Option<String> {
        let mut named = BTreeSet::new();
        let sample = self.form(form, least, DEPTH, &mut named)?;
        uses.extend(named);
        Some(sample)
    }

    /// An expression for a field of a struct, with at least so many elements if it is a list; `None` where none is short enough.
    #[must_use]
    pub fn field(&self, ty: &RustType, least: u64, uses: &mut BTreeSet<String>) -> Option<String> {
        let mut named = BTreeSet::new();
        let sample = self.whole(ty, least, DEPTH, &mut named)?;
        uses.extend(named);
        Some(sample)
    }

    /// The struct that a type is, perhaps in a box or an option.
    #[must_use]
    pub fn structure(&self, ty: &RustType) -> Option<&StructPlan> {
        match ty {
            RustType::Local { module, name } => self.all.structs.get(&(module.clone(), name.clone())).copied(),
            RustType::Optional(inner) | RustType::Boxed(inner) => self.structure(inner),
            _ => None,
        }
    }

    /// The type of a parameter that an example takes in place of a value it cannot spell.
    #[must_use]
    pub fn parameter(&self, form: &SetterForm) -> Option<String> {
        match form {
            SetterForm::Plain(ty) | SetterForm::Into(ty) => self.spell(ty),
            SetterForm::List(element) => Some(format!("Vec<{}>", self.parameter(element)?)),
            SetterForm::Map(element) => Some(format!(
                "std::collections::BTreeMap<String, {}>",
                self.parameter(element)?
            )),
        }
    }

    /// A type as an example writes it.
    #[must_use]
    pub fn spell(&self, ty: &RustType) -> Option<String> {
        let lib = self.all.lib;
        Some(match ty {
            RustType::Unit => "()".to_owned(),
            RustType::Text => "String".to_owned(),
            RustType::Integer => "i64".to_owned(),
            RustType::Float => "f64".to_owned(),
            RustType::Boolean => "bool".to_owned(),
            RustType::Runtime(runtime) => format!("{lib}::tradewire::{runtime:?}"),
            RustType::Local { module, name } => format!("{lib}::{module}::{name}"),
            RustType::Optional(inner) => format!("Option<{}>", self.spell(inner)?),
            RustType::List(inner) => format!("Vec<{}>", self.spell(inner)?),
            RustType::Map(inner) => format!("{lib}::tradewire::Map<{}>", self.spell(inner)?),
            RustType::Boxed(inner) => self.spell(inner)?,
            RustType::Patch(_) => return None,
        })
    }

    fn form(&self, form: &SetterForm, least: u64, depth: usize, uses: &mut BTreeSet<String>) -> Option<String> {
        match form {
            SetterForm::Plain(ty) => self.value(ty, depth, uses),
            SetterForm::Into(ty) => match scalars::into(ty, &self.shown) {
                Some(spelt) => Some(spelt.text),
                None => self.value(ty, depth, uses),
            },
            SetterForm::List(_) | SetterForm::Map(_) if least > ELEMENTS => None,
            SetterForm::List(element) => {
                let element = self.form(element, 1, depth, uses)?;
                let elements: Vec<&str> = (0..least).map(|_| element.as_str()).collect();
                Some(format!("[{}]", elements.join(", ")))
            }
            SetterForm::Map(element) => {
                let element = self.form(element, 1, depth, uses)?;
                let members: Vec<String> = (0..least)
                    .map(|at| format!("(\"…{}\", {element})", "…".repeat(usize::try_from(at).unwrap_or(0))))
                    .collect();
                Some(format!("[{}]", members.join(", ")))
            }
        }
    }

    /// A value of just this type, as a field of a struct takes it.
    fn whole(&self, ty: &RustType, least: u64, depth: usize, uses: &mut BTreeSet<String>) -> Option<String> {
        match ty {
            RustType::Text => scalars::into(ty, &self.shown).map(|spelt| format!("{}.into()", spelt.text)),
            RustType::List(_) if least > ELEMENTS => None,
            RustType::List(inner) => {
                let element = self.whole(inner, 1, depth, uses)?;
                let elements: Vec<&str> = (0..least).map(|_| element.as_str()).collect();
                Some(format!("vec![{}]", elements.join(", ")))
            }
            other => self.value(other, depth, uses),
        }
    }

    fn value(&self, ty: &RustType, depth: usize, uses: &mut BTreeSet<String>) -> Option<String> {
        if let Some(spelt) = scalars::plain(ty, &self.shown) {
            return Some(spelt.text);
        }
        match ty {
            RustType::Unit => Some("()".to_owned()),
            RustType::Local { module, name } => self.local(module, name, depth, uses),
            RustType::Optional(_) => Some("None".to_owned()),
            RustType::List(inner) => Some(format!("vec![{}]", self.value(inner, depth, uses)?)),
            _ => None,
        }
    }

    fn local(&self, module: &str, name: &str, depth: usize, uses: &mut BTreeSet<String>) -> Option<String> {
        let key = (module.to_owned(), name.to_owned());
        if let Some((variant, _)) = self.variant(&key) {
            return Some(format!("{}::{variant}", self.short(module, name, uses)));
        }
        let plan = self.all.structs.get(&key)?;
        let depth = depth.checked_sub(1)?;
        let (mut args, mut given) = (Vec::new(), Vec::new());
        for (nth, at) in plan.required.iter().enumerate() {
            let field = plan.fields.get(*at)?;
            let inside = self.within(&field.wire);
            let least = least(&plan.rules, &field.wire);
            args.push(match &plan.named {
                None => inside.form(&field.argument(), least, depth, uses)?,
                Some(named) => {
                    let named = named.fields.get(nth)?;
                    format!("{}: {}", named.rust, inside.whole(&named.ty, least, depth, uses)?)
                }
            });
            given.push((field.wire.clone(), inside.json(&field.setter.form)));
        }
        let mut args = args.join(", ");
        if let Some(named) = &plan.named {
            args = format!("{} {{ {args} }}", self.short(module, &named.rust, uses));
        }
        let mut text = format!("{}::new({args})", self.short(module, name, uses));
        let whole = complete(&plan.rules, &mut given, &mut |wire, _| {
            let field = plan.fields.iter().find(|field| field.wire == wire)?;
            let inside = self.within(wire);
            let sample = inside.form(&field.setter.form, least(&plan.rules, wire), depth, uses)?;
            text.extend([".", &field.setter.name, "(", &sample, ")"]);
            Some(inside.json(&field.setter.form))
        });
        // What changes a thing and requires its id alone would change nothing.
        let is_update = plan.name.ends_with("Update") && matches!(&*required_of(plan), [only] if is_id(only));
        if given.is_empty() || is_update {
            text.extend(self.shown_field(plan, depth, uses));
        }
        whole.then_some(text)
    }

    /// The call of a setter for the first field that the documents show a value of, and no rule speaks of.
    fn shown_field(&self, plan: &StructPlan, depth: usize, uses: &mut BTreeSet<String>) -> Option<String> {
        let current = plan
            .fields
            .iter()
            .filter(|field| field.docs.deprecated.is_none() && !is_id(field) && !required_of(plan).contains(field));
        let mut free = current.filter(|field| !plan.rules.iter().any(|rule| speaks_of(rule, &field.wire)));
        free.find_map(|field| {
            let inside = self.within(&field.wire);
            let is_known = inside.is_known(&field.setter.form);
            let value = is_known.then(|| inside.form(&field.setter.form, 1, depth, uses))?;
            Some(format!(".{}({})", field.setter.name, value?))
        })
    }

    /// JSON text of the sample of a scalar.
    #[must_use]
    pub fn json(&self, form: &SetterForm) -> Option<String> {
        match form {
            SetterForm::Into(ty) => {
                scalars::into(ty, &self.shown).map_or_else(|| self.variant_json(ty), |spelt| spelt.json)
            }
            SetterForm::Plain(ty) => {
                scalars::plain(ty, &self.shown).map_or_else(|| self.variant_json(ty), |spelt| spelt.json)
            }
            SetterForm::List(_) | SetterForm::Map(_) => None,
        }
    }

    fn variant_json(&self, ty: &RustType) -> Option<String> {
        match ty {
            RustType::Local { module, name } => self.variant(&(module.clone(), name.clone()))?.1.clone(),
            _ => None,
        }
    }

    /// The variant that the documents show, or the first.
    fn variant(&self, key: &(String, String)) -> Option<&'a (String, Option<String>)> {
        let variants = self.all.variants.get(key)?;
        let shown = |value: &&Value| {
            let text = value.to_string();
            variants.iter().find(|(_, json)| json.as_ref() == Some(&text))
        };
        let of_list = |value: &&'a Value| value.as_array().and_then(|elements| elements.first()).unwrap_or(*value);
        let mut candidates = self.shown.iter().map(of_list);
        candidates.find_map(|value| shown(&value)).or_else(|| variants.first())
    }

    /// The name of a type of a module alone, with a `use` for it; names that examples need for themselves keep their path.
    pub fn short(&self, module: &str, name: &str, uses: &mut BTreeSet<String>) -> String {
        let path = format!("{}::{module}::{name}", self.all.lib);
        if PRELUDE.contains(&name) {
            return path;
        }
        uses.insert(path);
        name.to_owned()
    }
}

/// Whether a field names the thing.
fn is_id(field: &FieldPlan) -> bool {
    field.rust == "id" || field.rust.ends_with("_id")
}

/// The fields that `new` takes.
fn required_of(plan: &StructPlan) -> Vec<&FieldPlan> {
    plan.required.iter().filter_map(|at| plan.fields.get(*at)).collect()
}

/// The structs of a module, by it and their names.
pub fn structs_of(module: &ModulePlan) -> impl Iterator<Item = ((String, String), &StructPlan)> {
    module.types.iter().filter_map(|ty| match ty {
        TypePlan::Struct(plan) => Some(((module.name.clone(), plan.name.clone()), plan)),
        _ => None,
    })
}
