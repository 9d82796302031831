//! What stands in lists of errors, and which elements of a batch failed.

use super::*;
use crate::model::{Entries, EntryKeys, Outcomes};

const KINDS: &str = "errors:\n  entries: {at: [errors], code: [code], row: [line], first_row: 1}\n  outcomes: {batch: {each: [results], \
                     failure: [{path: why, present: true}], id: [id], message: [why]}}";

fn operation(text: &str) -> Seen {
    specs(
        KINDS,
        &format!("operations: {{create: {{source: S, post: /a, returns: {{results: [any]}}, {text}}}}}"),
    )
}

fn outcomes(text: &str) -> Outcomes {
    let seen = operation(text);
    assert_eq!(seen.codes(), [""; 0], "{text}");
    seen.operation().outcomes.clone().expect("outcomes")
}

#[test]
fn entries_of_an_operation_replace_what_they_name() {
    let seen = operation("errors: {entries: {keys: row, row: [], message: [text]}}");
    let platform = seen.model().errors.entries.clone();
    assert_eq!(
        platform,
        Entries {
            at: vec!["errors".into()],
            code: Some(vec!["code".into()]),
            row: vec!["line".into()],
            first_row: 1,
            ..Entries::default()
        }
    );
    let own = seen.operation().entries.clone();
    assert_eq!(
        own,
        Some(Entries {
            keys: EntryKeys::Row,
            row: Vec::new(),
            message: Some(vec!["text".into()]),
            ..platform
        })
    );
    assert_eq!(operation("doc: Says nothing of its own.").operation().entries, None);
}

#[test]
fn a_kind_is_what_an_operation_does_not_say() {
    let body = "body: {fields: {things: [integer], n: integer}}";
    let plain = outcomes(&format!("{body}, errors: {{outcomes: batch}}"));
    assert_eq!(
        (plain.kind, plain.sent.as_str(), plain.ordered),
        (Some(0), "things", true)
    );
    assert_eq!(
        (plain.at.join(" "), plain.message.join(" ")),
        ("results".into(), "why".into())
    );
    assert_eq!(plain.ids, [("id".to_owned(), Some("id".to_owned()))]);
    let own = outcomes(&format!(
        "{body}, errors: {{outcomes: {{kind: batch, each: [a, b], id: {{x: ~, \"\": ref}}}}}}"
    ));
    assert_eq!((own.at.join(" "), own.failure.len()), ("a b".into(), 1));
    assert_eq!(
        own.ids,
        [("x".to_owned(), None), (String::new(), Some("ref".to_owned()))]
    );
    let alone = outcomes(&format!(
        "{body}, errors: {{outcomes: {{failed: [f], row: [n], first_row: 1}}}}"
    ));
    assert_eq!((alone.kind, alone.ordered, alone.first_row), (None, false, 1));
}

#[test]
fn the_only_list_of_a_body_is_what_was_sent() {
    for (body, sent) in [
        ("\"[integer]\"", ""),
        ("{key: things, type: \"[integer]\"}", "things"),
        ("{fields: {things: [integer], n: integer}}", "things"),
        ("{key: all, fields: {things: [integer]}}", "all.things"),
    ] {
        let found = outcomes(&format!("body: {body}, errors: {{outcomes: batch}}"));
        assert_eq!(found.sent, sent, "{body}");
    }
    for body in ["{fields: {n: integer}}", "{fields: {a: [integer], b: [integer]}}"] {
        let seen = operation(&format!("body: {body}, errors: {{outcomes: batch}}"));
        assert_eq!(
            (seen.codes(), &seen.operation().outcomes),
            (vec!["E0413"], &None),
            "{body}"
        );
    }
    let told = outcomes("body: {fields: {a: [integer], b: [integer]}}, errors: {outcomes: {kind: batch, sent: b}}");
    assert_eq!(told.sent, "b");
}
