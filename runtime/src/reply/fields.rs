//! What a platform says about single fields, in the many shapes that platforms say it in:
//! a map of field to text or texts, nested or flat; a list of texts; a list of `{field, message}`; a list of maps; `[]`.

use std::borrow::Cow;

use crate::error::FieldError;
use crate::json::{Json, Object};
use crate::meta::{ErrorShape, Sign};

/// Most messages that are collected.
const MOST: usize = 1000;
/// Deeper ones are ignored.
const DEEPEST: usize = 16;
/// Most characters of a name that others stand under: it is told again with each of them.
const NAME: usize = 200;
/// Names under which the records of a list have the field and the text.
const FIELD_KEYS: [&str; 7] = ["field", "property", "attribute", "param", "path", "key", "name"];
const TEXT_KEYS: [&str; 6] = ["message", "error", "errorMsg", "msg", "text", "description"];
/// So many of the latter say what they are without a field beside them.
const PLAIN_TEXT_KEYS: usize = 4;

/// The messages at the first path of the platform that holds any. `whole` allows the body itself to be the map (path `""`).
pub(super) fn collect(body: &Json, shape: &ErrorShape, whole: bool) -> Vec<FieldError> {
    let mut found = Collector::default();
    for path in shape.fields {
        if path.is_empty() {
            if whole {
                found.body(body, shape);
            }
        } else if let Some(json) = body.at(path) {
            found.value(json, "", 0);
        } else if let Json::Array(elements) = body {
            elements
                .iter()
                .filter_map(|element| element.at(path))
                .for_each(|json| found.value(json, "", 0));
        }
        if !found.errors.is_empty() {
            return found.errors;
        }
    }
    // A bare list of records says what it is by itself.
    if let (Json::Array(elements), false) = (body, shape.fields.is_empty()) {
        elements
            .iter()
            .filter_map(|element| record(element.as_object()?))
            .for_each(|(field, text)| found.push(field, text));
    }
    found.errors
}

#[derive(Default)]
struct Collector {
    errors: Vec<FieldError>,
}

impl Collector {
    fn push(&mut self, field: &str, text: &str) {
        let text = text.trim();
        if self.errors.len() < MOST && !text.is_empty() {
            self.errors.push(FieldError {
                field: field.to_owned(),
                message: text.to_owned(),
            });
        }
    }

    fn value(&mut self, json: &Json, field: &str, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        match json {
            Json::Null | Json::Bool(_) => {}
            Json::String(_) | Json::Number(_) => {
                self.push(field, json.scalar_text().unwrap_or_default());
            }
            Json::Array(elements) => self.list(elements, field, depth),
            Json::Object(members) => {
                members
                    .iter()
                    .for_each(|(name, member)| self.value(member, &join(field, &name_of(name, member)), depth + 1));
            }
        }
    }

    /// Elements may be texts, records or maps; several maps are told apart by their position.
    fn list(&mut self, elements: &[Json], field: &str, depth: usize) {
        let several = elements.iter().filter(|element| element.as_object().is_some()).count() > 1;
        for (at, element) in elements.iter().enumerate() {
            match element.as_object().and_then(record) {
                Some((name, text)) => self.push(&join(field, name), text),
                None if several => self.value(element, &join(field, &at.to_string()), depth + 1),
                None => self.value(element, field, depth + 1),
            }
        }
    }

    /// A body that is itself the map: everything but what the platform is known to say beside it.
    fn body(&mut self, body: &Json, shape: &ErrorShape) {
        let Json::Object(members) = body else { return };
        let signs = shape.failure.iter().map(|sign| match sign {
            Sign::Is { path, .. } | Sign::Present { path } => *path,
        });
        let paths = shape
            .message
            .iter()
            .chain(shape.code)
            .chain(shape.fields)
            .copied()
            .chain(signs);
        let mut beside: Vec<&str> = paths.filter_map(|path| path.split('.').next()).collect();
        beside.extend(["status", "success"]);
        for (name, member) in members.iter().filter(|(name, _)| !beside.contains(name)) {
            if !matches!(member, Json::Number(_)) {
                self.value(member, &name_of(name, member), 1);
            }
        }
    }
}

/// The name of `member`; of a long one under which others stand, its beginning.
fn name_of<'n>(name: &'n str, member: &Json) -> Cow<'n, str> {
    match (member, name.char_indices().nth(NAME)) {
        (Json::Array(_) | Json::Object(_), Some((end, _))) => Cow::Owned(format!("{}…", &name[..end])),
        _ => Cow::Borrowed(name),
    }
}

/// `{"field": "title", "message": "…"}`, with or without further members. Only elements of lists are taken for records: in a map,
/// these names are fields like any other.
fn record(members: &Object) -> Option<(&str, &str)> {
    let text_of = |keys: &[&str]| keys.iter().find_map(|key| members.get(key)?.as_str());
    match text_of(&FIELD_KEYS) {
        Some(field) => Some((field, text_of(&TEXT_KEYS)?)),
        None => Some(("", text_of(&TEXT_KEYS[..PLAIN_TEXT_KEYS])?)),
    }
}

fn join(field: &str, name: &str) -> String {
    if field.is_empty() || name.is_empty() {
        format!("{field}{name}")
    } else {
        format!("{field}.{name}")
    }
}
