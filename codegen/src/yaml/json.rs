//! JSON to a tree with positions.
//!
//! `serde_json` decides what is JSON; positions come from the YAML parser, of whose language JSON is a part. For the few texts that
//! the latter refuses all the same (a lone surrogate, very long keys), the tree has the places of its top.

use serde_json::Value;

use super::{Entry, Node, Scalar, Syntax, parse};
use crate::diagnostics::{Diagnostics, FileId, Span};

/// The tree of a JSON text.
///
/// # Errors
///
/// Place and reason, when it is not JSON, or holds a key twice.
pub fn read_json(text: &str, file: FileId) -> Result<Node, (Span, String)> {
    let value: Value =
        serde_json::from_str(text).map_err(|error| (place_of(text, file, &error), without_place(&error)))?;
    let mut found = Diagnostics::default();
    let node = parse(text, file, &mut found);
    if let Some(first) = found.sorted(&crate::diagnostics::Sources::default()).into_iter().next() {
        if first.code == crate::diagnostics::code::DUPLICATE_KEY {
            return Err((first.span, first.message));
        }
        return Ok(from_value(&value, Span::top(file)));
    }
    Ok(node.unwrap_or_else(|| from_value(&value, Span::top(file))))
}

fn place_of(text: &str, file: FileId, error: &serde_json::Error) -> Span {
    let line_start: usize = text
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1))
        .map(str::len)
        .sum();
    let at = (line_start + error.column().saturating_sub(1)).min(text.len());
    Span {
        file,
        start: at,
        end: at,
    }
}

fn without_place(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message.split(" at line ").next().unwrap_or(&message).to_owned()
}

fn from_value(value: &Value, span: Span) -> Node {
    let plain = |text: String| Syntax::Scalar(Scalar { text, plain: true });
    let syntax = match value {
        Value::Null => plain("null".to_owned()),
        Value::Bool(value) => plain(value.to_string()),
        Value::Number(number) => plain(number.to_string()),
        Value::String(text) => Syntax::Scalar(Scalar {
            text: text.clone(),
            plain: false,
        }),
        Value::Array(items) => Syntax::List(items.iter().map(|item| from_value(item, span)).collect()),
        Value::Object(map) => {
            let entries = map.iter().map(|(key, value)| Entry {
                key: Scalar {
                    text: key.clone(),
                    plain: false,
                },
                key_span: span,
                value: from_value(value, span),
            });
            Syntax::Map(entries.collect())
        }
    };
    Node { span, value: syntax }
}
