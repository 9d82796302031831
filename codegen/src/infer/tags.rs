//! Objects of several sorts, told apart by a field of theirs.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use serde_json::{Map, Value};

use crate::captured::looks_like_code;

/// Keys that tell sorts apart, where anything does.
const TAGS: &[&str] = &[
    "type",
    "kind",
    "object",
    "event",
    "class",
    "_type",
    "@type",
    "objectType",
    "object_type",
    "entity_type",
];

/// Most sorts of one union.
const MOST: usize = 16;

/// The key whose value decides which others there are. Each sort has a key of its own in all of its objects, and no two have more
/// than half of their keys in common.
pub(super) fn tag<'k>(objects: &[&Map<String, Value>], by_key: &IndexMap<&'k str, Vec<&Value>>) -> Option<&'k str> {
    let candidates = by_key.keys().copied().filter(|key| TAGS.contains(key));
    candidates.into_iter().find(|key| decides(objects, key))
}

fn decides(objects: &[&Map<String, Value>], tag: &str) -> bool {
    let mut sorts: BTreeMap<&str, Vec<BTreeSet<&str>>> = BTreeMap::new();
    for object in objects {
        let Some(value) = object.get(tag).and_then(Value::as_str) else {
            return false;
        };
        let rest = object.keys().map(String::as_str).filter(|key| *key != tag);
        sorts.entry(value).or_default().push(rest.collect());
    }
    let names: BTreeSet<String> = sorts.keys().map(|value| crate::naming::variant(value)).collect();
    let told_apart =
        names.len() == sorts.len() && !names.contains("Other") && sorts.keys().all(|value| looks_like_code(value));
    if !(2..=MOST).contains(&sorts.len()) || !told_apart {
        return false;
    }
    let all: Vec<BTreeSet<&str>> = sorts
        .values()
        .map(|members| members.iter().flatten().copied().collect())
        .collect();
    sorts.values().zip(&all).enumerate().all(|(at, (members, keys))| {
        let others = || {
            all.iter()
                .enumerate()
                .filter(move |(other, _)| *other != at)
                .map(|(_, keys)| keys)
        };
        let own = keys
            .iter()
            .any(|key| members.iter().all(|member| member.contains(key)) && others().all(|other| !other.contains(key)));
        own && others().all(|other| 2 * keys.intersection(other).count() <= keys.union(other).count())
    })
}
