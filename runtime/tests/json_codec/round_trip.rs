//! Whatever is written is read back the same, in both modes, and by `serde_json`.

use super::arbitrary::{finite, json, loose, order, text};
use super::models::{Loose, Order, read, read_strict};
use proptest::prelude::*;
use tradewire::Json;
use tradewire::json::{Options, decode, to_string, to_vec};

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn orders(value in order()) {
        let text = to_string(&value).expect("JSON");
        let decoded = decode::<Order>(text.as_bytes(), Options::watched()).expect("readable");
        prop_assert_eq!(&decoded.value, &value);
        prop_assert!(decoded.drift.is_empty() && decoded.rejected.is_empty(), "{:?}", decoded.drift);
        prop_assert_eq!(read_strict::<Order>(&text).expect("readable"), value);
        // It has no room for numbers beyond a double.
        let theirs = serde_json::from_str::<serde_json::Value>(&text).map_err(|error| error.to_string());
        prop_assert!(theirs.is_ok() || theirs.is_err_and(|error| error.contains("out of range")));
        prop_assert_eq!(to_string(&decoded.value).expect("JSON"), text);
    }

    #[test]
    fn orders_with_keys_in_any_order(value in order(), seed in any::<u64>()) {
        let Json::Object(object) = Json::parse(&to_string(&value).expect("JSON")).expect("JSON") else { panic!("an object") };
        let mut members: Vec<_> = object.into_iter().collect();
        let by = usize::try_from(seed % 14).unwrap_or(0) % members.len().max(1);
        members.rotate_left(by);
        if seed % 2 == 0 { members.reverse(); }
        let shuffled = Json::Object(members.into_iter().collect()).to_string();
        prop_assert_eq!(read_strict::<Order>(&shuffled).expect("readable"), value);
    }

    #[test]
    fn open_types(value in loose()) {
        let text = to_string(&value).expect("JSON");
        prop_assert_eq!(read::<Loose>(&text).expect("readable"), value);
    }

    #[test]
    fn any_json(value in json()) {
        let text = value.to_string();
        prop_assert_eq!(Json::parse(&text).expect("JSON"), value);
    }

    #[test]
    fn texts(value in text()) {
        let written = to_string(&value).expect("JSON");
        prop_assert_eq!(&written, &serde_json::to_string(&value).expect("JSON"));
        prop_assert_eq!(read_strict::<String>(&written).expect("readable"), value.clone());
        // All characters escaped, as PHP does it.
        let escaped = value.encode_utf16().fold(String::new(), |out, unit| out + &format!("\\u{unit:04X}"));
        prop_assert_eq!(read_strict::<String>(&format!("\"{escaped}\"")).expect("readable"), value);
    }

    #[test]
    fn doubles(value in finite()) {
        let written = to_string(&value).expect("JSON");
        prop_assert_eq!(read_strict::<f64>(&written).expect("readable").to_bits(), value.to_bits());
    }

    #[test]
    fn doubles_as_std_reads_them(text in "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,2})?") {
        let expected: f64 = text.parse().expect("a number");
        prop_assert_eq!(read_strict::<f64>(&text).expect("readable").to_bits(), expected.to_bits(), "{}", text);
    }

    #[test]
    fn any_bytes_do_no_harm(body in proptest::collection::vec(any::<u8>(), 0..64)) {
        let _ = decode::<Order>(&body, Options::watched());
        let ours = decode::<Json>(&body, Options::strict());
        let theirs = serde_json::from_slice::<serde_json::Value>(&body);
        prop_assert_eq!(ours.is_ok(), theirs.is_ok());
    }

    #[test]
    fn integers(value in any::<i64>()) {
        prop_assert_eq!(read_strict::<i64>(&value.to_string()).expect("readable"), value);
        prop_assert_eq!(read::<i64>(&format!("\"{value}\"")).expect("readable"), value);
        prop_assert_eq!(to_vec(&value).expect("JSON"), value.to_string().into_bytes());
    }
}
