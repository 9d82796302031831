//! What must be given to a constructor or method: by position, or by name.

use std::collections::BTreeSet;

use super::{DocPlan, Given, RustType, SetterForm};

/// An argument that is given by its position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArgPlan {
    /// Argument name.
    pub name: String,
    /// How it is taken.
    pub form: SetterForm,
    /// What may be written for it; no other argument of the same signature takes any of it.
    pub takes: BTreeSet<Given>,
    /// Where it goes.
    pub target: ArgTarget,
}

/// Where a required value goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArgTarget {
    /// Into this field of the struct itself.
    Part(String),
    /// Into `new` of the inline body, as this field.
    Body(String),
}

/// A struct whose fields are what must be given, because by position some of it could be mistaken for another. It is the first
/// argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequiredPlan {
    /// Name of the struct, in the module of what it is for.
    pub rust: String,
    /// Its fields, in order of declaration.
    pub fields: Vec<RequiredFieldPlan>,
    /// Whether `Debug` must leave something out and cannot be derived.
    pub secret: bool,
}

/// A required value that is given by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequiredFieldPlan {
    /// Rust name.
    pub rust: String,
    /// Whole type.
    pub ty: RustType,
    /// Where it goes, it stands in a box.
    pub boxed: bool,
    /// Where it goes.
    pub target: ArgTarget,
    /// Documentation.
    pub docs: DocPlan,
    /// Never shown by `Debug`.
    pub secret: bool,
}
