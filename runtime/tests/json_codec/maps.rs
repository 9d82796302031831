//! Maps, families of keys, keys that nothing describes.

use super::models::{Loose, Order, assert_plain, assert_tolerated, read, refused, reports};
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
fn a_bad_value_is_an_error_of_its_map() {
    assert_eq!(
        refused::<Map<Order>>(r#"{"new":{"id":1},"in-work":{"id":[]},"x y":5}"#),
        r#"expected integer, found list at $["in-work"].id (byte 32)"#
    );
    let order = read::<Order>(r#"{"id":1,"prices":{"eur":5,"usd":"five"}}"#).expect("readable");
    assert_eq!(
        (order.prices, order.extra.raw("prices")),
        (None, Some(r#"{"eur":5,"usd":"five"}"#))
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
        ["price", "custom_", "priceless"]
    );
    assert_eq!(
        reports,
        [
            "unknown key at $.price",
            "unknown key at $.custom_",
            "unknown key at $.priceless"
        ]
    );
    let (loose, reports) = super::models::reports::<Loose>(r#"{"id":1,"price1":null,"price2":"2"}"#);
    assert_eq!(loose.price, map(&[("2", Decimal::from(2).quoted())]));
    assert_eq!(loose.extra.misfits().collect::<Vec<_>>(), ["price1"]);
    assert_eq!(reports, ["misfit at $.price1: expected decimal, found null"]);
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
