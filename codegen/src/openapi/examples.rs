//! Bodies that the documents show.

use serde_json::{Value, json};

use super::Object;
use crate::model::{Direction, Errors, Example, Sign};

/// The examples of a direction that are JSON and `wanted`, by their number.
pub(super) fn of(examples: &[Example], direction: Direction, wanted: impl Fn(&Value) -> bool) -> Option<Value> {
    let mut found = Object::new();
    for example in examples.iter().filter(|example| example.direction == direction) {
        if let Ok(value) = serde_json::from_str::<Value>(&example.text)
            && wanted(&value)
        {
            found.insert(example.number.to_string(), json!({"value": value}));
        }
    }
    (!found.is_empty()).then_some(Value::Object(found))
}

/// Whether a body has a sign of failure, and so the form of the platform's errors.
pub(super) fn is_failure(errors: &Errors, body: &Value) -> bool {
    let at = |path: &str| {
        path.split('.')
            .filter(|key| !key.is_empty())
            .try_fold(body, |here, key| here.get(key))
    };
    errors.failure.iter().any(|sign| match sign {
        Sign::Is { path, value } => at(path).is_some_and(|found| *found == super::words::literal(value)),
        Sign::Present { path } => at(path).is_some_and(|found| !found.is_null()),
    })
}
