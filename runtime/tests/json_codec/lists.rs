//! Lists: no bad item is lost, other forms are taken.

use super::models::{
    Item, Loose, Order, Page, assert_plain, assert_tolerated, listed, read, read_strict, refused, reports,
};
use tradewire::json::{Options, Whole as _, decode};

#[test]
fn bad_items_do_not_lose_the_page() {
    let body = r#"{"orders":[
        {"id":1},
        {"id":2,"items":[{"sku":"a","quantity":[]}, {"sku":"b","quantity":2}]},
        {"number":"no id"},
        "not an object",
        {"id":"5\ud83d"},
        {"id":6}
    ],"total":6}"#;
    let decoded = listed::<Page>(body, "orders");
    assert!(decoded.listing_found);
    let ids: Vec<i64> = decoded.value.orders.iter().map(|order| order.id).collect();
    assert_eq!(ids, [1, 2, 6]);
    assert_eq!(decoded.value.total, Some(6), "what follows is still read");
    let second = &decoded.value.orders[1];
    assert_eq!(second.items, None, "no list is handed out shorter than it came");
    assert_eq!(
        second.extra.raw("items"),
        Some(r#"[{"sku":"a","quantity":[]}, {"sku":"b","quantity":2}]"#)
    );
    assert_eq!(second.misfits(), ["$.items"]);
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
                format!("lone surrogate at $.orders[4].id (byte {})", at("\\ud83d", 0)),
                r#"{"id":"5\ud83d"}"#
            ),
        ]
    );
    let misfits: Vec<_> = decoded
        .misfits
        .iter()
        .map(|m| (m.path.as_str(), m.error.path()))
        .collect();
    assert_eq!(misfits, [("$.orders[1].items", "$.orders[1].items[0].quantity")]);
    assert_eq!(decoded.misfits_total, 1);
    let drift: Vec<String> = decoded.drift.iter().map(ToString::to_string).collect();
    assert_eq!(drift.len(), 4, "{drift:?}");
    assert!(
        drift.iter().any(|d| d.starts_with("skipped item at $.orders[]")),
        "{drift:?}"
    );
}

#[test]
fn bad_grammar_loses_the_element_if_its_end_can_be_told() {
    for (element, raw) in [
        (r#"{"id":tru}"#, r#"{"id":tru}"#),
        (r#"{"id":01,"number":"]"}"#, r#"{"id":01,"number":"]"}"#),
        (r#"{"id" 1}"#, r#"{"id" 1}"#),
        (r#""\x""#, r#""\x""#),
        ("NaN ", "NaN"),
        ("{\"number\":\"a\tb\"}", "{\"number\":\"a\tb\"}"),
    ] {
        let decoded = listed::<Page>(&format!(r#"{{"orders":[{{"id":1}},{element},{{"id":3}}]}}"#), "orders");
        let ids: Vec<i64> = decoded.value.orders.iter().map(|order| order.id).collect();
        assert_eq!(
            (ids.as_slice(), decoded.rejected.len()),
            ([1, 3].as_slice(), 1),
            "{element}"
        );
        assert_eq!((decoded.rejected[0].index, decoded.rejected[0].raw.as_str()), (1, raw));
    }
    for body in [
        r#"{"orders":[{"id":[}]}"#,
        r#"{"orders":[{"id":1},"#,
        r#"{"orders":[{"id":1} {"id":2}]}"#,
        r#"{"orders":[{"id":1},{"id":"2}]}"#,
    ] {
        let options = Options {
            listing: Some("orders"),
            ..Options::default()
        };
        assert!(decode::<Page>(body.as_bytes(), options).is_err(), "{body}");
    }
}

#[test]
fn only_the_listing_sets_aside() {
    for text in [r#"[1,"x"]"#, r#"[[1],["x"]]"#] {
        assert!(read::<Vec<i64>>(text).is_err() && read::<Vec<Vec<i64>>>(text).is_err());
    }
    let decoded = listed::<Vec<Vec<i64>>>(r#"[[1],[2,"x"],[]]"#, "");
    assert_eq!(
        (decoded.value, decoded.rejected[0].raw.as_str()),
        (vec![vec![1], vec![]], r#"[2,"x"]"#)
    );
    // A bare list where a wrapped one is described, and one at another place.
    assert_eq!(listed::<Vec<i64>>(r#"[1,"x"]"#, "data.items").rejected.len(), 1);
    let other = r#"{"orders":[{"id":1,"items":[{"sku":"a"}]}]}"#;
    let decoded = listed::<Page>(other, "orders.items");
    assert!(!decoded.listing_found && decoded.rejected.is_empty());
    assert_eq!(decoded.value.orders[0].extra.len(), 1);
    for nothing in ["null", "\"\"", "[]", "{}"] {
        assert!(
            listed::<Page>(&format!(r#"{{"orders":{nothing}}}"#), "orders").listing_found,
            "{nothing}"
        );
    }
}

#[test]
fn of_two_listings_the_last_counts() {
    let decoded = listed::<Page>(r#"{"orders":[{"id":1},{}],"orders":[[],{"id":2}]}"#, "orders");
    let indices: Vec<_> = decoded.rejected.iter().map(|r| (r.index, r.raw.as_str())).collect();
    assert_eq!((decoded.value.orders[0].id, indices), (2, vec![(0, "[]")]));
}

#[test]
fn an_item_that_is_set_aside_takes_its_own_with_it() {
    // The inner list has a bad item, then the outer item turns out to be bad itself.
    let body = r#"[{"items":[{"sku":1},{"sku":"a","quantity":1}],"id":"x"},{"id":2}]"#;
    let decoded = listed::<Vec<Order>>(body, "");
    assert_eq!((decoded.value.len(), decoded.rejected.len()), (1, 1));
    assert_eq!((decoded.misfits_total, decoded.misfits.len()), (0, 0));
    assert_eq!(decoded.rejected[0].path, "$[0]");
}

#[test]
fn all_of_them_are_kept() {
    let body = format!("[{}1]", "{\"x\":\"y\"},".repeat(1000));
    let decoded = listed::<Vec<i64>>(&body, "");
    assert_eq!(decoded.value, [1]);
    assert_eq!((decoded.rejected.len(), decoded.rejected[999].index), (1000, 999));
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
    let decoded = listed::<Vec<Item>>(r#"{"17":{"sku":"a","quantity":1},"1\"8":{"sku":"b"}}"#, "");
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
    let decoded = listed::<Vec<i64>>("[1,null,3]", "");
    assert_eq!((decoded.value, decoded.rejected[0].raw.as_str()), (vec![1, 3], "null"));
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
    let loose = read::<Loose>(r#"{"id":1,"tags":{"x":1}}"#).expect("readable");
    assert_eq!((loose.tags, loose.extra.raw("tags")), (None, Some(r#"{"x":1}"#)));
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
