//! What the documents show.

use serde_json::Value;
use tradewire_codegen::model::{Direction, Operation, Platform, Sign};

use super::at;
use crate::check::is;

/// The documented replies of an operation that are no failures, with their numbers.
pub(crate) fn documented(platform: &Platform, operation: &Operation) -> Vec<(u32, Value)> {
    let of_replies = operation
        .examples
        .iter()
        .filter(|example| example.direction == Direction::Response);
    of_replies
        .filter_map(|example| Some((example.number, serde_json::from_str::<Value>(&example.text).ok()?)))
        .filter(|(_, body)| !is_failure(platform, body))
        .collect()
}

/// The numbers of the documented answers of an operation.
pub(crate) fn numbers(operation: &Operation) -> Vec<u32> {
    let answers = operation
        .examples
        .iter()
        .filter(|example| example.direction == Direction::Response);
    answers.map(|example| example.number).collect()
}

/// The documented answer of a number.
pub(super) fn numbered(operation: &Operation, number: u32) -> Option<Value> {
    let mut answers = operation
        .examples
        .iter()
        .filter(|example| example.direction == Direction::Response);
    serde_json::from_str(&answers.find(|example| example.number == number)?.text).ok()
}

/// Whether a body says that it is a failure.
pub(crate) fn is_failure(platform: &Platform, body: &Value) -> bool {
    platform.errors.failure.iter().any(|sign| match sign {
        Sign::Is { path, value } => at::dotted(body, path).is_some_and(|found| is(value, found)),
        Sign::Present { path } => at::dotted(body, path).is_some_and(|found| !found.is_null()),
    })
}

/// The objects that documented replies show at a place: one, or those of a list; of a map (`by_key`) its values.
pub(crate) fn things(platform: &Platform, operation: &Operation, path: &[String], by_key: bool) -> Vec<Value> {
    let mut out = Vec::new();
    for (_, body) in documented(platform, operation) {
        // A wrapper may be missing where the spec allows that.
        let found = at::get(&body, path).or_else(|| operation.returns.or_bare.then_some(&body));
        match found {
            Some(Value::Array(elements)) => out.extend(elements.iter().filter(|value| value.is_object()).cloned()),
            Some(Value::Object(entries)) if by_key => {
                out.extend(entries.values().filter(|value| value.is_object()).cloned());
            }
            Some(value @ Value::Object(_)) => out.push(value.clone()),
            _ => {}
        }
    }
    out
}
