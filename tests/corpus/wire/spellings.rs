use tradewire::json::{DecodeErrorKind, Mode, Options, decode, to_string};
use tradewire_spellings::things::*;

use crate::support::{body, read};

#[test]
fn each_spelling_is_read_and_the_first_written() {
    let text =
        r#"{"data":{"ID":1,"name":"a","sentAt":"2024-02-29T18:30:05Z","tag":"x","comment":"c","child":{"Size":"3"}}}"#;
    let thing = read::<GetThing>(200, text).expect("a thing").thing;
    assert_eq!((thing.id, thing.title.as_str()), (1, "a"));
    assert!(thing.extra.is_empty());
    assert_eq!(
        to_string(&thing).expect("JSON"),
        r#"{"id":1,"title":"a","sent":"2024-02-29 18:30:05+00:00","tags":"x","note":"c","part":{"size":3}}"#
    );
    let quoted = read::<UpdateThing>(200, r#"{"id":1,"quote\"d":"q"}"#).expect("a thing");
    assert_eq!(quoted.title, "q");
}

#[test]
fn the_own_key_counts_and_nothing_is_lost() {
    let text = r#"{"id":1,"name":"a","title":"b","part":{"size":1,"Size":2}}"#;
    let thing = read::<UpdateThing>(200, text).expect("a thing");
    assert_eq!(thing.title, "b");
    assert_eq!(
        to_string(&thing).expect("JSON"),
        r#"{"id":1,"title":"b","part":{"size":1,"Size":2},"name":"a"}"#
    );
    // What is missing is missing by any name.
    assert!(read::<UpdateThing>(200, r#"{"id":1,"label":"a"}"#).is_err());
}

#[test]
fn a_strict_reader_says_so() {
    let text = br#"{"id":1,"name":"a"}"#;
    let error = decode::<Thing>(text, Options::strict()).expect_err("another spelling");
    assert_eq!(error.kind(), DecodeErrorKind::OtherSpelling);
    assert!(
        error.to_string().contains("another spelling of title at $.name"),
        "{error}"
    );
    let told = decode::<Thing>(text, Options::watched()).expect("a thing").drift;
    assert_eq!(
        told.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["other spelling of title at $.name"]
    );
    assert_eq!(Options::strict().mode, Mode::Strict);
}

#[test]
fn what_is_sent_and_what_calls_us() {
    let change = ThingUpdate::new().title("b").clear_note();
    assert_eq!(body(&UpdateThing::new(1, change)), r#"{"title":"b","note":null}"#);
    let source = include_str!("../../src/things.rs");
    assert_eq!(source.matches("(\"ID\", 0)").count(), 1);
    assert!(source.contains("Also read as `sentAt`."));
    let request = tradewire::http::Request::post("/changed")
        .body(tradewire::Bytes::from_static(br#"{"ID":7,"name":"n"}"#))
        .expect("a request");
    let changed = <Changed as tradewire::Callback>::from_http(&request).expect("a thing");
    assert_eq!(changed.body.id, 7);
}
