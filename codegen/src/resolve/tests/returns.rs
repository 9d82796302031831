//! Replies.

use super::*;
use crate::model::ReturnKind;

#[test]
fn nothing_said_is_not_nothing_sent() {
    assert_eq!(operation("get: /a").operation().returns.kind, ReturnKind::Undocumented);
    assert_eq!(
        operation("get: /a, returns: none").operation().returns.kind,
        ReturnKind::None
    );
}

#[test]
fn words_stand_in_place_of_a_type_and_any_is_one() {
    for (word, kind) in [
        ("text", ReturnKind::Text),
        ("csv", ReturnKind::Csv),
        ("binary", ReturnKind::Binary),
    ] {
        for form in [word.to_owned(), format!("{{encoding: {word}}}")] {
            let seen = operation(&format!("get: /a, returns: {form}"));
            let returns = &seen.operation().returns;
            assert_eq!(
                (returns.kind, returns.ty.clone(), seen.codes()),
                (kind, None, vec![]),
                "{form}"
            );
        }
    }
    let seen = operation("get: /a, returns: any");
    assert_eq!(seen.operation().returns.kind, ReturnKind::Json);
    assert_eq!(seen.operation().returns.ty, Some(ANY));
}

#[test]
fn fields_make_a_reply_of_the_operation_with_what_the_platform_adds() {
    let platform = "reply: {success: boolean, n: integer}\npagination: {pages: {kind: page, page: page, fields: {total: integer}}}";
    let seen = operation_on(
        platform,
        "get: /a, query: {page: integer}, paginate: pages, returns: {items: [string], n: string}",
    );
    assert_eq!(seen.operation().returns.ty, Some(seen.named("RunThingReply")));
    // A field of its own goes before one of the platform.
    assert_eq!(
        written(&seen.structure("RunThingReply").fields),
        ["items", "n", "success", "total"]
    );
    assert_eq!(seen.field("RunThingReply", "n").ty, STRING);
    let plain = operation_on(platform, "get: /a, returns: {items: [string]}");
    assert_eq!(
        written(&plain.structure("RunThingReply").fields),
        ["items", "success", "n"]
    );
}

#[test]
fn what_stands_under_a_key_has_no_fields_of_the_platform() {
    let seen = operation_on(
        "reply: {success: boolean}",
        "get: /a, returns: {key: thing, fields: {a: string}, or_bare: true}",
    );
    let returns = &seen.operation().returns;
    assert_eq!((returns.key.as_deref(), returns.or_bare), (Some("thing"), true));
    assert_eq!(written(&seen.structure("RunThingReply").fields), ["a"]);
    assert_eq!(seen.codes(), [""; 0]);
    assert_eq!(
        operation("get: /a, returns: {type: any, or_bare: true}").codes(),
        ["E0207"]
    );
}

#[test]
fn a_reply_field_may_be_called_doc() {
    let seen = operation("get: /a, returns: {doc: string}");
    assert_eq!(written(&seen.structure("RunThingReply").fields), ["doc"]);
    assert_eq!(seen.def("RunThingReply").docs.doc, None);
    let said = operation("get: /a, returns: {fields: {n: integer}, doc: What comes back.}");
    assert_eq!(said.def("RunThingReply").docs.doc.as_deref(), Some("What comes back."));
}

#[test]
fn a_declared_type_stays_as_it_is() {
    let seen = specs(
        "reply: {success: boolean}",
        "operations: {run: {source: S, get: /a, returns: T}}\ntypes: {T: {fields: {a: string}}}",
    );
    assert_eq!(seen.operation().returns.ty, Some(seen.named("T")));
    assert_eq!(written(&seen.structure("T").fields), ["a"]);
}

#[test]
fn inline_types_are_named_after_reply_or_element() {
    assert_eq!(
        operation("get: /a, returns: [{fields: {a: string}}]").names(),
        ["RunThingItem"]
    );
    assert_eq!(
        operation("get: /a, returns: {type: [{fields: {a: string}}], name: Wanted}").names(),
        ["Wanted"]
    );
    let union = operation("get: /a, returns: {union: [string, integer], name: Wanted}");
    assert_eq!(union.names(), ["Wanted"]);
    let open = operation("get: /a, returns: {fields: {type: string}, open: true}");
    assert!(open.structure("RunThingReply").open);
    let bad = operation("get: /a, returns: {fields: {a: string}, name: not_one}");
    assert_eq!((bad.names(), bad.codes()), (vec!["RunThingReply"], vec!["E0304"]));
}

#[test]
fn a_reply_has_one_type_unless_it_is_no_json() {
    for returns in [
        "{key: a}",
        "{type: any, union: [string]}",
        "{type: any, encoding: text}",
    ] {
        assert_eq!(
            operation(&format!("get: /a, returns: {returns}")).codes(),
            ["E0206"],
            "{returns}"
        );
    }
    assert_eq!(
        operation("get: /a, returns: {type: any, encoding: json}").codes(),
        [""; 0]
    );
}
