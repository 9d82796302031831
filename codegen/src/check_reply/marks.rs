//! `!` and `?` of a field, as changes of its text.

use crate::edit::{Edit, Written, add_to_mapping};
use crate::yaml::{Node, Scalar, Syntax};

/// What a field is to say from now on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Marks {
    pub nullable: bool,
    pub optional: bool,
    /// `null` among what it holds.
    pub null_elements: bool,
}

/// The changes that mark a field; `None` where its text has no place for them.
pub(super) fn edits(text: &str, field: &Node, marks: Marks) -> Option<Vec<Edit>> {
    if marks.null_elements && !matches!(field.value, Syntax::Scalar(_)) {
        let own = Marks {
            null_elements: false,
            ..marks
        };
        let mut edits = of_element(text, field)?;
        if own != Marks::default() {
            edits.extend(self::edits(text, field, own)?);
        }
        return Some(edits);
    }
    match &field.value {
        Syntax::Scalar(scalar) => Some(vec![expression(field, scalar, marks)?]),
        Syntax::List(_) => wrapped(text, field, marks),
        Syntax::Map(entries) if entries.len() == 1 && field.entry("string").is_some() => wrapped(text, field, marks),
        Syntax::Map(_) => long(text, field, marks),
    }
}

/// The same of what a list or a map holds.
fn of_element(text: &str, field: &Node) -> Option<Vec<Edit>> {
    let null = Marks {
        nullable: true,
        ..Marks::default()
    };
    match &field.value {
        Syntax::List(items) => edits(text, items.first()?, null),
        Syntax::Map(_) => match (field.entry("string"), field.entry("type")) {
            (Some(entry), _) => edits(text, &entry.value, null),
            (None, Some(entry)) => match &entry.value.value {
                Syntax::Scalar(scalar) => {
                    let among = Marks {
                        null_elements: true,
                        ..Marks::default()
                    };
                    Some(vec![expression(&entry.value, scalar, among)?])
                }
                _ => of_element(text, &entry.value),
            },
            (None, None) => None,
        },
        Syntax::Scalar(_) => None,
    }
}

/// A type in one line; `None` where it is no list or map of one thing, and that thing is to be marked.
fn expression(node: &Node, scalar: &Scalar, marks: Marks) -> Option<Edit> {
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
    let bare = if marks.null_elements {
        null_inside(bare)?
    } else {
        bare.to_owned()
    };
    let text = format!("{bare}{required}{nullable}");
    let text = if scalar.plain { text } else { format!("\"{text}\"") };
    Some(Edit::replace(node.span.start, node.span.end, text))
}

/// `[T?]` for `[T]`, `{string: T?}` for `{string: T}`.
fn null_inside(bare: &str) -> Option<String> {
    let last = bare.chars().last().filter(|c| matches!(c, ']' | '}'))?;
    let inner = bare.strip_suffix(last)?;
    let is_one = inner.matches(['[', '{']).count() == 1 && !inner.ends_with('?');
    is_one.then(|| format!("{}?{last}", inner.trim_end()))
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
        edits.push(expression(node, scalar, inner)?);
    }
    Some(edits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{apply, read_tree};

    #[test]
    fn marks_are_written_in_every_form() {
        let among = Marks {
            null_elements: true,
            ..Marks::default()
        };
        let (null, both) = (
            Marks {
                nullable: true,
                ..Marks::default()
            },
            Marks {
                nullable: true,
                optional: true,
                ..Marks::default()
            },
        );
        for (before, marks, after) in [
            ("a: string! # c", null, "a: string!? # c"),
            ("a: string!", both, "a: string?"),
            ("a: \"[T]!\"", both, "a: \"[T]?\""),
            ("a: [T]", null, "a: {type: [T], nullable: true}"),
            ("a: {string: T} # c", null, "a: {type: {string: T}, nullable: true} # c"),
            ("a: \"[T]!\"", among, "a: \"[T?]!\""),
            ("a: [T] # c", among, "a: [T?] # c"),
            ("a: {string: T}", among, "a: {string: T?}"),
            ("a: {type: \"[T]!\", doc: D.}", among, "a: {type: \"[T?]!\", doc: D.}"),
            (
                "a: {type: [{fields: {b: T}}]}",
                among,
                "a: {type: [{fields: {b: T}, nullable: true}]}",
            ),
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
        for without in ["a: \"[[T]]\"", "a: T"] {
            let root = read_tree(without).expect("YAML");
            assert!(
                edits(without, &root.entry("a").expect("a key").value, among).is_none(),
                "{without}"
            );
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
