//! Where in a document the reader stands: `$.items[2].id`.
//!
//! The reader keeps the open containers on a stack and overwrites the top as it moves on; text is made only when an error or a
//! report asks for it.

use super::Shape;
use std::borrow::Cow;

/// One open container and the place in it.
#[derive(Clone, Copy)]
pub(super) enum Segment {
    /// An object whose first key has not been read yet.
    Start,
    /// A known field, by its number in the shape.
    Field(&'static Shape, usize),
    /// A key that the shape does not know: its span in the text, quotes included.
    Unknown(usize, usize),
    /// A key of a map: its span in the text, quotes included.
    Key(usize, usize),
    /// A key that is not in the text that is being read.
    Name(&'static str),
    /// An item of a list.
    Index(usize),
}

/// How much of the document's own data a path shows.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Detail {
    /// Indices and map keys as they stand: `$.items[2].prices["eur"]`.
    Exact,
    /// What all items have in common: `$.items[].prices{key}`.
    Pattern,
}

/// Path of a place in another document, in both details.
pub(super) struct Base {
    pub(super) exact: String,
    pub(super) pattern: String,
}

/// Writes out `segments` after `base` (`$` for a whole document); spans are looked up in `text`.
pub(super) fn render(base: &str, segments: &[Segment], text: &str, detail: Detail) -> String {
    let mut out = String::from(base);
    for segment in segments {
        match *segment {
            Segment::Start => {}
            Segment::Field(shape, index) => push_name(&mut out, shape.name(index)),
            Segment::Name(name) => push_name(&mut out, name),
            Segment::Unknown(start, end) => push_name(&mut out, &cut(inside_quotes(text, start, end))),
            Segment::Key(start, end) if detail == Detail::Exact => {
                out.push_str("[\"");
                out.push_str(&cut(inside_quotes(text, start, end)));
                out.push_str("\"]");
            }
            Segment::Key(..) => out.push_str(".{key}"),
            Segment::Index(index) if detail == Detail::Exact => {
                out.push('[');
                out.push_str(&index.to_string());
                out.push(']');
            }
            Segment::Index(_) => out.push_str("[]"),
        }
    }
    out
}

/// The longest key that a path or a message shows, in characters: keys come from outside and are repeated for everything under them.
const MAX_KEY: usize = 64;

/// A key as it is shown.
pub(super) fn cut(key: &str) -> Cow<'_, str> {
    match key.char_indices().nth(MAX_KEY) {
        Some((end, _)) => Cow::Owned(format!("{}…", &key[..end])),
        None => Cow::Borrowed(key),
    }
}

fn inside_quotes(text: &str, start: usize, end: usize) -> &str {
    text.get(start + 1..end.saturating_sub(1)).unwrap_or("?")
}

/// `.name`, or `["odd name"]` where a dot would mislead.
fn push_name(out: &mut String, name: &str) {
    let plain = !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || c == '_' || c == '-' || c == '$' || c == '@');
    if plain {
        out.push('.');
        out.push_str(name);
    } else {
        out.push_str("[\"");
        out.push_str(name);
        out.push_str("\"]");
    }
}

#[cfg(test)]
mod tests {
    use super::{Detail, Segment, render};
    use crate::json::Shape;

    #[test]
    fn both_details() {
        static SHAPE: Shape = Shape::new(&["\"items\":", "\"a b\":"], [0, 0]);
        let text = r#"{"new.key":{"eur":1}}"#;
        let segments = [
            Segment::Field(&SHAPE, 0),
            Segment::Index(2),
            Segment::Field(&SHAPE, 1),
            Segment::Unknown(1, 10),
            Segment::Key(12, 17),
            Segment::Name("id"),
            Segment::Start,
        ];
        assert_eq!(
            render("$", &segments, text, Detail::Exact),
            r#"$.items[2]["a b"]["new.key"]["eur"].id"#
        );
        assert_eq!(
            render("$", &segments, text, Detail::Pattern),
            r#"$.items[]["a b"]["new.key"].{key}.id"#
        );
        assert_eq!(render("$", &[Segment::Key(90, 99)], text, Detail::Exact), r#"$["?"]"#);
    }
}
