//! Enumerations.

use super::*;

fn values(text: &str) -> (Vec<Literal>, Vec<(&'static str, String)>) {
    let seen = types(&format!("T: {{enum: {text}}}"));
    let values = seen.enumeration("T").values.iter().map(|value| value.wire.clone());
    (values.collect(), seen.found.clone())
}

#[test]
fn texts_and_integers_are_told_apart() {
    let (found, findings) = values("[new, 1, \"1\", \"true\"]");
    assert_eq!(found, [text("new"), Literal::Integer(1), text("1"), text("true")]);
    assert_eq!(findings, []);
    assert_eq!(values("{1: , \"2\": {doc: Two.}}").0, [Literal::Integer(1), text("2")]);
}

#[test]
fn words_belong_to_their_value() {
    let seen = types("T: {enum: {a: {doc: First., rust: One, deprecated: b}, b: }}");
    let first = &seen.enumeration("T").values[0];
    assert_eq!(
        (first.docs.doc.as_deref(), first.rust.as_deref()),
        (Some("First."), Some("One"))
    );
    assert_eq!(first.docs.deprecated.as_deref(), Some("b"));
    assert_eq!(seen.enumeration("T").values[1].docs, crate::model::Docs::default());
}

#[test]
fn a_value_is_text_or_an_integer_and_stands_once() {
    let (found, findings) = values("[a, true, 1.5, null, a]");
    assert_eq!(found, [text("a")]);
    assert_eq!(findings.iter().map(|(code, _)| *code).collect::<Vec<_>>(), ["E0311"; 4]);
    assert_eq!(
        values("[]").1,
        [("E0311", "an enumeration has at least one value".to_owned())]
    );
}

#[test]
fn an_enumeration_is_open_unless_it_says_otherwise() {
    assert!(!types("T: {enum: [a]}").enumeration("T").closed);
    assert!(types("T: {enum: [a], closed: true}").enumeration("T").closed);
    let inline = types("T: {fields: {state: {enum: [a], closed: true}}}");
    assert!(inline.enumeration("TState").closed && inline.def("TState").inline);
}
