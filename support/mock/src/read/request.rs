//! A request as its operation sees it, and what is wrong with it.

use serde_json::{Map, Value};
use tradewire_codegen::model::{AuthKind, Body, Encoding, Field, Literal, Operation, Place, Platform, Type, WireName};

use super::body::{self, Content};
use super::coerce::{Coerce, root_of};
use super::tree::Node;
use super::{Parts, unescaped};
use crate::check::{Checker, Shape, text_of};
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

fn wrong_body(expected: &str, found: &str, place: &Place) -> Violation {
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

fn check(
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

/// Query parameters that are credentials.
fn query_params(platform: &Platform) -> impl Iterator<Item = &str> {
    platform.auth.iter().flat_map(|scheme| match &scheme.kind {
        AuthKind::Query { params } => params.iter().map(|(name, _)| name.as_str()).collect(),
        AuthKind::Basic { .. } | AuthKind::Header { .. } | AuthKind::OAuth1 { .. } => Vec::new(),
    })
}

/// Takes the parameters that the operation declares; those that belong to a body in the query are handed back.
fn query(
    platform: &Platform,
    operation: &Operation,
    parts: &Parts<'_>,
    reading: &mut Reading,
) -> Vec<(String, String)> {
    let coerce = Coerce {
        platform,
        lists: platform.query_lists,
    };
    let credentials: Vec<&str> = query_params(platform).collect();
    let in_query = operation.body.as_ref().filter(|body| body.encoding == Encoding::Query);
    let body_fields = in_query.map(|body| body::fields(platform, body)).unwrap_or_default();
    let switch = in_query.and_then(|body| body.json_switch.as_ref());
    let mut tree: Vec<(String, &Field, Node)> = Vec::new();
    let mut over = Vec::new();
    for (name, text) in &parts.query {
        let is_switch = switch.is_some_and(|(key, value)| key == name && value == text);
        let own = operation.query.iter().any(|field| field.name.matches(name));
        if is_switch || !own && credentials.contains(&name.as_str()) {
            continue;
        }
        // Of a body's own plain field and a family of the query, the plain one is meant.
        let is_plain =
            |field: &&Field| matches!(&field.name, WireName::Plain(own) if own == super::tree::steps(name).0);
        let of_body = body_fields.iter().find(is_plain).is_some();
        match root_of(&operation.query, name).filter(|(field, ..)| !of_body || matches!(field.name, WireName::Plain(_)))
        {
            Some((field, root, steps)) => {
                let known = tree.iter().position(|(key, ..)| key == root);
                let at = known.unwrap_or_else(|| {
                    tree.push((root.to_owned(), field, Node::default()));
                    tree.len() - 1
                });
                if let Some((_, _, node)) = tree.get_mut(at) {
                    node.put(&steps, text);
                }
            }
            None if in_query.is_some() => over.push((name.clone(), text.clone())),
            None => reading.found.push(Violation {
                operation: None,
                kind: Kind::Unknown,
                field: format!("query.{name}"),
                expected: "no such parameter".to_owned(),
                found: "one".to_owned(),
                place: Some(operation.place.clone()),
            }),
        }
    }
    for (key, field, node) in tree {
        let value = coerce.field(field, &node);
        reading.query.insert(key, value);
    }
    for field in &operation.query {
        constant(platform, field, "query", &reading.query, &mut reading.found);
    }
    let shape = Shape {
        fields: &operation.query,
        open: true,
        rules: &[],
        tag: None,
    };
    check(
        platform,
        "query",
        &shape,
        &reading.query,
        &operation.place,
        &mut reading.found,
    );
    over
}

/// A constant is sent by every client, so that it has to be there.
fn constant(platform: &Platform, field: &Field, what: &str, object: &Map<String, Value>, found: &mut Vec<Violation>) {
    let name = field.name.written();
    let Type::Const(literal) = platform.bare(&field.ty) else {
        return;
    };
    if !object.contains_key(&name) {
        found.push(Violation {
            operation: None,
            kind: Kind::Missing,
            field: format!("{what}.{name}"),
            expected: match literal {
                Literal::Null => "the bare name".to_owned(),
                literal => text_of(literal),
            },
            found: "nothing".to_owned(),
            place: Some(field.place.clone()),
        });
    }
}

fn headers(platform: &Platform, operation: &Operation, parts: &Parts<'_>, reading: &mut Reading) {
    let common = platform.headers.iter().filter(|field| {
        operation
            .headers
            .iter()
            .all(|own| !own.name.written().eq_ignore_ascii_case(&field.name.written()))
    });
    let fields: Vec<Field> = operation.headers.iter().chain(common).cloned().collect();
    let coerce = Coerce {
        platform,
        lists: tradewire_codegen::model::ListStyle::Comma,
    };
    for field in &fields {
        let name = field.name.written();
        let mut texts = parts
            .headers
            .get_all(&name)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .peekable();
        if texts.peek().is_none() {
            continue;
        }
        let is_list = platform.as_list(&field.ty).is_some() && field.separator.is_none();
        let texts: Vec<String> = if is_list && field.style.is_none() {
            texts
                .map(|text| text.split(',').map(str::trim).collect::<Vec<_>>().join(","))
                .collect()
        } else {
            texts.map(str::to_owned).collect()
        };
        let node = Node {
            texts,
            children: Vec::new(),
        };
        reading.headers.insert(name, coerce.field(field, &node));
    }
    for field in &fields {
        constant(platform, field, "header", &reading.headers, &mut reading.found);
    }
    let shape = Shape {
        fields: &fields,
        open: true,
        rules: &[],
        tag: None,
    };
    check(
        platform,
        "header",
        &shape,
        &reading.headers,
        &operation.place,
        &mut reading.found,
    );
}

fn take_body(
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
    match body::read(platform, body, parts, over, to_json) {
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
    }
}

static NOTHING: Type = Type::Scalar(tradewire_codegen::model::Scalar::Any);

/// Whether a body of this type has to have something in it.
fn wants(platform: &Platform, ty: &Type, body: &Body) -> bool {
    match platform.as_struct(ty) {
        Some(shape) => shape.fields.iter().any(|field| field.required) || !shape.rules.is_empty(),
        None => !(body.inline || matches!(platform.bare(ty), Type::Scalar(tradewire_codegen::model::Scalar::Any))),
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
    match wrapped {
        Some(field) => {
            let shape = Shape {
                fields: std::slice::from_ref(&field),
                open: false,
                rules: &[],
                tag: None,
            };
            checker.object(&shape, value, Some(place));
        }
        None => {
            let bare = Field {
                one_or_many: body.one_or_many,
                ..Field::plain("", ty.clone(), place.clone())
            };
            checker.field(&bare, value, &Map::new());
        }
    }
    reading.found.extend(checker.found);
    if let (Some(most), Some(inner)) = (operation.batch_limit, reading_list(body, value)) {
        if inner as u64 > most {
            reading.found.push(Violation {
                operation: None,
                kind: Kind::Bounds,
                field: "body".to_owned(),
                expected: format!("{most} elements or less in one call"),
                found: format!("{inner} elements"),
                place: Some(place.clone()),
            });
        }
    }
}

/// How many elements the list of a batch has: the body itself, or the longest list in it.
fn reading_list(body: &Body, value: &Value) -> Option<usize> {
    let inner = body.key.as_ref().map_or(Some(value), |key| value.get(key))?;
    match inner {
        Value::Array(elements) => Some(elements.len()),
        Value::Object(entries) => entries
            .values()
            .filter_map(|value| value.as_array().map(Vec::len))
            .max(),
        _ => None,
    }
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
