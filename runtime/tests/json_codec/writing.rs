//! The writer.

use super::models::{Item, Loose, read};
use tradewire::Extra;
use tradewire::json::{Encode, Writer, to_json, to_string, to_vec};
use tradewire::{Decimal, Flag, Json, Map, Patch};

#[test]
fn strings_as_serde_json_writes_them() {
    let mut all: String = (0u32..0x300).filter_map(char::from_u32).collect();
    all.push_str("Привет \u{2028} \u{ffff} \u{1f600}");
    for text in ["", "plain", "\"\\/", all.as_str(), "12345678\"", "1234567\\", "\u{7f}"] {
        assert_eq!(to_string(text), Ok(serde_json::to_string(text).expect("text")));
    }
}

#[test]
fn numbers_as_serde_json_writes_them() {
    for number in [
        0.0,
        -0.0,
        1.0,
        1.5,
        0.1,
        1e21,
        1e-7,
        123_456_789.125,
        f64::MAX,
        f64::MIN_POSITIVE,
        5e-324,
        -2.5e100,
        1e16,
        1e15,
    ] {
        assert_eq!(
            to_string(&number),
            Ok(serde_json::to_string(&number).expect("a number"))
        );
    }
    for number in [0, 1, -1, i64::MAX, i64::MIN] {
        assert_eq!(to_string(&number), Ok(number.to_string()));
    }
    assert_eq!(to_string(&u64::MAX), Ok(u64::MAX.to_string()));
}

#[test]
fn absent_fields_are_left_out() {
    let mut w = Writer::new();
    w.begin_object();
    w.field("\"a\":", &None::<i64>);
    w.field("\"b\":", &Some(1));
    w.field_or_null("\"c\":", &None::<String>);
    w.field("\"d\":", &Patch::<i64>::Keep);
    w.patch("\"e\":", &Patch::Set(5), "\"\"");
    w.patch("\"f\":", &Patch::<i64>::Clear, "\"\"");
    w.patch("\"g\":", &Patch::<i64>::Keep, "\"\"");
    w.raw_field("\"h\":", "[1]");
    w.field("\"i\":", &Flag::ON);
    w.field("\"j\":", &Some(Box::new(None::<i64>)));
    w.field("\"k\":", &Vec::<i64>::new());
    w.field("\"l\":", &Map::<Option<i64>>::from([("x".to_owned(), None)]));
    w.field("\"m\":", &vec![None, Some(true)]);
    w.end_object();
    let text = w.finish().map(String::from_utf8);
    assert_eq!(
        text,
        Ok(Ok(
            r#"{"b":1,"c":null,"e":5,"f":"","h":[1],"i":1,"k":[],"l":{"x":null},"m":[null,true]}"#.to_owned()
        ))
    );
}

#[test]
fn empty_containers() {
    let mut w = Writer::new();
    w.begin_array();
    w.item(&Map::<i64>::new());
    w.item(&Vec::<i64>::new());
    w.item(&vec![Vec::<i64>::new()]);
    w.begin_object();
    w.end_object();
    w.end_array();
    assert_eq!(w.finish().as_deref(), Ok(b"[{},[],[[]],{}]".as_slice()));
}

#[test]
fn one_or_many() {
    let loose = |tags: &[&str]| Loose {
        tags: Some(tags.iter().map(|&tag| tag.to_owned()).collect()),
        ..read::<Loose>(r#"{"id":1}"#).expect("readable")
    };
    assert_eq!(to_string(&loose(&[])).as_deref(), Ok(r#"{"id":1,"tags":[]}"#));
    assert_eq!(to_string(&loose(&["a"])).as_deref(), Ok(r#"{"id":1,"tags":"a"}"#));
    assert_eq!(
        to_string(&loose(&["a", "b"])).as_deref(),
        Ok(r#"{"id":1,"tags":["a","b"]}"#)
    );
}

#[test]
fn families_and_extra_both_ways() {
    let text = r#"{"id":1,"note":"","price10":"2.50","price2":3,"custom_a \"b\"":"x","zzz":{"q":null}}"#;
    let loose: Loose = read(text).expect("readable");
    assert_eq!(to_string(&loose).as_deref(), Ok(text));
}

#[test]
fn what_has_no_json_form_is_an_error_with_its_path() {
    let item = |quantity| Item {
        extra: Extra::new(),
        sku: "a\"b{".to_owned(),
        quantity,
        price: None,
        marks: None,
    };
    for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let error = to_vec(&vec![item(1.0), item(bad)]).expect_err("no JSON form");
        assert_eq!(error.path(), "$[1].quantity");
        assert_eq!(
            error.to_string(),
            "a number that is not finite has no JSON form at $[1].quantity"
        );
        assert!(to_json(&bad).is_err());
    }
    let mut w = Writer::new();
    w.refuse("first");
    w.refuse("second");
    assert_eq!(w.finish().map_err(|error| error.reason()), Err("first"));
}

#[test]
fn through_a_trait_object() {
    let values: [&dyn Encode; 4] = [&1i64, &"a", &Some(Decimal::new(5, 1)), &Json::Null];
    let mut w = Writer::new();
    w.begin_array();
    for value in values {
        w.item(value);
    }
    w.end_array();
    assert_eq!(w.finish().as_deref(), Ok(br#"[1,"a",0.5,null]"#.as_slice()));
}

#[test]
fn into_json() {
    let item: Item = read(r#"{"sku":"a","quantity":1.50,"price":2.50}"#).expect("readable");
    assert_eq!(
        to_json(&item).map(|json| json.to_string()).as_deref(),
        Ok(r#"{"sku":"a","quantity":1.5,"price":2.50}"#)
    );
}
