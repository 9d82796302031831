//! The optional `serde` feature: models through their own codec.
#![cfg(feature = "serde")]

#[path = "json_codec/models.rs"]
#[allow(dead_code, unused_imports, unused_macros)]
mod models;

use models::{Item, Order};
use tradewire::{DateTime, Decimal, Flag, Json, Patch, UnixSeconds};

tradewire::impl_serde!(Item, Order);

#[track_caller]
fn there_and_back<T>(text: &str)
where
    T: serde::Serialize + for<'de> serde::Deserialize<'de> + PartialEq + std::fmt::Debug,
{
    let value: T = serde_json::from_str(text).expect(text);
    let written = serde_json::to_string(&value).expect(text);
    assert_eq!(written, text);
    assert_eq!(serde_json::from_str::<T>(&written).expect(text), value);
}

#[test]
fn models_and_values() {
    there_and_back::<Order>(
        r#"{"id":1,"number":"a","hidden":1,"rate":1.5,"total":"12.50","items":[{"sku":"b","quantity":2.0}],"placed":"2024-02-29T18:30:05Z"}"#,
    );
    there_and_back::<Vec<Item>>(r#"[{"sku":"b","quantity":2.0,"price":3.25}]"#);
    there_and_back::<Json>(r#"{"b":[1,-2.5,"x",null,true,{}],"a":18446744073709551615}"#);
    there_and_back::<Flag>("1");
    there_and_back::<DateTime>("\"soon\"");
    there_and_back::<UnixSeconds>("17");
    there_and_back::<Patch<i64>>("5");
    there_and_back::<Patch<i64>>("null");
}

#[test]
fn cursors_stand_in_their_text() {
    let text = r#""tw1~things%2Elist~3~1~a.ff~!7~page=2""#;
    there_and_back::<tradewire::Cursor>(text);
    there_and_back::<Vec<Option<tradewire::Cursor>>>(&format!("[null,{text}]"));
    let error = serde_json::from_str::<tradewire::Cursor>("\"elsewhere\"").expect_err("none");
    assert!(error.to_string().contains("not a cursor"), "{error}");
    assert!(serde_json::from_str::<tradewire::Cursor>("7").is_err());
}

#[test]
fn money_is_never_rounded() {
    for text in ["12.50", "0.1", "123456789012345678901234567890.123456789", "1e400"] {
        let price: Decimal = text.parse().expect("a decimal");
        let written = serde_json::to_string(&price).expect("JSON");
        assert_eq!(
            serde_json::from_str::<Decimal>(&written).expect("a decimal"),
            price,
            "{written}"
        );
        let item = Item {
            extra: tradewire::Extra::new(),
            sku: String::new(),
            quantity: 0.0,
            price: Some(price),
            marks: None,
        };
        let written = serde_json::to_string(&item).expect("JSON");
        assert_eq!(
            serde_json::from_str::<Item>(&written).expect("an item"),
            item,
            "{written}"
        );
    }
}

#[test]
fn errors_pass_through() {
    let error = serde_json::from_str::<Order>(r#"{"id":"x"}"#).expect_err("no integer");
    assert!(
        error.to_string().contains("expected integer, found \"x\" at $.id"),
        "{error}"
    );
    let item = Item {
        extra: tradewire::Extra::new(),
        sku: String::new(),
        quantity: f64::NAN,
        price: None,
        marks: None,
    };
    assert!(serde_json::to_string(&item).is_err());
}
