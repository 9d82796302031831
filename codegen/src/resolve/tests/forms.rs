//! Creating and updating types of entities.

use super::*;
use crate::model::{GroupKind, Purpose};

const PRODUCT: &str = "P: {fields: {id: {type: integer!, read_only: true}, title: string!, sku: {type: string, create_only: true, required: create}, \
     code: {type: string, write_only: true}, note: {type: string, clear: null}, version: {type: integer, required: [read, update]}}}";

fn marks(of: &Struct) -> Vec<String> {
    let mark = |field: &Field| {
        let (required, clear) = (field.required, field.clear.is_some());
        let marks = format!("{}{}", if required { "!" } else { "" }, if clear { "~" } else { "" });
        format!("{}{marks}", field.name.written())
    };
    of.fields.iter().map(mark).collect()
}

#[test]
fn each_type_has_the_fields_that_are_for_it() {
    let seen = types(&format!("{PRODUCT}, T: {{fields: {{c: P.create, u: P.update}}}}"));
    assert_eq!(seen.found, []);
    assert_eq!(marks(seen.structure("P")), ["id!", "title!", "sku", "note", "version!"]);
    assert_eq!(
        marks(seen.structure("PCreate")),
        ["title!", "sku!", "code", "note", "version"]
    );
    assert_eq!(marks(seen.structure("PUpdate")), ["title", "code", "note~", "version!"]);
    let form = seen.def("PUpdate").form.expect("a form");
    assert_eq!(
        (Type::Named(form.entity), form.purpose),
        (seen.named("P"), Purpose::Update)
    );
}

#[test]
fn without_being_asked_for_nothing_changes() {
    let seen = types(PRODUCT);
    assert_eq!(
        marks(seen.structure("P")),
        ["id!", "title!", "sku", "code", "note~", "version!"]
    );
    assert_eq!(seen.names(), ["P"]);
}

#[test]
fn what_is_marked_inside_takes_the_form_too() {
    let seen = types(
        "P: {fields: {parts: [Part], by: {string: Same}, own: {fields: {id: {type: integer, read_only: true}}}, one: Any, other: Alias, again: P}}, \
         Part: {fields: {id: {type: integer, read_only: true}, p: P}}, Same: {fields: {a: string!}}, \
         Any: {union: {part: Part, text: string}}, Alias: {alias: \"[Part?]\"}, T: {fields: {c: P.create}}",
    );
    assert_eq!(seen.found, []);
    let field = |name: &str| seen.field("PCreate", name).ty.clone();
    assert_eq!(field("parts"), list(seen.named("PartCreate")));
    assert_eq!(field("by"), map(seen.named("Same")));
    assert_eq!(field("own"), seen.named("POwnCreate"));
    assert_eq!(field("one"), seen.named("AnyCreate"));
    assert_eq!(*seen.alias("AliasCreate"), list(nullable(seen.named("PartCreate"))));
    assert_eq!(field("again"), seen.named("PCreate"));
    assert_eq!(seen.field("PartCreate", "p").ty, seen.named("PCreate"));
}

#[test]
fn rules_hold_for_what_is_created_and_in_part_for_a_change() {
    let seen = types(
        "P: {fields: {id: {type: string, read_only: true}, a: string, b: {type: string, required_when: {field: a, present: true}}, \
         c: {type: string, required_when: {field: id, absent: true}}}, \
         rules: [{any_of: [a, b]}, {exactly_one_of: [b, c]}, {at_most_one_of: [id, c]}]}, T: {fields: {c: P.create, u: P.update}}",
    );
    let rules = |name: &str| -> Vec<(GroupKind, String)> {
        let rules = seen.structure(name).rules.iter();
        rules.map(|rule| (rule.kind, rule.fields.join(" "))).collect()
    };
    let (any, one) = ((GroupKind::AnyOf, "a b".to_owned()), "b c".to_owned());
    assert_eq!(rules("PCreate"), [any, (GroupKind::ExactlyOneOf, one.clone())]);
    assert_eq!(rules("PUpdate"), [(GroupKind::AtMostOneOf, one)]);
    assert!(seen.field("PCreate", "b").required_when.is_some());
    assert!(seen.field("PCreate", "c").required_when.is_none());
    assert!(seen.field("PUpdate", "b").required_when.is_none());
}

#[test]
fn an_entity_that_is_only_sent_is_hidden() {
    let run = "operations: {run: {source: S, post: /x, body: P.create, returns: Q}}";
    let seen = specs(
        "",
        &format!(
            "{run}\ntypes: {{P: {{fields: {{a: {{fields: {{b: {{type: string, read_only: true}}}}}}}}}}, Q: {{fields: {{c: string}}}}}}"
        ),
    );
    let hidden: Vec<&str> = seen
        .model()
        .types
        .iter()
        .filter(|def| def.hidden)
        .map(|def| def.name.as_str())
        .collect();
    assert_eq!(hidden, ["P", "PA"]);
}

#[test]
fn a_parameter_can_stand_for_a_form_and_an_entity() {
    let seen = types(
        "\"Page<T>\": {fields: {rows: [T]}}, \"Both<T>\": {fields: {now: T, then: T.create}}, \
         P: {fields: {id: {type: integer, read_only: true}, x: string}}, \
         T1: {fields: {a: Page<P.create>, b: Both<P>, c: Page<P>.create}}",
    );
    assert_eq!(seen.found, []);
    assert_eq!(seen.field("PCreatePage", "rows").ty, list(seen.named("PCreate")));
    assert_eq!(seen.field("PBoth", "then").ty, seen.named("PCreate"));
    assert_eq!(seen.field("PPageCreate", "rows").ty, list(seen.named("PCreate")));
}

#[test]
fn what_cannot_be_asked_for_is_found() {
    let found = |text: &str| types(text).found;
    let none = |why: &str| vec![("E0318", format!("this has no creating or updating type: {why}"))];
    assert_eq!(
        found("T: {fields: {a: string.create}}"),
        none("it is no type with fields")
    );
    assert_eq!(
        found("E: {enum: [a]}, T: {fields: {a: E.create}}"),
        none("it has no fields, and holds none that are marked")
    );
    assert_eq!(
        found("P: {fields: {a: string}}, \"B<T>\": {fields: {t: T.update}}, X: {fields: {a: B<P.create>}}"),
        none("it is made from an entity already")
    );
    assert_eq!(found("T: {fields: {a: No.create}}").len(), 1);
    assert_eq!(
        found("P: {fields: {a: string}}, PCreate: {fields: {}}, T: {fields: {a: P.create}}"),
        [(
            "E0305",
            "the type that is made here is named `PCreate`, like another type".to_owned()
        )]
    );
    assert_eq!(
        found("P: {forms: {create: New, update: Change}, fields: {a: string}}, T: {fields: {a: P.create}}"),
        [("E0207", "nothing uses `P.update`".to_owned())]
    );
    assert_eq!(
        found("P: {forms: {create: new}, fields: {a: string}}, T: {fields: {a: P.create}}"),
        [("E0304", "`new` cannot be the name of a type".to_owned())]
    );
}

#[test]
fn marks_that_contradict_each_other_are_found() {
    let field = |keys: &str| types(&format!("T: {{fields: {{a: {{{keys}}}}}}}")).codes().join(" ");
    assert_eq!(field("type: string, read_only: true, write_only: true"), "E0206");
    assert_eq!(field("type: string!, required: create"), "E0206");
    assert_eq!(field("type: string, read_only: true, required: create"), "E0207");
    assert_eq!(field("type: string, read_only: true, clear: null"), "E0207");
    assert_eq!(field("type: string, write_only: true, required: read"), "E0207");
    assert_eq!(
        field("type: string, create_only: true, required: [create, update]"),
        "E0207"
    );
    assert_eq!(field("type: string, create_only: true, clear: null"), "E0207");
    assert_eq!(
        field("type: string, write_only: true, create_only: true, required: create"),
        ""
    );
}

#[test]
fn what_is_sent_otherwise_has_its_type_in_what_is_sent() {
    let seen = types(
        "P: {fields: {owner: {type: O?, send: integer, max: 9, default: 1}, parts: {type: [Part], send: \"[Part?]?\"}, \
         sum: {type: number!, send: string}}}, O: {fields: {id: integer}}, \
         Part: {fields: {id: {type: integer, read_only: true}}}, T: {fields: {c: P.create, u: P.update}}",
    );
    assert_eq!(seen.found, []);
    let read = seen.field("P", "owner");
    assert_eq!((&read.ty, read.nullable), (&seen.named("O"), true));
    assert!(read.limits.max.is_none() && read.default.is_none() && read.send.is_none());
    for form in ["PCreate", "PUpdate"] {
        let sent = seen.field(form, "owner");
        assert_eq!((&sent.ty, sent.nullable), (&Type::Scalar(Scalar::Integer), false));
        assert!(sent.limits.max.is_some() && sent.default.is_some() && sent.send.is_none());
        assert_eq!(seen.field(form, "sum").ty, Type::Scalar(Scalar::String));
    }
    let parts = seen.field("PCreate", "parts");
    assert_eq!(
        (&parts.ty, parts.nullable),
        (&list(nullable(seen.named("PartCreate"))), true)
    );
    assert_eq!(marks(seen.structure("PCreate")), ["owner", "parts", "sum!"]);
    assert_eq!(marks(seen.structure("PUpdate")), ["owner", "parts", "sum"]);
}
