//! The grammar of RFC 8259, as accepted and refused texts. Every text goes through three ways that must agree: skipping,
//! reading into `Json`, and skipping as an unknown key of a record.

use super::models::{Address, read, read_strict};
use super::vectors::{ACCEPTED, REFUSED};
use tradewire::Json;
use tradewire::json::{Options, decode};

fn ways(text: &str) -> [(&'static str, bool); 3] {
    let inside = format!("{{\"unknown\":{text},\"city\":\"x\"}}");
    let address = decode::<Address>(inside.as_bytes(), Options::default()).map(|decoded| decoded.value.city);
    [
        ("skipped", read::<()>(text).is_ok()),
        ("as Json", Json::parse(text).is_ok()),
        (
            "inside a record",
            address.is_ok_and(|city| city.as_deref() == Some("x")),
        ),
    ]
}

#[test]
fn there_are_enough_of_them() {
    assert!(
        ACCEPTED.len() + REFUSED.len() >= 300,
        "{} + {}",
        ACCEPTED.len(),
        REFUSED.len()
    );
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
        assert!(
            serde_json::from_str::<serde_json::Value>(text).is_ok() || text.contains("e400"),
            "{text:?}: serde_json differs"
        );
    }
}

#[test]
fn refused() {
    for text in REFUSED {
        assert!(read_strict::<()>(text).is_err(), "{text:?} skipped");
        // Only what stands around the whole may be tolerated.
        let is_json = serde_json::from_str::<serde_json::Value>(text.trim()).is_ok();
        assert_eq!(read::<()>(text).is_ok(), is_json, "{text:?} skipped tolerantly");
        assert!(Json::parse(text).is_err(), "{text:?} as Json");
        assert_eq!(
            decode::<Json>(text.as_bytes(), Options::default()).is_ok(),
            is_json,
            "{text:?} tolerantly"
        );
        assert!(
            serde_json::from_str::<serde_json::Value>(text).is_err(),
            "{text:?}: serde_json differs"
        );
    }
}

#[test]
fn refused_or_told_inside_a_record() {
    for text in REFUSED {
        // Text that becomes JSON by what surrounds it does not count.
        let inside = format!("{{\"unknown\":{text},\"city\":\"x\"}}");
        let is_json = serde_json::from_str::<serde_json::Value>(&inside).is_ok();
        // Else it is told: as an error, or as a value that does not fit.
        let decoded = decode::<Address>(inside.as_bytes(), Options::default());
        let told = decoded.as_ref().map_or(true, |decoded| decoded.misfits_total > 0);
        assert!(if is_json { decoded.is_ok() } else { told }, "{inside:?}");
        assert!(is_json || read_strict::<Address>(&inside).is_err(), "{inside:?}");
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
        assert_eq!(
            Json::parse(&escaped).ok().as_ref().and_then(Json::as_str),
            Some(char::from(code).to_string().as_str())
        );
    }
}

#[test]
fn single_letter_escapes() {
    for code in 0x20u8..0x7f {
        let text = format!("\"\\{}\"", char::from(code));
        assert_eq!(Json::parse(&text).is_ok(), b"\"\\/bfnrt".contains(&code), "{text}");
        assert_eq!(
            read::<()>(&text).is_ok(),
            b"\"\\/bfnrt".contains(&code),
            "{text} skipped"
        );
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
        b"\"\xff\"",
        b"\"\x80\"",
        b"\"\xc0\xaf\"",
        b"\"\xe2\x82\"",
        b"\"\xed\xa0\x80\"",
        b"\"\xf4\x90\x80\x80\"",
        b"\"\xf8\x88\x80\x80\x80\"",
        b"\"a\xe9\"",
        b"[\"\xc3\"]",
        b"\"\xc3",
    ];
    for body in bad {
        let strict = decode::<Json>(body, Options::strict()).expect_err("strict mode refuses it");
        assert!(strict.to_string().starts_with("valid UTF-8 at $"), "{strict}");
    }
    for body in [b"\xff".as_slice(), b"\xff\xfe1\x00", b"\x001\x00", b"1\xff", b"{\xff}"] {
        assert!(
            decode::<Json>(body, Options::default()).is_err(),
            "{body:?} outside of a string"
        );
    }
}
