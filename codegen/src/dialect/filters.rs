//! What a filter of a listing is about.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

use super::field::from_value;
use crate::yaml::Value;

/// The field of the listed things that a filter is about: its path, or with how it is held against it.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(untagged)]
pub enum FiltersDef {
    /// It is this, or one of several that are sent.
    Field(String),
    /// With how the two stand to each other.
    Long(FiltersLong),
}

impl<'de> Deserialize<'de> for FiltersDef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        match Value::deserialize(deserializer)? {
            Value::String(path) => Ok(Self::Field(path)),
            other => from_value(other).map(Self::Long).map_err(D::Error::custom),
        }
    }
}

/// A field of the listed things, and how it stands to what is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["field"]))]
pub struct FiltersLong {
    /// Its path below the listed thing: `customer.id`. Dots lead into objects, and into each element of lists and maps.
    pub field: String,
    /// How it stands to what is asked for.
    pub by: FilterByWord,
}

/// How the field of a listed thing stands to what is asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FilterByWord {
    /// It is that, or one of those.
    #[default]
    Equal,
    /// It is that, later or more.
    From,
    /// It is that, earlier or less.
    To,
    /// That is a part of its text.
    Contains,
}
