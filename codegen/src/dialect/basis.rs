//! How plainly the documents say a thing, and which clients say what they leave out.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

use super::field::from_value;
use crate::yaml::Value;

/// `documented` (the default), `inferred` (from prose or an example), or who else tells it: a word under `peers` of platform.yaml,
/// several of them, or `peer` where no peers are declared.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(untagged)]
pub enum BasisDef {
    /// One word.
    One(#[schemars(extend("examples" = ["documented", "inferred", "peer"]))] String),
    /// Several peers.
    Several(Vec<String>),
}

impl BasisDef {
    /// Stated by the document.
    pub const DOCUMENTED: &str = "documented";
    /// Concluded from prose or an example.
    pub const INFERRED: &str = "inferred";
    /// A public client, without a word on which.
    pub const PEER: &str = "peer";

    /// Its words in order.
    #[must_use]
    pub fn words(&self) -> &[String] {
        match self {
            Self::One(word) => std::slice::from_ref(word),
            Self::Several(words) => words,
        }
    }
}

impl<'de> Deserialize<'de> for BasisDef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        match Value::deserialize(deserializer)? {
            Value::String(word) => Ok(Self::One(word)),
            other => from_value(other).map(Self::Several).map_err(D::Error::custom),
        }
    }
}
