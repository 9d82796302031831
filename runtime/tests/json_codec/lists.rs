//! Lists: bad items are set aside, other forms are taken.

use super::models::{Item, Loose, Order, Page, assert_plain, assert_tolerated, read, read_strict, refused, reports};
use tradewire::json::{MAX_REJECTED, Options, decode};

#[test]
fn bad_items_do_not_lose_the_page() {
    let body = r#"{"orders":[
        {"id":1},
        {"id":2,"items":[{"sku":"a","quantity":[]}, {"sku":"b","quantity":2}]},
        {"number":"no id"},
        "not an object",
        {"id":5,"address":{"city":{"x":1}}},
        {"id":6}
    ],"total":6}"#;
    let decoded = decode::<Page>(body.as_bytes(), Options::watched()).expect("readable");
    let ids: Vec<i64> = decoded.value.orders.iter().map(|order| order.id).collect();
    assert_eq!(ids, [1, 2, 6]);
    assert_eq!(decoded.value.total, Some(6), "what follows is still read");
    let items = decoded.value.orders[1].items.as_ref().expect("items");
    assert_eq!(items.len(), 1);
    let aside: Vec<_> = decoded
        .rejected
        .iter()
        .map(|r| (r.index, r.path.as_str(), r.error.to_string(), r.raw.as_str()))
        .collect();
    let at = |needle: &str, skip: usize| body.find(needle).expect("there") + skip;
    assert_eq!(
        aside,
        [
            (
                0,
                "$.orders[1].items[0]",
                format!(
                    "expected number, found list at $.orders[1].items[0].quantity (byte {})",
                    at("[]}", 0)
                ),
                r#"{"sku":"a","quantity":[]}"#
            ),
            (
                2,
                "$.orders[2]",
                format!("missing field at $.orders[2].id (byte {})", at("no id", 7)),
                r#"{"number":"no id"}"#
            ),
            (
                3,
                "$.orders[3]",
                format!("expected object, found text at $.orders[3] (byte {})", at("\"not", 0)),
                r#""not an object""#
            ),
            (
                4,
                "$.orders[4]",
                format!(
                    "expected text, found object at $.orders[4].address.city (byte {})",
                    at("{\"x\"", 0)
                ),
                r#"{"id":5,"address":{"city":{"x":1}}}"#
            ),
        ]
    );
    assert_eq!(decoded.rejected_total, 4);
    let drift: Vec<String> = decoded.drift.iter().map(ToString::to_string).collect();
    assert_eq!(drift.len(), 4, "{drift:?}");
    assert!(
        drift.iter().any(|d| d.starts_with("skipped item at $.orders[]")),
        "{drift:?}"
    );
}

#[test]
fn bad_grammar_loses_the_page_all_the_same() {
    for body in [
        r#"{"orders":[{"id":1},{"id":tru}]}"#,
        r#"{"orders":[{"id":[}]}"#,
        r#"{"orders":[{"id":1},"#,
        r#"{"orders":["\x"]}"#,
    ] {
        assert!(read::<Page>(body).is_err(), "{body}");
    }
}

#[test]
fn an_item_that_is_set_aside_takes_its_own_with_it() {
    // The inner list has a bad item, then the outer item turns out to be bad itself.
    let body = r#"[{"items":[{"sku":1},{"sku":"a","quantity":1}],"id":"x"},{"id":2}]"#;
    let decoded = decode::<Vec<Order>>(body.as_bytes(), Options::default()).expect("readable");
    assert_eq!(
        (decoded.value.len(), decoded.rejected.len(), decoded.rejected_total),
        (1, 1, 1)
    );
    assert_eq!(decoded.rejected[0].path, "$[0]");
}

#[test]
fn only_so_many_are_kept() {
    let body = format!("[{}1]", "{\"x\":\"y\"},".repeat(1000));
    let decoded = decode::<Vec<i64>>(body.as_bytes(), Options::watched()).expect("readable");
    assert_eq!(decoded.value, [1]);
    assert_eq!((decoded.rejected.len(), decoded.rejected_total), (MAX_REJECTED, 1000));
    assert_eq!(decoded.rejected[99].index, 99);
    assert_eq!((decoded.drift.len(), decoded.drift[0].count), (1, 1000));
}

#[test]
fn objects_as_lists() {
    assert_tolerated(r#"{"0":1,"1":2,"7":3}"#, &vec![1, 2, 3]);
    // Any other object may be a refusal; it must not pass for an empty page.
    for text in [
        r#"{"b":1,"a":2}"#,
        r#"{"status":"error","message":"try later"}"#,
        r#"{"":1}"#,
        r#"{"-":1}"#,
    ] {
        refused::<Vec<i64>>(text);
        refused::<Vec<String>>(text);
    }
    assert_tolerated("{}", &Vec::<i64>::new());
    let decoded = decode::<Vec<Item>>(
        br#"{"17":{"sku":"a","quantity":1},"1\"8":{"sku":"b"}}"#,
        Options::default(),
    )
    .expect("readable");
    assert_eq!(decoded.value.len(), 1);
    let aside = &decoded.rejected[0];
    assert_eq!(
        (aside.index, aside.path.as_str(), aside.error.path()),
        (1, r#"$["1\"8"]"#, r#"$["1\"8"].quantity"#)
    );
}

#[test]
fn nothing_as_a_list() {
    assert_tolerated("null", &Vec::<i64>::new());
    assert_tolerated("\"\"", &Vec::<i64>::new());
    assert_plain("[]", &Vec::<i64>::new());
    for text in ["1", "\"a\"", "true", "[", "[1,]"] {
        refused::<Vec<i64>>(text);
    }
}

#[test]
fn lists_of_other_things() {
    assert_plain("[[1],[],[2,3]]", &vec![vec![1], vec![], vec![2, 3]]);
    assert_plain("[1,null]", &vec![Some(1), None]);
    assert_plain("[null,true]", &vec![None, Some(true)]);
    let decoded = decode::<Vec<i64>>(b"[1,null,3]", Options::default()).expect("readable");
    assert_eq!((decoded.value, decoded.rejected_total), (vec![1, 3], 1));
}

#[test]
fn one_or_many() {
    let tags = |text: &str| {
        read::<Loose>(&format!(r#"{{"id":1,"tags":{text}}}"#))
            .map(|loose| loose.tags)
            .ok()
            .flatten()
    };
    let some = |tags: &[&str]| Some(tags.iter().map(|&tag| tag.to_owned()).collect::<Vec<_>>());
    assert_eq!(tags(r#"["a","b"]"#), some(&["a", "b"]));
    assert_eq!(tags(r#""a""#), some(&["a"]));
    assert_eq!(tags("5"), some(&["5"]));
    assert_eq!(tags("[]"), some(&[]));
    assert_eq!(tags("null"), None);
    assert_eq!(tags("\"\""), None);
    assert!(
        read_strict::<Loose>(r#"{"id":1,"tags":"a"}"#).is_ok(),
        "documented, so no tolerance"
    );
    assert!(read_strict::<Loose>(r#"{"id":1,"tags":5}"#).is_err());
    let decoded = decode::<Loose>(br#"{"id":1,"tags":{"x":1}}"#, Options::default()).expect("readable");
    assert_eq!((decoded.value.tags, decoded.rejected_total), (some(&[]), 1));
}

#[test]
fn reports_of_all_items_are_one() {
    let (page, reports) = reports::<Page>(r#"{"orders":[{"id":"1"},{"id":"2","new":1},{"id":"3"}],"total":3}"#);
    assert_eq!(page.orders.len(), 3);
    assert_eq!(
        reports,
        [
            "tolerated type at $.orders[].id: expected integer, found text (3 times)",
            "unknown key at $.orders[].new"
        ]
    );
}
