//! Values at paths.

use serde_json::{Map, Value};

/// What stands at these keys.
pub(crate) fn get<'v>(value: &'v Value, path: &[String]) -> Option<&'v Value> {
    path.iter().try_fold(value, |here, key| here.get(key))
}

/// The same by a dotted path.
pub(crate) fn dotted<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    let keys = path.split('.').filter(|key| !key.is_empty());
    keys.into_iter().try_fold(value, |here, key| here.get(key))
}

/// Puts a value at these keys; objects are made on the way, and take the place of what is none.
pub(crate) fn put(value: &mut Value, path: &[String], what: Value) {
    let mut here = value;
    for key in path {
        if !here.is_object() {
            *here = Value::Object(Map::new());
        }
        let Value::Object(entries) = here else { return };
        here = entries.entry(key.clone()).or_insert(Value::Null);
    }
    *here = what;
}

/// The keys of a dotted path.
pub(crate) fn keys(path: &str) -> Vec<String> {
    path.split('.').filter(|key| !key.is_empty()).map(str::to_owned).collect()
}

/// Takes away what stands at a dotted path.
pub(crate) fn take(value: &mut Value, path: &str) {
    let mut keys = keys(path);
    let Some(last) = keys.pop() else { return };
    let mut here = value;
    for key in keys {
        let Some(next) = here.get_mut(&key) else { return };
        here = next;
    }
    if let Value::Object(entries) = here {
        entries.shift_remove(&last);
    }
}
