//! Types that YAML cut in two: within `{…}` and `[…]`, a comma ends what is not in quotes.

use super::Shape;
use crate::diagnostics::{Diagnostic, Span, code};
use crate::yaml::{Entry, Node, Syntax};

impl Shape<'_> {
    /// Entries of a mapping that are pieces of one type (`a: Pair<A`, `B>`): one finding for each type. Their keys are given back.
    pub(super) fn split_types(&mut self, entries: &[Entry]) -> Vec<Span> {
        let mut split = Vec::new();
        if !entries.iter().any(|entry| entry.key.text.ends_with('>')) {
            return split;
        }
        let mut entries = entries.iter();
        while let Some(first) = entries.next() {
            let Some(start) = plain(&first.value).filter(|text| is_start(text)) else {
                continue;
            };
            let pieces = entries.as_slice().iter().take_while(|entry| is_bare_key(entry));
            let pieces: Vec<&str> = pieces.map(|entry| entry.key.text.as_str()).collect();
            let Some((count, whole)) = joined(start, &pieces) else {
                continue;
            };
            let message = format!("`{start}` is no type: the comma behind it ends it");
            let finding = Diagnostic::new(code::BAD_TYPE_EXPRESSION, first.value.span, message);
            self.found
                .push(finding.help(format!("quote a type that has a comma: `\"{whole}\"`")));
            split.push(first.key_span);
            split.extend(entries.by_ref().take(count).map(|entry| entry.key_span));
        }
        split
    }
}

/// How a list is written whose elements are pieces of one type.
pub(super) fn split_in_list(items: &[Node]) -> Option<String> {
    let pieces: Option<Vec<&str>> = items.iter().map(plain).collect();
    let pieces = pieces?;
    let (first, rest) = pieces.split_first()?;
    let (count, whole) = joined(first, rest).filter(|_| is_start(first))?;
    (count == rest.len()).then(|| format!("quote a type that has a comma: `[\"{whole}\"]`"))
}

/// How many pieces close the brackets of a type, and the type.
fn joined(start: &str, pieces: &[&str]) -> Option<(usize, String)> {
    let mut whole = start.to_owned();
    for (index, piece) in pieces.iter().enumerate() {
        whole = format!("{whole}, {piece}");
        match open(&whole) {
            0 => return Some((index + 1, whole)),
            1.. => {}
            _ => return None,
        }
    }
    None
}

/// Whether it is a type with a bracket that is not closed.
fn is_start(text: &str) -> bool {
    let name = text.split_once('<').map_or("", |(name, _)| name);
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric())
        && open(text) > 0
}

/// Brackets that are not closed.
fn open(text: &str) -> i32 {
    text.chars().fold(0, |depth, c| match c {
        '<' => depth + 1,
        '>' => depth - 1,
        _ => depth,
    })
}

/// A key without a value, as what stands behind a comma.
fn is_bare_key(entry: &Entry) -> bool {
    matches!(&entry.value.value, Syntax::Scalar(scalar) if scalar.plain && scalar.text.is_empty())
}

/// A text without quotes.
fn plain(node: &Node) -> Option<&str> {
    match &node.value {
        Syntax::Scalar(scalar) if scalar.plain => Some(&scalar.text),
        _ => None,
    }
}
