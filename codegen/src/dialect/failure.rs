//! Signs of failure.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

use super::LiteralDef;

/// A sign of failure: one of `is` and `present`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["path"]))]
pub struct SignDef {
    /// Dotted path into the body.
    pub path: Option<String>,
    /// It has this value.
    #[serde(deserialize_with = "present")]
    pub is: Option<LiteralDef>,
    /// It is there.
    pub present: bool,
}

fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<LiteralDef>, D::Error> {
    LiteralDef::deserialize(deserializer).map(Some)
}
