//! What words become.

use super::*;

#[test]
fn any_wire_name_becomes_a_field() {
    let cases = [
        ("createdAt", "created_at"),
        ("type", "type_"),
        ("Self", "self_"),
        ("2fa", "field_2fa"),
        ("новый", "novyi"),
        ("files[]", "files"),
        ("order-lines", "order_lines"),
        ("", "unnamed"),
        ("+", "plus"),
        ("_links", "links"),
        ("Result", "result"),
        ("gen", "gen_"),
    ];
    for (wire, rust) in cases {
        assert_eq!(field(wire), rust, "{wire}");
    }
}

#[test]
fn anything_becomes_an_identifier() {
    for wire in [
        "",
        "☃",
        "\u{0}",
        "日本",
        "-1",
        "<=",
        "fn",
        "_",
        "__",
        "1.5",
        "a b",
        "\u{202e}x",
        "🎉",
        "crate",
    ] {
        for name in [field(wire), type_name(wire), variant(wire)] {
            assert!(is_identifier(&name), "{wire:?} became {name:?}");
        }
    }
}

#[test]
fn values_become_variants() {
    let cases = [
        ("in-work", "InWork"),
        ("", "Empty"),
        ("-1", "Minus1"),
        ("5", "Value5"),
        ("Self", "Self_"),
        ("<=", "LessEquals"),
    ];
    for (wire, rust) in cases {
        assert_eq!(variant(wire), rust, "{wire}");
    }
}

#[test]
fn operations_are_named_verb_first() {
    assert_eq!(operation_type("orders", "order", "update"), "UpdateOrder");
    assert_eq!(operation_type("orders", "order", "list"), "ListOrders");
    assert_eq!(operation_type("orders", "order", "list_history"), "ListOrderHistory");
    assert_eq!(operation_type("orders", "order", "list_all"), "ListAllOrders");
    assert_eq!(operation_type("orders", "order", "create_many"), "CreateManyOrders");
}

#[test]
fn plural_endings_are_cut() {
    for (many, one) in [
        ("order_lines", "order_line"),
        ("categories", "category"),
        ("addresses", "address"),
        ("status", "status"),
        ("boxes", "box"),
    ] {
        assert_eq!(singular(many), one);
    }
}

#[test]
fn families_are_named_by_what_is_fixed() {
    let family = |prefix: &str, suffix: &str, digits| WireName::Family {
        prefix: prefix.to_owned(),
        suffix: suffix.to_owned(),
        placeholder: "key".to_owned(),
        digits,
    };
    assert_eq!(field_of(&family("custom_", "", false)), "custom");
    assert_eq!(field_of(&family("customorder_", "_from", false)), "customorder_from");
    assert_eq!(field_of(&family("price", "", true)), "price_n");
    assert_eq!(field_of(&family("", "", false)), "entries");
}

#[test]
fn clashes_get_numbers() {
    let mut names = Names::reserving(["new"]);
    assert_eq!(names.claim("new"), "new_2");
    assert_eq!(names.claim("price"), "price");
    assert_eq!(names.claim("price"), "price_2");
    assert_eq!(names.claim("Order"), "Order");
    assert_eq!(names.claim("Order"), "Order2");
}
