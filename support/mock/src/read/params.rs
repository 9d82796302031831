//! Parameters of a query, and headers.

use serde_json::{Map, Value};
use tradewire_codegen::model::{AuthKind, Encoding, Field, ListStyle, Literal, Operation, Platform, Type, WireName};

use super::Parts;
use super::body;
use super::charset;
use super::coerce::{Coerce, root_of};
use super::request::{Reading, check};
use super::tree::{Node, steps};
use crate::check::{Shape, text_of};
use crate::violation::{Kind, Violation};

/// Query parameters that are credentials.
fn query_params(platform: &Platform) -> impl Iterator<Item = &str> {
    platform.auth.iter().flat_map(|scheme| match &scheme.kind {
        AuthKind::Query { params } => params.iter().map(|(name, _)| name.as_str()).collect(),
        AuthKind::Basic { .. } | AuthKind::Header { .. } | AuthKind::OAuth1 { .. } => Vec::new(),
    })
}

/// Takes the parameters that the operation declares; those that belong to a body in the query are handed back.
pub(super) fn query(
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
        let is_plain = |field: &&Field| matches!(&field.name, WireName::Plain(own) if own == steps(name).0);
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
    reading.found.extend(charset::of_query(parts, &operation.place));
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

pub(super) fn headers(platform: &Platform, operation: &Operation, parts: &Parts<'_>, reading: &mut Reading) {
    let common = platform.headers.iter().filter(|field| {
        operation
            .headers
            .iter()
            .all(|own| !own.name.written().eq_ignore_ascii_case(&field.name.written()))
    });
    let fields: Vec<Field> = operation.headers.iter().chain(common).cloned().collect();
    let coerce = Coerce {
        platform,
        lists: ListStyle::Comma,
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
