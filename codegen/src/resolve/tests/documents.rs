//! Platforms and resources as files: names inside and outside, defaults, places.

use super::*;
use crate::model::{Encoding, ListStyle};

#[test]
fn names_inside_and_outside_agree() {
    let seen = files(&[
        ("platform.yaml", &PLATFORM.replace("platform: demo", "platform: other")),
        ("things.yaml", "resource: stuff\n"),
    ]);
    let messages: Vec<_> = seen.found.iter().map(|(_, message)| message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "platform `other` stands in `demo`",
            "resource `stuff` stands in `things`"
        ]
    );
    // What counts is where it stands.
    assert_eq!(seen.model().name, "demo");
    assert_eq!(seen.model().resources[0].name, "things");
}

#[test]
fn names_are_in_snake_case() {
    let bad = files(&[
        ("platform.yaml", PLATFORM),
        ("order-lines.yaml", "resource: order-lines\n"),
    ]);
    assert_eq!(bad.codes(), ["E0313"]);
    assert_eq!(
        specs("", "operations: {getAll: {source: S, get: /a}}").codes(),
        ["E0313"]
    );
    assert_eq!(specs("", "callbacks: {Told: {source: S, post: /a}}").codes(), ["E0313"]);
    let singular = specs("", "singular: A Thing");
    assert_eq!(
        (singular.codes(), singular.model().resources[0].singular.as_str()),
        (vec!["E0313"], "thing")
    );
}

#[test]
fn a_folder_without_its_platform_has_no_model() {
    let things = InputFile::new("specs/demo/things.yaml", "resource: things\n");
    for (files, messages) in [
        (vec![things.clone()], vec!["`demo` has no platform.yaml"]),
        // One that cannot be read has its findings already.
        (vec![things, InputFile::new("specs/demo/platform.yaml", "[")], vec![]),
    ] {
        let (mut sources, mut found) = (Sources::default(), Diagnostics::default());
        let loaded = load(files, &mut sources, &mut found);
        let mut found = Diagnostics::default();
        assert!(resolve(&loaded[0], &sources, &mut found).is_none());
        let said: Vec<_> = found
            .sorted(&sources)
            .into_iter()
            .map(|finding| finding.message)
            .collect();
        assert_eq!(said, messages);
    }
}

#[test]
fn a_platform_that_says_little_has_defaults() {
    let seen = specs("", "");
    let model = seen.model();
    assert_eq!(
        (model.query_lists, model.body_encoding),
        (ListStyle::Brackets, Encoding::Json)
    );
    assert!(!model.digit_booleans);
    assert_eq!(model.scopes, None);
    assert_eq!(model.resources[0].singular, "thing");
    assert_eq!(model.resources[0].file, "specs/demo/things.yaml");
    let said = specs(
        "query: {lists: json, booleans: digit}\nbody_encoding: query\nscopes: []",
        "singular: stuff",
    );
    let model = said.model();
    assert_eq!(
        (model.query_lists, model.body_encoding),
        (ListStyle::Json, Encoding::Query)
    );
    assert!(model.digit_booleans);
    assert_eq!(model.scopes, Some(vec![]));
    assert_eq!(model.resources[0].singular, "stuff");
}

#[test]
fn declarations_and_definitions_keep_their_places() {
    let seen = specs(
        "scopes: [read]\nlimits:\n  default: {requests: 1, per: 1}\nauth:\n  key: {kind: header, header: h, value: v}",
        "operations:\n  run:\n    source: S\n    get: /a\ntypes:\n  T:\n    fields:\n      f: string",
    );
    let places: Vec<_> = seen
        .resolved
        .places
        .iter()
        .map(|(name, place)| (name.as_str(), place.line, place.column))
        .collect();
    assert_eq!(
        places,
        [("auth.key", 8, 3), ("limits.default", 6, 3), ("scopes.read", 4, 10)]
    );
    let of = |place: &crate::model::Place| (place.file.clone(), place.line, place.column);
    assert_eq!(of(&seen.operation().place), ("specs/demo/things.yaml".to_owned(), 3, 3));
    assert_eq!(of(&seen.def("T").place), ("specs/demo/things.yaml".to_owned(), 7, 3));
    assert_eq!(
        of(&seen.field("T", "f").place),
        ("specs/demo/things.yaml".to_owned(), 9, 7)
    );
}
