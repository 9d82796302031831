//! Unions: one of several JSON forms.

use super::{DocPlan, RustType};

/// A generated union.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnionPlan {
    /// Rust name.
    pub name: String,
    /// Documentation.
    pub docs: DocPlan,
    /// How the variant is told.
    pub form: UnionForm,
    /// Variants in the order in which they are tried.
    pub variants: Vec<VariantPlan>,
    /// Name of the variant that keeps what fits no other.
    pub other: String,
}

/// How the variant of a union is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnionForm {
    /// By a field of the object itself.
    Tagged {
        /// Key of the tag on the wire.
        tag: String,
    },
    /// By a field of the object that holds the union.
    Beside,
    /// By its JSON form; first fit wins.
    Untagged,
}

/// A variant of a union.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VariantPlan {
    /// Rust name.
    pub rust: String,
    /// Value of the tag, or the name of the alternative.
    pub tag: String,
    /// What it carries; `None` for a constant.
    pub payload: Option<RustType>,
    /// JSON text of a constant.
    pub constant: Option<String>,
    /// Whether `From<payload>` tells this variant from the others.
    pub from: bool,
    /// Documentation.
    pub docs: DocPlan,
}
