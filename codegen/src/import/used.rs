//! Types that are used, and the files that they belong into.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::{Import, Object, Resource, circles};

impl Import<'_> {
    /// The types that something refers to, by the resource that alone uses them; those of several under the empty name.
    pub(super) fn types_of(&mut self, resources: &[Resource]) -> BTreeMap<String, Object> {
        let source = self.source;
        let schemas = source.root.pointer("/components/schemas").unwrap_or(&Value::Null);
        let mut entries: Vec<(String, Value)> = Vec::new();
        let mut at = 0;
        while let Some(component) = self.wanted.get(at).cloned() {
            at += 1;
            let (Some(schema), Some(name)) = (schemas.get(&component), self.types.get(&component).cloned()) else {
                self.notes.add(&component, "a schema that is referred to is not there");
                continue;
            };
            let entry = self.entry(&component, schema);
            entries.push((name, entry));
        }
        let before = users(resources, &entries);
        circles::cut(&mut entries, &mut self.notes);
        let users = users(resources, &entries);
        // What stood only on a circle that was cut has nobody left who uses it.
        entries.retain(|(name, _)| users.contains_key(name) || !before.contains_key(name));
        let unused: Vec<String> = schemas
            .as_object()
            .into_iter()
            .flatten()
            .map(|(component, _)| component.clone())
            .filter(|component| !self.wanted.contains(component))
            .collect();
        for component in unused {
            let of_ours = schemas[&component].get("x-tradewire-variant-of").is_some()
                || component.starts_with("Failure") && source.is_own;
            if !of_ours && !self.inlined.contains(&component) {
                self.notes.add(
                    &component,
                    "nothing that was carried over uses this schema, and it was left out",
                );
            }
        }
        let mut files: BTreeMap<String, Object> = BTreeMap::new();
        for (name, entry) in &entries {
            let mut own = users.get(name).into_iter().flatten();
            let file = match (own.next(), own.next()) {
                (Some(only), None) => only.clone(),
                _ => String::new(),
            };
            files.entry(file).or_default().insert(name.clone(), entry.clone());
        }
        files
    }
}

/// The resources that use each type, by way of others as well.
fn users(resources: &[Resource], entries: &[(String, Value)]) -> BTreeMap<String, BTreeSet<String>> {
    let named: BTreeSet<&str> = entries.iter().map(|(name, _)| name.as_str()).collect();
    let mentions: BTreeMap<&str, BTreeSet<&str>> = entries
        .iter()
        .map(|(name, entry)| (name.as_str(), mentioned(entry, &named)))
        .collect();
    let mut users: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for resource in resources {
        let whole = json!([resource.operations, resource.callbacks]);
        let mut open: Vec<&str> = mentioned(&whole, &named).into_iter().collect();
        while let Some(name) = open.pop() {
            if users.entry(name.to_owned()).or_default().insert(resource.name.clone()) {
                open.extend(mentions.get(name).into_iter().flatten());
            }
        }
    }
    users
}

/// The types that texts in a value name.
fn mentioned<'n>(value: &Value, named: &BTreeSet<&'n str>) -> BTreeSet<&'n str> {
    let mut found = BTreeSet::new();
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::String(text) => {
                let words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
                found.extend(words.filter_map(|word| named.get(word)));
            }
            Value::Array(items) => open.extend(items),
            Value::Object(members) => {
                open.extend(members.iter().filter(|(key, _)| *key != "doc").map(|(_, value)| value));
            }
            _ => {}
        }
    }
    found
}
