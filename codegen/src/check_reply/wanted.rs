//! Which changes of the specs follow from the differences.

use std::collections::BTreeMap;

use serde_json::Value;

use super::locate::last_key;
use super::places::{MOST_KEYS, new_values};
use super::{Finding, Kind, Report, Seen};
use crate::infer;
use crate::model::Place;

/// A change of one declaration.
pub(super) struct Wanted<'r> {
    pub finding: &'r Finding,
    /// The declaration: of a field, an enumeration, or the struct that lacks a key.
    pub place: &'r Place,
    pub what: What<'r>,
}

/// What is to be said there.
pub(super) enum What<'r> {
    /// A key, with its values.
    Key(String, Vec<&'r Value>),
    /// It may be `null`.
    Nullable,
    /// What it holds, a list or a map, may have `null` among its elements.
    NullElements,
    /// It is not always there.
    Optional,
    /// A value of an enumeration, as the dialect writes it.
    Value(String),
}

impl Wanted<'_> {
    /// Why a person has to do this, in a sentence.
    pub fn by_hand(&self, why: &str) -> String {
        by_hand(self.finding, why)
    }
}

fn by_hand(finding: &Finding, why: &str) -> String {
    let words = finding.kind.word().replace('_', " ");
    format!("{}: {words} at {}: {why}", finding.operation, finding.path)
}

/// The changes that are certain; the rest is told.
pub(super) fn wanted<'r>(report: &'r Report, left: &mut Vec<String>) -> Vec<Wanted<'r>> {
    let mut all = Vec::new();
    let mut keys: BTreeMap<&Place, usize> = BTreeMap::new();
    for (finding, seen) in &report.findings {
        let found = match &seen.place {
            Some(place) => what(finding, seen).map(|found| (place, found)),
            None => Err(nowhere(finding)),
        };
        match found {
            Ok((place, found)) => {
                if finding.kind == Kind::UnknownKey {
                    *keys.entry(place).or_default() += 1;
                }
                all.extend(found.into_iter().map(|what| Wanted { finding, place, what }));
            }
            Err(why) => left.push(by_hand(finding, why)),
        }
    }
    for (place, _) in keys.iter().filter(|(_, count)| **count > MOST_KEYS) {
        left.push(format!(
            "{}:{}: too many new keys for fields; perhaps this is a map",
            place.file, place.line
        ));
    }
    all.retain(|wanted| {
        let is_key = matches!(wanted.what, What::Key(..));
        !is_key || keys.get(wanted.place).is_none_or(|count| *count <= MOST_KEYS)
    });
    all
}

/// Why a difference has no place.
fn nowhere(finding: &Finding) -> &'static str {
    match (finding.kind, finding.path.as_str()) {
        (Kind::Null, "$") => {
            "a reply that is nothing but `null` has no mark; perhaps it is a failure, or a `returns` of its own by status"
        }
        (Kind::Null, path) if path.ends_with("[]") || path.ends_with(".{key}") => {
            "an element of a type that several places share, or of a list in a list; say there that it may be `null`"
        }
        _ => "more than one declaration may be meant, or none",
    }
}

fn what<'r>(finding: &Finding, seen: &'r Seen) -> Result<Vec<What<'r>>, &'static str> {
    match finding.kind {
        Kind::UnknownKey => {
            let key = last_key(&finding.path).filter(|key| infer::can_be_field(key) && !key.is_empty());
            let key = key.ok_or("the key is data, or none that a field can have; perhaps this is a map")?;
            let values = seen.values.iter().filter_map(|value| value.get(&key)).collect();
            Ok(vec![What::Key(key, values)])
        }
        Kind::Null => match seen.within {
            0 => Ok(vec![What::Nullable]),
            1 => Ok(vec![What::NullElements]),
            _ => Err("an element of a list in a list; say there that it may be `null`"),
        },
        Kind::Missing => Ok(vec![What::Optional]),
        Kind::UnknownValue => {
            let new = new_values(seen).ok_or("the values are not known, too many, or no codes")?;
            Ok(new.into_iter().map(What::Value).collect())
        }
        Kind::TypeConflict => Err("two forms: say which, or a union"),
    }
}
