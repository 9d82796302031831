//! The reader against `serde_json` on broken and bent documents: nothing that it takes may be refused, nothing may be taken
//! that it refuses, and no value may differ.
//!
//! `TRADEWIRE_MUTANTS=500000 cargo test --release -p tradewire --test json_codec differential` runs more of them.

use super::models::{Order, read};
use tradewire::Json;
use tradewire::json::{Options, decode};

/// Documents in the manner of the platforms.
const SEEDS: [&str; 4] = [
    r#"{"success":true,"pagination":{"limit":20,"totalCount":2},"orders":[{"id":17,"number":"17A","total":1250.50,"rate":1.5e-3,"paid":true,"items":[{"sku":"Ж-1","quantity":2,"price":"12.50","marks":[1,2,3]}],"address":{"city":"\u041c\u043e\u0441\u043a\u0432\u0430","zip":"101000"},"placed":"2024-02-29 18:30:05"},{"id":-18,"prices":{"eur":19.123456789012348,"usd":0.1},"any":{"a":[null,{}]}}]}"#,
    r#"[{"id":1,"title":"Shirt \"L\" \\ ½","is_multi":false,"collections":[1,2],"tags":[],"weight":0.25,"created_at":1709208000,"options":{}, "deep":[[[[{"x":[1e10,-0,0.0,12345678901234567890]}]]]]}]"#,
    "{\n  \"order\" : {\n    \"id\" : 9223372036854775807 ,\n    \"emoji\" : \"\\ud83d\\ude00 \u{1f600}\",\n    \"list\" : [ 1 , 2.5 , \"three\" , null , true ]\n  }\n}",
    r#"{"id":5,"number":"x","paid":false,"rate":3.141592653589793,"total":"99.90","items":[],"prices":{},"address":{},"due":"2024-02-29","weight":10}"#,
];

/// Pieces that are put in: signs, numbers at the edges, halves of escapes.
const PIECES: [&str; 40] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\u",
    "\\u00",
    "\\ud83d",
    "\\udc00",
    "\\u0041",
    "null",
    "true",
    "false",
    "nul",
    "0",
    "-",
    "+",
    ".",
    "e",
    "E5",
    "01",
    "1e999",
    "1e-999",
    "-0",
    "12345678901234567890",
    "0.1",
    "2.2250738585072014e-308",
    "1.7976931348623157e308",
    "9007199254740993",
    "\"a\":",
    "\"id\":1,",
    "\n",
    " ",
    "\u{0}",
    "é",
    "\t",
    "//",
];

/// A small generator of numbers; the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or(0) % bound.max(1)
    }
}

fn mutate(random: &mut Random) -> Vec<u8> {
    let mut bytes = SEEDS[random.below(SEEDS.len())].as_bytes().to_vec();
    for _ in 0..=random.below(3) {
        let at = random.below(bytes.len() + 1);
        match random.below(7) {
            0 => bytes.truncate(at),
            1 if at < bytes.len() => bytes[at] = u8::try_from(random.below(256)).unwrap_or(0),
            2 if at < bytes.len() => {
                bytes.remove(at);
            }
            3 => {
                let piece = PIECES[random.below(PIECES.len())];
                bytes.splice(at..at, piece.bytes());
            }
            4 => {
                // A slice is repeated elsewhere.
                let end = (at + random.below(40)).min(bytes.len());
                let slice = bytes[at..end].to_vec();
                let to = random.below(bytes.len() + 1);
                bytes.splice(to..to, slice);
            }
            5 => {
                // A slice goes.
                let end = (at + random.below(20)).min(bytes.len());
                bytes.drain(at..end);
            }
            _ => {
                let piece = PIECES[random.below(PIECES.len())];
                let end = (at + piece.len()).min(bytes.len());
                bytes.splice(at..end, piece.bytes());
            }
        }
    }
    bytes
}

/// The same value by `serde_json`; numbers as doubles, as it keeps them.
fn same(ours: &Json, theirs: &serde_json::Value) -> bool {
    match (ours, theirs) {
        (Json::Null, serde_json::Value::Null) => true,
        (Json::Bool(a), serde_json::Value::Bool(b)) => a == b,
        (Json::Number(a), serde_json::Value::Number(b)) => match (b.as_i64(), b.as_u64()) {
            (Some(whole), _) => a.as_i64() == Some(whole),
            (None, Some(whole)) => a.as_str() == whole.to_string(),
            (None, None) => {
                let double = Json::decode::<f64>(ours).ok();
                double.map(f64::to_bits) == b.as_f64().map(f64::to_bits) && a.as_f64() == b.as_f64()
            }
        },
        (Json::String(a), serde_json::Value::String(b)) => a == b,
        (Json::Array(a), serde_json::Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Json::Object(a), serde_json::Value::Object(b)) => {
            a.len() == b.len()
                && a.iter()
                    .all(|(key, value)| b.get(key).is_some_and(|other| same(value, other)))
        }
        _ => false,
    }
}

fn has_huge_number(json: &Json) -> bool {
    match json {
        Json::Number(number) => number.as_f64().is_none(),
        Json::Array(items) => items.iter().any(has_huge_number),
        Json::Object(object) => object.iter().any(|(_, value)| has_huge_number(value)),
        _ => false,
    }
}

#[test]
fn differential() {
    let count: usize = std::env::var("TRADEWIRE_MUTANTS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(50_000);
    let mut random = Random(0x5eed_cafe_f00d_d00d);
    let (mut valid, mut records) = (0usize, 0usize);
    for round in 0..count {
        let bytes = mutate(&mut random);
        let Ok(text) = std::str::from_utf8(&bytes) else {
            continue;
        };
        let ours = Json::parse(text);
        let skipped = read::<()>(text);
        assert_eq!(
            ours.is_ok(),
            skipped.is_ok(),
            "round {round}: skipping and reading differ on {text:?}"
        );
        match (&ours, serde_json::from_str::<serde_json::Value>(text)) {
            (Ok(ours), Ok(theirs)) => {
                valid += 1;
                assert!(same(ours, &theirs), "round {round}: {text:?}\n{ours}\n{theirs}");
                let again = Json::parse(&ours.to_string());
                assert_eq!(
                    again.as_ref(),
                    Ok(ours),
                    "round {round}: {text:?} written and read again"
                );
            }
            (Err(_), Err(_)) => {}
            // A number beyond the range of a double is text to us, and an error to serde_json.
            (Ok(ours), Err(_)) => assert!(
                has_huge_number(ours),
                "round {round}: taken, but not by serde_json: {text:?}"
            ),
            (Err(error), Ok(_)) => panic!("round {round}: {error}: {text:?}"),
        }
        // A record reads no broken document but as one with misfits, and never panics on one.
        if let Ok(order) = decode::<Order>(text.as_bytes(), Options::default()) {
            records += 1;
            assert!(
                ours.is_ok() || order.misfits_total > 0,
                "round {round}: a record from {text:?}"
            );
        }
    }
    // A run in which nothing survives would prove nothing.
    assert!(valid * 50 > count, "{valid} of {count} were valid");
    assert!(records > 0, "no record was read");
}
