//! A request as its operation sees it, and what is wrong with it.

use serde_json::{Map, Value};
use tradewire_codegen::model::{Body, Operation, Place, Platform};

use super::charset;
use super::coerce::Coerce;
use super::hold::take_body;
use super::params::{headers, query};
use super::{Parts, unescaped};
use crate::check::{Checker, Shape};
use crate::violation::{Kind, Violation};

/// What a request says.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    pub path: Map<String, Value>,
    pub query: Map<String, Value>,
    pub headers: Map<String, Value>,
    /// Whole, with its wrapper key.
    pub body: Option<Value>,
    pub found: Vec<Violation>,
}

impl Reading {
    /// The value within the wrapper key.
    pub fn content<'r>(&'r self, body: &Body) -> Option<&'r Value> {
        let whole = self.body.as_ref()?;
        match &body.key {
            Some(key) => whole.get(key),
            None => Some(whole),
        }
    }
}

/// Reads a request for an operation; `steps` are the values of the path's placeholders, still escaped.
pub(crate) fn read(
    platform: &Platform,
    operation: &Operation,
    steps: &[(String, String)],
    parts: &Parts<'_>,
) -> Reading {
    let mut reading = Reading::default();
    path(platform, operation, steps, &mut reading);
    let over = query(platform, operation, parts, &mut reading);
    headers(platform, operation, parts, &mut reading);
    if let Some(body) = &operation.body {
        take_body(platform, operation, body, parts, &over, &mut reading);
    } else if !parts.body.is_empty() && !matches!(parts.body.as_ref(), b"{}" | b"[]") {
        reading.found.push(wrong_body("no body", "one", &operation.place));
    }
    let rules = rules_of(platform, operation, &reading);
    reading.found.extend(rules);
    for violation in &mut reading.found {
        if violation.place.is_none() {
            violation.place = Some(operation.place.clone());
        }
    }
    reading
}

pub(super) fn wrong_body(expected: &str, found: &str, place: &Place) -> Violation {
    Violation {
        operation: None,
        kind: Kind::Body,
        field: "body".to_owned(),
        expected: expected.to_owned(),
        found: found.to_owned(),
        place: Some(place.clone()),
    }
}

fn path(platform: &Platform, operation: &Operation, steps: &[(String, String)], reading: &mut Reading) {
    let coerce = Coerce {
        platform,
        lists: platform.query_lists,
    };
    for (name, raw) in steps {
        let field = operation.path_params.iter().find(|field| field.name.written() == *name);
        reading.found.extend(charset::of_step(name, raw, &operation.place));
        let text = unescaped(raw);
        let value = field.map_or_else(|| Value::String(text.clone()), |field| coerce.text(&field.ty, &text));
        reading.path.insert(name.clone(), value);
    }
    let shape = Shape {
        fields: &operation.path_params,
        open: true,
        rules: &[],
        tag: None,
    };
    check(
        platform,
        "path",
        &shape,
        &reading.path,
        &operation.place,
        &mut reading.found,
    );
}

pub(super) fn check(
    platform: &Platform,
    what: &str,
    shape: &Shape<'_>,
    object: &Map<String, Value>,
    place: &Place,
    found: &mut Vec<Violation>,
) {
    let mut checker = Checker::at(platform, what);
    checker.object(shape, &Value::Object(object.clone()), Some(place));
    found.extend(checker.found);
}

/// Rules of an operation are over the parameters of its query and the fields of its body.
fn rules_of(platform: &Platform, operation: &Operation, reading: &Reading) -> Vec<Violation> {
    if operation.rules.is_empty() {
        return Vec::new();
    }
    let mut all = reading.query.clone();
    let content = operation.body.as_ref().and_then(|body| reading.content(body));
    if let Some(Value::Object(entries)) = content {
        all.extend(entries.clone());
    }
    let mut checker = Checker::at(platform, "request");
    let shape = Shape {
        fields: &[],
        open: true,
        rules: &operation.rules,
        tag: None,
    };
    checker.object(&shape, &Value::Object(all), Some(&operation.place));
    checker.found
}
