//! Fields and the types that stand in them.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

use super::{BasisDef, EnumDef, FiltersDef, ListsWord, RequiredWord, RuleDef, UnionDef};
use crate::yaml::{Mapping, Value};

/// A field or parameter: a type in one line, a list, a map, or the long form.
#[derive(Debug, Clone, PartialEq)]
pub enum FieldDef {
    /// `string!?`
    Short(String),
    /// `[element]`
    List(Vec<FieldDef>),
    /// `{string: element}`
    Map(Box<FieldDef>),
    /// `{type: …, doc: …}`
    Long(Box<FieldLong>),
}

impl<'de> Deserialize<'de> for FieldDef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        match Value::deserialize(deserializer)? {
            Value::String(text) => Ok(Self::Short(text)),
            Value::Sequence(items) => items
                .into_iter()
                .map(from_value)
                .collect::<Result<_, _>>()
                .map(Self::List)
                .map_err(D::Error::custom),
            Value::Mapping(map) => Self::from_mapping(map).map_err(D::Error::custom),
            _ => Err(D::Error::custom("expected a type")),
        }
    }
}

impl FieldDef {
    /// A mapping whose only key is `string` is a map, any other is the long form.
    fn from_mapping(map: Mapping) -> Result<Self, String> {
        match map.get("string") {
            Some(element) if map.len() == 1 => Ok(Self::Map(Box::new(from_value(element.clone())?))),
            _ => Ok(Self::Long(Box::new(from_value(Value::Mapping(map))?))),
        }
    }
}

pub(super) fn from_value<T: serde::de::DeserializeOwned>(value: Value) -> Result<T, String> {
    serde_yaml::from_value(value).map_err(|error| error.to_string())
}

/// The long form of a field or parameter.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FieldLong {
    /// The type: a name, a list `[T]` or a map `{string: T}`.
    #[serde(rename = "type")]
    pub type_: Option<Box<FieldDef>>,
    /// Of an entity: the type in which it is sent, where it is read in another one.
    pub send: Option<Box<FieldDef>>,
    /// A struct used only here.
    pub fields: Option<IndexMap<String, FieldDef>>,
    /// An enumeration used only here: a list of values, or a map from value to its words.
    #[serde(rename = "enum")]
    pub enum_: Option<EnumDef>,
    /// One of several JSON forms.
    pub union: Option<UnionDef>,
    /// Always this value; sent by itself. `null` sends a bare query key.
    #[serde(rename = "const", deserialize_with = "present")]
    pub const_: Option<LiteralDef>,
    /// Rust type name of the inline `fields`, `enum` or `union`.
    pub name: Option<String>,
    /// The enumeration never gets another value.
    pub closed: bool,
    /// Keys beyond the listed `fields` are kept in `extra`.
    pub open: bool,
    /// Rules over the listed `fields`, checked before sending.
    pub rules: Vec<RuleDef>,
    /// One short sentence that says what the name does not.
    pub doc: Option<String>,
    /// Behaviour a caller must know.
    pub note: Option<String>,
    /// Several of them.
    pub notes: Vec<String>,
    /// Word for transcribers: what was lost, misprinted or guessed. Never shown to users.
    pub remark: Option<String>,
    /// Several of them.
    pub remarks: Vec<String>,
    /// How plainly the documents say it, or who else tells it.
    pub basis: Option<BasisDef>,
    /// `true`, or what to use instead.
    pub deprecated: Option<Deprecated>,
    /// Rust name of the field.
    pub rust: Option<String>,
    /// Always there in a reply; must be given in a request. The same as `!`. Of an entity: `create`, `read`, `update` or a list of them.
    pub required: RequiredDef,
    /// Of an entity: the server sets it, so that it is read and never sent.
    pub read_only: bool,
    /// Of an entity: it is sent and never read, such as a password.
    pub write_only: bool,
    /// Of an entity: it is given when one is created and cannot be changed.
    pub create_only: bool,
    /// Required under a condition on a sibling field; checked before sending.
    pub required_when: Option<ConditionDef>,
    /// `null` was documented or seen. The same as `?`.
    pub nullable: bool,
    /// What the server takes when it is left out. Documentation only.
    #[serde(deserialize_with = "present")]
    pub default: Option<LiteralDef>,
    /// Least number, inclusive.
    #[serde(deserialize_with = "present")]
    pub min: Option<LiteralDef>,
    /// Greatest number, inclusive.
    #[serde(deserialize_with = "present")]
    pub max: Option<LiteralDef>,
    /// Least number of characters.
    pub min_length: Option<u64>,
    /// Greatest number of characters.
    pub max_length: Option<u64>,
    /// A text that must not be blank.
    pub not_blank: bool,
    /// Least number of elements.
    pub min_items: Option<u64>,
    /// Greatest number of elements; checked before sending.
    pub max_items: Option<u64>,
    /// Allowed values where an enumeration would be too much.
    #[schemars(length(min = 1))]
    pub allowed: Vec<LiteralDef>,
    /// Written format, in words or as the vendor writes it.
    pub pattern: Option<String>,
    /// Written form of a date or time in PHP's letters (`H:i`, `Y-m-d H:i:sP`): it is sent so.
    pub format: Option<String>,
    /// How an update empties the field. Gives keep / set / clear in Rust; only where documented.
    #[serde(deserialize_with = "present")]
    pub clear: Option<LiteralDef>,
    /// A single element of the list may stand bare on the wire.
    pub one_or_many: bool,
    /// Other keys under which the field may come; it is written by its own.
    #[schemars(length(min = 1))]
    pub also: Vec<String>,
    /// Of what is sent: the key under which replies show it, where that is another one.
    pub shown_as: Option<String>,
    /// Of a list that is sent: the field that tells its elements apart. One that is known changes, others are added, and those that are not sent stay.
    pub merged_by: Option<String>,
    /// Of a filter of a listing: the field of the listed things that it is about, where it is not called after it. Tells readers and the mock; nothing of what is sent.
    pub filters: Option<FiltersDef>,
    /// How the list is written in a query; in a header `comma` (the default) or `repeat`.
    pub style: Option<ListsWord>,
    /// What stands between the elements of a list in a query or a header, where that is no comma.
    pub separator: Option<String>,
    /// What is put before a separator inside an element, and before itself.
    pub escape: Option<String>,
    /// Never shown by `Debug`.
    pub secret: bool,
}

/// Whether a field is required, or in which types of an entity.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum RequiredDef {
    /// Wherever it stands when one is read or created, or nowhere.
    Flag(bool),
    /// In one of the types.
    One(RequiredWord),
    /// In several.
    Many(#[schemars(length(min = 1))] Vec<RequiredWord>),
}

impl Default for RequiredDef {
    fn default() -> Self {
        Self::Flag(false)
    }
}

impl RequiredDef {
    /// The types of an entity that it names.
    #[must_use]
    pub fn words(&self) -> &[RequiredWord] {
        match self {
            Self::Flag(_) => &[],
            Self::One(word) => std::slice::from_ref(word),
            Self::Many(words) => words,
        }
    }
}

/// A key that is there counts even when its value is `null`.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<LiteralDef>, D::Error> {
    LiteralDef::deserialize(deserializer).map(Some)
}

/// A scalar: text, number, truth value or null.
///
/// What it is is read from the text of the spec, so that numbers keep their digits; here it only says that it is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LiteralDef;

impl<'de> Deserialize<'de> for LiteralDef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        match Value::deserialize(deserializer)? {
            Value::Sequence(_) | Value::Mapping(_) | Value::Tagged(_) => Err(D::Error::custom("expected a scalar")),
            _ => Ok(Self),
        }
    }
}

/// Whether a thing is going away.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Deprecated {
    /// It is, without a word on what to use instead.
    Flag(bool),
    /// What to use instead.
    Instead(String),
}

/// A condition on a sibling field: one of `is`, `present`, `absent`.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["field"]))]
pub struct ConditionDef {
    /// The sibling.
    pub field: Option<String>,
    /// It has this value, or one of these.
    pub is: Option<OneOrMany>,
    /// It is given.
    pub present: bool,
    /// It is not given.
    pub absent: bool,
}

/// One scalar or a list of them.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(untagged)]
pub enum OneOrMany {
    /// One.
    One(LiteralDef),
    /// Several.
    Many(#[schemars(length(min = 1))] Vec<LiteralDef>),
}

impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        match Value::deserialize(deserializer)? {
            Value::Sequence(items) => items
                .into_iter()
                .map(from_value)
                .collect::<Result<_, _>>()
                .map(Self::Many)
                .map_err(D::Error::custom),
            other => from_value(other).map(Self::One).map_err(D::Error::custom),
        }
    }
}
