//! Where new fields and values go, and which values can.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Seen;
use crate::captured::looks_like_code;
use crate::dialect::ReturnsDef;
use crate::edit::quoted;
use crate::yaml::{Node, Syntax};

/// New keys of one type that are taken for fields: more are data.
pub(super) const MOST_KEYS: usize = 100;

/// New values of one enumeration that are taken for values: more are data.
const MOST_VALUES: usize = 20;

/// The texts among new values, where each can be a value of an enumeration.
pub(super) fn new_values(seen: &Seen) -> Option<BTreeSet<String>> {
    let as_text = |value: &Value| match value {
        Value::String(text) if looks_like_code(text) => Some(quoted(text)),
        Value::Number(number) => number.as_i64().map(|number| number.to_string()),
        _ => None,
    };
    let texts: Option<BTreeSet<String>> = seen.values.iter().map(as_text).collect();
    texts.filter(|texts| !texts.is_empty() && texts.len() <= MOST_VALUES)
}

/// The mapping whose keys are fields, of what stands behind the key of a type, a field or `returns`.
pub(super) fn fields_of(node: &Node) -> Option<&Node> {
    if let Some(fields) = inside(node, "fields") {
        return Some(fields);
    }
    // The fields of a reply may stand right below `returns`.
    let is_reply = |key: &str| {
        !ReturnsDef::LONG_KEYS.contains(&key) && !["extends", "union", "enum", "alias", "doc", "string"].contains(&key)
    };
    let entries = node.entries();
    (!entries.is_empty() && entries.iter().all(|entry| is_reply(&entry.key.text))).then_some(node)
}

/// What stands behind a key of the type, through lists and maps of it.
pub(super) fn inside<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    if let Some(found) = node.entry(key) {
        return Some(&found.value);
    }
    match &node.value {
        Syntax::List(items) => items.first().and_then(|item| inside(item, key)),
        Syntax::Map(_) => ["type", "string"]
            .iter()
            .find_map(|step| inside(&node.entry(step)?.value, key)),
        Syntax::Scalar(_) => None,
    }
}
