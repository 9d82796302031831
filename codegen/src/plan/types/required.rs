//! By position or by name: how what is required is taken.
//!
//! By position a call is short, and `f(1, 2)` says nothing of which is which. So position is for what cannot be mistaken: at most
//! three values, of which no two could be exchanged. Everything else has a name, in a struct, and only a body that is a value
//! of its own stays behind it.

use std::collections::BTreeSet;

use super::exchange::exchangeable;
use crate::plan::data::{
    ArgPlan, ArgTarget, DocPlan, FieldPlan, Given, RequiredFieldPlan, RequiredPlan, RustType, SetterForm,
};

/// No signature takes more values by position.
pub const MOST_BY_POSITION: usize = 3;

/// A value that must be given.
pub struct Value {
    /// Rust name.
    pub name: String,
    /// How an argument takes it.
    pub form: SetterForm,
    /// What may be written for such an argument.
    pub takes: BTreeSet<Given>,
    /// Whole type of the field it goes to.
    pub ty: RustType,
    /// Where it goes.
    pub target: ArgTarget,
    /// Documentation.
    pub docs: DocPlan,
    /// Never shown by `Debug`.
    pub secret: bool,
}

impl Value {
    /// What goes into a field of a struct, under a name that is free where it is given.
    #[must_use]
    pub fn of_field(field: &FieldPlan, name: String, target: ArgTarget) -> Self {
        Self {
            name,
            form: field.argument(),
            takes: field.takes.clone(),
            ty: field.ty.clone(),
            target,
            docs: field.docs.first(),
            secret: field.secret,
        }
    }
}

/// Decides for one signature. `body` is a body that is a value of its own; `rust` names the struct, should one be needed.
#[must_use]
pub fn arrange(values: Vec<Value>, body: Option<Value>, rust: &str) -> (Vec<ArgPlan>, Option<RequiredPlan>) {
    let all: Vec<&Value> = values.iter().chain(&body).collect();
    let clash = all.iter().enumerate().any(|(at, value)| {
        let before = all.get(..at).unwrap_or_default();
        before.iter().any(|other| exchangeable(&value.takes, &other.takes))
    });
    if all.len() <= MOST_BY_POSITION && !clash {
        return (values.into_iter().chain(body).map(argument).collect(), None);
    }
    let required = RequiredPlan {
        rust: rust.to_owned(),
        secret: values.iter().any(|value| value.secret),
        fields: values.into_iter().map(field).collect(),
    };
    (body.into_iter().map(argument).collect(), Some(required))
}

fn argument(value: Value) -> ArgPlan {
    ArgPlan {
        name: value.name,
        form: value.form,
        takes: value.takes,
        target: value.target,
    }
}

/// A box is the business of the field behind it, not of who fills the struct.
fn field(value: Value) -> RequiredFieldPlan {
    let (ty, boxed) = match value.ty {
        RustType::Boxed(inner) => (*inner, true),
        other => (other, false),
    };
    RequiredFieldPlan {
        rust: value.name,
        ty,
        boxed,
        target: value.target,
        docs: value.docs,
        secret: value.secret,
    }
}
