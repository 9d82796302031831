//! The types that stand in fields.

use super::*;

fn field_of(text: &str) -> (Field, Vec<(&'static str, String)>) {
    let seen = types(&format!("T: {{fields: {{f: {text}}}}}"));
    (seen.field("T", "f").clone(), seen.found)
}

#[test]
fn short_and_long_forms_say_the_same() {
    for (short, long) in [
        ("\"string!?\"", "{type: string, required: true, nullable: true}"),
        ("\"string!\"", "{type: \"string!\"}"),
        ("[integer]", "{type: [integer]}"),
        ("\"[integer]\"", "[integer]"),
        ("{string: integer}", "\"{string: integer}\""),
    ] {
        let ((a, found), (b, _)) = (field_of(short), field_of(long));
        assert_eq!(
            (&a.ty, a.required, a.nullable),
            (&b.ty, b.required, b.nullable),
            "{short}"
        );
        assert_eq!(found, []);
    }
    let (field, _) = field_of("\"string!?\"");
    assert_eq!((field.ty, field.required, field.nullable), (STRING, true, true));
    assert_eq!(field_of("{string: [integer]}").0.ty, map(list(INTEGER)));
}

#[test]
fn an_element_may_be_null_and_is_always_there() {
    assert_eq!(field_of("[\"integer?\"]").0.ty, list(nullable(INTEGER)));
    assert_eq!(field_of("\"[integer?]!\"").0.ty, list(nullable(INTEGER)));
    for mark in ["[\"integer!\"]", "\"[integer!]\"", "{string: \"integer!\"}"] {
        let (field, found) = field_of(mark);
        assert_eq!(found, [("E0207", "an element is always there".to_owned())], "{mark}");
        assert!(!field.required);
    }
}

#[test]
fn what_is_said_of_a_field_has_no_effect_on_an_element() {
    let (_, found) = field_of("[{type: integer, default: 1, doc: Fine.}]");
    assert_eq!(found, [("E0207", "`default` has no effect here".to_owned())]);
}

#[test]
fn a_constant_is_its_literal() {
    assert_eq!(field_of("{const: null}").0.ty, Type::Const(Literal::Null));
    assert_eq!(field_of("{const: \"1\"}").0.ty, Type::Const(text("1")));
    assert_eq!(
        field_of("{const: 1.50}").0.ty,
        Type::Const(Literal::Number("1.50".to_owned()))
    );
}

#[test]
fn a_type_that_cannot_be_read_is_taken_as_any() {
    for (wrong, code) in [
        ("\"string|integer\"", "E0205"),
        ("\"string!!\"", "E0205"),
        ("strin", "E0301"),
        ("{doc: No type.}", "E0206"),
        ("{type: string, enum: [a]}", "E0206"),
    ] {
        let (field, found) = field_of(wrong);
        assert_eq!(
            found.iter().map(|(code, _)| *code).collect::<Vec<_>>(),
            [code],
            "{wrong}"
        );
        assert!(field.ty == ANY || field.ty == STRING, "{wrong}: {:?}", field.ty);
    }
}

#[test]
fn keys_of_inline_types_need_one() {
    for key in ["name: N", "open: true", "closed: true", "rules: [{any_of: [a]}]"] {
        let (_, found) = field_of(&format!("{{type: string, {key}}}"));
        assert_eq!(found.len(), 1, "{key}");
        assert_eq!(found[0].0, "E0207");
    }
    // The name is for what stands inside the list.
    let seen = types("T: {fields: {f: {type: [{fields: {a: string}}], name: Wanted}}}");
    assert_eq!(seen.codes(), [""; 0]);
    assert_eq!(seen.field("T", "f").ty, list(seen.named("Wanted")));
}
