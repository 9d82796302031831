//! What failures say of single fields and of the elements of a batch.

use super::{Literal, Place};

/// A sign of failure in a body, or in a part of one.
#[derive(Debug, Clone, PartialEq)]
pub enum Sign {
    Is { path: String, value: Literal },
    Present { path: String },
}

/// What stands in lists of errors; `None`: under the usual names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entries {
    pub at: Vec<String>,
    pub keys: EntryKeys,
    pub message: Option<Vec<String>>,
    pub code: Option<Vec<String>>,
    pub field: Option<Vec<String>>,
    pub row: Vec<String>,
    pub id: Vec<String>,
    pub first_row: u32,
}

/// What the keys of a map of errors are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum EntryKeys {
    #[default]
    Field,
    Row,
    Id,
}

/// A way in which replies say which elements of a batch failed.
#[derive(Debug, Clone, PartialEq)]
pub struct OutcomesKind {
    pub name: String,
    pub said: OutcomesSaid,
}

/// What one place of the specs says of outcomes; the rest is said elsewhere, or is as usual.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OutcomesSaid {
    pub sent: Option<String>,
    pub each: Option<Vec<String>>,
    pub failed: Option<Vec<String>>,
    pub failure: Option<Vec<Sign>>,
    pub ids: Option<Vec<(String, Option<String>)>>,
    pub row: Option<Vec<String>>,
    pub first_row: Option<u32>,
    pub message: Option<Vec<String>>,
    pub code: Option<Vec<String>>,
    pub fields: Option<Vec<String>>,
}

/// Which elements of a batch failed, as a reply says it.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcomes {
    /// Index into [`super::Errors::outcomes`], where it is of a kind.
    pub kind: Option<usize>,
    /// Dotted path of the list in the whole body; empty: the body.
    pub sent: String,
    /// Dotted paths of lists in the reply.
    pub at: Vec<String>,
    /// They have an outcome for each element, in the order sent.
    pub ordered: bool,
    pub failure: Vec<Sign>,
    /// Path within an outcome, and within what was sent.
    pub ids: Vec<(String, Option<String>)>,
    pub row: Vec<String>,
    pub first_row: u32,
    pub message: Vec<String>,
    pub code: Vec<String>,
    pub fields: Vec<String>,
    pub place: Place,
}
