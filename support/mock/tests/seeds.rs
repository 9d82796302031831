//! States that people write by hand.
#![allow(clippy::needless_pass_by_value, reason = "JSON is written where it is passed")]

mod common;

use common::{Caller, caller};
use serde_json::{Value, json};

fn state(collections: Value) -> Value {
    json!({"format": 1, "platform": "insales", "collections": collections})
}

fn domains(rows: Value) -> Value {
    state(json!({"admin/domain": {"rows": rows}}))
}

/// States with a slip each, and what is said of it.
fn slips() -> Vec<(Value, &'static str)> {
    vec![
        (
            json!([]),
            "an object is wanted, with format, platform, last_uid, collections",
        ),
        (json!({"platform": "insales", "collections": {}}), "format: 1 is wanted"),
        (
            json!({"format": 2, "platform": "insales", "collections": {}}),
            "format: 1 is wanted",
        ),
        (
            json!({"format": 1, "collections": {}}),
            "platform: this mock is \"insales\", and the state is of nothing",
        ),
        (
            json!({"format": 1, "platform": "onebox", "collections": {}}),
            "the state is of \"onebox\"",
        ),
        (
            json!({"format": 1, "platform": "insales"}),
            "collections: an object is wanted",
        ),
        (
            json!({"format": 1, "platform": "insales", "colections": {}, "collections": {}}),
            "colections: there is no such key; did you mean `collections`?",
        ),
        (
            state(json!({"admin/domian": {"rows": []}})),
            "collections.admin/domian: there is no such collection; did you mean `admin/domain`?",
        ),
        (
            state(json!({"admin/domain": {"row": []}})),
            "collections.admin/domain.row: there is no such key; did you mean `rows`?",
        ),
        (
            state(json!({"admin/domain": {"rows": {}}})),
            "collections.admin/domain.rows: a list is wanted",
        ),
        (
            state(json!({"admin/domain": {"rows": [], "last_id": "x"}})),
            "collections.admin/domain.last_id: a whole number up to",
        ),
        (
            state(json!({"admin/domain": {"rows": [], "last_id": i64::MAX}})),
            "collections.admin/domain.last_id: a whole number up to",
        ),
        (
            state(json!({"admin/domain": {"rows": [], "history": [1]}})),
            "collections.admin/domain.history[0]: an object is wanted",
        ),
        (
            domains(json!([{"dat": {}}])),
            "collections.admin/domain.rows[0].dat: there is no such key; did you mean `data`?",
        ),
        (
            domains(json!([{"data": {"domian": "a"}}])),
            "collections.admin/domain.rows[0].data.domian: there is no such field; did you mean `domain`?",
        ),
        (
            domains(json!([{"data": {"domain": 7}}])),
            "collections.admin/domain.rows[0].data.domain: expected text, found 7 (specs/insales/domains.yaml:",
        ),
        (
            domains(json!([{"data": {"id": 7}}, {"data": {"id": 7}}])),
            "collections.admin/domain.rows[1].data.id: there is one with `7` already",
        ),
        (
            domains(json!([{"uid": 3, "data": {}}, {"uid": 3, "data": {}}])),
            "collections.admin/domain.rows[1].uid: 3 stands at collections.admin/domain.rows[0].uid, too",
        ),
        (
            domains(json!([{"uid": -3, "data": {}}])),
            "collections.admin/domain.rows[0].uid: a whole number is wanted",
        ),
        (
            domains(json!([{"above": [7], "data": {}}])),
            "collections.admin/domain.rows[0].above[0]: a text is wanted",
        ),
        (
            domains(json!([{"content": "!", "data": {}}])),
            "collections.admin/domain.rows[0].content: the bytes of a file are wanted",
        ),
        (
            state(json!({"admin/product/{}/variant": {"rows": [{"above": ["#5"], "data": {"id": 1}}]}})),
            "rows[0].above[0]: nothing has the uid of \"#5\"",
        ),
    ]
}

#[test]
fn each_slip_is_told_with_its_place_and_what_was_meant() {
    let shop = caller("insales");
    shop.call(
        "POST",
        "/admin/domains.json",
        &json!({"domain": {"domain": "a.example"}}),
    );
    let before = shop.mock.dump();
    for (state, wanted) in slips() {
        let error = shop.mock.load(&state).expect_err("no state").to_string();
        assert!(error.contains(wanted), "wanted {wanted}, got {error}");
        assert_eq!(shop.mock.dump(), before, "nothing is half loaded");
    }
}

#[test]
fn keys_that_come_twice_and_slips_without_end_are_told() {
    let shop = caller("insales");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("state.json");
    let twice = r#"{"format": 1, "platform": "insales", "collections": {}, "collections": {"admin/domain": {"rows": [], "rows": []}}}"#;
    std::fs::write(&file, twice).expect("written");
    let error = shop.mock.load_from(&file).expect_err("no state").to_string();
    assert!(
        error.ends_with("state.json: these keys stand twice in one object: collections.admin/domain.rows, collections"),
        "{error}"
    );
    let many = domains((0..30).map(|_| json!({"data": {"domian": "a"}})).collect());
    let error = shop.mock.load(&many).expect_err("no state").to_string();
    assert!(
        error.starts_with("the state is not taken, for 30 reasons\n") && error.ends_with('…'),
        "{error}"
    );
}

#[test]
fn what_is_right_is_taken_and_gone_on_from() {
    let shop = caller("insales");
    let rows = json!([{"data": {"id": 7, "domain": "a.example"}}, {"data": {"id": i64::MAX, "domain": "b.example"}}]);
    shop.mock.load(&domains(rows)).unwrap_or_else(|error| panic!("{error}"));
    let make = |name: &str| {
        shop.call("POST", "/admin/domains.json", &json!({"domain": {"domain": name}}))
            .1["id"]
            .clone()
    };
    assert_eq!(
        (make("c.example"), make("d.example")),
        (json!(8), json!(9)),
        "not on from the greatest number that there is"
    );

    let last = i64::MAX - (1 << 40) - 2;
    let near = state(json!({"admin/domain": {"rows": [], "last_id": last}}));
    shop.mock.load(&near).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(
        (make("e.example"), make("f.example")),
        (json!(last + 1), json!(last + 2))
    );
    let again = shop.mock.dump();
    shop.mock.load(&again).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn a_lenient_mock_takes_what_a_lenient_mock_was_sent() {
    let odd = domains(json!([{"data": {"colour": "red", "domain": 7}}]));
    let lenient = Caller::of("insales", |builder| builder.strict(false));
    lenient.mock.load(&odd).unwrap_or_else(|error| panic!("{error}"));
    let twice = domains(json!([{"data": {"id": 7}}, {"data": {"id": 7}}]));
    assert!(lenient.mock.load(&twice).is_err(), "that no mock has");
}

#[test]
fn what_is_put_in_is_looked_at_too() {
    let shop = caller("insales");
    for (collection, thing, wanted) in [
        ("admin/domian", json!({}), "did you mean `admin/domain`?"),
        ("admin/domain", json!([]), "is an object"),
        (
            "admin/domain",
            json!({"domian": "a"}),
            "thing.domian: there is no such field; did you mean `domain`?",
        ),
        (
            "admin/domain",
            json!({"domain": true}),
            "thing.domain: expected text, found true",
        ),
    ] {
        let error = shop.mock.insert(collection, &thing).expect_err("none").to_string();
        assert!(error.contains(wanted), "{error}");
    }
    assert_eq!(
        shop.mock.dump()["collections"]["admin/domain"]["rows"]
            .as_array()
            .map_or(0, Vec::len),
        0
    );
}
