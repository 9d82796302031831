//! Inline structs, and rules over fields.

use super::*;
use crate::model::{GroupKind, GroupRule};

#[test]
fn an_inline_struct_is_a_type_of_its_resource() {
    let seen = types("T: {fields: {f: {fields: {a: string}, open: true, doc: Of the field.}}}");
    let def = seen.def("TF");
    assert!(def.inline && seen.structure("TF").open);
    assert_eq!(def.resource, Some(0));
    // What is said of the field is said of its type: it has no other words.
    assert_eq!(def.docs.doc.as_deref(), Some("Of the field."));
    assert_eq!(seen.field("T", "f").docs.doc.as_deref(), Some("Of the field."));
    let element = types("T: {fields: {f: [{fields: {a: string}, doc: Of the element.}]}}");
    assert_eq!(element.def("TF").docs.doc.as_deref(), Some("Of the element."));
    assert_eq!(element.codes(), [""; 0]);
}

#[test]
fn rules_keep_kind_and_order() {
    let seen = types(
        "T: {fields: {a: string, b: string}, rules: [{any_of: [a, b]}, {exactly_one_of: [b, a]}, {at_most_one_of: [a]}]}",
    );
    let rule = |kind, fields: &[&str]| GroupRule {
        kind,
        fields: fields.iter().map(|name| (*name).to_owned()).collect(),
    };
    let rules = [
        rule(GroupKind::AnyOf, &["a", "b"]),
        rule(GroupKind::ExactlyOneOf, &["b", "a"]),
        rule(GroupKind::AtMostOneOf, &["a"]),
    ];
    assert_eq!(seen.structure("T").rules, rules);
    assert_eq!(seen.codes(), [""; 0]);
}

#[test]
fn a_rule_says_one_thing_about_some_fields() {
    for rule in ["{}", "{any_of: []}", "{any_of: [a], at_most_one_of: [a]}"] {
        let seen = types(&format!(
            "T: {{fields: {{a: string}}, rules: [{rule}, {{any_of: [a]}}]}}"
        ));
        assert_eq!(
            (seen.structure("T").rules.len(), seen.codes()),
            (1, vec!["E0206"]),
            "{rule}"
        );
    }
    let of_operation = operation("get: /a, query: {a: string, b: string}, rules: [{at_most_one_of: [a, b]}]");
    assert_eq!(of_operation.operation().rules.len(), 1);
}
