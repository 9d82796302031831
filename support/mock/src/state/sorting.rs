//! In what order a listing comes.

use std::cmp::Ordering;

use serde_json::{Map, Value};

use super::filter::compared;
use crate::check::tag_text;
use crate::read::Reading;
use crate::words::{DIRECTION, SORTED_BY, snake};

/// Fields and whether each descends.
pub(super) fn wanted(reading: &Reading) -> Vec<(String, bool)> {
    let of = |names: &[&str]| {
        reading
            .query
            .iter()
            .find(|(key, _)| names.contains(&snake(key).as_str()))
            .map(|(_, value)| value)
    };
    let Some(by) = of(SORTED_BY) else { return Vec::new() };
    let down = of(DIRECTION)
        .and_then(tag_text)
        .is_some_and(|text| text.eq_ignore_ascii_case("desc"));
    let names: Vec<String> = match by {
        Value::Array(names) => names.iter().filter_map(tag_text).collect(),
        name => tag_text(name).into_iter().collect(),
    };
    names
        .into_iter()
        .map(|name| match name.strip_prefix(['!', '-']) {
            Some(name) => (name.to_owned(), true),
            None => (name, down),
        })
        .collect()
}

/// The parameter that names what a listing is sorted by.
pub(super) fn param(reading: &Reading) -> Option<&str> {
    let mut names = reading.query.keys().map(String::as_str);
    names.find(|key| SORTED_BY.contains(&snake(key).as_str()))
}

/// Sorts; what is equal stays as it was.
pub(super) fn sort(rows: &mut [&Map<String, Value>], by: &[(String, bool)]) {
    rows.sort_by(|left, right| {
        for (field, down) in by {
            let order = match (left.get(field), right.get(field)) {
                (Some(left), Some(right)) => compared(left, right).unwrap_or(Ordering::Equal),
                (left, right) => left.is_some().cmp(&right.is_some()),
            };
            let order = if *down { order.reverse() } else { order };
            if order != Ordering::Equal {
                return order;
            }
        }
        Ordering::Equal
    });
}
