//! What was sent, under the keys that replies have for it.

use serde_json::{Map, Value};
use tradewire_codegen::model::{Field, Platform, Type, TypeShape, UnionKind, field_of_key};

use crate::check::tag_text;

/// The key under which a field is shown.
pub(super) fn key_of(field: &Field) -> Option<&String> {
    field.shown_as.as_ref()
}

/// The field of what is sent that is shown under a key.
pub(super) fn field_shown<'f>(fields: &'f [Field], key: &str) -> Option<&'f Field> {
    let other = fields.iter().find(|field| key_of(field).is_some_and(|own| own == key));
    other.or_else(|| field_of_key(fields, key).filter(|field| key_of(field).is_none()))
}

/// An object that was sent, as replies show it.
pub(super) fn as_shown(platform: &Platform, ty: Option<&Type>, sent: &Map<String, Value>) -> Map<String, Value> {
    let fields = ty
        .and_then(|ty| platform.as_struct(ty))
        .map(|shape| shape.fields.as_slice())
        .unwrap_or_default();
    sent.iter()
        .map(|(key, value)| {
            let Some(field) = field_of_key(fields, key) else {
                return (key.clone(), value.clone());
            };
            let shown = key_of(field).unwrap_or(key).clone();
            (shown, inner(platform, &field.ty, value))
        })
        .collect()
}

fn inner(platform: &Platform, ty: &Type, value: &Value) -> Value {
    match (platform.bare(ty), value) {
        (Type::List(element), Value::Array(elements)) => {
            elements.iter().map(|value| inner(platform, element, value)).collect()
        }
        (Type::Map(element), Value::Object(entries)) => {
            let shown = entries
                .iter()
                .map(|(key, value)| (key.clone(), inner(platform, element, value)));
            Value::Object(shown.collect())
        }
        (bare, Value::Object(entries)) => match platform.shape(bare) {
            Some(TypeShape::Struct(_)) => Value::Object(as_shown(platform, Some(bare), entries)),
            Some(TypeShape::Union(union)) => {
                let UnionKind::Tagged { tag } = &union.kind else {
                    return value.clone();
                };
                let said = entries.get(tag).and_then(tag_text);
                let variant = union
                    .variants
                    .iter()
                    .find(|variant| said.as_ref() == Some(&variant.name));
                Value::Object(as_shown(platform, variant.map(|variant| &variant.ty), entries))
            }
            _ => value.clone(),
        },
        _ => value.clone(),
    }
}
