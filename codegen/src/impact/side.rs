//! One of the two revisions: its plan, and which way its types go.

use std::collections::{BTreeMap, BTreeSet};

use super::kind::Direction;
use crate::model::Platform;
use crate::plan::{self, CratePlan, Names, RuntimeType, RustType, SetterForm, TypePlan};

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

    fn declared(&self, ty: &RustType) -> Option<&TypePlan> {
        let RustType::Local { module, name } = ty else {
            return None;
        };
        let module = self.plan.modules.iter().find(|known| known.name == *module)?;
        module.types.iter().find(|ty| match ty {
            TypePlan::Struct(plan) => plan.name == *name,
            TypePlan::Enum(plan) => plan.name == *name,
            TypePlan::Union(plan) => plan.name == *name,
            TypePlan::Alias(plan) => plan.name == *name,
        })
    }

    /// Whether a type is anything but a scalar.
    fn is_nested(&self, ty: &RustType) -> bool {
        match ty {
            RustType::Optional(inner) | RustType::Boxed(inner) | RustType::Patch(inner) => self.is_nested(inner),
            RustType::List(_) | RustType::Map(_) | RustType::Runtime(RuntimeType::Json) => true,
            // One that this revision does not have is judged by the other one.
            RustType::Local { .. } => match self.declared(ty) {
                Some(TypePlan::Alias(alias)) => {
                    !matches!(alias.target, RustType::Local { .. }) || self.is_nested(&alias.target)
                }
                Some(declared) => !matches!(declared, TypePlan::Enum(_)),
                None => false,
            },
            RustType::Unit
            | RustType::Text
            | RustType::Integer
            | RustType::Float
            | RustType::Boolean
            | RustType::Runtime(_) => false,
        }
    }

    fn has_nested(&self, ty: &RustType) -> bool {
        match ty {
            RustType::Optional(inner) | RustType::Boxed(inner) => self.has_nested(inner),
            _ => match self.declared(ty) {
                Some(TypePlan::Struct(plan)) => {
                    !plan.families.is_empty()
                        || plan.extra.is_some()
                        || plan.fields.iter().any(|field| self.is_nested(&field.ty))
                }
                _ => self.is_nested(ty),
            },
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

    /// Whether a value of a type may have lists in it, or objects, of which another style may be another form.
    pub fn may_hold_lists(&self, ty: &RustType) -> bool {
        self.before.is_nested(ty) || self.after.is_nested(ty)
    }

    /// The same of a whole body, of which the keys stand at the top.
    pub fn body_may_hold_lists(&self, ty: &RustType) -> bool {
        self.before.has_nested(ty) || self.after.has_nested(ty)
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
