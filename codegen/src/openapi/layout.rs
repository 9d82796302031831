//! JSON as text: what fits in a line stands in one, so that the documents are small and a diff of them can be read.

use std::fmt::Write as _;

use serde_json::Value;

/// Characters of a line.
const WIDTH: usize = 140;

/// The text of a document. Its first key stands in the first line, where the generator looks for its mark.
pub(super) fn text(document: &Value) -> String {
    let mut out = String::new();
    match document.as_object() {
        Some(object) => {
            out.push('{');
            for (at, (key, value)) in object.iter().enumerate() {
                out.push_str(if at == 0 { "" } else { ",\n " });
                member(key, value, 1, &mut out);
            }
            out.push('}');
        }
        None => lay_out(document, 0, 0, &mut out),
    }
    out.push('\n');
    out
}

/// `taken` characters of the line are used already.
fn lay_out(value: &Value, depth: usize, taken: usize, out: &mut String) {
    let room = WIDTH.saturating_sub(depth + taken);
    if let Some(line) = in_line(value, room) {
        out.push_str(&line);
        return;
    }
    let inside = depth + 1;
    match value {
        Value::Object(object) if !object.is_empty() => {
            out.push('{');
            for (at, (key, value)) in object.iter().enumerate() {
                let comma = if at == 0 { "" } else { "," };
                let _ = write!(out, "{comma}\n{:inside$}", "");
                member(key, value, inside, out);
            }
            let _ = write!(out, "\n{:depth$}}}", "");
        }
        Value::Array(items) if !items.is_empty() => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                let comma = if at == 0 { "" } else { "," };
                let _ = write!(out, "{comma}\n{:inside$}", "");
                lay_out(item, inside, 1, out);
            }
            let _ = write!(out, "\n{:depth$}]", "");
        }
        plain => out.push_str(&plain.to_string()),
    }
}

fn member(key: &str, value: &Value, depth: usize, out: &mut String) {
    let key = Value::from(key).to_string();
    let _ = write!(out, "{key}: ");
    lay_out(value, depth, key.chars().count() + 3, out);
}

/// The value in one line of at most so many characters.
fn in_line(value: &Value, room: usize) -> Option<String> {
    let mut line = String::new();
    written(value, room, &mut line).then_some(line)
}

/// False as soon as there is no more room.
fn written(value: &Value, room: usize, out: &mut String) -> bool {
    match value {
        Value::Object(object) => {
            out.push('{');
            for (at, (key, value)) in object.iter().enumerate() {
                let comma = if at == 0 { "" } else { ", " };
                let _ = write!(out, "{comma}{}: ", Value::from(key.as_str()));
                if out.len() > room || !written(value, room, out) {
                    return false;
                }
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at == 0 { "" } else { ", " });
                if out.len() > room || !written(item, room, out) {
                    return false;
                }
            }
            out.push(']');
        }
        plain => {
            let _ = write!(out, "{plain}");
        }
    }
    out.len() <= room
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn what_fits_stands_in_a_line() {
        let long: Vec<u32> = (0..60).collect();
        let document = json!({"a": {"b": [1, "x"], "c": {}}, "long": long, "text": "y".repeat(200)});
        let text = text(&document);
        assert!(
            text.starts_with("{\"a\": {\"b\": [1, \"x\"], \"c\": {}},\n \"long\": [\n  0,\n"),
            "{text}"
        );
        assert_eq!(serde_json::from_str::<Value>(&text).expect("it is JSON"), document);
    }
}
