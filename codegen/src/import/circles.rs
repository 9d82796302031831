//! Schemas that lead to themselves: what the dialect cannot say of them is cut where it leads back, and told.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::notes::Notes;
use super::{Object, text};
use crate::model::circles::{groups, on_circles};

/// Named types in the making, in order.
type Entries = [(String, Value)];

/// Cuts what stands for itself, and what would always contain itself.
pub(super) fn cut(entries: &mut Entries, notes: &mut Notes) {
    while let Some((at, back)) = first(entries, stands_for) {
        let Some((name, entry)) = entries.get_mut(at) else {
            break;
        };
        notes.add(
            name,
            "it leads back to itself with no object between: that part became `any` or was left out; say what it is",
        );
        without(entry, &back);
    }
    while let Some((at, back)) = first(entries, must_hold) {
        let Some((name, entry)) = entries.get_mut(at) else {
            break;
        };
        let Some(fields) = entry.get_mut("fields").and_then(Value::as_object_mut) else {
            break;
        };
        let mut freed = Vec::new();
        free(fields, &back, "", &mut freed);
        if freed.is_empty() {
            break;
        }
        let message = format!(
            "{} would have to hold another `{name}` without end: it is not required in the draft; the server has to leave it out somewhere",
            freed.join(", ")
        );
        notes.add(name, message);
    }
}

/// The first entry on a circle that can be cut, and the names that lead on from there on circles.
fn first(entries: &Entries, leads: fn(&Value, &Named<'_>) -> Vec<usize>) -> Option<(usize, Vec<String>)> {
    let named: Named<'_> = Named {
        entries,
        places: entries
            .iter()
            .enumerate()
            .map(|(at, (name, _))| (name.as_str(), at))
            .collect(),
    };
    let targets: Vec<Vec<usize>> = entries.iter().map(|(_, entry)| leads(entry, &named)).collect();
    let (circles, groups) = (on_circles(&targets), groups(&targets));
    let is_struct = |at: usize| entries.get(at).is_some_and(|(_, entry)| entry.get("fields").is_some());
    let mut on: Vec<usize> = (0..entries.len())
        .filter(|at| circles.get(*at) == Some(&true))
        .collect();
    // An alias has no `!` to be taken off.
    on.sort_by_key(|at| (!is_struct(*at), *at));
    let at = on.first().copied()?;
    let back = targets.get(at)?.iter().filter(|to| groups.get(**to) == groups.get(at));
    let back = back.filter_map(|to| Some(entries.get(*to)?.0.clone()));
    Some((at, back.collect()))
}

/// Types by name.
struct Named<'e> {
    entries: &'e Entries,
    places: BTreeMap<&'e str, usize>,
}

impl Named<'_> {
    /// The type that a line names and nothing else.
    fn direct(&self, line: &str) -> Option<usize> {
        self.places.get(line.trim_end_matches(['!', '?'])).copied()
    }

    /// The types that a line names anywhere.
    fn anywhere(&self, line: &str) -> Vec<usize> {
        words(line).filter_map(|word| self.places.get(word).copied()).collect()
    }

    fn is_alias(&self, at: usize) -> bool {
        self.entries
            .get(at)
            .is_some_and(|(_, entry)| entry.get("alias").is_some())
    }
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_alphanumeric() && c != '_')
}

/// The types that an entry stands for in the same JSON value, and aliases inside of an alias.
fn stands_for(entry: &Value, named: &Named<'_>) -> Vec<usize> {
    let mut found = Vec::new();
    if let Some(alias) = entry.get("alias") {
        same(alias, named, false, &mut found);
    } else if entry.get("union").is_some() {
        same(entry, named, false, &mut found);
    }
    found
}

/// `inside` of a list or a map, only aliases count.
fn same(ty: &Value, named: &Named<'_>, inside: bool, found: &mut Vec<usize>) {
    match ty {
        Value::String(line) => match named.direct(line) {
            Some(at) if !inside || named.is_alias(at) => found.push(at),
            Some(_) => {}
            None => found.extend(named.anywhere(line).into_iter().filter(|at| named.is_alias(*at))),
        },
        Value::Array(items) => items.iter().for_each(|item| same(item, named, true, found)),
        Value::Object(keys) => {
            if let Some(inner) = keys.get("type") {
                same(inner, named, inside, found);
            }
            if let Some(inner) = keys.get("string") {
                same(inner, named, true, found);
            }
            // Those with a tag are told apart by an object.
            for variant in keys.get("union").and_then(Value::as_array).into_iter().flatten() {
                same(variant, named, inside, found);
            }
        }
        _ => {}
    }
}

/// Takes names out of what an entry stands for.
fn without(entry: &mut Value, back: &[String]) {
    let Some(keys) = entry.as_object_mut() else { return };
    if let Some(alias) = keys.get_mut("alias") {
        replace(alias, back);
    }
    let Some(variants) = keys.get_mut("union").and_then(Value::as_array_mut) else {
        return;
    };
    variants.retain(|variant| !names_one(variant, back));
    for variant in variants.iter_mut() {
        replace(variant, back);
    }
    let left = std::mem::take(variants);
    match left.as_slice() {
        [] | [_] => {
            keys.remove("union");
            let only = left.into_iter().next().unwrap_or_else(|| json!("any"));
            keys.insert("alias".to_owned(), only);
        }
        _ => *variants = left,
    }
}

fn names_one(ty: &Value, names: &[String]) -> bool {
    let line = ty.as_str().or_else(|| text(ty, "type")).unwrap_or_default();
    names.iter().any(|name| name == line.trim_end_matches(['!', '?']))
}

/// Puts `any` in the place of names, in lists and maps as well.
fn replace(ty: &mut Value, names: &[String]) {
    match ty {
        Value::String(line) => {
            if names.iter().any(|name| name == line.trim_end_matches(['!', '?'])) {
                "any".clone_into(line);
            } else if words(line).any(|word| names.iter().any(|name| name == word)) {
                for name in names {
                    *line = replaced(line, name);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, names)),
        Value::Object(keys) => {
            for key in ["type", "string", "union"] {
                if let Some(inner) = keys.get_mut(key) {
                    replace(inner, names);
                }
            }
        }
        _ => {}
    }
}

/// A line with `any` for each word that is the name. What may be anything may be `null`.
fn replaced(line: &str, name: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find(|c: char| c.is_alphanumeric() || c == '_') {
        let (before, behind) = rest.split_at(at);
        let end = behind
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(behind.len());
        let (word, behind) = behind.split_at(end);
        out.push_str(before);
        out.push_str(if word == name { "any" } else { word });
        rest = if word == name {
            behind.strip_prefix('?').unwrap_or(behind)
        } else {
            behind
        };
    }
    out + rest
}

/// The types that a value of this one always contains.
fn must_hold(entry: &Value, named: &Named<'_>) -> Vec<usize> {
    let mut found = Vec::new();
    match entry.get("alias") {
        Some(Value::String(line)) if !line.ends_with('?') => found.extend(named.direct(line)),
        Some(alias) if alias.get("nullable").is_none() => {
            found.extend(
                text(alias, "type")
                    .filter(|line| !line.ends_with('?'))
                    .and_then(|line| named.direct(line)),
            );
        }
        _ => {}
    }
    for field in entry.get("fields").and_then(Value::as_object).into_iter().flatten() {
        of_field(field.1, named, &mut found);
    }
    found
}

/// A type in a field, without marks, and whether it is always there.
fn always(field: &Value) -> Option<&Value> {
    match field {
        Value::String(line) => (line.contains('!') && !line.contains('?')).then_some(field),
        Value::Object(keys) => {
            let is_null = keys.get("nullable") == Some(&json!(true));
            (keys.get("required") == Some(&json!(true)) && !is_null).then_some(field)
        }
        _ => None,
    }
}

fn of_field(field: &Value, named: &Named<'_>, found: &mut Vec<usize>) {
    match always(field) {
        Some(Value::String(line)) => found.extend(named.direct(line)),
        Some(Value::Object(keys)) => {
            found.extend(
                keys.get("type")
                    .and_then(Value::as_str)
                    .and_then(|line| named.direct(line)),
            );
            for (_, inner) in keys.get("fields").and_then(Value::as_object).into_iter().flatten() {
                of_field(inner, named, found);
            }
        }
        _ => {}
    }
}

/// Takes the `!` off fields of these types, in objects within as well.
fn free(fields: &mut Object, back: &[String], path: &str, freed: &mut Vec<String>) {
    for (key, field) in fields {
        let path = if path.is_empty() {
            key.clone()
        } else {
            format!("{path}.{key}")
        };
        if always(field).is_none() {
            continue;
        }
        let is_back = names_one(field, back);
        match field {
            Value::String(line) if is_back => *line = line.replace('!', ""),
            Value::Object(keys) if is_back => {
                keys.remove("required");
            }
            Value::Object(keys) => {
                if let Some(inner) = keys.get_mut("fields").and_then(Value::as_object_mut) {
                    free(inner, back, &path, freed);
                }
                continue;
            }
            _ => continue,
        }
        freed.push(format!("`{path}`"));
    }
}
