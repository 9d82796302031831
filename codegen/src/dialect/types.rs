//! Named types, enumerations, unions and rules.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

use super::field::from_value;
use super::{BasisDef, Deprecated, FieldDef, FormerNamesDef, LiteralDef};
use crate::yaml::Value;

/// A named type: `fields`, `enum`, `union`, `alias`, or `extends` another one.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TypeEntry {
    /// One short sentence on what it is.
    pub doc: Option<String>,
    /// Behaviour a caller must know.
    pub note: Option<String>,
    /// Several of them.
    pub notes: Vec<String>,
    /// Word for transcribers: what was lost, misprinted or guessed. Never shown to users.
    pub remark: Option<String>,
    /// Several of them.
    pub remarks: Vec<String>,
    /// The vendor's name for it, where it has one.
    pub source: Option<String>,
    /// How plainly the documents say it, or who else tells it; holds for fields and inline types that say nothing else.
    pub basis: Option<BasisDef>,
    /// `true`, or what to use instead.
    pub deprecated: Option<Deprecated>,
    /// What it was called before: the old name stays, a deprecated alias.
    pub renamed_from: Option<FormerNamesDef>,
    /// Type whose fields (or enum values) are copied; same keys here replace them.
    pub extends: Option<String>,
    /// Keys of the extended type that are left out.
    pub omit: Vec<String>,
    /// The fields of a struct; a key is the name on the wire, `custom_{key}` is a family.
    pub fields: Option<IndexMap<String, FieldDef>>,
    /// Keys beyond the listed ones are kept in `extra`.
    pub open: bool,
    /// Rules over the fields, checked before sending.
    pub rules: Vec<RuleDef>,
    /// Known values: a list, or a map from value to its words.
    #[serde(rename = "enum")]
    pub enum_: Option<EnumDef>,
    /// The enumeration never gets another value.
    pub closed: bool,
    /// One of several JSON forms.
    pub union: Option<UnionDef>,
    /// Another name for a type.
    pub alias: Option<FieldDef>,
    /// Of a type with parameters: the Rust name of what is made from it, with each parameter in braces (`PageOf{T}`).
    pub rust: Option<String>,
    /// Rust names of its creating and updating type, where `<Name>Create` and `<Name>Update` are not wanted.
    pub forms: FormsDef,
}

/// Rust names of the types that are made from an entity.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FormsDef {
    /// Of the type that creates one.
    pub create: Option<String>,
    /// Of the type that updates one.
    pub update: Option<String>,
}

/// The values of an enumeration.
#[derive(Debug, Clone, PartialEq)]
pub enum EnumDef {
    /// Values alone.
    List(Vec<LiteralDef>),
    /// Values with their words.
    Map(IndexMap<String, Option<EnumValueDef>>),
}

impl<'de> Deserialize<'de> for EnumDef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        match Value::deserialize(deserializer)? {
            list @ Value::Sequence(_) => from_value(list).map(Self::List).map_err(D::Error::custom),
            other => from_value(other).map(Self::Map).map_err(D::Error::custom),
        }
    }
}

/// The words on a value of an enumeration.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct EnumValueDef {
    /// What it means.
    pub doc: Option<String>,
    /// Behaviour a caller must know.
    pub note: Option<String>,
    /// Word for transcribers: what was lost, misprinted or guessed. Never shown to users.
    pub remark: Option<String>,
    /// Several of them.
    pub remarks: Vec<String>,
    /// How plainly the documents say it, or who else tells it.
    pub basis: Option<BasisDef>,
    /// `true`, or what to use instead.
    pub deprecated: Option<Deprecated>,
    /// Rust name of the variant.
    pub rust: Option<String>,
    /// What the variant was called in Rust before: the old name stays, a deprecated constant.
    pub renamed_from: Option<FormerNamesDef>,
}

/// One of several JSON forms.
#[derive(Debug, Clone, PartialEq)]
pub enum UnionDef {
    /// Told by JSON form.
    List(Vec<FieldDef>),
    /// Told by JSON form, with names.
    Named(IndexMap<String, FieldDef>),
    /// Told by a field.
    Long(UnionLong),
}

impl<'de> Deserialize<'de> for UnionDef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        match Value::deserialize(deserializer)? {
            list @ Value::Sequence(_) => from_value(list).map(Self::List).map_err(D::Error::custom),
            Value::Mapping(map) if ["tag", "beside", "variants"].iter().any(|key| map.contains_key(*key)) => {
                from_value(Value::Mapping(map))
                    .map(Self::Long)
                    .map_err(D::Error::custom)
            }
            other => from_value(other).map(Self::Named).map_err(D::Error::custom),
        }
    }
}

/// A union told apart by a field: `tag` in the object itself, `beside` in the object that holds it.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["variants"]))]
pub struct UnionLong {
    /// The field of the object itself that tells the variant. The variants do not list it.
    pub tag: Option<String>,
    /// The field of the object that holds the union.
    pub beside: Option<String>,
    /// The variant that a server takes something for that lacks the field. Documentation only: clients always write the field.
    pub default: Option<String>,
    /// Value of that field and the type that goes with it.
    pub variants: IndexMap<String, FieldDef>,
}

/// A rule over fields, checked before sending: one of the three keys.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RuleDef {
    /// At least one of these is given.
    pub any_of: Option<Vec<String>>,
    /// Exactly one of these is given.
    pub exactly_one_of: Option<Vec<String>>,
    /// No more than one of these is given.
    pub at_most_one_of: Option<Vec<String>>,
}
