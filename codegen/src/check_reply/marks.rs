//! `!` and `?` of a field, as changes of its text.

use crate::edit::{Edit, Written, add_to_mapping};
use crate::yaml::{Node, Scalar, Syntax};

/// What a field is to say from now on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Marks {
    pub nullable: bool,
    pub optional: bool,
}

/// The changes that mark a field; `None` where its text has no place for them.
pub(super) fn edits(text: &str, field: &Node, marks: Marks) -> Option<Vec<Edit>> {
    match &field.value {
        Syntax::Scalar(scalar) => Some(vec![expression(field, scalar, marks)]),
        Syntax::List(_) => wrapped(text, field, marks),
        Syntax::Map(entries) if entries.len() == 1 && field.entry("string").is_some() => wrapped(text, field, marks),
        Syntax::Map(_) => long(text, field, marks),
    }
}

/// A type in one line.
fn expression(node: &Node, scalar: &Scalar, marks: Marks) -> Edit {
    let bare = scalar.text.trim_end_matches(['!', '?']);
    let behind = scalar.text.get(bare.len()..).unwrap_or_default();
    let required = if behind.contains('!') && !marks.optional {
        "!"
    } else {
        ""
    };
    let nullable = if behind.contains('?') || marks.nullable {
        "?"
    } else {
        ""
    };
    let text = format!("{bare}{required}{nullable}");
    let text = if scalar.plain { text } else { format!("\"{text}\"") };
    Edit::replace(node.span.start, node.span.end, text)
}

/// `[T]` and `{string: T}` have no marks but in the long form.
fn wrapped(text: &str, node: &Node, marks: Marks) -> Option<Vec<Edit>> {
    let is_flow = text.get(node.span.start..)?.starts_with(['[', '{']);
    let end = node.span.end;
    (is_flow && marks.nullable).then(|| {
        vec![
            Edit::insert(node.span.start, "{type: "),
            Edit::insert(end, ", nullable: true}"),
        ]
    })
}

fn long(text: &str, field: &Node, marks: Marks) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    let own = field.entry("type").and_then(|entry| match &entry.value.value {
        Syntax::Scalar(scalar) => Some((&entry.value, scalar)),
        _ => None,
    });
    let mut inner = Marks::default();
    if marks.optional {
        match field
            .entry("required")
            .map(|entry| (&entry.value.value, entry.value.span))
        {
            Some((Syntax::Scalar(scalar), span)) if scalar.text == "true" => {
                edits.push(Edit::replace(span.start, span.end, "false"));
            }
            // Of an entity, it says more than one thing.
            Some(_) => return None,
            None => {
                own?;
                inner.optional = true;
            }
        }
    }
    if marks.nullable {
        match field.entry("nullable") {
            Some(entry) => edits.push(Edit::replace(entry.value.span.start, entry.value.span.end, "true")),
            None if own.is_some() => inner.nullable = true,
            None => edits.push(add_to_mapping(
                text,
                field,
                &[Written::entry("nullable", Written::Line("true".to_owned()))],
            )?),
        }
    }
    if inner != Marks::default() {
        let (node, scalar) = own?;
        edits.push(expression(node, scalar, inner));
    }
    Some(edits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{apply, read_tree};

    #[test]
    fn marks_are_written_in_every_form() {
        let (null, both) = (
            Marks {
                nullable: true,
                optional: false,
            },
            Marks {
                nullable: true,
                optional: true,
            },
        );
        for (before, marks, after) in [
            ("a: string! # c", null, "a: string!? # c"),
            ("a: string!", both, "a: string?"),
            ("a: \"[T]!\"", both, "a: \"[T]?\""),
            ("a: [T]", null, "a: {type: [T], nullable: true}"),
            ("a: {string: T} # c", null, "a: {type: {string: T}, nullable: true} # c"),
            ("a: {type: string!, doc: D.}", both, "a: {type: string?, doc: D.}"),
            (
                "a: {enum: [x], required: true}",
                both,
                "a: {enum: [x], required: false, nullable: true}",
            ),
            (
                "a:\n  fields: {b: string} # c\n  nullable: false",
                null,
                "a:\n  fields: {b: string} # c\n  nullable: true",
            ),
            (
                "a:\n  fields: {b: string} # c\nd: e",
                null,
                "a:\n  fields: {b: string} # c\n  nullable: true\nd: e",
            ),
        ] {
            let root = read_tree(before).expect("YAML");
            let edits = edits(before, &root.entry("a").expect("a key").value, marks).expect("a place");
            assert_eq!(apply(before, &edits).as_deref(), Ok(after));
        }
        let root = read_tree("a: {type: string, required: create}").expect("YAML");
        assert!(
            edits(
                "a: {type: string, required: create}",
                &root.entry("a").expect("a key").value,
                both
            )
            .is_none()
        );
    }
}
