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
mod wanted;
mod writer;

pub use drift::read_drift;
pub use hold::hold;
pub use patch::{Patch, patch};

use std::collections::BTreeMap;

use serde_json::Value;

use crate::captured::Passed;
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
    /// How many lists and maps deep below the declaration.
    within: usize,
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
    /// What was passed over, and how often.
    pub passed: BTreeMap<Passed, u64>,
    /// What else is to be known, in sentences.
    pub notes: Vec<String>,
}

impl Report {
    /// Whether the spec says something else than what came: another form, or nothing of a request at all.
    #[must_use]
    pub fn differs(&self) -> bool {
        !self.findings.is_empty() || !self.unmatched.is_empty()
    }

    /// Replies that were held against the spec.
    #[must_use]
    pub fn held(&self) -> u64 {
        self.replies.values().sum()
    }

    /// Takes in what was found elsewhere.
    pub fn extend(&mut self, other: Self) {
        for (operation, count) in other.replies {
            *self.replies.entry(operation).or_default() += count;
        }
        for (route, count) in other.unmatched {
            *self.unmatched.entry(route).or_default() += count;
        }
        for (passed, count) in other.passed {
            *self.passed.entry(passed).or_default() += count;
        }
        self.notes.extend(other.notes);
        for (finding, mut seen) in other.findings {
            let own = self.findings.entry(finding).or_default();
            own.count += seen.count;
            if own.place.is_none() {
                (own.place, own.within) = (seen.place, seen.within);
            }
            let room = MOST_VALUES.saturating_sub(own.values.len());
            seen.values.truncate(room);
            own.values.append(&mut seen.values);
        }
    }

    fn pass(&mut self, why: Passed) {
        *self.passed.entry(why).or_default() += 1;
    }

    fn add(&mut self, finding: Finding, count: u64, (place, within): (Option<Place>, usize), value: Option<&Value>) {
        let seen = self.findings.entry(finding).or_default();
        seen.count += count;
        if seen.place.is_none() {
            (seen.place, seen.within) = (place, within);
        }
        if seen.values.len() < MOST_VALUES {
            seen.values.extend(value.cloned());
        }
    }
}

#[cfg(test)]
mod tests;
