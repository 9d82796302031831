//! Places in a state, and what was meant there.

use serde_json::Value;
use tradewire_codegen::diagnostics::did_you_mean;

/// Those of a list; what is none, as it is.
pub(super) fn elements(value: &Value) -> &[Value] {
    match value {
        Value::Array(elements) => elements,
        other => std::slice::from_ref(other),
    }
}

pub(super) fn joined(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        format!("{path}.{key}")
    }
}

/// What was meant, or what there is.
pub(super) fn hint<'k>(wrong: &str, known: impl Iterator<Item = &'k str> + Clone, there_are: &str) -> String {
    did_you_mean(wrong, known.clone()).unwrap_or_else(|| {
        let known: Vec<&str> = known.collect();
        format!("{there_are} {}", known.join(", "))
    })
}
