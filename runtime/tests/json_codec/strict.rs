//! Strict mode as a whole: what example tests rely on. Single values are tested in both modes where they belong.

use super::models::{Loose, Order, Page, Sheet, listed, read, read_strict};
use tradewire::json::{DecodeErrorKind, Mode, Options, decode, decode_under, from_str};

#[track_caller]
fn error(text: &str) -> String {
    read_strict::<Page>(text).expect_err(text).to_string()
}

#[test]
fn everything_tolerated_is_an_error() {
    for (text, message) in [
        (
            r#"{"orders":[{"id":1,"colour":2}]}"#,
            "unknown key at $.orders[0].colour (byte 27)",
        ),
        (
            r#"{"orders":[{"id":"1"}]}"#,
            "expected integer, found text at $.orders[0].id (byte 19)",
        ),
        (
            r#"{"orders":[{"id":1,"id":2}]}"#,
            "duplicate field at $.orders[0].id (byte 24)",
        ),
        (r#"{"orders":[{}]}"#, "missing field at $.orders[0].id (byte 13)"),
        (
            r#"{"orders":{"0":{"id":1}}}"#,
            "expected list, found object at $.orders (byte 10)",
        ),
        (
            r#"{"orders":[{"id":1,"prices":[]}]}"#,
            "expected map, found list at $.orders[0].prices (byte 28)",
        ),
        (
            r#"{"orders":[{"id":1,"paid":""}]}"#,
            "expected value, found empty text at $.orders[0].paid (byte 26)",
        ),
        (
            r#"{"orders":[{"id":1,"placed":"soon"}]}"#,
            "expected date and time, found text of another form at $.orders[0].placed (byte 34)",
        ),
        (
            r#"{"orders":[],"total":"5"}"#,
            "expected integer, found text at $.total (byte 24)",
        ),
        (r#"{"orders":null}"#, "expected list, found null at $.orders (byte 10)"),
        (r#"{"total":5}"#, "missing field at $.orders (byte 11)"),
        (r"[]", "expected object, found empty list at $ (byte 2)"),
    ] {
        let message_at = |text: &str| text.split(" (byte").next().unwrap_or("").to_owned();
        assert_eq!(message_at(&error(text)), message_at(message), "{text}");
        let options = Options {
            listing: Some("orders"),
            ..Options::default()
        };
        match decode::<Page>(text.as_bytes(), options) {
            Ok(tolerant) => assert!(tolerant.drift.is_empty(), "reports are off"),
            Err(error) => assert_eq!(error.kind(), DecodeErrorKind::Missing, "{text}"),
        }
    }
}

#[test]
fn nothing_is_set_aside_in_strict_mode() {
    let text = r#"{"orders":[{"id":1},{"id":"x"},{"id":3}]}"#;
    assert_eq!(error(text), "expected integer, found \"x\" at $.orders[1].id (byte 26)");
    assert_eq!(listed::<Page>(text, "orders").value.orders.len(), 2);
}

#[test]
fn open_types_have_unknown_keys_too() {
    let text = r#"{"id":1,"new":[1],"price2":"5","custom_a":"b"}"#;
    assert_eq!(
        read_strict::<Loose>(text).map_err(|error| error.kind()),
        Err(DecodeErrorKind::UnknownKey)
    );
    assert_eq!(read::<Loose>(text).expect("readable").extra.raw("new"), Some("[1]"));
}

#[test]
fn marks_and_encodings() {
    assert!(decode::<i64>(b"\xef\xbb\xbf5", Options::strict()).is_err());
    assert_eq!(
        decode::<i64>(b"\xef\xbb\xbf5", Options::default()).map(|d| d.value),
        Ok(5)
    );
    assert_eq!(from_str::<i64>("5"), Ok(5));
    assert_eq!(
        from_str::<i64>("\"5\"").map_err(|e| e.kind()),
        Err(DecodeErrorKind::Type)
    );
}

#[test]
fn required_things_that_can_be_empty() {
    let sheet = read::<Sheet>(r#"{"rows":null,"names":[],"address":[]}"#).expect("they are there, and empty");
    assert!(sheet.rows.is_empty() && sheet.names.is_empty() && sheet.note.is_none());
    for missing in ["rows", "names", "address"] {
        let full = [r#""rows":[]"#, r#""names":{}"#, r#""address":{}"#];
        let text = full
            .iter()
            .filter(|field| !field.contains(missing))
            .copied()
            .collect::<Vec<_>>();
        let error =
            read::<Sheet>(&format!("{{{}}}", text.join(","))).expect_err("a list that is not there is not empty");
        assert_eq!(
            (error.kind(), error.path()),
            (DecodeErrorKind::Missing, format!("$.{missing}").as_str())
        );
    }
    for missing in ["rows", "names", "note"] {
        let full = [r#""rows":[]"#, r#""names":{}"#, r#""note":null"#, r#""address":{}"#];
        let text = full
            .iter()
            .filter(|field| !field.contains(missing))
            .copied()
            .collect::<Vec<_>>()
            .join(",");
        let error = read_strict::<Sheet>(&format!("{{{text}}}")).expect_err("strict");
        assert_eq!(
            (error.kind(), error.path()),
            (DecodeErrorKind::Missing, format!("$.{missing}").as_str())
        );
    }
}

#[test]
fn under_a_key() {
    let options = Options::default();
    let read = |text: &str, or_bare| {
        decode_under::<Order>(text.as_bytes(), "order", or_bare, options).map(|w| w.decoded.value.id)
    };
    assert_eq!(read(r#"{"success":true,"order":{"id":7},"x":[1]}"#, false), Ok(7));
    assert_eq!(read(r#"{"order":{"id":7},"order":{"id":8}}"#, false), Ok(7));
    assert_eq!(read(r#"{"\u006frder":{"id":7}}"#, false), Ok(7));
    assert_eq!(read(r#"{"id":7}"#, true), Ok(7));
    assert_eq!(read(r#"{"order":{"id":7}}"#, true), Ok(7));
    for (text, message) in [
        (r#"{"success":true}"#, "missing field at $.order (byte 16)"),
        (
            r#"{"order":{"id":[]}}"#,
            "expected integer, found list at $.order.id (byte 15)",
        ),
        (r#"{"order":{"id":1}"#, "expected `,` or `}` at $.order (byte 17)"),
        (r#"{"order":{"id":1}}}"#, "trailing characters at $ (byte 18)"),
        ("[]", "expected object, found list at $ (byte 0)"),
        ("", "expected object, found end of input at $ (byte 0)"),
        (
            r#"{"order":{"id":1},"x":"cut off"#,
            "unterminated string at $.x (byte 30)",
        ),
    ] {
        assert_eq!(read(text, false).expect_err(text).to_string(), message, "{text}");
    }
    let list = decode_under::<Vec<i64>>(b"[1,2]", "items", true, options).map(|w| w.decoded.value);
    assert_eq!(list, Ok(vec![1, 2]));
}

#[test]
fn what_stands_beside_the_key_is_kept() {
    let read = |text: &str, options| decode_under::<Order>(text.as_bytes(), "order", true, options);
    let text = r#"{"total": 5, "links":{"self":"\u0031"} ,"order":{"id":7,"own":1},"order":{"id":8},"\u0061":[]}"#;
    for options in [Options::default(), Options::strict(), Options::watched()] {
        let text = if options.mode == Mode::Strict {
            text.replace(r#","own":1"#, "")
        } else {
            text.to_owned()
        };
        let wrapped = read(&text, options).unwrap();
        let beside: Vec<_> = wrapped
            .beside
            .iter()
            .map(|(key, raw)| (key.into_owned(), raw.to_owned()))
            .collect();
        let told = [
            ("total", "5"),
            ("links", r#"{"self":"\u0031"}"#),
            ("order", r#"{"id":8}"#),
            ("a", "[]"),
        ];
        let told = told.map(|(key, raw)| (key.to_owned(), raw.to_owned()));
        assert_eq!((wrapped.decoded.value.id, beside), (7, told.to_vec()));
    }
    let paths = |text: &str| {
        let drift = read(text, Options::watched()).unwrap().decoded.drift;
        drift
            .into_iter()
            .map(|drift| drift.path)
            .filter(|path| path != "$.order.own")
            .collect::<Vec<_>>()
    };
    assert_eq!(paths(text), ["$.total", "$.links", "$.order", r#"$["\u0061"]"#]);
    assert_eq!(paths(r#"{"id":7}"#), [] as [&str; 0], "bare: nothing is beside it");

    let broken = r#"{"a":1,"x":tru,"order":{"id":7},"y":"\ud83d","z":2}"#;
    let wrapped = read(broken, Options::default()).unwrap();
    assert_eq!(wrapped.beside.misfits().collect::<Vec<_>>(), ["x", "y"]);
    assert_eq!(
        (
            wrapped.beside.raw("x"),
            wrapped.beside.raw("z"),
            wrapped.decoded.misfits_total
        ),
        (Some("tru"), Some("2"), 2)
    );
    assert!(read(broken, Options::strict()).is_err());
    let bare = read(r#"{"x":tru,"id":7}"#, Options::default()).unwrap();
    assert_eq!(
        (bare.decoded.value.id, bare.beside.len(), bare.decoded.misfits_total),
        (7, 0, 1),
        "told once"
    );
}
