//! The same call as a line for a shell.

use serde_json::Value;

use crate::model::{
    AuthKind, Body, Direction, Encoding, Field, ListStyle, Operation, Platform, Type, TypeShape, WireName,
};

/// Characters of a body that stand in the line; a longer one is taken from a file.
const LONGEST: usize = 1500;

/// The command. What the reader has to fill in stands in braces.
pub(super) fn line(platform: &Platform, operation: &Operation) -> String {
    let mut words = vec!["curl".to_owned()];
    if operation.method != "GET" {
        words.push(format!("-X {}", operation.method));
    }
    let url = format!("{}{}", platform.base_url.trim_end_matches('/'), operation.path);
    let mut query = Vec::new();
    credentials(platform, operation, &mut words, &mut query);
    for field in operation
        .query
        .iter()
        .filter(|field| field.required || matches!(field.ty, Type::Const(_)))
    {
        query.push(parameter(platform, field));
    }
    for field in operation
        .headers
        .iter()
        .chain(&platform.headers)
        .filter(|field| field.required || matches!(field.ty, Type::Const(_)))
    {
        words.push(format!(
            "-H {}",
            quoted(&format!("{}: {}", field.name.written(), value(field)))
        ));
    }
    if let Some(body) = &operation.body {
        self::body(platform, operation, body, &mut words, &mut query);
    }
    let address = if query.is_empty() {
        url
    } else {
        format!("{url}?{}", query.join("&"))
    };
    words.insert(1, quoted(&address));
    words.join(" \\\n  ")
}

fn credentials(platform: &Platform, operation: &Operation, words: &mut Vec<String>, query: &mut Vec<String>) {
    let scheme = operation.auth.first().and_then(|at| platform.auth.get(*at));
    match scheme.map(|scheme| &scheme.kind) {
        None => {}
        Some(AuthKind::Basic { username, password }) => {
            words.push(format!(
                "-u {}",
                quoted(&format!("{}:{}", username.text, password.text))
            ));
        }
        Some(AuthKind::Header { header, value }) => {
            words.push(format!("-H {}", quoted(&format!("{header}: {}", value.text))));
        }
        Some(AuthKind::Query { params }) => {
            query.extend(params.iter().map(|(name, value)| format!("{name}={}", value.text)));
        }
        Some(AuthKind::OAuth1 { .. }) => words.push("-H 'Authorization: OAuth {signed parameters}'".to_owned()),
    }
}

/// `ids[]={ids}`
fn parameter(platform: &Platform, field: &Field) -> String {
    let style = field.style.unwrap_or(platform.query_lists);
    let is_list = platform.as_list(&field.ty).is_some();
    let name = match &field.name {
        WireName::Plain(name) if is_list && style == ListStyle::Brackets && field.separator.is_none() => {
            format!("{}[]", name.trim_end_matches("[]"))
        }
        name => name.written(),
    };
    match &field.ty {
        Type::Const(crate::model::Literal::Null) => name,
        _ => format!("{name}={}", value(field)),
    }
}

/// What is always sent, or the name in braces.
fn value(field: &Field) -> String {
    match &field.ty {
        Type::Const(crate::model::Literal::String(text)) => text.clone(),
        Type::Const(literal) => super::types::literal(literal),
        _ => format!("{{{}}}", field.name.written()),
    }
}

fn body(platform: &Platform, operation: &Operation, body: &Body, words: &mut Vec<String>, query: &mut Vec<String>) {
    let shown = operation
        .examples
        .iter()
        .find(|example| example.direction == Direction::Request);
    let shown = shown.and_then(|example| serde_json::from_str::<Value>(&example.text).ok());
    let fields = body
        .ty
        .as_ref()
        .and_then(|ty| platform.as_struct(ty))
        .map_or(&[][..], |shape| shape.fields.as_slice());
    match body.encoding {
        Encoding::Json => {
            words.push("-H 'Content-Type: application/json'".to_owned());
            words.push(data("-d", shown.as_ref()));
        }
        Encoding::Form | Encoding::FormJson => match shown.as_ref().and_then(Value::as_object) {
            Some(members) => words.extend(members.iter().map(|(name, value)| {
                let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                let text = if text.len() > LONGEST { "{…}".to_owned() } else { text };
                format!("--data-urlencode {}", quoted(&format!("{name}={text}")))
            })),
            None => words.extend(given(fields).map(|field| {
                format!(
                    "--data-urlencode {}",
                    quoted(&format!("{}={{…}}", field.name.written()))
                )
            })),
        },
        Encoding::Query => query.extend(given(fields).map(|field| parameter(platform, field))),
        Encoding::Multipart => words.extend(given(fields).map(|field| {
            let is_file = is_file(platform, &field.ty);
            let sign = if is_file { "@file" } else { "{…}" };
            format!("-F {}", quoted(&format!("{}={sign}", field.name.written())))
        })),
        Encoding::Binary | Encoding::Text => {
            let usual = if body.encoding == Encoding::Text {
                "text/plain"
            } else {
                "application/octet-stream"
            };
            let media_type = body.content_type.as_deref().unwrap_or(usual);
            words.push(format!("-H {}", quoted(&format!("Content-Type: {media_type}"))));
            words.push("--data-binary @file".to_owned());
        }
    }
}

/// The required fields, or the first where none is.
fn given(fields: &[Field]) -> impl Iterator<Item = &Field> {
    let any = fields.iter().any(|field| field.required);
    fields
        .iter()
        .enumerate()
        .filter(move |(at, field)| if any { field.required } else { *at == 0 })
        .map(|(_, field)| field)
}

fn is_file(platform: &Platform, ty: &Type) -> bool {
    let ty = platform.as_list(ty).unwrap_or(ty);
    match platform.shape(ty) {
        Some(TypeShape::Enum(_) | TypeShape::Struct(_) | TypeShape::Union(_) | TypeShape::Alias(_)) => false,
        None => matches!(platform.bare(ty), Type::Scalar(crate::model::Scalar::File)),
    }
}

fn data(option: &str, body: Option<&Value>) -> String {
    match body.map(Value::to_string) {
        Some(text) if text.len() <= LONGEST => format!("{option} {}", quoted(&text)),
        _ => format!("{option} @body.json"),
    }
}

/// A word that no shell takes apart.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}
