//! An operation as it goes over the wire.

use std::fmt::Write;

use crate::model::{Encoding, Operation};

/// A request with everything that may be in it, and the statuses of success.
pub(super) fn wire(operation: &Operation) -> String {
    let query: Vec<String> = operation
        .query
        .iter()
        .map(|field| format!("{}=…", field.name.written()))
        .collect();
    let mut out = format!("{} {}", operation.method, operation.path);
    if !query.is_empty() {
        let _ = write!(out, "?{}", query.join("&"));
    }
    for header in &operation.headers {
        let _ = write!(out, "\n{}: …", header.name.written());
    }
    if let Some(body) = &operation.body {
        let encoding = match body.encoding {
            Encoding::Json => "JSON",
            Encoding::Form => "form",
            Encoding::FormJson => "form, objects and lists as JSON",
            Encoding::Query => "in the query",
            Encoding::Multipart => "multipart",
            Encoding::Binary => "bytes",
            Encoding::Text => "text",
        };
        let key = body
            .key
            .as_ref()
            .map(|key| format!(", under the key `{key}`"))
            .unwrap_or_default();
        let _ = write!(out, "\nbody: {encoding}{key}");
    }
    let statuses: Vec<String> = operation.statuses.iter().map(u16::to_string).collect();
    let key = operation
        .returns
        .key
        .as_ref()
        .map(|key| format!(", the reply under the key `{key}`"))
        .unwrap_or_default();
    let _ = write!(out, "\nsuccess: {}{key}", statuses.join(", "));
    out
}
