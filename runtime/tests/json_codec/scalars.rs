//! Plain values: what they are written as, what is tolerated, what is refused.

use super::models::{Order, assert_plain, assert_tolerated, read, refused};
use tradewire::{Decimal, Flag, Map};

#[test]
fn integers() {
    for (text, value) in [
        ("0", 0),
        ("-0", 0),
        ("12", 12),
        ("-12", -12),
        ("999999999999999999", 999_999_999_999_999_999),
        ("9223372036854775807", i64::MAX),
        ("-9223372036854775808", i64::MIN),
    ] {
        assert_plain(text, &value);
    }
    for (text, value) in [
        ("\"12\"", 12),
        ("12.0", 12),
        ("-12.000", -12),
        ("\" 12 \"", 12),
        ("\"-7.00\"", -7),
        ("\"0\"", 0),
    ] {
        assert_tolerated(text, &value);
    }
    for text in [
        "12.5",
        "1e2",
        "1E0",
        "9223372036854775808",
        "-9223372036854775809",
        "\"\"",
        "\"x\"",
        "\"12.5\"",
        "\"1e2\"",
        "\"12 3\"",
        "true",
        "null",
        "[]",
        "{}",
        "[1]",
        "01",
        "+1",
        "-",
        "1.",
        "\"9223372036854775808\"",
        "\"0x10\"",
    ] {
        refused::<i64>(text);
    }
    assert_eq!(refused::<i64>("12.5"), "expected integer, found 12.5 at $ (byte 0)");
    assert_eq!(refused::<i64>("\"x\""), "expected integer, found \"x\" at $ (byte 0)");
    assert_eq!(refused::<i64>("{}"), "expected integer, found object at $ (byte 0)");
    assert_eq!(refused::<i64>(""), "expected integer, found end of input at $ (byte 0)");
    assert_eq!(refused::<i64>("<html>"), "expected a value at $ (byte 0)");
}

#[test]
fn doubles() {
    for (text, value) in [
        ("0", 0.0),
        ("1", 1.0),
        ("-1.5", -1.5),
        ("0.1", 0.1),
        ("1e3", 1e3),
        ("1E-7", 1e-7),
        ("123456789012345678", 123_456_789_012_345_680.0),
        ("19.123456789012348", 19.123_456_789_012_348),
        ("2.2250738585072014e-308", f64::MIN_POSITIVE),
        ("4.9e-324", 5e-324),
        ("1.7976931348623157e308", f64::MAX),
        ("1e-999", 0.0),
        ("9007199254740993", 9_007_199_254_740_992.0),
        ("0.30000000000000004", 0.300_000_000_000_000_04),
    ] {
        assert_plain(text, &value);
    }
    assert!(read::<f64>("-0.0").is_ok_and(|zero| zero == 0.0 && zero.is_sign_negative()));
    for (text, value) in [("\"1.5\"", 1.5), ("\" -2e3 \"", -2000.0), ("\"0\"", 0.0)] {
        assert_tolerated(text, &value);
    }
    for text in [
        "1e999",
        "-1e999",
        "NaN",
        "Infinity",
        "-Infinity",
        "\"NaN\"",
        "\"inf\"",
        "\"infinity\"",
        "\"1e999\"",
        "\"\"",
        "\"1,5\"",
        "\"1.5 kg\"",
        "true",
        "null",
        "[]",
        "01.5",
        "1.",
        ".5",
        "1.e5",
        "00",
        "-",
    ] {
        refused::<f64>(text);
    }
}

#[test]
fn booleans_and_flags() {
    assert_plain("true", &true);
    assert_plain("false", &false);
    for (text, value) in [
        ("1", true),
        ("0", false),
        ("\"1\"", true),
        ("\"0\"", false),
        ("\"true\"", true),
        ("\"false\"", false),
    ] {
        assert_tolerated(text, &value);
    }
    assert_plain("1", &Flag::ON);
    assert_plain("0", &Flag::OFF);
    for (text, value) in [
        ("\"1\"", true),
        ("\"0\"", false),
        ("true", true),
        ("false", false),
        ("\"true\"", true),
    ] {
        assert_tolerated(text, &Flag(value));
    }
    for text in ["2", "-1", "1.0", "\"\"", "\"yes\"", "\"TRUE\"", "null", "[]", "tru"] {
        refused::<bool>(text);
        refused::<Flag>(text);
    }
}

#[test]
fn strings() {
    assert_plain(r#""a \"b\" \u0436""#, &"a \"b\" ж".to_owned());
    assert_plain("\"\"", &String::new());
    for (text, value) in [
        ("5", "5"),
        ("-12.50", "-12.50"),
        ("1e5", "1e5"),
        ("true", "true"),
        ("false", "false"),
    ] {
        assert_tolerated(text, &value.to_owned());
    }
    for text in ["null", "[]", "{}", "[\"a\"]", "01", "nul", "tru"] {
        refused::<String>(text);
    }
}

#[test]
fn decimals_come_as_numbers_and_as_text() {
    for text in [
        "12.50",
        "\"12.50\"",
        "0",
        "-0.001",
        "\"-0.001\"",
        "1e3",
        "\"1.2E3\"",
        "123456789012345678901234567890.123456789",
    ] {
        let value: Decimal = text.trim_matches('"').parse().expect("a decimal");
        assert_plain(text, &value);
    }
    assert_eq!(read::<Decimal>("12.50").expect("a decimal").as_str(), "12.50");
    assert_eq!(read::<Decimal>("\" 12.50 \"").expect("a decimal").as_str(), "12.50");
    for text in [
        "\"\"",
        "\"abc\"",
        "\"1,5\"",
        "\"1 000\"",
        "\"12.50 EUR\"",
        "\"NaN\"",
        "\".\"",
        "\"1e\"",
        "true",
        "null",
        "[]",
        "01",
        "1.",
        "\"--1\"",
        "\"0x1\"",
    ] {
        refused::<Decimal>(text);
    }
    assert_eq!(
        refused::<Decimal>("\"abc\""),
        "expected decimal, found \"abc\" at $ (byte 0)"
    );
}

#[test]
fn long_text_is_cut_in_errors() {
    let long = "x".repeat(500);
    let message = refused::<i64>(&format!("\"{long}\""));
    assert!(message.len() < 100, "{message}");
    assert!(message.contains('…'), "{message}");
}

#[test]
fn nothing_in_optional_fields() {
    let order: Order = read(r#"{"id":1}"#).expect("readable");
    for field in [
        "number", "paid", "rate", "total", "items", "prices", "address", "placed", "parent", "weight",
    ] {
        let text = format!(r#"{{"id":1,"{field}":null}}"#);
        assert_plain(&text, &order);
    }
    for field in [
        "paid", "hidden", "rate", "total", "items", "prices", "address", "placed", "due", "parent", "weight",
    ] {
        assert_tolerated(&format!(r#"{{"id":1,"{field}":""}}"#), &order);
    }
    for field in [
        "number", "paid", "rate", "total", "address", "placed", "parent", "weight",
    ] {
        assert_tolerated(&format!(r#"{{"id":1,"{field}":[ ]}}"#), &order);
    }
    // Not so where it is a value.
    assert_plain(
        r#"{"id":1,"number":""}"#,
        &Order {
            number: Some(String::new()),
            ..order.clone()
        },
    );
    assert_plain(
        r#"{"id":1,"items":[]}"#,
        &Order {
            items: Some(vec![]),
            ..order.clone()
        },
    );
    assert_tolerated(
        r#"{"id":1,"prices":[]}"#,
        &Order {
            prices: Some(Map::new()),
            ..order.clone()
        },
    );
    assert_plain(
        r#"{"id":1,"any":[]}"#,
        &Order {
            any: Some(tradewire::Json::Array(vec![])),
            ..order
        },
    );
}
