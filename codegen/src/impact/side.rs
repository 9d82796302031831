//! One of the two revisions: its plan, and which way its types go.

use std::collections::{BTreeMap, BTreeSet};

use super::kind::Direction;
use crate::model::Platform;
use crate::plan::{self, CratePlan, Names, RustType, SetterForm, TypePlan};

/// A revision of a platform.
pub struct Side {
    /// Every decision about the crate.
    pub plan: CratePlan,
    sent: BTreeSet<(String, String)>,
    received: BTreeSet<(String, String)>,
}

impl Side {
    /// Plans a revision.
    pub fn new(model: &Platform) -> Self {
        let names = Names::assign(model);
        let in_rust = |ids: BTreeSet<crate::model::TypeId>| -> BTreeSet<(String, String)> {
            ids.iter().filter_map(|id| names.types.get(id.0).cloned()).collect()
        };
        Self {
            plan: plan::plan(model),
            sent: in_rust(plan::leaving(model)),
            received: in_rust(plan::arriving(model)),
        }
    }

    fn holds(set: &BTreeSet<(String, String)>, module: &str, name: &str) -> bool {
        set.contains(&(module.to_owned(), name.to_owned()))
    }
}

/// Both revisions, and the names that the later one keeps for types of the earlier.
pub struct Sides {
    /// The earlier one.
    pub before: Side,
    /// The later one.
    pub after: Side,
    kept: BTreeMap<(String, String), RustType>,
}

impl Sides {
    /// Plans both.
    pub fn new(before: &Platform, after: &Platform) -> Self {
        let (before, after) = (Side::new(before), Side::new(after));
        let mut kept = BTreeMap::new();
        for module in &after.plan.modules {
            for ty in &module.types {
                if let TypePlan::Alias(alias) = ty {
                    kept.insert((module.name.clone(), alias.name.clone()), alias.target.clone());
                }
            }
        }
        Self { before, after, kept }
    }

    /// Which way a type goes, in either revision.
    pub fn direction(&self, module: &str, name: &str) -> Direction {
        let (before, after) = (&self.before, &self.after);
        let sent = Side::holds(&before.sent, module, name) || Side::holds(&after.sent, module, name);
        let received = Side::holds(&before.received, module, name) || Side::holds(&after.received, module, name);
        Direction::of(sent, received)
    }

    /// Whether a type of the earlier revision and one of the later are the same for a program that names the former.
    pub fn same(&self, before: &RustType, after: &RustType) -> bool {
        self.seen(before) == self.seen(after)
    }

    /// Whether two ways to take a value are the same.
    pub fn same_form(&self, before: &SetterForm, after: &SetterForm) -> bool {
        match (before, after) {
            (SetterForm::Plain(a), SetterForm::Plain(b)) | (SetterForm::Into(a), SetterForm::Into(b)) => {
                self.same(a, b)
            }
            (SetterForm::List(a), SetterForm::List(b)) | (SetterForm::Map(a), SetterForm::Map(b)) => {
                self.same_form(a, b)
            }
            _ => false,
        }
    }

    /// The type with aliases of the later revision followed: two names of one type are one type.
    fn seen(&self, ty: &RustType) -> RustType {
        let inner = |inner: &RustType| Box::new(self.seen(inner));
        match ty {
            RustType::Local { module, name } => match self.kept.get(&(module.clone(), name.clone())) {
                // Plans let no alias stand for another one.
                Some(target) => target.clone(),
                None => ty.clone(),
            },
            RustType::Optional(ty) => RustType::Optional(inner(ty)),
            RustType::List(ty) => RustType::List(inner(ty)),
            RustType::Map(ty) => RustType::Map(inner(ty)),
            RustType::Boxed(ty) => RustType::Boxed(inner(ty)),
            RustType::Patch(ty) => RustType::Patch(inner(ty)),
            RustType::Unit
            | RustType::Text
            | RustType::Integer
            | RustType::Float
            | RustType::Boolean
            | RustType::Runtime(_) => ty.clone(),
        }
    }
}

/// Two types in words, so that they can be told apart.
pub fn both(before: &RustType, after: &RustType) -> String {
    let (short_before, short_after) = (before.shown(), after.shown());
    if short_before == short_after {
        format!("`{}` is now `{}`", whole(before), whole(after))
    } else {
        format!("`{short_before}` is now `{short_after}`")
    }
}

/// With modules and boxes.
fn whole(ty: &RustType) -> String {
    match ty {
        RustType::Local { module, name } => format!("{module}::{name}"),
        RustType::Optional(inner) => format!("Option<{}>", whole(inner)),
        RustType::List(inner) => format!("Vec<{}>", whole(inner)),
        RustType::Map(inner) => format!("Map<{}>", whole(inner)),
        RustType::Boxed(inner) => format!("Box<{}>", whole(inner)),
        RustType::Patch(inner) => format!("Patch<{}>", whole(inner)),
        other => other.shown(),
    }
}

/// How a value is taken, in words.
pub fn taken(form: &SetterForm) -> String {
    match form {
        SetterForm::Plain(ty) => format!("`{}`", ty.shown()),
        SetterForm::Into(ty) => format!("`impl Into<{}>`", ty.shown()),
        SetterForm::List(inner) => format!("a list of {}", taken(inner)),
        SetterForm::Map(inner) => format!("a map of {}", taken(inner)),
    }
}
