//! Names that a thing had before.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

use super::field::from_value;
use crate::yaml::Value;

/// A former name, or several.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(untagged)]
pub enum FormerNamesDef {
    /// One.
    One(String),
    /// Several.
    Several(#[schemars(length(min = 1))] Vec<String>),
}

impl FormerNamesDef {
    /// All of them, of a key that may not be there.
    #[must_use]
    pub fn all(names: Option<&Self>) -> &[String] {
        match names {
            None => &[],
            Some(Self::One(name)) => std::slice::from_ref(name),
            Some(Self::Several(names)) => names,
        }
    }
}

impl<'de> Deserialize<'de> for FormerNamesDef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        match Value::deserialize(deserializer)? {
            Value::String(name) => Ok(Self::One(name)),
            other => from_value(other).map(Self::Several).map_err(D::Error::custom),
        }
    }
}
