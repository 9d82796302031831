//! Request bodies.

use super::*;
use crate::model::{Body, Encoding, ListStyle};

fn body(seen: &Seen) -> &Body {
    seen.operation().body.as_ref().expect("a body")
}

#[test]
fn a_bare_type_is_written_as_the_platform_writes() {
    let seen = operation_on(
        "body_encoding: form-json\nquery: {lists: comma}",
        "post: /a, body: [string]",
    );
    let body = body(&seen);
    assert_eq!((body.encoding, body.lists), (Encoding::FormJson, ListStyle::Comma));
    assert_eq!(body.ty, Some(list(STRING)));
    assert!(!body.inline);
    assert_eq!(
        super::bodies::body(&operation("post: /a, body: any")).encoding,
        Encoding::Json
    );
}

#[test]
fn the_long_form_overrides_the_platform() {
    let seen = operation_on(
        "body_encoding: form\nquery: {lists: comma}",
        "post: /a, body: {type: [string], encoding: multipart, lists: repeat, key: things, one_or_many: true}",
    );
    let body = body(&seen);
    assert_eq!((body.encoding, body.lists), (Encoding::Multipart, ListStyle::Repeat));
    assert_eq!((body.key.as_deref(), body.one_or_many), (Some("things"), true));
    assert_eq!(seen.codes(), [""; 0]);
}

#[test]
fn listed_fields_are_a_struct_of_the_operation() {
    let seen = operation("post: /a, body: {fields: {name: \"string!\"}, open: true, rules: [{any_of: [name]}]}");
    assert!(body(&seen).inline);
    assert_eq!(body(&seen).ty, Some(seen.named("RunThingBody")));
    let shape = seen.structure("RunThingBody");
    assert!(shape.open && shape.fields[0].required);
    assert_eq!(shape.rules.len(), 1);
    assert!(seen.def("RunThingBody").inline);
    let named = operation("post: /a, body: {fields: {a: string}, name: Wanted}");
    assert_eq!(named.names(), ["Wanted"]);
    let bad = operation("post: /a, body: {fields: {a: string}, name: not_one}");
    assert_eq!((bad.names(), bad.codes()), (vec!["RunThingBody"], vec!["E0304"]));
}

#[test]
fn types_inside_are_named_after_body_or_element() {
    let seen = operation("post: /a, body: {union: [string, {fields: {a: string}}]}");
    assert_eq!(seen.names(), ["RunThingBody", "RunThingBodyObject"]);
    assert!(!body(&seen).inline);
    let seen = operation("post: /a, body: {type: [{fields: {a: string}}]}");
    assert_eq!(seen.names(), ["RunThingItem"]);
    let seen = operation("post: /a, body: {type: [{fields: {a: string}}], name: Wanted}");
    assert_eq!(seen.names(), ["Wanted"]);
    let seen = operation("post: /a, body: [{fields: {a: string}}]");
    assert_eq!(seen.names(), ["RunThingItem"]);
}

#[test]
fn a_body_has_one_type_unless_it_is_raw() {
    assert_eq!(operation("post: /a, body: {key: x}").codes(), ["E0206"]);
    assert_eq!(
        operation("post: /a, body: {type: any, fields: {a: string}}").codes(),
        ["E0206"]
    );
    for raw in ["binary", "text"] {
        let seen = operation(&format!("post: /a, body: {{encoding: {raw}, content_type: a/b}}"));
        assert_eq!((body(&seen).ty.clone(), seen.codes()), (None, vec![]));
        assert_eq!(body(&seen).content_type.as_deref(), Some("a/b"));
        assert_eq!(
            operation(&format!("post: /a, body: {{encoding: {raw}, type: string}}")).codes(),
            ["E0410"]
        );
    }
}

#[test]
fn keys_that_an_encoding_has_no_use_for_are_found() {
    assert_eq!(
        operation("post: /a, body: {type: any, content_type: a/b}").codes(),
        ["E0410"]
    );
    assert_eq!(
        operation("post: /a, body: {type: any, lists: comma}").codes(),
        ["E0410"]
    );
    for spread in ["query", "form", "multipart", "form-json"] {
        let seen = operation(&format!(
            "post: /a, body: {{type: any, encoding: {spread}, lists: comma}}"
        ));
        assert_eq!(seen.codes(), [""; 0], "{spread}");
    }
    assert_eq!(
        operation("post: /a, body: {type: any, open: true, rules: [{any_of: [a]}]}").codes(),
        ["E0207", "E0207"]
    );
}

#[test]
fn a_switch_moves_a_query_into_json() {
    let seen = operation("post: /a, body: {type: any, encoding: query, json_switch: {fromBody: \"1\"}}");
    assert_eq!(body(&seen).json_switch, Some(("fromBody".to_owned(), "1".to_owned())));
    let json = operation("post: /a, body: {type: any, json_switch: {fromBody: \"1\"}}");
    assert_eq!((body(&json).json_switch.clone(), json.codes()), (None, vec!["E0410"]));
    let two = operation("post: /a, body: {type: any, encoding: query, json_switch: {a: \"1\", b: \"2\"}}");
    assert_eq!((body(&two).json_switch.clone(), two.codes()), (None, vec!["E0410"]));
}
