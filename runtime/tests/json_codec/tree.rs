//! `Json`, any value.

use super::models::{Item, read};
use tradewire::json::{Number, Object};
use tradewire::{Decimal, Json};

fn json(text: &str) -> Json {
    text.parse().expect(text)
}

#[test]
fn text_stays_as_it_was() {
    for text in [
        r#"{"b":1.50,"a":[-0,1e400,123456789012345678901234567890],"c":{"d":null}}"#,
        r#""\"\\\n\u0001ж""#,
        "[]",
        "{}",
        "1E+2",
        "true",
        "null",
    ] {
        assert_eq!(json(text).to_string(), text);
    }
    assert_eq!(json(" [ 1 , \"\\u0436\\/\" ] ").to_string(), "[1,\"ж/\"]");
}

#[test]
fn equality_is_that_of_meaning() {
    for (a, b) in [
        ("1.0", "1"),
        ("1e2", "100"),
        (r#"{"a":1,"b":[2.50]}"#, r#"{"b":[2.5],"a":1.0}"#),
        ("-0", "0"),
        (r#""\u0041""#, "\"A\""),
    ] {
        assert_eq!(json(a), json(b));
    }
    for (a, b) in [
        ("1", "2"),
        ("1", "\"1\""),
        ("[1,2]", "[2,1]"),
        (r#"{"a":1}"#, r#"{"a":1,"b":2}"#),
        (r#"{"a":1,"c":2}"#, r#"{"a":1,"b":2}"#),
        ("null", "false"),
    ] {
        assert_ne!(json(a), json(b));
    }
    let wide = |keys: &mut dyn Iterator<Item = usize>| {
        json(&format!(
            "{{{}}}",
            keys.map(|n| format!("\"k{n}\":{n}")).collect::<Vec<_>>().join(",")
        ))
    };
    assert_eq!(wide(&mut (0..100)), wide(&mut (0..100).rev()));
    assert_ne!(wide(&mut (0..100)), wide(&mut (1..101)));
}

#[test]
fn repeated_keys() {
    assert_eq!(json(r#"{"a":1,"b":2,"a":3}"#).to_string(), r#"{"a":3,"b":2}"#);
    let many: Vec<String> = (0..200_000).map(|n| format!("\"k{}\":{n}", n % 50_000)).collect();
    let object = json(&format!("{{{}}}", many.join(",")));
    assert_eq!(object.as_object().map(Object::len), Some(50_000));
    assert_eq!(object.get("k7"), Some(&Json::from(150_007)));
}

#[test]
fn looking_inside() {
    let value = json(r#"{"a":{"b":[10,"x",true,null,2.5]},"e":{},"s":""}"#);
    assert_eq!(value.at("a.b.0").and_then(Json::as_i64), Some(10));
    assert_eq!(value.at("a.b.1").and_then(Json::as_str), Some("x"));
    assert_eq!(value.at("a.b.2").and_then(Json::as_bool), Some(true));
    assert_eq!(value.at("a.b.3").map(Json::is_null), Some(true));
    assert_eq!(value.at("a.b.4").and_then(Json::as_f64), Some(2.5));
    assert_eq!(value.at("a.b").and_then(Json::as_array).map(<[Json]>::len), Some(5));
    assert_eq!(value.at(""), Some(&value));
    for nothing in ["x", "a.x", "a.b.5", "a.b.x", "a.b.0.x", "e.x"] {
        assert_eq!(value.at(nothing), None, "{nothing}");
    }
    let texts: Vec<_> = value
        .at("a.b")
        .and_then(Json::as_array)
        .unwrap_or_default()
        .iter()
        .map(Json::scalar_text)
        .collect();
    assert_eq!(texts, [Some("10"), Some("x"), Some("true"), None, Some("2.5")]);
    assert!(
        value.get("e").is_some_and(Json::is_empty) && value.get("s").is_some_and(Json::is_empty) && !value.is_empty()
    );
    assert_eq!((value.as_i64(), value.as_str(), value.as_array()), (None, None, None));
}

#[test]
fn numbers() {
    let number = |text: &str| Number::new(text).expect(text);
    assert_eq!(
        (
            number("12.0").as_i64(),
            number("12.5").as_i64(),
            number("9223372036854775808").as_i64()
        ),
        (Some(12), None, None)
    );
    assert_eq!((number("1e999").as_f64(), number("1e-2").as_f64()), (None, Some(0.01)));
    assert!(Number::new("01").is_none() && Number::new("").is_none() && Number::new("1 ").is_none());
}

#[test]
fn making_and_changing() {
    let mut value: Object = [("b", Json::from(1)), ("a", Json::from("x")), ("b", Json::Null)]
        .into_iter()
        .collect();
    assert_eq!(
        value.insert("c", vec![Json::from(true), Json::from(1.5), Json::from(None::<i64>)]),
        None
    );
    assert_eq!(value.insert("a", 7i64), Some(Json::from("x")));
    assert_eq!(value.remove("b"), Some(Json::Null));
    assert_eq!(value.remove("b"), None);
    if let Some(c) = value.get_mut("c") {
        *c = Json::from("new \"text\"");
    }
    let mut json = Json::from(value);
    assert_eq!(json.to_string(), r#"{"a":7,"c":"new \"text\""}"#);
    assert!(
        json.as_object_mut()
            .and_then(|object| object.insert("a", Decimal::new(150, 2)))
            .is_some()
    );
    assert_eq!(json.get("a").map(ToString::to_string).as_deref(), Some("1.50"));
    assert_eq!(Json::from(f64::NAN), Json::Null);
    assert_eq!(Json::from(u64::MAX).to_string(), u64::MAX.to_string());
}

#[test]
fn into_types() {
    let item: Item = json(r#"{"sku":"a","quantity":"2","price":"1.50","new":[]}"#)
        .decode()
        .expect("readable");
    assert_eq!((item.sku.as_str(), item.quantity), ("a", 2.0));
    assert!(json("5").decode::<Item>().is_err());
    let any = read::<Option<Json>>("[null]").expect("readable");
    assert_eq!(any, Some(json("[null]")));
    assert_eq!(read::<Option<Json>>("null").expect("readable"), None);
}
