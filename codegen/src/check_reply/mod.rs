//! Replies against the specs: what came that is not described, and what is described and did not come.
//!
//! A report has paths, kinds and counts, never a value of a reply. For [`patch()`] the values of keys and enumerations that are new
//! are kept beside it; they leave it only as a type, or as the value of an enumeration.

mod compare;
mod drift;
mod forms;
mod hold;
mod locate;
mod marks;
mod patch;
mod paths;
mod places;
mod report;

pub use drift::read_drift;
pub use hold::hold;
pub use patch::{Patch, patch};

use std::collections::BTreeMap;

use serde_json::Value;

use crate::model::Place;

/// The sort of a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A key that no field has.
    UnknownKey,
    /// A value of another JSON form than described.
    TypeConflict,
    /// `null` where none is described.
    Null,
    /// A value that the enumeration, or a tag that the union, does not list.
    UnknownValue,
    /// A field that is always there was not.
    Missing,
}

impl Kind {
    /// In words of a report for programs: `unknown_key`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::UnknownKey => "unknown_key",
            Self::TypeConflict => "type_conflict",
            Self::Null => "null",
            Self::UnknownValue => "unknown_value",
            Self::Missing => "missing",
        }
    }
}

/// A difference, told once for all places with one path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// `orders.list`
    pub operation: String,
    /// What it is.
    pub kind: Kind,
    /// `$.orders[].prices.{key}`
    pub path: String,
    /// What is described, in a word; empty where there is nothing to say.
    pub expected: String,
    /// What came, in a word for its JSON form; empty where there is nothing to say.
    pub found: String,
}

/// What is known of a difference beside what the report says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Seen {
    /// How often.
    pub count: u64,
    /// The declaration that it concerns: of the field, the enumeration, or the struct that lacks a key.
    pub place: Option<Place>,
    /// The first values, for [`patch()`].
    values: Vec<Value>,
}

/// Values that are kept of one difference.
const MOST_VALUES: usize = 500;

/// Everything that was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// The platform.
    pub platform: String,
    /// Replies that were held against each operation; none where a log of a client told it.
    pub replies: BTreeMap<String, u64>,
    /// The differences.
    pub findings: BTreeMap<Finding, Seen>,
    /// Requests that no operation is for, by method and path, ids taken out.
    pub unmatched: BTreeMap<String, u64>,
    /// Replies that are failures, which have a form of their own.
    pub failures: u64,
    /// Replies that nothing is described of, or that are no JSON.
    pub unread: u64,
    /// What else is to be known, in sentences.
    pub notes: Vec<String>,
}

impl Report {
    /// Whether the spec says something else than what came.
    #[must_use]
    pub fn differs(&self) -> bool {
        !self.findings.is_empty()
    }

    fn add(&mut self, finding: Finding, count: u64, place: Option<Place>, value: Option<&Value>) {
        let seen = self.findings.entry(finding).or_default();
        seen.count += count;
        if seen.place.is_none() {
            seen.place = place;
        }
        if seen.values.len() < MOST_VALUES {
            seen.values.extend(value.cloned());
        }
    }
}

#[cfg(test)]
mod tests;
