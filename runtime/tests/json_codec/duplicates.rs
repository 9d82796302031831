//! Keys that stand twice: the last one counts, and nothing of the first is left.

use super::models::{Order, Sheet, assert_tolerated, read, record, reports};
use tradewire::json::{Decode, DecodeError, Encode, Reader, Record, Shape, Writer};
use tradewire::{Extra, Patch};

#[test]
fn the_last_one_counts() {
    let plain = |text: &str| read::<Order>(text).expect("readable");
    assert_tolerated(r#"{"id":1,"id":2}"#, &plain(r#"{"id":2}"#));
    assert_tolerated(r#"{"id":1,"number":"a","number":null}"#, &plain(r#"{"id":1}"#));
    assert_tolerated(
        r#"{"id":1,"items":[{"sku":"a","quantity":1}],"items":[{"sku":"b","quantity":2}]}"#,
        &plain(r#"{"id":1,"items":[{"sku":"b","quantity":2}]}"#),
    );
    assert_tolerated(
        r#"{"id":1,"prices":{"a":1},"prices":{"b":2}}"#,
        &plain(r#"{"id":1,"prices":{"b":2}}"#),
    );
    assert_tolerated(
        r#"{"id":1,"address":{"city":"x"},"address":{"zip":"y"}}"#,
        &plain(r#"{"id":1,"address":{"zip":"y"}}"#),
    );
}

#[test]
fn a_struct_in_place_starts_afresh() {
    let (sheet, reports) =
        reports::<Sheet>(r#"{"rows":[],"names":{},"note":null,"address":{"city":"x"},"address":{"zip":"y"}}"#);
    assert_eq!((sheet.address.city, sheet.address.zip.as_deref()), (None, Some("y")));
    assert_eq!(reports, ["duplicate field at $.address"]);
}

#[test]
fn a_repeated_scalar_does_not_wipe_the_next_struct() {
    let text = r#"{"note":null,"note":"b","address":{"city":"x","city":"y","zip":"z"},"rows":[],"names":{}}"#;
    let sheet: Sheet = read(text).expect("readable");
    assert_eq!(
        (sheet.address.city.as_deref(), sheet.address.zip.as_deref()),
        (Some("y"), Some("z"))
    );
}

record!(Change { "price" price: Patch<i64>, optional; "marks" marks: Vec<i64>, optional; "sku" sku: Option<String>, optional; });
record!(Changes { "first" first: Change, required; });

#[test]
fn nothing_of_the_first_one_is_left() {
    let text = r#"{"first":{"price":1,"marks":[1],"sku":"a","new":1},"first":{"marks":[],"sku":"b"}}"#;
    let first = Change {
        price: Patch::Keep,
        marks: vec![],
        sku: Some("b".to_owned()),
        extra: Extra::new(),
    };
    let changes = Changes {
        first,
        extra: Extra::new(),
    };
    assert_eq!(read::<Changes>(text).expect("readable"), changes);
}

record!(Outer { "a" a: Changes, required; });

#[test]
fn nothing_is_left_two_deep() {
    let text = r#"{"a":{"first":{"price":1,"marks":[1],"sku":"a","new":1}},"a":{"first":{"marks":[],"sku":"b"}}}"#;
    let outer: Outer = read(text).expect("readable");
    let once: Outer = read(r#"{"a":{"first":{"marks":[],"sku":"b"}}}"#).expect("readable");
    assert_eq!(outer, once);
}
