//! What the runtime knows of errors in lists, and of the outcomes of batches. The fields are those of the runtime's tables, which say
//! what they mean.
#![allow(missing_docs, reason = "see the runtime's `meta`")]

use super::words::EntryKeys;

/// A sign of failure in a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignTable {
    Is {
        path: String,
        /// JSON text.
        value: String,
    },
    Present {
        path: String,
    },
}

/// What stands in lists of errors; `None`: the usual names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EntriesTable {
    pub at: Vec<String>,
    pub keys: EntryKeys,
    pub message: Option<Vec<String>>,
    pub code: Option<Vec<String>>,
    pub field: Option<Vec<String>>,
    pub row: Vec<String>,
    pub id: Vec<String>,
    pub first_row: u32,
}

/// What a reply says of each element of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutcomesTable {
    pub sent: String,
    pub at: Vec<String>,
    pub ordered: bool,
    pub failure: Vec<SignTable>,
    pub ids: Vec<(String, Option<String>)>,
    pub row: Vec<String>,
    pub first_row: u32,
    pub message: Vec<String>,
    pub code: Vec<String>,
    pub fields: Vec<String>,
}
