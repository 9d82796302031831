//! Keys of objects: names that a description has, or data.

use std::mem::discriminant;

use indexmap::IndexMap;
use serde_json::Value;

use crate::captured::secrets::BLOT;
use crate::captured::{is_key, looks_like_id};

/// More keys are data in any case: a spec of so many fields nobody reads.
const MOST_FIELDS: usize = 400;

/// Longest key that a spec can have in front of its colon, with room for escapes.
const LONGEST: usize = 120;

/// Whether a key can be a field. Braces would make it a family of keys, and a credential is not to be written down.
pub(super) fn can_be_field(key: &str) -> bool {
    !is_key(key)
        && !is_mail(key)
        && !key.contains(BLOT)
        && !key.contains(['{', '}'])
        && key.len() <= LONGEST
        && !key.chars().any(char::is_control)
}

/// Whether a key has `@` between other letters. In front, it is part of a name (`@id`).
fn is_mail(key: &str) -> bool {
    key.trim_matches('@').contains('@')
}

/// Why the keys of these objects are data, if they are; `objects` is their number.
pub(super) fn are_data(by_key: &IndexMap<&str, Vec<&Value>>, objects: usize) -> Option<&'static str> {
    if by_key
        .keys()
        .all(|key| looks_like_id(key) || is_key(key) || is_mail(key) || key.contains(BLOT))
    {
        return Some("the keys look like ids");
    }
    if by_key.len() > MOST_FIELDS {
        return Some("the keys are too many for names");
    }
    if !same_kind(by_key) {
        return None;
    }
    let upper = |key: &str| (2..=3).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_uppercase());
    if by_key.len() >= 2 && by_key.keys().all(|key| upper(key)) {
        return Some("the keys look like codes");
    }
    let date = |key: &str| key.len() == 10 && key.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if by_key.keys().all(|key| date(key)) {
        return Some("the keys look like dates");
    }
    // Names come again in the next object, ids do not.
    let total: usize = by_key.values().map(Vec::len).sum();
    let rare = objects >= 4 && by_key.len() >= 8 && total < by_key.len() * 2;
    rare.then_some("the keys differ from object to object")
}

fn same_kind(by_key: &IndexMap<&str, Vec<&Value>>) -> bool {
    let mut values = by_key.values().flatten().filter(|value| !value.is_null());
    values
        .next()
        .is_none_or(|first| values.all(|value| discriminant(*value) == discriminant(*first)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_mail_are_no_fields_and_names_with_a_sign_in_front_are() {
        assert!(!can_be_field("ann@shop.example") && can_be_field("@id") && can_be_field("id"));
        let value = Value::Bool(true);
        let mut by_key: IndexMap<&str, Vec<&Value>> = IndexMap::new();
        for key in ["ann@shop.example", "bob@shop.example"] {
            by_key.insert(key, vec![&value]);
        }
        assert_eq!(are_data(&by_key, 1), Some("the keys look like ids"));
    }
}
