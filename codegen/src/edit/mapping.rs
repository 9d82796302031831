//! Places in the tree of a spec, and what is added there.

use super::{Edit, Written};
use crate::diagnostics::{Diagnostics, FileId, Sources};
use crate::yaml::{Entry, Node, Syntax, parse};

/// The tree of a text; `None` where it is no YAML that specs may have.
#[must_use]
pub fn read_tree(text: &str) -> Option<Node> {
    let (mut sources, mut found) = (Sources::default(), Diagnostics::default());
    let file: FileId = sources.add("text.yaml", "");
    parse(text, file, &mut found).filter(|_| !found.has_errors())
}

/// The value whose key starts at a byte, or that starts there itself.
#[must_use]
pub fn found_at(node: &Node, at: usize) -> Option<&Node> {
    match &node.value {
        Syntax::Scalar(_) => None,
        Syntax::List(items) => items
            .iter()
            .find(|item| item.span.start == at)
            .or_else(|| items.iter().find_map(|item| found_at(item, at))),
        Syntax::Map(entries) => entries
            .iter()
            .find(|entry| entry.key_span.start == at)
            .map(|entry| &entry.value)
            .or_else(|| entries.iter().find_map(|entry| found_at(&entry.value, at))),
    }
}

/// Adds entries to a mapping, behind its last one and in its style.
#[must_use]
pub fn add_to_mapping(text: &str, mapping: &Node, entries: &[(String, Written, Vec<String>)]) -> Option<Edit> {
    let Syntax::Map(there) = &mapping.value else {
        return None;
    };
    if is_flow(text, mapping) {
        let added = Written::Map(entries.to_vec()).flow();
        let added = added.get(1..added.len() - 1)?;
        let close = closing(text, mapping, '}')?;
        return Some(match there.last() {
            Some(last) => Edit::insert(
                content_end(text, &last.value).max(last.key_span.end),
                format!(", {added}"),
            ),
            None => Edit::insert(close, added),
        });
    }
    let first = there.first()?;
    let indent = column(text, first.key_span.start);
    let end = behind(text, entry_end(text, there.last()?), indent);
    Some(Edit::insert(end, lines(text, &Written::block(entries, indent))))
}

/// Adds ready texts to a list, behind its last element and in its style.
#[must_use]
pub fn add_to_list(text: &str, list: &Node, added: &[String]) -> Option<Edit> {
    let Syntax::List(there) = &list.value else { return None };
    if is_flow(text, list) {
        return Some(match there.last() {
            Some(end) => Edit::insert(content_end(text, end), format!(", {}", added.join(", "))),
            None => Edit::insert(closing(text, list, ']')?, added.join(", ")),
        });
    }
    let first = there.first()?;
    let line = text.get(..first.span.start)?.rfind('\n').map_or(0, |at| at + 1);
    let indent = text.get(line..)?.find('-')?;
    let new: Vec<String> = added.iter().map(|item| format!("{:indent$}- {item}", "")).collect();
    Some(Edit::insert(
        line_end(text, content_end(text, there.last()?)),
        lines(text, &new),
    ))
}

/// Adds entries to a section at the top of a file (`operations`, `types`), which is made where there is none. A blank line comes in
/// front of each entry if `apart`.
#[must_use]
pub fn section(
    text: &str,
    root: &Node,
    name: &str,
    entries: &[(String, Written, Vec<String>)],
    apart: bool,
) -> Option<Edit> {
    let below = |indent: usize| {
        let mut all = Vec::new();
        for entry in entries {
            if apart {
                all.push(String::new());
            }
            all.extend(Written::block(std::slice::from_ref(entry), indent));
        }
        all
    };
    match root.entry(name) {
        Some(found) => match &found.value.value {
            Syntax::Map(there) if !there.is_empty() && !is_flow(text, &found.value) => {
                let indent = column(text, there.first()?.key_span.start);
                let end = behind(text, entry_end(text, there.last()?), indent);
                Some(Edit::insert(end, lines(text, &below(indent))))
            }
            Syntax::Map(_) => add_to_mapping(text, &found.value, entries),
            Syntax::Scalar(scalar) if scalar.text.is_empty() => {
                let mut all = below(2);
                if apart {
                    all.remove(0);
                }
                Some(Edit::insert(line_end(text, found.key_span.end), lines(text, &all)))
            }
            _ => None,
        },
        None => {
            let mut all = below(2);
            if apart && !all.is_empty() {
                all.remove(0);
            }
            all.insert(0, format!("{name}:"));
            all.insert(0, String::new());
            let end = text.trim_end().len();
            Some(Edit::insert(end, lines(text, &all)))
        }
    }
}

fn lines(text: &str, lines: &[String]) -> String {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    lines.iter().flat_map(|line| [end, line.as_str()]).collect()
}

fn is_flow(text: &str, node: &Node) -> bool {
    text.get(node.span.start..)
        .is_some_and(|rest| rest.starts_with(['{', '[']))
}

/// The byte of the bracket that closes a flow collection.
fn closing(text: &str, node: &Node, bracket: char) -> Option<usize> {
    text.get(node.span.start..node.span.end)?
        .rfind(bracket)
        .map(|at| node.span.start + at)
}

/// Behind what is written of a value: a block collection spans the blank lines and comments that follow it, too.
fn content_end(text: &str, node: &Node) -> usize {
    let last = match &node.value {
        Syntax::Map(entries) if !is_flow(text, node) => entries.last().map(|last| entry_end(text, last)),
        Syntax::List(items) if !is_flow(text, node) => items.last().map(|last| content_end(text, last)),
        _ => None,
    };
    last.unwrap_or(node.span.end)
}

fn entry_end(text: &str, entry: &Entry) -> usize {
    content_end(text, &entry.value).max(entry.key_span.end)
}

/// The end of the last line of an entry that ends at a byte: comments that follow at once and stand further to the right are its own.
fn behind(text: &str, at: usize, indent: usize) -> usize {
    let mut end = line_end(text, at);
    while let Some(rest) = text.get(end..) {
        let Some(next) = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n')) else {
            break;
        };
        let line = next.lines().next().unwrap_or_default();
        let bare = line.trim_start_matches(' ');
        if !bare.starts_with('#') || line.len() - bare.len() <= indent {
            break;
        }
        end = text.len() - next.len() + line.len();
    }
    end
}

/// The end of the line in which a byte stands, without what ends it.
fn line_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    // A block scalar ends behind its last line end.
    let mut at = at.min(text.len());
    while at > 0
        && bytes
            .get(at - 1)
            .is_some_and(|byte| matches!(byte, b'\n' | b'\r' | b' '))
    {
        at -= 1;
    }
    let end = text
        .get(at..)
        .and_then(|rest| rest.find('\n'))
        .map_or(text.len(), |found| at + found);
    if end > 0 && bytes.get(end - 1) == Some(&b'\r') {
        end - 1
    } else {
        end
    }
}

fn column(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    at - before.rfind('\n').map_or(0, |found| found + 1)
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
