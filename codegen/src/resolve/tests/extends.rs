//! Declared types, and what they copy from others.

use super::*;

const BASE: &str = "Base: {fields: {a: string, b: integer, c: string}, rules: [{any_of: [a, b]}, {any_of: [b, c]}]}";

#[test]
fn fields_are_copied_in_order_and_replaced_in_place() {
    let seen = types(&format!(
        "{BASE}, T: {{extends: Base, fields: {{d: string, b: string}}}}"
    ));
    assert_eq!(written(&seen.structure("T").fields), ["a", "b", "c", "d"]);
    assert_eq!(seen.field("T", "b").ty, STRING);
    assert_eq!(seen.field("Base", "b").ty, INTEGER);
    let ids = |name| match seen.named(name) {
        Type::Named(id) => id,
        _ => unreachable!(),
    };
    assert_eq!(seen.resolved.extends, [(ids("T"), ids("Base"))]);
}

#[test]
fn omitted_fields_take_their_rules_with_them() {
    let seen = types(&format!(
        "{BASE}, T: {{extends: Base, omit: [a], rules: [{{at_most_one_of: [b, c]}}]}}"
    ));
    assert_eq!(written(&seen.structure("T").fields), ["b", "c"]);
    let rules: Vec<_> = seen
        .structure("T")
        .rules
        .iter()
        .map(|rule| rule.fields.join(" "))
        .collect();
    assert_eq!(rules, ["b c", "b c"]);
    let unknown = types(&format!("{BASE}, T: {{extends: Base, omit: [z]}}"));
    assert_eq!(
        unknown.found,
        [("E0307", "the extended type has no field `z`".to_owned())]
    );
    // A field that is omitted and declared again stands at the end.
    let again = types(&format!(
        "{BASE}, T: {{extends: Base, omit: [a], fields: {{a: integer}}}}"
    ));
    assert_eq!(written(&again.structure("T").fields), ["b", "c", "a"]);
}

#[test]
fn a_base_may_stand_behind_extend_itself_and_be_open() {
    let seen = types(
        "T: {extends: Middle, fields: {c: string}}, Middle: {extends: Base, fields: {b: string}}, Base: {fields: {a: string}, open: true}",
    );
    assert_eq!(written(&seen.structure("T").fields), ["a", "b", "c"]);
    assert!(seen.structure("T").open);
    assert_eq!(seen.codes(), [""; 0]);
}

#[test]
fn families_are_omitted_by_what_the_spec_writes() {
    let seen = types("Base: {fields: {\"x_{key}\": string, a: string}}, T: {extends: Base, omit: [\"x_{key}\"]}");
    assert_eq!(written(&seen.structure("T").fields), ["a"]);
}

#[test]
fn values_of_an_enumeration_are_copied_and_replaced_at_the_end() {
    let seen = types("Base: {enum: [a, b], closed: true}, T: {extends: Base, enum: {c: , a: {doc: Again.}}}");
    let values: Vec<_> = seen
        .enumeration("T")
        .values
        .iter()
        .map(|value| value.wire.clone())
        .collect();
    assert_eq!(values, [text("b"), text("c"), text("a")]);
    // Whether more values can come is for the new one to say.
    assert!(!seen.enumeration("T").closed && seen.enumeration("Base").closed);
}

#[test]
fn what_does_not_fit_is_found() {
    for (types_, codes) in [
        ("T: {extends: T}", vec!["E0307"]),
        ("T: {extends: U}, U: {extends: T}", vec!["E0307"]),
        ("T: {extends: Gone}", vec!["E0301"]),
        ("E: {enum: [a]}, T: {extends: E, fields: {a: string}}", vec!["E0307"]),
        ("S: {fields: {a: string}}, T: {extends: S, enum: [a]}", vec!["E0307"]),
        ("S: {alias: string}, T: {extends: S}", vec!["E0307"]),
        (
            "S: {fields: {a: string}}, T: {extends: S, alias: string}",
            vec!["E0206"],
        ),
    ] {
        assert_eq!(types(types_).codes(), codes, "{types_}");
    }
    // Without its base it may have any key.
    assert!(types("T: {extends: Gone, fields: {a: string}}").structure("T").open);
}

#[test]
fn a_type_says_one_thing() {
    for (said, codes) in [
        ("{doc: Nothing.}", vec!["E0206"]),
        ("{fields: {a: string}, alias: string}", vec!["E0206"]),
        ("{alias: string, open: true, closed: true, omit: [a]}", vec!["E0207"; 3]),
        ("{enum: [a], rules: [{any_of: [a]}]}", vec!["E0207"]),
    ] {
        assert_eq!(types(&format!("T: {said}")).codes(), codes, "{said}");
    }
    assert_eq!(types("T: {doc: Nothing.}").alias("T"), &ANY);
    assert_eq!(types("T: {alias: [\"string?\"]}").alias("T"), &list(nullable(STRING)));
}
