//! Looking into raw bodies.

use tradewire::Json;
use tradewire::json::{count_items, probe, probe_last, probe_raw};

const BODY: &[u8] = br#"{"success":true,"pagination":{"nextCursor":"abc","next\u0043":5},"a.b":1,"orders":[{"id":1,"at":{"x":"y"}},{"id":2}],"map":{"7":{"id":3},"9":{"id":4}},"empty":[],"none":null}"#;

#[track_caller]
fn found(path: &str) -> Option<String> {
    let value = probe(BODY, path).map(|json| json.to_string());
    assert_eq!(
        value,
        probe_raw(BODY, path).map(|raw| Json::parse(&raw).expect("json").to_string())
    );
    value
}

#[test]
fn at_a_path() {
    assert_eq!(found("pagination.nextCursor").as_deref(), Some("\"abc\""));
    assert_eq!(found("pagination.nextC").as_deref(), Some("5"));
    assert_eq!(found("orders.1.id").as_deref(), Some("2"));
    assert_eq!(found("orders.0.at.x").as_deref(), Some("\"y\""));
    assert_eq!(found("map.9.id").as_deref(), Some("4"));
    assert_eq!(found("none").as_deref(), Some("null"));
    for nothing in [
        "x",
        "success.x",
        "orders.2",
        "orders.x",
        "orders.-1",
        "pagination.",
        ".",
        "empty.0",
        "none.x",
        "orders.99999999999999999999999",
    ] {
        assert_eq!(found(nothing), None, "{nothing}");
    }
    assert_eq!(
        probe(b"[1,2]", "").map(|json| json.to_string()).as_deref(),
        Some("[1,2]")
    );
    assert_eq!(probe(b"\xef\xbb\xbf{\"a\":1}", "a"), Some(Json::from(1)));
    assert_eq!(probe(b"{\"x\":\"\xff\",\"a\":1}", "a"), Some(Json::from(1)));
}

#[test]
fn items() {
    assert_eq!(count_items(BODY, "orders"), Some(2));
    assert_eq!(count_items(BODY, "map"), Some(2));
    assert_eq!(count_items(BODY, "empty"), Some(0));
    for nothing in ["none", "success", "x", "orders.5"] {
        assert_eq!(count_items(BODY, nothing), None, "{nothing}");
    }
    assert_eq!(count_items(b" [ {}, [] ,1]", ""), Some(3));
    assert_eq!(probe_last(BODY, "orders", "id"), Some(Json::from(2)));
    assert_eq!(probe_last(BODY, "map", "id"), Some(Json::from(4)));
    assert_eq!(probe_last(BODY, "orders", "at.x"), None);
    assert_eq!(probe_last(BODY, "empty", "id"), None);
    assert_eq!(probe_last(b"[1,2,3]", "", ""), Some(Json::from(3)));
}

#[test]
fn broken_bodies_give_nothing_and_do_no_harm() {
    for end in 0..BODY.len() {
        let cut = &BODY[..end];
        for path in ["pagination.nextCursor", "orders", "map.9", "none", ""] {
            let _ = probe(cut, path);
            let _ = count_items(cut, path);
            let _ = probe_last(cut, path, "id");
        }
        let map_is_whole = end >= BODY.len() - r#","empty":[],"none":null}"#.len();
        assert_eq!(count_items(cut, "map").is_some(), map_is_whole, "cut at {end}");
    }
    for body in [
        b"".as_slice(),
        b"<html>",
        b"\x00",
        b"{\"a\"",
        b"\"",
        b"[[[[",
        b"{\"a\":1,",
        b"\xff\xfe",
    ] {
        assert_eq!(probe(body, "a.b"), None);
        assert_eq!(count_items(body, "a"), None);
        assert_eq!(probe_last(body, "", "a"), None);
    }
    // What stands before the damage is found.
    assert_eq!(probe(b"{\"a\":1,,,", "a"), Some(Json::from(1)));
}
