//! The grammar of RFC 8259, as accepted and refused texts. Every text goes through three ways that must agree: skipping,
//! reading into `Json`, and skipping as an unknown key of a record.

use super::models::{Address, read};
use tradewire::Json;
use tradewire::json::{Options, decode};

/// Texts that are JSON.
const ACCEPTED: &[&str] = &[
    // literals
    "null", "true", "false", " true ", "\ttrue\r\n", "\n\n\nnull",
    // numbers
    "0", "-0", "1", "-1", "10", "123456789", "9007199254740993", "18446744073709551616",
    "100000000000000000000000000000000000000000000000000000000000000", "0.0", "-0.0", "0.5", "-0.5",
    "1.5", "10.01", "1.000", "0e0", "0E0", "0e+0", "0e-0", "1e1", "1E1", "1e+1", "1e-1", "1e01",
    "1.5e3", "-1.5E-3", "1e400", "-1e400", "1e-400", "123.456e78", "0.1234567890123456789012345678901234567890",
    // strings
    r#""""#, r#"" ""#, r#""a""#, r#""abc def""#, r#""'""#, r#""//""#, r#""/* */""#, r#""{""#, r#""]""#, r#"",""#,
    "\"\u{7f}\"", "\"é\"", "\"Привет\"", "\"漢字\"", "\"\u{1f600}\"", "\"\u{2028}\u{2029}\"", "\"\u{feff}\"", "\"\u{ffff}\"",
    "\"\u{10ffff}\"", "\"\u{80}\u{9f}\"", "\"\u{e000}\"",
    r#""\"""#, r#""\\""#, r#""\/""#, r#""\b""#, r#""\f""#, r#""\n""#, r#""\r""#, r#""\t""#, r#""\\\"""#, r#""\\u0041""#,
    r#""\u0000""#, r#""\u001f""#, r#""\u0022""#, r#""\u005C""#, r#""\u005c""#, r#""\u0041""#, r#""\uFFFF""#, r#""\uffff""#,
    r#""\ud7ff""#, r#""\ue000""#, r#""\uD83D\uDE00""#, r#""\ud83d\ude00""#, r#""\uDBFF\uDFFF""#, r#""\uD800\uDC00""#,
    r#""a\u0430\u0431b\n\"""#, r#""\u00e9t\u00e9""#, r#""12345678\"""#, r#""1234567\\""#, r#""123456789012345\u0041""#,
    // lists
    "[]", "[ ]", "[\n]", "[[]]", "[[],[]]", "[[[[]]]]", "[null]", "[1]", "[1,2]", "[ 1 , 2 ]", "[\t1\n,\r2 ]", "[1,\"a\",true,null,{},[]]",
    "[-1,-0.5e-2]", "[\"\",\"\"]", "[{}]", "[{},{}]", " [1] ", "[1\n]", "[\n1]", "[[1],[2]]",
    // objects
    "{}", "{ }", "{\n}", r#"{"":0}"#, r#"{"":""}"#, r#"{"a":1}"#, r#"{ "a" : 1 }"#, "{\"a\"\n:\t1\r}", r#"{"a":1,"b":2}"#, r#"{"a":1 , "b":2}"#,
    r#"{"a":{}}"#, r#"{"a":[]}"#, r#"{"a":{"a":{"a":null}}}"#, r#"{"a b":1}"#, r#"{"\u0061":1}"#, r#"{"\"":1}"#, r#"{"\\":1}"#,
    r#"{"ключ":"значение"}"#, r#"{"a":null,"b":true,"c":"d"}"#, r#"[{"a":[{"b":[]}]}]"#, r#"{"a":"}"}"#, r#"{"a":"]"}"#, r#"{"{":"["}"#,
    " {\"a\":1} ", "{\"a\":-1}", r#"{"a":1e5}"#, r#"{"id":"x","id2":"y"}"#,
];

/// Texts that are not.
const REFUSED: &[&str] = &[
    // nothing, or not a value
    "", " ", "\n", "\t\r\n ", ",", ":", ";", "?", "#", "a", "abc", "é", "\u{feff}", "\\", "/", "'a'", "`a`", "<html></html>", "undefined",
    // literals
    "nul", "nulll", "Null", "NULL", "n", "tru", "truee", "True", "TRUE", "t", "fals", "falsee", "False", "f", "null null", "true,", "nil", "None",
    "truefalse", "null1", "true\"\"", "\u{a0}null", "null\u{a0}", "\u{85}1", "\u{2028}1", "\u{b}1", "\u{c}1", "1\u{0}", "\u{0}1", "\u{1}",
    // numbers
    "-", "+", "+1", "--1", "-+1", "- 1", "00", "01", "-01", "-00", "007", "1.", "-1.", ".5", "-.5", ".", "1..2", "1.2.3", "1.e1", "1e", "1e+", "1e-", "1E",
    "1e1.5", "1ee1", "1e++1", "1e+-1", "e1", "1 e1", "1e 1", "1 2", "1,2", "1a", "0x1F", "0b1", "0o7", "1_000", "1,000", "1'000", "NaN", "nan", "-NaN",
    "Infinity", "-Infinity", "+Infinity", "inf", "-inf", "1n", "1f", "1L", "١", "１", "-a", "1-", "1+1", "1.5.", "0.e", "0e", "-e5", "$1", "1%",
    // strings
    "\"", "\"a", "a\"", "\"a\"b", "\"a\" \"b\"", "'", "\"a'", r#""\"#, r#""\""#, r#""\x41""#, r#""\a""#, r#""\'""#, r#""\0""#, r#""\ ""#, r#""\v""#, r#""\e""#,
    r#""\U0041""#, r#""\u""#, r#""\u0""#, r#""\u00""#, r#""\u004""#, r#""\u004g""#, r#""\u 041""#, r#""\u+041""#, r#""\u-041""#, r#""\u{41}""#, r#""\uxyz1""#,
    r#""\uD800""#, r#""\uDC00""#, r#""\uDFFF""#, r#""\uD800\uD800""#, r#""\uD800a""#, r#""\uD800\n""#, r#""\uDC00\uD800""#, r#""\uD800\u""#, r#""\uD800\u0041""#,
    r#""\uD800\uDC0""#, r#""\uD83D\""#, "\"\n\"", "\"\t\"", "\"a\rb\"", "\"\u{0}\"", "\"\u{1f}\"", "\"12345678\u{1}\"", "\"\\\n\"", r#""\u0041"#, "\"\\u00",
    // lists
    "[", "]", "[[", "]]", "[]]", "[[]", "[1", "[1,", "[,", "[,]", "[,1]", "[1,]", "[1,,2]", "[1 2]", "[1:2]", "[1;2]", "[1}", "{1]", "[\"a\"", "[\"a]", "[nul]", "[+1]",
    "[1,\n]", "[ , ]", "[]1", "[] []", "[],", "[1]]", "(1)", "[a]", "[1,a]", "[\"a\":1]", "[//]", "[1/*x*/]", "[...]", "[1e]", "[\"\\x\"]", "[tru]", "[\u{0}]",
    // objects
    "{", "}", "{{", "{{}}", "{}}", "{}{}", "{},", "{,}", "{a}", "{a:1}", "{'a':1}", "{1:1}", "{null:1}", "{true:1}", "{[]:1}", "{\"a\"}", "{\"a\",}", "{\"a\":}", "{\"a\":,}",
    "{\"a\" 1}", "{\"a\"=1}", "{\"a\"::1}", "{\"a\":1:2}", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{\"a\":1,,\"b\":2}", "{,\"a\":1}", "{\"a\":1 \"b\":2}", "{\"a\":1;\"b\":2}",
    "{\"a\":1]", "{\"a", "{\"a\"", "{\"a\":", "{\"a\":\"", "{\"a\":\"b", "{\"a\":[}", "{\"a\":{]}", "{\"a\":1}x", "{\"a\":01}", "{\"a\":.1}", "{\"\\x\":1}", "{\"\\ud800\":1}",
    "{\"a\n\":1}", "{\"a\":1}//", "{\"a\":/*x*/1}", "{\"a\":undefined}", "{:1}", "{\"a\":1,b:2}", "{\"a\":1,\"b\"}", "{\"a\":1,1}", "{\u{0}}", "{\"a\":tru}",
];

fn ways(text: &str) -> [(&'static str, bool); 3] {
    let inside = format!("{{\"unknown\":{text},\"city\":\"x\"}}");
    let address = decode::<Address>(inside.as_bytes(), Options::default()).map(|decoded| decoded.value.city);
    [
        ("skipped", read::<()>(text).is_ok()),
        ("as Json", Json::parse(text).is_ok()),
        ("inside a record", address.is_ok_and(|city| city.as_deref() == Some("x"))),
    ]
}

#[test]
fn there_are_enough_of_them() {
    assert!(ACCEPTED.len() + REFUSED.len() >= 300, "{} + {}", ACCEPTED.len(), REFUSED.len());
}

#[test]
fn accepted() {
    for text in ACCEPTED {
        for (way, taken) in ways(text) {
            assert!(taken, "{text:?} {way}");
        }
        let inside = format!("[[{text},{text}],{{\"k\":{text}}}]");
        for (way, taken) in ways(&inside) {
            assert!(taken, "{inside:?} {way}");
        }
        assert!(serde_json::from_str::<serde_json::Value>(text).is_ok() || text.contains("e400"), "{text:?}: serde_json differs");
    }
}

#[test]
fn refused() {
    for text in REFUSED {
        assert!(read::<()>(text).is_err(), "{text:?} skipped");
        assert!(Json::parse(text).is_err(), "{text:?} as Json");
        assert!(decode::<Json>(text.as_bytes(), Options::default()).is_err(), "{text:?} tolerantly");
        assert!(serde_json::from_str::<serde_json::Value>(text).is_err(), "{text:?}: serde_json differs");
    }
}

#[test]
fn refused_inside_a_record() {
    for text in REFUSED {
        // Text that becomes JSON by what surrounds it does not count.
        let inside = format!("{{\"unknown\":{text},\"city\":\"x\"}}");
        let is_json = serde_json::from_str::<serde_json::Value>(&inside).is_ok();
        assert_eq!(read::<Address>(&inside).is_ok(), is_json, "{inside:?}");
    }
}

#[test]
fn control_characters() {
    for code in 0u8..0x20 {
        let raw = format!("\"a{}b\"", char::from(code));
        assert!(Json::parse(&raw).is_err(), "{raw:?}");
        assert!(read::<()>(&raw).is_err(), "{raw:?}");
        let between = format!("[1,{}2]", char::from(code));
        assert_eq!(Json::parse(&between).is_ok(), b"\t\n\r".contains(&code), "{between:?}");
        let escaped = format!("\"\\u{code:04x}\"");
        assert_eq!(Json::parse(&escaped).ok().as_ref().and_then(Json::as_str), Some(char::from(code).to_string().as_str()));
    }
}

#[test]
fn single_letter_escapes() {
    for code in 0x20u8..0x7f {
        let text = format!("\"\\{}\"", char::from(code));
        assert_eq!(Json::parse(&text).is_ok(), b"\"\\/bfnrt".contains(&code), "{text}");
        assert_eq!(read::<()>(&text).is_ok(), b"\"\\/bfnrt".contains(&code), "{text} skipped");
    }
}

#[test]
fn escapes_mean_what_they_say() {
    for (text, meaning) in [
        (r#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"),
        (r#""\u0041\u00E9\u0416\u20ac""#, "AéЖ€"),
        (r#""\ud83d\ude00\uDBFF\uDFFF""#, "\u{1f600}\u{10ffff}"),
        (r#""plain \u0430 plain\n""#, "plain а plain\n"),
        (r#""\u0000""#, "\0"),
    ] {
        assert_eq!(read::<String>(text).expect(text), meaning);
    }
}

#[test]
fn every_prefix_of_a_document_is_refused() {
    let text = r#"{"a":[1,-2.5e3,"x\u0041\n",true,false,null,{"b":{}}],"c":"d"}"#;
    assert!(Json::parse(text).is_ok());
    for end in 0..text.len() {
        assert!(Json::parse(&text[..end]).is_err(), "{}", &text[..end]);
        assert!(read::<()>(&text[..end]).is_err(), "{}", &text[..end]);
        assert!(read::<Address>(&text[..end]).is_err(), "{}", &text[..end]);
    }
}

#[test]
fn bytes_that_are_no_utf8() {
    let bad: [&[u8]; 10] = [
        b"\"\xff\"", b"\"\x80\"", b"\"\xc0\xaf\"", b"\"\xe2\x82\"", b"\"\xed\xa0\x80\"", b"\"\xf4\x90\x80\x80\"", b"\"\xf8\x88\x80\x80\x80\"",
        b"\"a\xe9\"", b"[\"\xc3\"]", b"\"\xc3",
    ];
    for body in bad {
        let strict = decode::<Json>(body, Options::strict()).expect_err("strict mode refuses it");
        assert!(strict.to_string().starts_with("valid UTF-8 at $"), "{strict}");
    }
    for body in [b"\xff".as_slice(), b"\xff\xfe1\x00", b"\x001\x00", b"1\xff", b"{\xff}"] {
        assert!(decode::<Json>(body, Options::default()).is_err(), "{body:?} outside of a string");
    }
}
