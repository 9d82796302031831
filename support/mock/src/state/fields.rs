//! Which field of a thing is meant by a name.

use serde_json::{Map, Value};
use tradewire_codegen::model::{Platform, Struct, Type, TypeShape, WireName};

use crate::words::{singular, snake};

/// The fields that things of a type may have, without values: each `null`, or, where objects stand in it, an object or a list of one whose fields are so.
pub(super) fn blank(platform: &Platform, ty: Option<&Type>) -> Map<String, Value> {
    ty.map(|ty| blanks(platform, ty, true)).unwrap_or_default()
}

fn blanks(platform: &Platform, ty: &Type, is_outer: bool) -> Map<String, Value> {
    let fields = structs(platform, ty).into_iter().flat_map(|shape| &shape.fields);
    let plain = fields.filter_map(|field| {
        let WireName::Plain(name) = &field.name else {
            return None;
        };
        let element = platform.elements(&field.ty);
        let inner = if is_outer {
            blanks(platform, element.unwrap_or(&field.ty), false)
        } else {
            Map::new()
        };
        let value = match element {
            _ if inner.is_empty() => Value::Null,
            Some(_) => Value::Array(vec![Value::Object(inner)]),
            None => Value::Object(inner),
        };
        Some((name.clone(), value))
    });
    plain.collect()
}

/// The objects that may stand there.
fn structs<'p>(platform: &'p Platform, ty: &'p Type) -> Vec<&'p Struct> {
    match platform.shape(ty) {
        Some(TypeShape::Struct(shape)) => vec![shape],
        Some(TypeShape::Union(union)) => {
            let variants = union.variants.iter();
            variants
                .filter_map(|variant| platform.as_struct(platform.elements(&variant.ty).unwrap_or(&variant.ty)))
                .collect()
        }
        _ => Vec::new(),
    }
}

/// The values at a dotted path, through the elements of lists, and of maps by ids.
pub(super) fn at_path<'d>(data: &'d Map<String, Value>, path: &str) -> Vec<&'d Value> {
    let (key, rest) = path
        .split_once('.')
        .map_or((path, None), |(key, rest)| (key, Some(rest)));
    match (data.get(key), rest) {
        (Some(found), None) => vec![found],
        (Some(found), Some(rest)) => elements(found)
            .into_iter()
            .flat_map(|inner| at_path(inner, rest))
            .collect(),
        (None, _) => Vec::new(),
    }
}

/// The objects in a list, in a map whose values are all objects, or the one that it is.
fn elements(value: &Value) -> Vec<&Map<String, Value>> {
    match value {
        Value::Array(elements) => elements.iter().filter_map(Value::as_object).collect(),
        Value::Object(by_id) if !by_id.is_empty() && by_id.values().all(Value::is_object) => by_id
            .values()
            .filter_map(Value::as_object)
            .chain(std::iter::once(by_id))
            .collect(),
        Value::Object(object) => vec![object],
        _ => Vec::new(),
    }
}

/// The values of the field that a name in `snake_case` means: of that field, of the one that it is the plural of, of the id
/// of that thing, or, as `customer_id` and
/// `item_ids` are, of a field of an object or of the elements of a list. `None` where nothing is called so.
pub(super) fn named<'d>(data: &'d Map<String, Value>, name: &str) -> Option<Vec<&'d Value>> {
    if let Some(found) = own(data, name) {
        return Some(vec![found]);
    }
    name.rmatch_indices('_').find_map(|(at, _)| {
        let (outer, inner) = (name.get(..at)?, name.get(at + 1..)?);
        let objects = objects(data, outer);
        let found: Vec<&Value> = objects.into_iter().filter_map(|object| own(object, inner)).collect();
        (!found.is_empty()).then_some(found)
    })
}

fn own<'d>(data: &'d Map<String, Value>, name: &str) -> Option<&'d Value> {
    let called = |name: &str| data.iter().find(|(key, _)| snake(key) == name).map(|(_, value)| value);
    let one = singular(name);
    called(name)
        .or_else(|| called(&one))
        .or_else(|| called(&format!("{one}_id")))
}

/// The object that stands in a field, or those of a list, or of a map by ids, that the name is one of.
fn objects<'d>(data: &'d Map<String, Value>, name: &str) -> Vec<&'d Map<String, Value>> {
    let mut called = data.iter().map(|(key, value)| (snake(key), value));
    let Some((key, value)) = called.find(|(key, _)| key == name || singular(key) == name) else {
        return Vec::new();
    };
    match value {
        Value::Array(elements) => elements.iter().filter_map(Value::as_object).collect(),
        Value::Object(by_id) if key != name => by_id.values().filter_map(Value::as_object).collect(),
        Value::Object(object) => vec![object],
        _ => Vec::new(),
    }
}
