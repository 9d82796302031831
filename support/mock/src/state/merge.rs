//! A change taken into what is there.

use serde_json::{Map, Value};
use tradewire_codegen::model::{Platform, Type, WireName, field_of_key};

use crate::check::is;
use crate::words::{NESTED, TAKEN_AWAY};

/// Takes a change in: what is left out stays, what is said to be empty goes, objects are merged, lists are replaced.
/// `sent` is the type of the change, `shown` that of the thing.
pub(super) fn merge(
    platform: &Platform,
    sent: Option<&Type>,
    shown: Option<&Type>,
    change: &Map<String, Value>,
    into: &mut Map<String, Value>,
    next_id: &mut i64,
) {
    let sent_fields = sent
        .and_then(|ty| platform.as_struct(ty))
        .map(|shape| shape.fields.as_slice())
        .unwrap_or_default();
    let shown_fields = shown
        .and_then(|ty| platform.as_struct(ty))
        .map(|shape| shape.fields.as_slice())
        .unwrap_or_default();
    for (key, value) in change {
        let field = field_of_key(sent_fields, key);
        let own = field_of_key(shown_fields, key);
        let base = key
            .strip_suffix(NESTED)
            .filter(|base| own.is_none() && field_of_key(shown_fields, base).is_some());
        if let (Some(base), Value::Array(elements)) = (base, value) {
            nested(
                elements,
                into.entry(base.to_owned()).or_insert_with(|| Value::Array(Vec::new())),
                next_id,
            );
            continue;
        }
        let key = base.unwrap_or(key);
        let empties = field
            .and_then(|field| field.clear.as_ref())
            .is_some_and(|clear| is(clear, value));
        if value.is_null() || empties {
            if own.is_some_and(|own| own.nullable) {
                into.insert(key.to_owned(), Value::Null);
            } else {
                into.shift_remove(key);
            }
            continue;
        }
        if let (Some(Value::Object(known)), Value::Object(change)) = (into.get_mut(key), value) {
            let shown = own.map(|own| &own.ty);
            merge(platform, field.map(|field| &field.ty), shown, change, known, next_id);
        } else {
            let mut value = value.clone();
            if let Some(own) = own {
                number(platform, &own.ty, &mut value, next_id);
            }
            into.insert(key.to_owned(), value);
        }
    }
}

/// Elements of a form: those with an id change or go, others are new.
fn nested(elements: &[Value], list: &mut Value, next_id: &mut i64) {
    if !list.is_array() {
        *list = Value::Array(Vec::new());
    }
    let Value::Array(list) = list else { return };
    for element in elements {
        let Value::Object(change) = element else { continue };
        let gone = change
            .get(TAKEN_AWAY)
            .is_some_and(|value| !matches!(value, Value::Bool(false) | Value::Null));
        let id = change.get("id");
        let known = id.and_then(|id| list.iter().position(|element| element.get("id") == Some(id)));
        match known {
            Some(at) if gone => {
                list.remove(at);
            }
            Some(at) => {
                if let Some(Value::Object(known)) = list.get_mut(at) {
                    known.extend(change.clone());
                }
            }
            None if gone => {}
            None => {
                let mut made = change.clone();
                made.entry("id").or_insert_with(|| {
                    *next_id = next_id.saturating_add(1);
                    Value::from(*next_id)
                });
                list.push(Value::Object(made));
            }
        }
    }
}

/// Gives ids to elements that are shown with one and were sent without.
pub(super) fn number(platform: &Platform, ty: &Type, value: &mut Value, next_id: &mut i64) {
    let (Some(element), Value::Array(elements)) = (platform.as_list(ty), value) else {
        return;
    };
    let Some(shape) = platform.as_struct(element) else {
        return;
    };
    let has_id = shape.fields.iter().any(|field| {
        let is_number = matches!(
            platform.bare(&field.ty),
            Type::Scalar(tradewire_codegen::model::Scalar::Integer)
        );
        is_number && matches!(&field.name, WireName::Plain(name) if name == "id")
    });
    for element in elements.iter_mut().filter(|_| has_id) {
        if let Value::Object(entries) = element {
            entries.entry("id").or_insert_with(|| {
                *next_id = next_id.saturating_add(1);
                Value::from(*next_id)
            });
        }
    }
}
