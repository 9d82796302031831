//! Words on things, and fixed words of the dialect.

use super::*;
use crate::model::{Basis, Encoding, ListStyle, Safety, StatusMeaning};
use crate::resolve::literals;

#[test]
fn words_are_trimmed_and_blank_ones_left_out() {
    let seen = types(
        "T: {alias: any, doc: \"  Words. \", note: \" One.\", notes: [\"\", \"Two. \"], source: \" Its name \", basis: peer}",
    );
    let docs = &seen.def("T").docs;
    assert_eq!(
        (docs.doc.as_deref(), docs.source.as_deref()),
        (Some("Words."), Some("Its name"))
    );
    assert_eq!(docs.notes, ["One.", "Two."]);
    assert_eq!(docs.basis, Basis::Peer);
    let blank = types("T: {alias: any, doc: \"  \"}");
    assert_eq!(
        (&blank.def("T").docs.doc, blank.def("T").docs.basis),
        (&None, Basis::Documented)
    );
}

#[test]
fn deprecated_says_what_to_use_instead_or_nothing() {
    for (said, meant) in [("true", Some("")), ("false", None), ("\" use b \"", Some("use b"))] {
        let seen = types(&format!("T: {{alias: any, deprecated: {said}}}"));
        assert_eq!(seen.def("T").docs.deprecated.as_deref(), meant, "{said}");
    }
}

#[test]
fn each_word_has_its_meaning() {
    use crate::dialect::{EncodingWord, ListsWord, MeaningWord, SafetyWord};
    let lists = [
        (ListsWord::Brackets, ListStyle::Brackets),
        (ListsWord::Indexed, ListStyle::Indexed),
        (ListsWord::Comma, ListStyle::Comma),
        (ListsWord::Repeat, ListStyle::Repeat),
        (ListsWord::Json, ListStyle::Json),
    ];
    for (word, meant) in lists {
        assert_eq!(literals::lists(word), meant);
    }
    let encodings = [
        (EncodingWord::Json, Encoding::Json),
        (EncodingWord::Form, Encoding::Form),
        (EncodingWord::FormJson, Encoding::FormJson),
        (EncodingWord::Query, Encoding::Query),
        (EncodingWord::Multipart, Encoding::Multipart),
        (EncodingWord::Binary, Encoding::Binary),
        (EncodingWord::Text, Encoding::Text),
    ];
    for (word, meant) in encodings {
        assert_eq!(literals::encoding(word), meant);
    }
    let safeties = [
        (SafetyWord::Read, Safety::Read),
        (SafetyWord::Idempotent, Safety::Idempotent),
        (SafetyWord::Unsafe, Safety::Unsafe),
    ];
    for (word, meant) in safeties {
        assert_eq!(literals::safety(word), meant);
    }
    let meanings = [
        (MeaningWord::Partial, StatusMeaning::Partial),
        (MeaningWord::RateLimited, StatusMeaning::RateLimited),
        (MeaningWord::Auth, StatusMeaning::Auth),
        (MeaningWord::NotFound, StatusMeaning::NotFound),
        (MeaningWord::Invalid, StatusMeaning::Invalid),
        (MeaningWord::Unavailable, StatusMeaning::Unavailable),
    ];
    for (word, meant) in meanings {
        assert_eq!(literals::meaning(word), meant);
    }
}

#[test]
fn one_scalar_stands_for_a_list_of_one() {
    let one = types("T: {fields: {a: {type: string, required_when: {field: b, is: x}}, b: string}}");
    let many = types("T: {fields: {a: {type: string, required_when: {field: b, is: [x]}}, b: string}}");
    assert_eq!(one.field("T", "a").required_when, many.field("T", "a").required_when);
}
