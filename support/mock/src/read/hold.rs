//! A body against its type.

use serde_json::{Map, Value};
use tradewire_codegen::model::{Body, Field, Operation, Platform, Scalar, Type};

use super::Parts;
use super::body::{self, Content};
use super::charset;
use super::request::{Reading, wrong_body};
use crate::check::{Checker, Shape};
use crate::violation::{Kind, Violation};

/// Reads the body; `over` are parameters of the query that belong to it.
pub(super) fn take_body(
    platform: &Platform,
    operation: &Operation,
    body: &Body,
    parts: &Parts<'_>,
    over: &[(String, String)],
    reading: &mut Reading,
) {
    let switched = body.json_switch.as_ref();
    let to_json =
        switched.is_some_and(|(key, value)| parts.query.iter().any(|(name, text)| name == key && text == value));
    if to_json {
        reading.found.extend(over.iter().map(|(name, _)| Violation {
            operation: None,
            kind: Kind::Unknown,
            field: format!("query.{name}"),
            expected: "parameters in the body".to_owned(),
            found: "one in the query".to_owned(),
            place: Some(operation.place.clone()),
        }));
    }
    let content = body::read(platform, body, parts, over, to_json);
    if !matches!(content, Content::Wrong(_) | Content::Bytes) {
        reading.found.extend(charset::of_body(parts, &operation.place));
    }
    match content {
        Content::Wrong(mut violation) => {
            violation.place = Some(operation.place.clone());
            reading.found.push(violation);
        }
        Content::Bytes => {}
        Content::Nothing => {
            let needed = body.ty.as_ref().is_some_and(|ty| wants(platform, ty, body));
            if needed {
                let empty = Value::Object(Map::new());
                let whole = body.key.is_some() || platform.as_struct(body.ty.as_ref().unwrap_or(&NOTHING)).is_none();
                if whole {
                    reading.found.push(wrong_body("a body", "none", &operation.place));
                } else {
                    hold(platform, operation, body, &empty, reading);
                }
            }
        }
        Content::Json(value) => {
            hold(platform, operation, body, &value, reading);
            reading.body = Some(value);
        }
        Content::Doubled(value, doubled) => {
            reading.found.extend(doubled.iter().map(|path| Violation {
                field: format!("body{path}"),
                ..wrong_body("the key once", "several in one object", &operation.place)
            }));
            hold(platform, operation, body, &value, reading);
            reading.body = Some(value);
        }
    }
}

static NOTHING: Type = Type::Scalar(Scalar::Any);

/// Whether a body of this type has to have something in it.
fn wants(platform: &Platform, ty: &Type, body: &Body) -> bool {
    match platform.as_struct(ty) {
        Some(shape) => shape.fields.iter().any(|field| field.required) || !shape.rules.is_empty(),
        None => !(body.inline || matches!(platform.bare(ty), Type::Scalar(Scalar::Any))),
    }
}

fn hold(platform: &Platform, operation: &Operation, body: &Body, value: &Value, reading: &mut Reading) {
    let Some(ty) = &body.ty else { return };
    let place = &operation.place;
    let mut checker = Checker::at(platform, "body");
    let wrapped = body.key.as_ref().map(|key| Field {
        required: true,
        one_or_many: body.one_or_many,
        ..Field::plain(key, ty.clone(), place.clone())
    });
    if let Some(field) = wrapped {
        let shape = Shape {
            fields: std::slice::from_ref(&field),
            open: false,
            rules: &[],
            tag: None,
        };
        checker.object(&shape, value, Some(place));
    } else {
        let bare = Field {
            one_or_many: body.one_or_many,
            ..Field::plain("", ty.clone(), place.clone())
        };
        checker.field(&bare, value, &Map::new());
    }
    if let (Some(most), Some((field, count))) = (operation.batch_limit, batch(body, value))
        && count as u64 > most
        // Its own field may say the same.
        && !checker.found.iter().any(|found| found.kind == Kind::Bounds && found.field == field)
    {
        checker.found.push(Violation {
            operation: None,
            kind: Kind::Bounds,
            field,
            expected: format!("{most} elements or less in one call"),
            found: format!("{count} elements"),
            place: Some(place.clone()),
        });
    }
    reading.found.extend(checker.found);
}

/// Where the list of a batch stands, and how many elements it has: the body itself, or the longest list in it.
fn batch(body: &Body, value: &Value) -> Option<(String, usize)> {
    let (path, inner) = match &body.key {
        Some(key) => (format!("body.{key}"), value.get(key)?),
        None => ("body".to_owned(), value),
    };
    match inner {
        Value::Array(elements) => Some((path, elements.len())),
        Value::Object(entries) => {
            let lists = entries
                .iter()
                .filter_map(|(key, value)| Some((format!("{path}.{key}"), value.as_array()?.len())));
            lists.max_by_key(|(_, length)| *length)
        }
        _ => None,
    }
}
