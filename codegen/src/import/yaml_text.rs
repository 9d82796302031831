//! A draft as YAML, a field in a line as a person would write it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{Object, Resource};
use crate::naming;

/// What editors take the schema from.
const HEAD: &str = "# yaml-language-server: $schema=../spec.schema.json\n";
/// Begins keys that are numbers, where `"1"` and `1` are two things.
pub(super) const PLAIN: char = '\u{1}';
/// Characters of a line.
const WIDTH: usize = 150;

/// The files of a draft, by name.
pub(super) fn files(
    platform: &str,
    mut platform_file: Object,
    resources: Vec<Resource>,
    mut types: BTreeMap<String, Object>,
    peers: &BTreeMap<String, String>,
) -> Vec<(String, String)> {
    debug_assert_eq!(platform_file.get("platform"), Some(&json!(platform)));
    let declared: BTreeSet<String> = types.values().flat_map(Object::keys).cloned().collect();
    if !peers.is_empty() {
        platform_file.insert("peers".to_owned(), json!(peers));
    }
    if let Some(shared) = types.remove("") {
        platform_file.insert("types".to_owned(), Value::Object(shared));
    }
    let mut files = vec![("platform.yaml".to_owned(), file(&platform_file))];
    for resource in resources {
        let mut own = Object::new();
        own.insert("resource".to_owned(), json!(resource.name));
        let handle = naming::type_name(&resource.name);
        if declared.contains(&handle) {
            own.insert("rust".to_owned(), json!(format!("{handle}Handle")));
        }
        own.insert(
            "doc".to_owned(),
            json!(
                resource
                    .doc
                    .unwrap_or_else(|| format!("Operations of {}.", resource.name.replace('_', " ")))
            ),
        );
        for (key, entries) in [("operations", resource.operations), ("callbacks", resource.callbacks)] {
            if !entries.is_empty() {
                own.insert(key.to_owned(), Value::Object(entries));
            }
        }
        if let Some(types) = types.remove(&resource.name) {
            own.insert("types".to_owned(), Value::Object(types));
        }
        files.push((format!("{}.yaml", resource.name), file(&own)));
    }
    files
}

fn file(whole: &Object) -> String {
    let mut out = HEAD.to_owned();
    for (key, value) in whole {
        if value.is_object() {
            out.push('\n');
        }
        entry(key, value, 0, &mut out);
    }
    out
}

fn entry(key: &str, value: &Value, depth: usize, out: &mut String) {
    let indent = depth * 2;
    let _ = write!(out, "{:indent$}{}:", "", name(key));
    match value {
        // A mapping without members is one all the same.
        Value::Null => {}
        Value::Object(members) if !members.is_empty() => {
            let line = flow(value);
            // Entries of these stand on lines of their own, for a person goes on from here.
            let spread = ["operations", "callbacks", "types", "auth", "pagination", "limits"].contains(&key);
            if !spread && depth > 0 && indent + key.len() + line.len() < WIDTH {
                let _ = write!(out, " {line}");
            } else {
                out.push('\n');
                for (key, value) in members {
                    entry(key, value, depth + 1, out);
                }
                return;
            }
        }
        Value::Array(items) if !items.is_empty() && indent + key.len() + flow(value).len() >= WIDTH => {
            out.push('\n');
            for item in items {
                let _ = writeln!(out, "{:indent$}  - {}", "", flow(item));
            }
            return;
        }
        other => {
            let _ = write!(out, " {}", flow(other));
        }
    }
    out.push('\n');
}

/// A value in one line.
fn flow(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::String(text) => scalar(text),
        Value::Array(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Value::Object(members) => {
            let members = members
                .iter()
                .map(|(key, value)| format!("{}: {}", name(key), flow(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
        }
        plain => plain.to_string(),
    }
}

/// A key; quoted unless it is a plain word.
fn name(key: &str) -> String {
    key.strip_prefix(PLAIN).map_or_else(|| scalar(key), str::to_owned)
}

/// A text, plain where no reader of YAML could take it for something else. A quoted one is written as JSON, which YAML contains.
fn scalar(text: &str) -> String {
    let inner = |c: char| c.is_ascii_alphanumeric() || "_-./".contains(c);
    let words = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let is_plain = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_' || c == '/')
        && text.trim_end_matches(['!', '?']).chars().all(inner)
        && !text.contains("!!")
        && !words.contains(&text.to_ascii_lowercase().as_str());
    if is_plain { text.to_owned() } else { quoted(text) }
}

/// As JSON; characters that YAML has no room for are escaped, too.
fn quoted(text: &str) -> String {
    let json = Value::from(text).to_string();
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        let odd = matches!(
            c,
            '\u{7f}'..='\u{9f}' | '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}'
        );
        if odd {
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}
