//! Values for the examples in rustdoc: what the documents show where it is short and plain, fixed text otherwise.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::known::Known;
use super::scalars;
use super::variants::Variants;
use crate::plan::data::{ModulePlan, RustType, SetterForm, StructPlan, TypePlan};

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
    pub(super) all: &'a Samples<'a>,
    /// Resource and operation.
    place: (usize, usize),
    /// What the documents show under the name, the likeliest first.
    pub(super) shown: Vec<&'a Value>,
}

/// Names that mean something else in an example.
const PRELUDE: &[&str] = &["Err", "None", "Ok", "Option", "Result", "Some", "String", "Vec"];

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
    pub(super) fn within(&self, wire: &str) -> Self {
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
    pub(super) fn variant(&self, key: &(String, String)) -> Option<&'a (String, Option<String>)> {
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

/// The structs of a module, by it and their names.
pub fn structs_of(module: &ModulePlan) -> impl Iterator<Item = ((String, String), &StructPlan)> {
    module.types.iter().filter_map(|ty| match ty {
        TypePlan::Struct(plan) => Some(((module.name.clone(), plan.name.clone()), plan)),
        _ => None,
    })
}
