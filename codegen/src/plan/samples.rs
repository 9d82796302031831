//! Values for the examples in rustdoc: identifiers and fixed text only, never text of a spec.

use super::complete::{complete, least};
use super::data::{RuntimeType, RustType, SetterForm, StructPlan};
use std::collections::{BTreeMap, BTreeSet};

/// What examples are made from.
pub struct Samples<'a> {
    /// Library name of the generated crate.
    pub lib: &'a str,
    /// Planned structs by module and name.
    pub structs: BTreeMap<(String, String), &'a StructPlan>,
    /// Variants without a payload of enumerations, with the JSON text where it is known, by module and name of the enumeration.
    pub variants: BTreeMap<(String, String), (String, Option<String>)>,
}

/// Names that mean something else in an example.
const PRELUDE: &[&str] = &["Err", "None", "Ok", "Option", "Result", "Some", "String", "Vec"];

/// Most elements of a list in an example.
const ELEMENTS: u64 = 8;

/// How deep `new` calls may nest in an example.
const DEPTH: usize = 2;

impl Samples<'_> {
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
            RustType::Local { module, name } => self.structs.get(&(module.clone(), name.clone())).copied(),
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
        let lib = self.lib;
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
            SetterForm::Into(ty) => match ty {
                RustType::Text => Some("\"…\"".to_owned()),
                other => self.value(other, depth, uses),
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

    fn whole(&self, ty: &RustType, least: u64, depth: usize, uses: &mut BTreeSet<String>) -> Option<String> {
        match ty {
            RustType::Text => Some("\"…\".into()".to_owned()),
            RustType::Runtime(RuntimeType::Decimal) => Some("1.into()".to_owned()),
            RustType::List(_) if least > ELEMENTS => None,
            RustType::List(inner) => {
                let element = self.whole(inner, 1, depth, uses)?;
                let elements: Vec<&str> = (0..least).map(|_| element.as_str()).collect();
                Some(format!("vec![{}]", elements.join(", ")))
            }
            RustType::Runtime(RuntimeType::Flag) => Some("true.into()".to_owned()),
            other => self.value(other, depth, uses),
        }
    }

    fn value(&self, ty: &RustType, depth: usize, uses: &mut BTreeSet<String>) -> Option<String> {
        match ty {
            RustType::Unit => Some("()".to_owned()),
            RustType::Text => Some("\"…\".to_owned()".to_owned()),
            RustType::Integer => Some("1".to_owned()),
            RustType::Float => Some("1.5".to_owned()),
            RustType::Boolean | RustType::Runtime(RuntimeType::Flag) => Some("true".to_owned()),
            RustType::Local { module, name } => self.local(module, name, depth, uses),
            RustType::Optional(_) => Some("None".to_owned()),
            RustType::List(inner) => Some(format!("vec![{}]", self.value(inner, depth, uses)?)),
            RustType::Runtime(_) | RustType::Map(_) | RustType::Boxed(_) | RustType::Patch(_) => None,
        }
    }

    fn local(&self, module: &str, name: &str, depth: usize, uses: &mut BTreeSet<String>) -> Option<String> {
        let key = (module.to_owned(), name.to_owned());
        if let Some((variant, _)) = self.variants.get(&key) {
            return Some(format!("{}::{variant}", self.short(module, name, uses)));
        }
        let plan = self.structs.get(&key)?;
        let depth = depth.checked_sub(1)?;
        let (mut args, mut given) = (Vec::new(), Vec::new());
        for (nth, at) in plan.required.iter().enumerate() {
            let field = plan.fields.get(*at)?;
            let least = least(&plan.rules, &field.wire);
            args.push(match &plan.named {
                None => self.form(&field.argument(), least, depth, uses)?,
                Some(named) => {
                    let named = named.fields.get(nth)?;
                    format!("{}: {}", named.rust, self.whole(&named.ty, least, depth, uses)?)
                }
            });
            given.push((field.wire.clone(), self.json(&field.setter.form)));
        }
        let mut args = args.join(", ");
        if let Some(named) = &plan.named {
            args = format!("{} {{ {args} }}", self.short(module, &named.rust, uses));
        }
        let mut text = format!("{}::new({args})", self.short(module, name, uses));
        let whole = complete(&plan.rules, &mut given, &mut |wire, _| {
            let field = plan.fields.iter().find(|field| field.wire == wire)?;
            let sample = self.form(&field.setter.form, least(&plan.rules, wire), depth, uses)?;
            text.extend([".", &field.setter.name, "(", &sample, ")"]);
            Some(self.json(&field.setter.form))
        });
        whole.then_some(text)
    }

    /// JSON text of the sample of a scalar.
    #[must_use]
    pub fn json(&self, form: &SetterForm) -> Option<String> {
        match form {
            SetterForm::Plain(ty) | SetterForm::Into(ty) => match ty {
                RustType::Integer => Some("1".to_owned()),
                RustType::Boolean => Some("true".to_owned()),
                RustType::Local { module, name } => {
                    let key = (module.clone(), name.clone());
                    self.variants.get(&key).and_then(|(_, json)| json.clone())
                }
                _ => None,
            },
            SetterForm::List(_) | SetterForm::Map(_) => None,
        }
    }

    /// The name of a type of a module alone, with a `use` for it; names that examples need for themselves keep their path.
    pub fn short(&self, module: &str, name: &str, uses: &mut BTreeSet<String>) -> String {
        let path = format!("{}::{module}::{name}", self.lib);
        if PRELUDE.contains(&name) {
            return path;
        }
        uses.insert(path);
        name.to_owned()
    }
}
