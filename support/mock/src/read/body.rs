//! Bodies in each encoding.

use serde_json::{Map, Value, json};
use tradewire_codegen::model::{Body, Encoding, Field, ListStyle, Platform};

use super::coerce::{Coerce, open, put, root_of};
use super::tree::Node;
use super::{FORM, Parts, multipart};
use crate::violation::{Kind, Violation};

/// What a body is.
pub(crate) enum Content {
    Nothing,
    Json(Value),
    /// The same, where these paths stand twice.
    Doubled(Value, Vec<String>),
    /// No JSON; kept as it is.
    Bytes,
    Wrong(Violation),
}

/// The fields of a body: those of its type, or the one of its wrapper key.
pub(crate) fn fields<'p>(platform: &'p Platform, body: &'p Body) -> &'p [Field] {
    let shape = body.ty.as_ref().and_then(|ty| platform.as_struct(ty));
    shape.map_or(&[], |shape| &shape.fields)
}

/// Reads the body of a request; `over` are parameters of the query that belong to it.
pub(crate) fn read(
    platform: &Platform,
    body: &Body,
    parts: &Parts<'_>,
    over: &[(String, String)],
    to_json: bool,
) -> Content {
    match body.encoding {
        Encoding::Binary | Encoding::Text => Content::Bytes,
        Encoding::Query if !to_json => of_pairs(platform, body, over, body.lists),
        Encoding::Json | Encoding::Query => of_json(parts),
        Encoding::Form | Encoding::FormJson => {
            if parts.body.is_empty() {
                return Content::Nothing;
            }
            if parts.content_type != FORM {
                return wrong(FORM, &parts.content_type);
            }
            let lists = if body.encoding == Encoding::FormJson {
                ListStyle::Json
            } else {
                body.lists
            };
            of_pairs(platform, body, &parts.form, lists)
        }
        Encoding::Multipart => of_parts(platform, body, parts),
    }
}

fn wrong(expected: &str, found: &str) -> Content {
    let found = if found.is_empty() { "no Content-Type" } else { found };
    Content::Wrong(Violation {
        operation: None,
        kind: Kind::Body,
        field: "body".to_owned(),
        expected: expected.to_owned(),
        found: found.to_owned(),
        place: None,
    })
}

fn of_json(parts: &Parts<'_>) -> Content {
    if parts.body.is_empty() {
        return Content::Nothing;
    }
    let is_json = parts.content_type == "application/json" || parts.content_type.ends_with("+json");
    if !is_json {
        return wrong("application/json", &parts.content_type);
    }
    match super::json::read(parts.body) {
        Ok(read) if read.doubled.is_empty() => Content::Json(read.value),
        Ok(read) => Content::Doubled(read.value, read.doubled),
        Err(error) => wrong("JSON", &error.to_string()),
    }
}

fn of_pairs(platform: &Platform, body: &Body, pairs: &[(String, String)], lists: ListStyle) -> Content {
    let coerce = Coerce { platform, lists };
    let mut tree = Node::default();
    let mut object = Map::new();
    // Fields of a form that are JSON may have keys twice.
    let mut doubled = Vec::new();
    let fields = fields(platform, body);
    for (name, text) in pairs {
        if let Some((_, root, steps)) = root_of(fields, name).filter(|_| body.key.is_none()) {
            let mut whole = vec![root];
            whole.extend(steps);
            tree.put(&whole, text);
        } else {
            let (root, steps) = super::tree::steps(name);
            let mut whole = vec![root];
            whole.extend(steps);
            tree.put(&whole, text);
        }
    }
    for (key, node) in &tree.children {
        let value = match (&body.key, &body.ty) {
            (Some(wrapper), Some(ty)) if wrapper == key => {
                let place = tradewire_codegen::model::Place {
                    file: String::new(),
                    line: 0,
                    column: 0,
                };
                coerce.field(&Field::plain(key, ty.clone(), place), node)
            }
            _ => match tradewire_codegen::model::field_of_key(fields, key) {
                Some(field) => coerce.field(field, node),
                None => open(node),
            },
        };
        if let ([text], false) = (node.texts.as_slice(), value.is_string()) {
            let read = super::json::read(text.as_bytes()).map(|read| read.doubled);
            doubled.extend(read.unwrap_or_default().iter().map(|path| format!(".{key}{path}")));
        }
        put(&mut object, key, value);
    }
    if object.is_empty() {
        Content::Nothing
    } else if doubled.is_empty() {
        Content::Json(Value::Object(object))
    } else {
        Content::Doubled(Value::Object(object), doubled)
    }
}

fn of_parts(platform: &Platform, body: &Body, parts: &Parts<'_>) -> Content {
    let whole = parts.header("content-type").unwrap_or_default();
    if parts.content_type != "multipart/form-data" {
        return wrong("multipart/form-data", &parts.content_type);
    }
    let found = match multipart::parts(whole, parts.body) {
        Ok(found) => found,
        Err(why) => return wrong("parts", why),
    };
    let fields = fields(platform, body);
    let coerce = Coerce {
        platform,
        lists: ListStyle::Repeat,
    };
    let mut object = Map::new();
    let mut doubled = Vec::new();
    for part in found {
        let field = fields.iter().find(|field| field.name.written() == part.name);
        let is_list = field.is_some_and(|field| platform.as_list(&field.ty).is_some());
        let value = match (&part.file_name, field) {
            (Some(name), _) => json!({"file_name": name, "length": part.content.len()}),
            (None, Some(field)) => {
                let text = String::from_utf8_lossy(&part.content).into_owned();
                let ty = platform.as_list(&field.ty).unwrap_or(&field.ty);
                coerce.text(ty, &text)
            }
            (None, None) => Value::String(String::from_utf8_lossy(&part.content).into_owned()),
        };
        if is_list {
            if let Some(list) = object.entry(part.name).or_insert_with(|| json!([])).as_array_mut() {
                list.push(value);
            }
        } else {
            if object.contains_key(&part.name) {
                doubled.push(format!(".{}", part.name));
            }
            put(&mut object, &part.name, value);
        }
    }
    if doubled.is_empty() {
        Content::Json(Value::Object(object))
    } else {
        Content::Doubled(Value::Object(object), doubled)
    }
}
