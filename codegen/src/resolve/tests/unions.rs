//! Unions.

use super::*;
use crate::model::UnionKind;

fn variants(seen: &Seen, name: &str) -> Vec<(String, Type)> {
    let all = seen.union(name).variants.iter();
    all.map(|variant| (variant.name.clone(), variant.ty.clone())).collect()
}

#[test]
fn an_alternative_without_a_name_is_called_after_its_type() {
    let seen = types(
        "T: {union: [string, \"integer?\", [string], \"[integer]\", {string: string}, {fields: {a: string}}, {enum: [x]}, \
         {const: null}, {const: false}, {const: \"\"}, {fields: {b: string}, name: Named}, {type: decimal}]}",
    );
    let names: Vec<_> = seen
        .union("T")
        .variants
        .iter()
        .map(|variant| variant.name.as_str())
        .collect();
    let expected = [
        "string",
        "integer",
        "list",
        "list",
        "map",
        "object",
        "known",
        "null",
        "false",
        "empty",
        "Named",
        "other_form",
    ];
    assert_eq!(names, expected);
    assert_eq!(seen.union("T").kind, UnionKind::Untagged);
    assert_eq!(variants(&seen, "T")[1].1, nullable(INTEGER));
    assert_eq!(seen.names(), ["T", "TObject", "TKnown", "Named"]);
}

#[test]
fn names_can_be_given() {
    let seen = types("T: {union: {one: string, many: [string]}}");
    assert_eq!(
        variants(&seen, "T"),
        [("one".to_owned(), STRING), ("many".to_owned(), list(STRING))]
    );
    let inline = types("T: {fields: {f: {union: {it: {fields: {a: string}, doc: It.}}}}}");
    assert_eq!(inline.names(), ["T", "TF", "TFIt"]);
    assert_eq!(inline.union("TF").variants[0].docs.doc.as_deref(), Some("It."));
}

#[test]
fn a_field_inside_or_beside_tells_the_variant() {
    let tagged = types("A: {fields: {a: string}}, T: {union: {tag: type, variants: {\"x::A\": A}}}");
    assert_eq!(tagged.union("T").kind, UnionKind::Tagged { tag: "type".to_owned() });
    assert_eq!(variants(&tagged, "T"), [("x::A".to_owned(), tagged.named("A"))]);
    let beside = types("T: {union: {beside: kind, variants: {a: string}}}");
    assert_eq!(
        beside.union("T").kind,
        UnionKind::Beside {
            field: "kind".to_owned()
        }
    );
    assert_eq!(beside.union("T").default, None);
    let usual = types("A: {fields: {a: string}}, T: {union: {tag: type, default: a, variants: {a: A, b: A}}}");
    assert_eq!(usual.union("T").default.as_deref(), Some("a"));
    let nobody = types("A: {fields: {a: string}}, T: {union: {tag: type, default: c, variants: {a: A, b: A}}}");
    assert_eq!((&nobody.union("T").default, nobody.codes()), (&None, vec!["E0309"]));
    for keys in ["", "tag: a, beside: b, "] {
        let seen = types(&format!("T: {{union: {{{keys}variants: {{a: string}}}}}}"));
        assert_eq!(
            (&seen.union("T").kind, seen.codes()),
            (&UnionKind::Untagged, vec!["E0206"])
        );
    }
}

#[test]
fn a_union_has_variants() {
    for union in ["[]", "{tag: a, variants: {}}"] {
        assert_eq!(types(&format!("T: {{union: {union}}}")).codes(), ["E0309"], "{union}");
    }
}
