//! Bodies of requests and replies.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

use super::field::from_value;
use super::{BasisDef, EncodingWord, FieldDef, ListsWord, ReturnEncodingWord, RuleDef, UnionDef};
use crate::yaml::Value;

/// A request body: a type, or the long form.
#[derive(Debug, Clone, PartialEq)]
pub enum BodyDef {
    /// A type, sent as the platform's `body_encoding`.
    Type(FieldDef),
    /// The long form.
    Long(Box<BodyLong>),
}

impl<'de> Deserialize<'de> for BodyDef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        match Value::deserialize(deserializer)? {
            Value::Mapping(map) if !(map.len() == 1 && map.contains_key("string")) => from_value(Value::Mapping(map))
                .map(|long| Self::Long(Box::new(long)))
                .map_err(D::Error::custom),
            other => from_value(other).map(Self::Type).map_err(D::Error::custom),
        }
    }
}

/// The long form of a request body.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct BodyLong {
    /// The type; one argument of the operation.
    #[serde(rename = "type")]
    pub type_: Option<FieldDef>,
    /// A struct used only here; its fields become arguments and setters of the operation.
    pub fields: Option<IndexMap<String, FieldDef>>,
    /// One of several JSON forms.
    pub union: Option<UnionDef>,
    /// Rust type name of the inline `fields` or `union`.
    pub name: Option<String>,
    /// Keys beyond the listed `fields` are sent as well.
    pub open: bool,
    /// Rules over the listed `fields`, checked before sending.
    pub rules: Vec<RuleDef>,
    /// The value stands under this key.
    pub key: Option<String>,
    /// A single element of the list may stand bare on the wire.
    pub one_or_many: bool,
    /// How it is written; default: `body_encoding` of platform.yaml.
    pub encoding: Option<EncodingWord>,
    /// How lists are written in a `form` or `query` body.
    pub lists: Option<ListsWord>,
    /// Media type of a `binary` or `text` body.
    pub content_type: Option<String>,
    /// Query parameter and value that move a `query` body into JSON.
    pub json_switch: Option<IndexMap<String, String>>,
    /// One short sentence.
    pub doc: Option<String>,
    /// How plainly the documents say it, or who else tells it; holds for inline fields that say nothing else.
    pub basis: Option<BasisDef>,
    /// Behaviour a caller must know.
    pub note: Option<String>,
    /// Word for transcribers: what was lost, misprinted or guessed. Never shown to users.
    pub remark: Option<String>,
    /// Several of them.
    pub remarks: Vec<String>,
}

/// What comes back: a type, a map of fields, the long form, or one of the words `none`, `any`, `text`, `csv`, `binary`.
#[derive(Debug, Clone, PartialEq)]
pub enum ReturnsDef {
    /// A type or a word.
    Type(FieldDef),
    /// The fields of the reply object.
    Fields(IndexMap<String, FieldDef>),
    /// The long form.
    Long(Box<ReturnsLong>),
}

impl ReturnsDef {
    /// Keys that make a mapping the long form.
    pub const LONG_KEYS: &[&str] = &[
        "type",
        "fields",
        "key",
        "encoding",
        "or_bare",
        "union",
        "headers",
        "by_status",
    ];
}

impl<'de> Deserialize<'de> for ReturnsDef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        match Value::deserialize(deserializer)? {
            Value::Mapping(map) if Self::LONG_KEYS.iter().any(|key| map.contains_key(*key)) => {
                from_value(Value::Mapping(map))
                    .map(|long| Self::Long(Box::new(long)))
                    .map_err(D::Error::custom)
            }
            Value::Mapping(map) if map.len() == 1 && map.contains_key("string") => from_value(Value::Mapping(map))
                .map(Self::Type)
                .map_err(D::Error::custom),
            map @ Value::Mapping(_) => from_value(map).map(Self::Fields).map_err(D::Error::custom),
            other => from_value(other).map(Self::Type).map_err(D::Error::custom),
        }
    }
}

/// The long form of a reply.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ReturnsLong {
    /// The type, or one of the words `none`, `any`, `text`, `csv`, `binary`.
    #[serde(rename = "type")]
    pub type_: Option<FieldDef>,
    /// The fields of the reply object, where one of them is named like a key of this form.
    pub fields: Option<IndexMap<String, FieldDef>>,
    /// One of several JSON forms.
    pub union: Option<UnionDef>,
    /// Rust type name of the inline `fields` or `union`.
    pub name: Option<String>,
    /// Keys beyond the listed `fields` are kept in `extra`.
    pub open: bool,
    /// The value stands under this key.
    pub key: Option<String>,
    /// … or without it.
    pub or_bare: bool,
    /// A list stands there, whose only element is the value; an empty list is an error that `is_not_found`.
    pub only: bool,
    /// How it is written; default JSON.
    pub encoding: Option<ReturnEncodingWord>,
    /// Headers of the reply that are handed out beside it, by name.
    pub headers: IndexMap<String, FieldDef>,
    /// What comes by the status of success, in place of one type: `{200: Report, 202: Job, 204: none}`.
    pub by_status: IndexMap<String, ReturnsDef>,
    /// One short sentence.
    pub doc: Option<String>,
    /// How plainly the documents say it, or who else tells it; holds for inline fields that say nothing else.
    pub basis: Option<BasisDef>,
    /// Behaviour a caller must know.
    pub note: Option<String>,
    /// Word for transcribers: what was lost, misprinted or guessed. Never shown to users.
    pub remark: Option<String>,
    /// Several of them.
    pub remarks: Vec<String>,
}
