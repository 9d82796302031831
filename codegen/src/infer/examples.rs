//! Samples that become example files.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Inferred;
use super::calls::Call;
use crate::model::{Direction, Platform};

/// Most samples of one operation and direction that are kept; those with other keys come first.
const MOST: usize = 3;

/// Names files behind those that are there.
pub(super) fn keep(platform: &Platform, resource: &str, calls: &[Call<'_>], inferred: &mut Inferred) {
    for call in calls
        .iter()
        .filter(|call| inferred.drafted.contains(&format!("{resource}.{}", call.name)))
    {
        let known = platform
            .resources
            .iter()
            .filter(|known| known.name == resource)
            .flat_map(|known| &known.operations);
        let known = known.into_iter().find(|operation| operation.name == call.name);
        for (direction, word, bodies) in [
            (Direction::Request, "request", &call.requests),
            (Direction::Response, "response", &call.replies),
        ] {
            let is_get = matches!(call.method.as_str(), "GET" | "HEAD");
            if direction == Direction::Request && is_get {
                continue;
            }
            let of = known
                .map(|operation| operation.examples.as_slice())
                .unwrap_or_default()
                .iter();
            let first = of
                .filter(|example| example.direction == direction)
                .map(|example| example.number)
                .max()
                .unwrap_or(0)
                + 1;
            for (number, body) in (first..).zip(varied(bodies)) {
                let Ok(text) = serde_json::to_string_pretty(body) else {
                    continue;
                };
                inferred
                    .examples
                    .push((format!("{resource}.{}.{number}.{word}.json", call.name), text + "\n"));
            }
        }
    }
    if !inferred.examples.is_empty() {
        let note =
            "examples are what was captured: replace names, addresses and keys of real people before you commit them";
        inferred.notes.push(note.to_owned());
    }
}

/// Bodies that differ in what keys they have, in order.
fn varied<'v>(bodies: &[&'v Value]) -> Vec<&'v Value> {
    let mut seen: BTreeSet<BTreeSet<String>> = BTreeSet::new();
    let mut kept = Vec::new();
    for body in bodies.iter().filter(|body| body.is_object() || body.is_array()) {
        let mut keys = BTreeSet::new();
        collect(body, "$", &mut keys);
        if kept.len() < MOST && seen.insert(keys) {
            kept.push(*body);
        }
    }
    kept
}

fn collect(value: &Value, path: &str, keys: &mut BTreeSet<String>) {
    match value {
        Value::Object(entries) => {
            for (key, inner) in entries {
                let path = format!("{path}.{key}");
                collect(inner, &path, keys);
                keys.insert(path);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, path, keys)),
        _ => {}
    }
}
