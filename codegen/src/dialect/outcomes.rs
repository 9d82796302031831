//! What a platform says of single fields and of the elements of a batch.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

use super::field::from_value;
use super::{EntryKeysWord, SignDef};
use crate::yaml::Value;

/// What stands in lists of errors: which key of an entry says what. Keys are dotted paths within the entry, first found wins; those that
/// are left out keep their usual names (`message`, `error`, … `field`, `property`, …, `code`). Where platform.yaml has an `at`, `row` or
/// `id`, an operation that has none says so by an empty list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct EntriesDef {
    /// Where the entries stand, besides `fields`: dotted paths, `[]` behind a key for each element of a list or value of a map.
    pub at: Option<Vec<String>>,
    /// What the keys are where a map stands in place of a list; default `field`.
    pub keys: Option<EntryKeysWord>,
    /// The text.
    #[schemars(length(min = 1))]
    pub message: Option<Vec<String>>,
    /// A machine code.
    #[schemars(length(min = 1))]
    pub code: Option<Vec<String>>,
    /// The field that it is about.
    #[schemars(length(min = 1))]
    pub field: Option<Vec<String>>,
    /// Position of the element of the request that it is about.
    pub row: Option<Vec<String>>,
    /// Id of that element, the platform's or the sender's own.
    pub id: Option<Vec<String>>,
    /// Number of the first row, 0 (default) or 1.
    pub first_row: Option<u32>,
}

/// Where a reply says what became of each element that was sent: one of `each` and `failed`. All paths but these and `sent` are within
/// one outcome; `""` is the outcome itself.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OutcomesDef {
    /// Operations only: a kind under `errors.outcomes` of platform.yaml; the keys beside it replace those of the kind.
    pub kind: Option<String>,
    /// Dotted path of the list that was sent, in the whole body, `""` for the body itself; left out: the only list there is.
    pub sent: Option<String>,
    /// Dotted paths of lists in the reply with an outcome for each element, in the order sent; the first that holds any counts.
    #[schemars(length(min = 1))]
    pub each: Option<Vec<String>>,
    /// Dotted paths of lists in the reply of those that failed, or with `failure` of outcomes in any order; all count.
    #[schemars(length(min = 1))]
    pub failed: Option<Vec<String>>,
    /// Signs in an outcome that the element failed. `each` needs one.
    #[schemars(length(min = 1))]
    pub failure: Option<Vec<SignDef>>,
    /// Ids within an outcome by which the element is found in what was sent. A map, where the same id stands at another path there, or
    /// (`~`) is not there.
    pub id: Option<IdsDef>,
    /// Position of the element.
    #[schemars(length(min = 1))]
    pub row: Option<Vec<String>>,
    /// Number of the first row, 0 (default) or 1.
    pub first_row: Option<u32>,
    /// Where the text stands that says why.
    #[schemars(length(min = 1))]
    pub message: Option<Vec<String>>,
    /// Where a machine code stands.
    #[schemars(length(min = 1))]
    pub code: Option<Vec<String>>,
    /// Where errors of fields stand: a map, a list, or a list of entries; first that holds any wins.
    #[schemars(length(min = 1))]
    pub fields: Option<Vec<String>>,
}

/// Ids: a list of paths, or a map from the path in the outcome to that in what was sent.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(untagged)]
pub enum IdsDef {
    /// The same path in both.
    Same(#[schemars(length(min = 1))] Vec<String>),
    /// Each with its own path.
    Paths(IndexMap<String, Option<String>>),
}

impl<'de> Deserialize<'de> for IdsDef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        match Value::deserialize(deserializer)? {
            map @ Value::Mapping(_) => from_value(map).map(Self::Paths).map_err(D::Error::custom),
            other => from_value(other).map(Self::Same).map_err(D::Error::custom),
        }
    }
}

/// The outcomes of an operation: a kind of platform.yaml by name, or the long form.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(untagged)]
pub enum OutcomesUse {
    /// The name of the kind.
    Kind(String),
    /// With more to say.
    Long(Box<OutcomesDef>),
}

impl<'de> Deserialize<'de> for OutcomesUse {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        match Value::deserialize(deserializer)? {
            Value::String(kind) => Ok(Self::Kind(kind)),
            other => from_value(other)
                .map(|long| Self::Long(Box::new(long)))
                .map_err(D::Error::custom),
        }
    }
}

/// What failures of one operation look like beyond what platform.yaml says of all.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OperationErrorsDef {
    /// What stands in lists of errors; the keys given replace those of platform.yaml.
    pub entries: Option<EntriesDef>,
    /// Where the reply says which elements of a batch failed.
    pub outcomes: Option<OutcomesUse>,
}
