//! Names of types: where they are seen, what an unknown one becomes.

use super::*;
use crate::model::Scalar;

#[test]
fn a_type_is_seen_in_all_files() {
    let seen = files(&[
        (
            "platform.yaml",
            &format!("{PLATFORM}types: {{Shared: {{fields: {{a: Here}}}}}}\n"),
        ),
        (
            "a.yaml",
            "resource: a\ntypes: {Here: {fields: {s: Shared, b: There}}}\n",
        ),
        ("b.yaml", "resource: b\ntypes: {There: {alias: Shared}}\n"),
    ]);
    assert_eq!(seen.codes(), [""; 0]);
    assert_eq!(seen.field("Shared", "a").ty, seen.named("Here"));
    let homes: Vec<_> = seen
        .model()
        .types
        .iter()
        .map(|def| (def.name.as_str(), def.resource))
        .collect();
    assert_eq!(homes, [("Shared", None), ("Here", Some(0)), ("There", Some(1))]);
}

#[test]
fn a_name_is_declared_once_and_the_first_counts() {
    let seen = files(&[
        ("platform.yaml", &format!("{PLATFORM}types: {{T: {{alias: string}}}}\n")),
        ("a.yaml", "resource: a\ntypes: {T: {alias: integer}, U: {alias: T}}\n"),
    ]);
    assert_eq!(seen.found, [("E0303", "type `T` is declared twice".to_owned())]);
    assert_eq!(seen.alias("U"), &seen.named("T"));
    assert_eq!(seen.alias("T"), &STRING);
}

#[test]
fn an_inline_name_that_is_taken_gets_a_number() {
    let seen = types("TF: {alias: string}, T: {fields: {f: {fields: {a: string}}}}");
    assert_eq!(seen.codes(), ["E0305"]);
    assert_eq!(seen.field("T", "f").ty, seen.named("TF2"));
}

#[test]
fn a_declared_name_is_a_type_name_and_no_scalar() {
    assert_eq!(types("not_one: {alias: string}").codes(), ["E0304"]);
    assert_eq!(types("string: {alias: integer}").codes(), ["E0304"]);
    assert_eq!(types("Тип: {alias: integer}").codes(), ["E0304"]);
    assert_eq!(types("T2: {alias: integer}").codes(), [""; 0]);
}

#[test]
fn every_scalar_of_the_dialect_is_one() {
    for (word, scalar) in [
        ("string", Scalar::String),
        ("decimal", Scalar::Decimal),
        ("flag", Scalar::Flag),
        ("unix_seconds", Scalar::UnixSeconds),
        ("any", Scalar::Any),
    ] {
        assert_eq!(
            types(&format!("T: {{alias: {word}}}")).alias("T"),
            &Type::Scalar(scalar),
            "{word}"
        );
    }
}

#[test]
fn an_unknown_type_is_any_and_its_finding_is_held_back_where_a_file_is_missing() {
    let known = types("T: {alias: [Gone]}");
    assert_eq!((known.alias("T"), known.codes()), (&list(ANY), vec!["E0301"]));
    // `other.yaml` cannot be read; what it declares is not known.
    let texts = [
        ("platform.yaml", PLATFORM),
        ("other.yaml", "resource: [\n"),
        (
            "things.yaml",
            "resource: things\ntypes: {T: {alias: Gone}, U: {alias: strin}, V: {extends: T, omit: [x]}}\n",
        ),
    ];
    let inputs = texts.map(|(path, text)| InputFile::new(format!("specs/demo/{path}"), text));
    let (mut sources, mut found) = (Sources::default(), Diagnostics::default());
    let loaded = load(inputs.to_vec(), &mut sources, &mut found);
    assert!(loaded[0].trees.is_incomplete());
    resolve(&loaded[0], &sources, &mut found).expect("a platform");
    let messages: Vec<_> = found
        .sorted(&sources)
        .into_iter()
        .map(|finding| finding.message)
        .collect();
    // A scalar is never declared. What `T` stands for is not known, so nothing is said of what extends it.
    assert_eq!(messages.len(), 2, "{messages:?}");
    assert!(messages[0].starts_with("not valid YAML"), "{messages:?}");
    assert_eq!(messages[1], "no type `strin`");
}
