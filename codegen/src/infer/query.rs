//! Query parameters as they were sent, to what they mean.

use indexmap::IndexMap;
use serde_json::{Map, Value};

use super::draft::Draft;
use super::values;

/// The parameters of some requests. Lists and objects in brackets (`a[]`, `filter[from]`) are taken apart.
pub(super) fn parameters(requests: &[&[(String, String)]]) -> Vec<(String, Draft)> {
    let mut by_key: IndexMap<String, Vec<Value>> = IndexMap::new();
    for request in requests {
        let mut whole = Map::new();
        for (name, text) in *request {
            put(&mut whole, &steps(name), text);
        }
        for (key, value) in whole {
            by_key.entry(key).or_default().push(value);
        }
    }
    let drafted = by_key
        .into_iter()
        .filter(|(key, _)| super::keys::can_be_field(key) && !key.is_empty());
    drafted
        .map(|(key, values)| {
            let mut draft = values::of(&values.iter().collect::<Vec<_>>(), &key);
            draft.optional();
            (key, draft)
        })
        .collect()
}

/// `a[b][]` as `a`, `b` and the empty step; brackets that do not close are part of the name.
fn steps(name: &str) -> Vec<&str> {
    let Some((first, mut rest)) = name
        .split_once('[')
        .filter(|(first, _)| !first.is_empty() && name.ends_with(']'))
    else {
        return vec![name];
    };
    let mut steps = vec![first];
    loop {
        match rest.split_once(']') {
            Some((step, "")) => {
                steps.push(step);
                return steps;
            }
            Some((step, behind)) if behind.starts_with('[') => {
                steps.push(step);
                rest = behind.get(1..).unwrap_or_default();
            }
            _ => return vec![name],
        }
    }
}

fn put(whole: &mut Map<String, Value>, steps: &[&str], text: &str) {
    let [first, rest @ ..] = steps else { return };
    let key = (*first).to_owned();
    match rest {
        [] => match whole.get_mut(&key) {
            None => {
                whole.insert(key, value(text));
            }
            // Said again, it is a list.
            Some(Value::Array(items)) => items.push(value(text)),
            Some(there) => *there = Value::Array(vec![there.take(), value(text)]),
        },
        [step] if step.is_empty() || step.bytes().all(|byte| byte.is_ascii_digit()) => {
            let list = whole.entry(key).or_insert_with(|| Value::Array(Vec::new()));
            if let Value::Array(items) = list {
                items.push(value(text));
            }
        }
        _ => {
            let inner = whole.entry(key).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(inner) = inner {
                put(inner, rest, text);
            }
        }
    }
}

/// A text of a query as the JSON that it stands for. Digits with a zero in front are text.
fn value(text: &str) -> Value {
    match text {
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        _ => text
            .parse::<i64>()
            .ok()
            .filter(|number| number.to_string() == text)
            .map_or_else(|| Value::String(text.to_owned()), Value::from),
    }
}

#[cfg(test)]
mod tests {
    use super::super::draft::Kind;
    use super::*;

    #[test]
    fn brackets_are_taken_apart() {
        let pair = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        let request = vec![
            pair("page", "2"),
            pair("ids[]", "1"),
            pair("ids[]", "2"),
            pair("filter[from]", "2024-02-29"),
            pair("code", "007"),
            pair("a[", "x"),
            pair("sort", "a"),
            pair("sort", "b"),
            pair("mixed", "1"),
            pair("mixed[x]", "1"),
        ];
        let drafts = parameters(&[&request]);
        let kind = |name: &str| {
            drafts
                .iter()
                .find(|(key, _)| key == name)
                .map(|(_, draft)| draft.kind.clone())
        };
        let list = |word| Kind::List(Box::new(Draft::new(Kind::Scalar(word))));
        assert_eq!(kind("page"), Some(Kind::Scalar("integer")));
        assert_eq!(kind("ids"), Some(list("integer")));
        assert_eq!(kind("sort"), Some(list("string")));
        assert_eq!(kind("code"), Some(Kind::Scalar("string")));
        assert_eq!(kind("a["), Some(Kind::Scalar("string")));
        assert_eq!(
            kind("filter"),
            Some(Kind::Object(
                vec![("from".to_owned(), Draft::new(Kind::Scalar("date")))],
                false
            ))
        );
    }
}
