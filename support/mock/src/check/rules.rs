//! Rules over several fields.

use serde_json::{Map, Value};
use tradewire_codegen::model::{Condition, GroupKind, GroupRule};

use super::{is, text_of};

/// What a field is wanted for, if its condition holds.
pub(super) fn condition(condition: Option<&Condition>, entries: &Map<String, Value>) -> Option<String> {
    match condition? {
        Condition::Is { field, values } => {
            let value = entries.get(field)?;
            let which = values.iter().find(|wanted| is(wanted, value))?;
            Some(format!("a value, as `{field}` is {}", text_of(which)))
        }
        Condition::Present { field } => given(entries, field).then(|| format!("a value, as `{field}` is given")),
        Condition::Absent { field } => (!given(entries, field)).then(|| format!("a value, as `{field}` is not given")),
    }
}

/// What a rule wants and what there is, if it is broken.
pub(super) fn broken(rule: &GroupRule, entries: &Map<String, Value>) -> Option<(String, String)> {
    let given: Vec<&str> = rule
        .fields
        .iter()
        .filter(|field| given(entries, field))
        .map(String::as_str)
        .collect();
    let all = rule.fields.join("`, `");
    let (fine, wanted) = match rule.kind {
        GroupKind::AnyOf => (!given.is_empty(), "at least one"),
        GroupKind::ExactlyOneOf => (given.len() == 1, "exactly one"),
        GroupKind::AtMostOneOf => (given.len() < 2, "at most one"),
    };
    let found = if given.is_empty() {
        "none".to_owned()
    } else {
        format!("`{}`", given.join("`, `"))
    };
    (!fine).then(|| (format!("{wanted} of `{all}`"), found))
}

/// Whether something stands at a key, at a dotted path, or at one of a family of keys.
pub(crate) fn given(entries: &Map<String, Value>, field: &str) -> bool {
    if let Some((before, rest)) = field.split_once('{') {
        let behind = rest.split_once('}').map_or("", |(_, behind)| behind);
        let is_one =
            |key: &str| key.len() > before.len() + behind.len() && key.starts_with(before) && key.ends_with(behind);
        return entries.iter().any(|(key, value)| is_one(key) && !value.is_null());
    }
    let (first, rest) = if entries.contains_key(field) {
        (field, None)
    } else {
        field
            .split_once('.')
            .map_or((field, None), |(first, rest)| (first, Some(rest)))
    };
    match (entries.get(first), rest) {
        (Some(Value::Object(inner)), Some(rest)) => given(inner, rest),
        (Some(value), None) => !value.is_null(),
        _ => false,
    }
}
