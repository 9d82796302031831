//! Drift reports and error texts: paths, counts, no values.

use super::models::{Loose, Order, Page, Sheet, listed, read, reports};
use tradewire::Map;
use tradewire::json::{DecodeErrorKind, DriftKind, Options, decode};

#[test]
fn one_of_each_kind() {
    let body = "\u{feff}{\"rows\":[{\"sku\":5,\"quantity\":1,\"sku\":\"x\"},{\"sku\":null}],\"names\":{\"a\":\"b\"},\"address\":{\"street\":\"secret\",\"zip\":[\"secret\"]}}";
    let decoded = listed::<Sheet>(body, "rows");
    let seen: Vec<_> = decoded
        .drift
        .iter()
        .map(|drift| (drift.kind, drift.path.as_str(), drift.count))
        .collect();
    assert_eq!(
        seen,
        [
            (DriftKind::Encoding, "$", 1),
            (DriftKind::ToleratedType, "$.rows[].sku", 1),
            (DriftKind::Duplicate, "$.rows[].sku", 1),
            (DriftKind::SkippedItem, "$.rows[]", 1),
            (DriftKind::UnknownKey, "$.address.street", 1),
            (DriftKind::Misfit, "$.address.zip", 1),
            (DriftKind::Missing, "$.note", 1),
        ]
    );
    assert!(!format!("{:?}", decoded.drift).contains("secret"));
}

#[test]
fn map_keys_are_data_and_do_not_show() {
    let body = r#"{"anna@example.org":{"id":"1"},"bert@example.org":{"id":"2"}}"#;
    let (_, reports) = reports::<Map<Order>>(body);
    assert_eq!(
        reports,
        ["tolerated type at $.{key}.id: expected integer, found text (2 times)"]
    );
}

#[test]
fn off_means_none_and_costs_no_values() {
    let decoded = decode::<Order>(br#"{"id":"1","new":2}"#, Options::default()).expect("readable");
    assert!(decoded.drift.is_empty());
}

#[test]
fn only_so_many_different_ones() {
    let keys: Vec<String> = (0..1000).map(|n| format!("\"k{n}\":{n}")).collect();
    let (_, reports) = reports::<Order>(&format!("{{\"id\":1,{}}}", keys.join(",")));
    assert_eq!(reports.len(), 200);
}

#[test]
fn broken_characters_are_replaced_and_reported() {
    let body = b"{\"id\":1,\"number\":\"a\xffb\",\"new\":\"\xfe\"}";
    let decoded = decode::<Order>(body, Options::watched()).expect("readable");
    assert_eq!(decoded.value.number.as_deref(), Some("a\u{fffd}b"));
    assert_eq!(
        decoded.drift[0].to_string(),
        "encoding at $: expected valid UTF-8, found invalid UTF-8"
    );
}

#[test]
fn error_paths() {
    for (text, message) in [
        (
            r#"{"number":"a","id":"x"}"#,
            "expected integer, found \"x\" at $.id (byte 19)",
        ),
        (
            r#"{"id":1,"parent":{"id":[1]}"#,
            "expected `,` or `}` at $.parent (byte 27)",
        ),
        (r#"{"id":1 "number":"a"}"#, "expected `,` or `}` at $.id (byte 8)"),
        (r#"{"id":1,"number":"a"#, "unterminated string at $.number (byte 19)"),
        (r#"{"number":"a"}"#, "missing field at $.id (byte 14)"),
        (r#"{"id":1}}"#, "trailing characters at $ (byte 8)"),
        ("5", "expected object, found number at $ (byte 0)"),
    ] {
        let error = read::<Order>(text).expect_err(text);
        assert_eq!(error.to_string(), message, "{text}");
    }
    let error = read::<Order>(r#"{"id":"x"}"#).expect_err("no integer");
    assert_eq!(
        (
            error.kind(),
            error.path(),
            error.offset(),
            error.expected(),
            error.found()
        ),
        (DecodeErrorKind::Type, "$.id", 6, "integer", "\"x\"")
    );
    assert!(format!("{error:?}").contains("expected integer"));
}

#[test]
fn paths_through_lists_and_families() {
    let decoded = listed::<Page>(r#"{"orders":[{"id":1,"prices":{"eur":"x"}},{"id":[]}]}"#, "orders");
    let paths = [decoded.misfits[0].error.path(), decoded.rejected[0].error.path()];
    assert_eq!(paths, [r#"$.orders[0].prices["eur"]"#, "$.orders[1].id"]);
    let decoded = listed::<Loose>(r#"{"id":1,"price12":[]}"#, "");
    assert_eq!(decoded.misfits[0].error.path(), "$.price12");
}

#[test]
fn keys_by_meaning() {
    let (order, reports) = reports::<Order>(r#"{"\u0069d":1,"num\u0062er":"x","p\u0061ge":1}"#);
    assert_eq!((order.id, order.number.as_deref()), (1, Some("x")));
    assert_eq!(reports, [r#"unknown key at $["p\u0061ge"]"#]);
}

#[test]
fn any_order_and_any_white_space() {
    let in_order = read::<Order>(r#"{"id":1,"number":"n","paid":true,"rate":1.5,"weight":3}"#).expect("readable");
    let shuffled = read::<Order>(r#"{"weight":3,"paid":true,"id":1,"rate":1.5,"number":"n"}"#).expect("readable");
    let spread =
        read::<Order>("\n{ \"id\" : 1 ,\r\n\t\"number\":\t\"n\" , \"paid\":true,\"rate\" :1.5,  \"weight\": 3 }\n")
            .expect("readable");
    assert_eq!(in_order, shuffled);
    assert_eq!(in_order, spread);
}
