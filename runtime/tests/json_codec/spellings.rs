//! Keys that are read by another name too.

use super::models::{Address, read, reports, required};
use tradewire::Extra;
use tradewire::json::{
    Decode, DecodeError, DecodeErrorKind, Encode, Mode, Reader, Record, Shape, Writer, from_str, to_string,
};

#[derive(Debug, Clone, PartialEq)]
struct Shop {
    name: String,
    count: Option<i64>,
    address: Option<Address>,
    extra: Extra,
}

impl Decode for Shop {
    fn blank() -> Self {
        Self {
            name: String::new(),
            count: None,
            address: None,
            extra: Extra::new(),
        }
    }

    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        r.open_record(self)
    }
}

impl Record for Shop {
    fn shape(&self) -> &'static Shape {
        static SHAPE: Shape = Shape::new(
            &["\"name\":", "\"count\":", "\"address\":"],
            super::models::mask(&[required, false, false]),
        )
        .also(&[("title", 0), ("caption", 0), ("quantity", 1), ("адрес", 2)]);
        &SHAPE
    }

    fn field(&mut self, index: usize, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        match index {
            0 => Decode::read(&mut self.name, r),
            1 => Decode::read(&mut self.count, r),
            2 => Decode::read(&mut self.address, r),
            128 => r.extra(&mut self.extra),
            _ => Ok(()),
        }
    }
}

impl Encode for Shop {
    fn encode(&self, w: &mut Writer) {
        w.begin_object();
        w.field("\"name\":", &self.name);
        w.field("\"count\":", &self.count);
        w.field("\"address\":", &self.address);
        w.end_record(&self.extra);
    }
}

fn written(text: &str) -> String {
    to_string(&read::<Shop>(text).expect("readable")).expect("written")
}

#[test]
fn another_spelling_is_read_and_the_own_one_written() {
    let text = r#"{"title":"a","quantity":"3","адрес":{"city":"x","new":1}}"#;
    assert_eq!(
        written(text),
        r#"{"name":"a","count":3,"address":{"city":"x","new":1}}"#
    );
    // As the server escapes it.
    assert_eq!(written(r#"{"t\u0069tle":"a"}"#), r#"{"name":"a"}"#);
    assert_eq!(
        read::<Shop>(r#"{"titel":"a"}"#).expect_err("missing").kind(),
        DecodeErrorKind::Missing
    );
}

#[test]
fn the_own_key_counts_and_the_other_is_kept() {
    for text in [
        r#"{"name":"a","title":"b","x":1}"#,
        r#"{"title":"b","name":"a","x":1}"#,
        r#"{"title":"b","x":1,"address":{"name":"c"},"na\u006de":"a"}"#,
    ] {
        let shop: Shop = read(text).expect("readable");
        assert_eq!(shop.name, "a", "{text}");
        assert_eq!(
            shop.extra.get("title").as_ref().and_then(|title| title.as_str()),
            Some("b"),
            "{text}"
        );
    }
    // The own key of another object is none of this one, nor is one in a text.
    assert_eq!(
        written(r#"{"title":"b","address":{"name":"c"},"x":"\"name\":1","y":[{"name":1}]}"#),
        r#"{"name":"b","address":{"name":"c"},"x":"\"name\":1","y":[{"name":1}]}"#
    );
    // Of two other ones the first is taken.
    assert_eq!(written(r#"{"caption":"c","title":"b"}"#), r#"{"name":"c","title":"b"}"#);
    // An own key that does not fit counts all the same: both are kept.
    assert_eq!(
        written(r#"{"name":"a","quantity":3,"count":"many"}"#),
        r#"{"name":"a","count":"many","quantity":3}"#
    );
}

#[test]
fn what_does_not_fit_is_kept_under_its_own_key() {
    let shop: Shop = read(r#"{"name":"a","x":1,"quantity":"many","y":2}"#).expect("readable");
    assert_eq!((shop.count, shop.extra.len()), (None, 3));
    assert_eq!(
        to_string(&shop).expect("written"),
        r#"{"name":"a","quantity":"many","x":1,"y":2}"#
    );
    let error = read::<Shop>(r#"{"title":{}}"#).expect_err("no text");
    assert_eq!((error.kind(), error.path()), (DecodeErrorKind::Type, "$.title"));
}

#[test]
fn it_is_reported_and_refused_where_nothing_is_tolerated() {
    let (_, told) = reports::<Shop>(r#"{"title":"a","name":"b","quantity":1}"#);
    assert_eq!(
        told,
        ["unknown key at $.title", "other spelling of count at $.quantity"]
    );
    let mut value = Shop::blank();
    let error = value
        .read(&mut Reader::new(r#"{"name":"a","quantity":1}"#, Mode::Strict))
        .expect_err("strict");
    assert_eq!(error.kind(), DecodeErrorKind::OtherSpelling);
    assert_eq!(error.to_string(), "another spelling of count at $.quantity (byte 23)");
    assert!(from_str::<Shop>(r#"{"title":"cut"#).is_err());
    assert!(from_str::<Shop>(r#"{"title":"cut","na"#).is_err());
}
