//! JSON as it was written: keys that come twice, and numbers that a double does not hold, are seen.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// What was read.
#[derive(Debug)]
pub(crate) struct Read {
    pub value: Value,
    /// Where keys stand that came before in the same object; the last of each is taken.
    pub doubled: Vec<String>,
}

/// Reads a text; what it says of a text that is none is the library's.
pub(crate) fn read(text: &[u8]) -> Result<Read, serde_json::Error> {
    let exact = exact(text);
    let mut doubled = Vec::new();
    let mut reader = serde_json::Deserializer::from_slice(&exact);
    let seed = Seed {
        path: String::new(),
        doubled: &mut doubled,
    };
    let value = seed.deserialize(&mut reader)?;
    reader.end()?;
    Ok(Read { value, doubled })
}

/// Numbers that a double does not hold become texts of the same digits, as types of decimals take them. Where a number is no such thing (more digits
/// than a `number` needs), its type says so.
fn exact(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let (mut at, mut in_string) = (0, false);
    while let Some(byte) = text.get(at).copied() {
        if in_string {
            let length = if byte == b'\\' { 2 } else { 1 };
            in_string = byte != b'"';
            out.extend(text.get(at..at + length).unwrap_or(text.get(at..).unwrap_or_default()));
            at += length;
            continue;
        }
        in_string = byte == b'"';
        let length = text
            .get(at..)
            .map_or(0, |rest| rest.iter().take_while(|byte| is_of_number(**byte)).count());
        let number = text
            .get(at..at + length)
            .and_then(|number| std::str::from_utf8(number).ok());
        match number.filter(|number| length > 0 && !is_held(number)) {
            Some(number) => out.extend(format!("\"{number}\"").as_bytes()),
            None => out.extend(text.get(at..at + length.max(1)).unwrap_or_default()),
        }
        at += length.max(1);
    }
    out
}

fn is_of_number(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E')
}

/// Whether a number is one that JSON readers keep as it is: a whole one of 64 bits, or one whose digits a double has. What is no number at all is
/// left to the reader.
fn is_held(text: &str) -> bool {
    if text.parse::<i64>().is_ok() || text.parse::<u64>().is_ok() {
        return true;
    }
    let is_number = serde_json::from_str::<IgnoredAny>(text).is_ok();
    let Ok(double) = text.parse::<f64>() else { return true };
    !is_number || double.is_finite() && digits(text) == digits(&format!("{double:e}"))
}

/// The digits of a number that count, and the power of ten of the first of them.
fn digits(text: &str) -> Option<(bool, String, i64)> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let exponent: i64 = exponent.trim_start_matches('+').parse().ok()?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = format!("{whole}{fraction}");
    let leading = all.bytes().take_while(|byte| *byte == b'0').count();
    let kept = all.trim_matches('0');
    if kept.is_empty() {
        return Some((false, String::new(), 0));
    }
    let first = i64::try_from(whole.len()).ok()? - i64::try_from(leading).ok()?;
    Some((
        unsigned.len() < text.len(),
        kept.to_owned(),
        exponent.checked_add(first)?,
    ))
}

/// Reads a value, and where in the whole it stands.
struct Seed<'d> {
    path: String,
    doubled: &'d mut Vec<String>,
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Value, A::Error> {
        let mut out = Vec::new();
        while let Some(value) = elements.next_element_seed(Seed {
            path: format!("{}[{}]", self.path, out.len()),
            doubled: self.doubled,
        })? {
            out.push(value);
        }
        Ok(out.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut out = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            let path = format!("{}.{key}", self.path);
            let value = entries.next_value_seed(Seed {
                path: path.clone(),
                doubled: self.doubled,
            })?;
            if out.insert(key, value).is_some() {
                self.doubled.push(path);
            }
        }
        Ok(out.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn numbers_keep_their_digits() {
        for (text, value) in [
            ("12.50", json!(12.5)),
            ("-0.1", json!(-0.1)),
            ("1e3", json!(1000.0)),
            ("18446744073709551615", json!(u64::MAX)),
            ("100000000000000000000", json!(1e20)),
            ("0.1234567890123456789", json!("0.1234567890123456789")),
            ("123456789012345678901.5", json!("123456789012345678901.5")),
            ("1e999", json!("1e999")),
            (
                "[9007199254740993.5, \"9007199254740993.5\", \"\\\"1e999\"]",
                json!(["9007199254740993.5", "9007199254740993.5", "\"1e999"]),
            ),
        ] {
            assert_eq!(read(text.as_bytes()).expect(text).value, value, "{text}");
        }
        for text in ["1e", "-", "1 2", "01", "+1", "[1", "\"\\", "{\"a\" 1}", "1e999x"] {
            assert!(read(text.as_bytes()).is_err(), "{text}");
        }
    }

    #[test]
    fn keys_that_come_twice_are_told() {
        let read = read(br#"{"a": [{"b": 1, "b": 2}], "c": {}, "a": 3}"#).expect("JSON");
        assert_eq!(read.value, json!({"a": 3, "c": {}}));
        assert_eq!(read.doubled, [".a[0].b", ".a"]);
    }
}
