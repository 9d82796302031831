//! Enumerations.

use super::DocPlan;

/// A generated enumeration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnumPlan {
    /// Rust name.
    pub name: String,
    /// Documentation.
    pub docs: DocPlan,
    /// What its values are on the wire.
    pub repr: EnumRepr,
    /// Documented values.
    pub variants: Vec<EnumVariantPlan>,
    /// Name of the variant that keeps any other value; `None` in a closed enumeration.
    pub other: Option<String>,
}

/// What the values of an enumeration are on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnumRepr {
    /// Texts.
    Text,
    /// Integers.
    Integer,
    /// Both occur.
    Mixed,
}

/// A documented value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnumVariantPlan {
    /// Rust name.
    pub rust: String,
    /// The value as text: what `as_str` gives.
    pub text: String,
    /// The value where it is an integer on the wire.
    pub integer: Option<i64>,
    /// Constants of the same value: what the variant was called before.
    pub former: Vec<String>,
    /// Documentation.
    pub docs: DocPlan,
}
