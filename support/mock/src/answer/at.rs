//! Values at paths.

use serde_json::{Map, Value};
use tradewire_codegen::model::{Platform, Type, WireName, field_of_key};

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
    path.split('.')
        .filter(|key| !key.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The keys of a dotted path below a type; the last of them may have dots itself, where a field of that name is there.
pub(crate) fn keys_in(platform: &Platform, ty: Option<&Type>, path: &str) -> Vec<String> {
    let (mut here, mut left, mut out) = (ty.cloned(), path, Vec::new());
    while !left.is_empty() {
        let fields = here
            .as_ref()
            .and_then(|ty| platform.as_struct(ty))
            .map(|shape| shape.fields.as_slice())
            .unwrap_or_default();
        if fields
            .iter()
            .any(|field| matches!(&field.name, WireName::Plain(name) if name == left))
        {
            out.push(left.to_owned());
            return out;
        }
        let (key, behind) = left.split_once('.').unwrap_or((left, ""));
        here = field_of_key(fields, key).map(|field| field.ty.clone());
        if !key.is_empty() {
            out.push(key.to_owned());
        }
        left = behind;
    }
    out
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
