//! Fields and parameters.

use super::*;
use crate::model::{Condition, ListStyle, Upsert, WireName};

fn field_of(text: &str) -> (Field, Vec<(&'static str, String)>) {
    let seen = types(&format!(
        "T: {{fields: {{f: {{type: string, {text}}}, other: string}}}}"
    ));
    (seen.field("T", "f").clone(), seen.found)
}

fn named(key: &str) -> (WireName, Vec<(&'static str, String)>) {
    let seen = types(&format!("T: {{fields: {{\"{key}\": string}}}}"));
    (seen.structure("T").fields[0].name.clone(), seen.found)
}

#[test]
fn a_placeholder_makes_a_family() {
    let family = |prefix: &str, placeholder: &str, suffix: &str, digits| WireName::Family {
        prefix: prefix.to_owned(),
        suffix: suffix.to_owned(),
        placeholder: placeholder.to_owned(),
        digits,
    };
    assert_eq!(named("custom_{key}_from").0, family("custom_", "key", "_from", false));
    // Only `{n}` stands for digits alone.
    assert_eq!(named("price{n}").0, family("price", "n", "", true));
    assert_eq!(named("{any}").0, family("", "any", "", false));
}

#[test]
fn a_family_that_cannot_be_read_is_a_plain_name() {
    for key in ["a{b", "a}b", "a{b}{c}", "a{b{c}", "a{}", "a{b c}"] {
        let (name, found) = named(key);
        assert_eq!(name, WireName::Plain(key.to_owned()));
        assert_eq!(
            found.iter().map(|(code, _)| *code).collect::<Vec<_>>(),
            ["E0314"],
            "{key}"
        );
    }
}

#[test]
fn values_are_kept_as_written() {
    let (field, _) = field_of("default: \"007\", min: 1.50, max: 2, clear: null, allowed: [a, 1, \"1\"]");
    assert_eq!(field.default, Some(text("007")));
    assert_eq!(field.limits.min, Some(Literal::Number("1.50".to_owned())));
    assert_eq!(field.limits.max, Some(Literal::Integer(2)));
    assert_eq!(field.clear, Some(Literal::Null));
    assert_eq!(field.limits.allowed, [text("a"), Literal::Integer(1), text("1")]);
    let (bare, _) = field_of("secret: true");
    assert_eq!((bare.default, bare.clear, bare.secret), (None, None, true));
}

#[test]
fn constraints_and_marks_arrive() {
    let (field, found) = field_of(
        "min_length: 1, max_length: 2, min_items: 3, max_items: 4, not_blank: true, pattern: P, one_or_many: true, style: comma, rust: other_name",
    );
    let limits = &field.limits;
    assert_eq!((limits.min_length, limits.max_length), (Some(1), Some(2)));
    assert_eq!((limits.min_items, limits.max_items), (Some(3), Some(4)));
    assert!(limits.not_blank && field.one_or_many);
    assert_eq!(limits.pattern.as_deref(), Some("P"));
    assert_eq!(
        (field.style, field.rust.as_deref()),
        (Some(ListStyle::Comma), Some("other_name"))
    );
    assert_eq!(found, []);
    // The platform's style is not written into the fields: they say nothing.
    assert_eq!(field_of("doc: D.").0.style, None);
}

#[test]
fn a_condition_says_one_thing_about_its_field() {
    let field = || "other".to_owned();
    for (said, condition) in [
        (
            "is: 1",
            Condition::Is {
                field: field(),
                values: vec![Literal::Integer(1)],
            },
        ),
        (
            "is: [a, null]",
            Condition::Is {
                field: field(),
                values: vec![text("a"), Literal::Null],
            },
        ),
        ("present: true", Condition::Present { field: field() }),
        ("absent: true", Condition::Absent { field: field() }),
    ] {
        let (found, findings) = field_of(&format!("required_when: {{field: other, {said}}}"));
        assert_eq!(found.required_when, Some(condition));
        assert_eq!(findings, []);
    }
    for said in ["is: 1, present: true", "present: false", "absent: true, present: true"] {
        let (found, findings) = field_of(&format!("required_when: {{field: other, {said}}}"));
        assert_eq!((found.required_when, findings[0].0), (None, "E0206"), "{said}");
    }
}

#[test]
fn inline_types_are_named_after_the_way_to_them() {
    let seen = types("T: {fields: {a_b: {fields: {c: {enum: [x]}}}, \"x_{key}\": {fields: {d: string}}}}");
    assert_eq!(seen.names(), ["T", "TAB", "TABC", "TX"]);
    assert_eq!(seen.field("T", "a_b").ty, seen.named("TAB"));
}

#[test]
fn what_comes_back_arrives_with_what_is_sent() {
    let (field, found) = field_of("shown_as: title, merged_by: code");
    assert_eq!(
        (field.shown_as.as_deref(), field.merged_by.as_deref()),
        (Some("title"), Some("code"))
    );
    // The list of texts that it stands on here is for the checks.
    assert!(found.is_empty(), "{found:?}");
    let (_, found) = field_of("read_only: true, shown_as: title");
    assert!(found.iter().any(|(code, _)| *code == "E0207"), "{found:?}");
    for (text, upsert) in [
        ("true", Some(Upsert::Always)),
        ("false", None),
        ("renew", Some(Upsert::Asked("renew".to_owned()))),
    ] {
        let seen = operation(&format!(
            "post: /a, upsert: {text}, body: {{fields: {{renew: boolean}}}}"
        ));
        assert_eq!((seen.operation().upsert.clone(), seen.codes()), (upsert, vec![]));
    }
}
