//! Maps, families of keys, keys that nothing describes.

use super::models::{Loose, Order, assert_plain, assert_tolerated, read, refused, reports};
use tradewire::json::{Options, decode};
use tradewire::{Decimal, Json, Map, Patch};

fn map<T: Clone>(members: &[(&str, T)]) -> Map<T> {
    members
        .iter()
        .map(|(key, value)| ((*key).to_owned(), value.clone()))
        .collect()
}

#[test]
fn plain_maps() {
    assert_plain(
        r#"{"b":1,"a":2,"":3,"\u0436 \"x\"":4}"#,
        &map(&[("a", 2), ("b", 1), ("", 3), ("ж \"x\"", 4)]),
    );
    assert_plain("{}", &Map::<i64>::new());
    assert_plain(r#"{"a":1,"a":2}"#, &map(&[("a", 2)]));
    assert_plain(r#"{"a":{"b":null}}"#, &map(&[("a", map(&[("b", None::<i64>)]))]));
}

#[test]
fn other_forms() {
    assert_tolerated("[]", &Map::<i64>::new());
    assert_tolerated("[5,6]", &map(&[("0", 5), ("1", 6)]));
    assert_tolerated("null", &Map::<i64>::new());
    assert_tolerated("\"\"", &Map::<i64>::new());
    for text in ["1", "true", "\"a\"", "{", "{\"a\":}"] {
        refused::<Map<i64>>(text);
    }
}

#[test]
fn bad_values_are_set_aside() {
    let decoded =
        decode::<Map<Order>>(br#"{"new":{"id":1},"in-work":{"id":[]},"x y":5}"#, Options::default()).expect("readable");
    assert_eq!(decoded.value.keys().collect::<Vec<_>>(), ["new"]);
    let aside: Vec<_> = decoded
        .rejected
        .iter()
        .map(|r| (r.index, r.path.as_str(), r.error.path()))
        .collect();
    assert_eq!(
        aside,
        [
            (1, r#"$["in-work"]"#, r#"$["in-work"].id"#),
            (2, r#"$["x y"]"#, r#"$["x y"]"#)
        ]
    );
}

#[test]
fn families_and_the_rest() {
    let text = r#"{"price2":"7.50","id":1,"price":9,"custom_color":"red","custom_":"x","priceless":{"a":1},"custom_\u0436":"y","price10":0}"#;
    let (loose, reports) = reports::<Loose>(text);
    assert_eq!(
        loose.price,
        map(&[("2", Decimal::new(75, 1)), ("10", Decimal::from(0))])
    );
    assert_eq!(loose.custom, map(&[("color", "red".to_owned()), ("ж", "y".to_owned())]));
    assert_eq!(
        loose.extra.keys().collect::<Vec<_>>(),
        ["custom_", "price", "priceless"]
    );
    assert!(reports.is_empty(), "{reports:?}");
    assert_eq!(
        refused::<Loose>(r#"{"id":1,"price1":null}"#),
        "expected decimal, found null at $.price1 (byte 17)"
    );
}

#[test]
fn emptied_fields() {
    let note = |text: &str| {
        read::<Loose>(&format!(r#"{{"id":1{text}}}"#))
            .map(|loose| loose.note)
            .expect("readable")
    };
    assert_eq!(note(""), Patch::Keep);
    assert_eq!(note(r#","note":"""#), Patch::Clear);
    assert_eq!(note(r#","note":null"#), Patch::Clear);
    assert_eq!(note(r#","note":"x""#), Patch::Set("x".to_owned()));
    assert_eq!(read::<Patch<i64>>("\"\"").expect("readable"), Patch::Clear);
    assert_eq!(
        read::<Patch<Decimal>>("1.50").expect("readable"),
        Patch::Set(Decimal::new(15, 1))
    );
    assert_eq!(read::<Patch<Vec<Json>>>("[]").expect("readable"), Patch::Set(vec![]));
}
