//! What of a reply is lost when it is read and written again.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::error::Error;
use crate::json::{self, DriftKind, Encode, Json, Number, Object, Options, Whole};
use crate::operation::Operation;
use crate::reply::{Reply, Tolerance};

/// A reply that was read and written again.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Again {
    /// The whole body.
    pub shown: Json,
    /// The same out of the value that it became, and of what stood beside that.
    pub written: Json,
    /// Fields that are empty because what was sent did not fit, as the value tells ([`Whole::misfits`]).
    pub misfits: Vec<String>,
    /// How many did not fit, as reading told.
    pub misfits_total: usize,
    /// Keys that the types do not know, as the reports have them.
    pub unknown: Vec<String>,
}

/// Reads a body as a reply with status 200, and writes it again.
pub type Reread = fn(&Bytes, Tolerance) -> Result<Again, Error>;

/// [`Reread`] of one operation.
///
/// # Errors
/// The reply cannot be read; or it holds text that is no JSON, which cannot be written.
pub fn reread<O: Operation>(body: &Bytes, tolerance: Tolerance) -> Result<Again, Error>
where
    O::Output: Encode,
{
    let headers = HeaderMap::new();
    let reply = Reply::new(O::meta(), StatusCode::OK, &headers, body)
        .with_options(Options::watched())
        .with_tolerance(tolerance);
    // A reply that names elements that failed can be read like any other.
    let value = O::decode_reply(&reply).or_else(|error| {
        if error.is_partial() {
            O::read(&reply)
        } else {
            Err(error)
        }
    })?;
    let notes = reply.take_notes();
    let unknown = notes.drift.iter().filter(|drift| drift.kind == DriftKind::UnknownKey);
    let whole = json::decode::<Json>(body, Options::default());
    let whole = whole.map_err(|error| Error::build(error.to_string()))?.value;
    let written = json::to_json(&value).map_err(|error| Error::build(error.to_string()))?;
    let key = O::meta().reply.key.filter(|key| whole.get(key).is_some());
    let written = match key {
        Some(key) => Json::Object(
            std::iter::once((key.to_owned(), written))
                .chain(notes.beside.to_object())
                .collect(),
        ),
        None => written,
    };
    Ok(Again {
        shown: whole,
        written,
        misfits: value.misfits(),
        misfits_total: notes.misfits_total,
        unknown: unknown.map(|drift| drift.path.clone()).collect(),
    })
}

/// The first place of `shown` that is not in `written`, as a sentence.
///
/// Other forms of the same are the same: a number, its text and, for 0 and 1, a truth value; nothing (`null`, `""`, `[]`, `{}`) and no
/// member; an object with numbers as keys and a list; a list of one and its bare element.
#[must_use]
pub fn first_loss(shown: &Json, written: &Json) -> Option<String> {
    lost(shown, written, "$")
}

fn lost(shown: &Json, written: &Json, path: &str) -> Option<String> {
    if is_nothing(shown) && is_nothing(written) {
        return None;
    }
    match (shown, written) {
        (Json::Object(shown), Json::Object(written)) => shown.iter().find_map(|(key, value)| match written.get(key) {
            Some(other) => lost(value, other, &format!("{path}.{key}")),
            None if is_nothing(value) => None,
            None => Some(format!("{path}.{key} is lost: {value}")),
        }),
        (Json::Array(shown), Json::Array(written)) => elements(
            &shown.iter().collect::<Vec<_>>(),
            &written.iter().collect::<Vec<_>>(),
            path,
        ),
        (Json::Object(shown), Json::Array(written)) if is_numbered(shown) => {
            elements(&values(shown), &written.iter().collect::<Vec<_>>(), path)
        }
        (Json::Array(shown), Json::Object(written)) if is_numbered(written) => {
            elements(&shown.iter().collect::<Vec<_>>(), &values(written), path)
        }
        (bare, Json::Array(list)) if list.len() == 1 => lost(bare, list.first()?, path),
        (Json::Array(list), bare) if list.len() == 1 => lost(list.first()?, bare, path),
        _ if shown == written || same_number(shown, written) => None,
        _ => Some(format!("{path} is {shown} and was written as {written}")),
    }
}

fn elements(shown: &[&Json], written: &[&Json], path: &str) -> Option<String> {
    if shown.len() != written.len() {
        return Some(format!("{path} has {} elements of {}", written.len(), shown.len()));
    }
    let mut pairs = shown.iter().zip(written).enumerate();
    pairs.find_map(|(at, (shown, written))| lost(shown, written, &format!("{path}[{at}]")))
}

fn values(object: &Object) -> Vec<&Json> {
    object.iter().map(|(_, value)| value).collect()
}

fn is_numbered(object: &Object) -> bool {
    object.iter().all(|(key, _)| key.parse::<i64>().is_ok())
}

/// Nothing in itself: an object or list of nothings is something.
fn is_nothing(json: &Json) -> bool {
    json.is_empty()
}

/// As numbers, or as the doubles next to them: a field of the sort is one.
fn same_number(shown: &Json, written: &Json) -> bool {
    let (Some(shown), Some(written)) = (number(shown), number(written)) else {
        return false;
    };
    shown == written || (shown.as_f64().is_some() && shown.as_f64() == written.as_f64())
}

/// The number that a value stands for.
fn number(json: &Json) -> Option<Number> {
    match json {
        Json::Number(number) => Some(number.clone()),
        Json::String(text) => Number::new(text.trim()).or_else(|| truth(text)),
        Json::Bool(yes) => Number::new(if *yes { "1" } else { "0" }),
        _ => None,
    }
}

fn truth(text: &str) -> Option<Number> {
    match text {
        "true" => Number::new("1"),
        "false" => Number::new("0"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loss(shown: &str, written: &str) -> Option<String> {
        first_loss(&Json::parse(shown).unwrap(), &Json::parse(written).unwrap())
    }

    #[test]
    fn forms_are_no_loss() {
        for (shown, written) in [
            (r#"{"a":"12","b":null,"c":[],"d":""}"#, r#"{"a":12}"#),
            (r#"{"a":true,"b":"1.50"}"#, r#"{"b":1.5,"a":1,"more":2}"#),
            (r#"{"3":{"a":1},"7":{"a":2}}"#, r#"[{"a":1},{"a":2}]"#),
            (r#"[{"a":1}]"#, r#"{"0":{"a":1}}"#),
            (r#"{"tags":"x"}"#, r#"{"tags":["x"]}"#),
        ] {
            assert_eq!(loss(shown, written), None, "{shown} {written}");
        }
    }

    #[test]
    fn losses_are_told() {
        for (shown, written, told) in [
            (r#"{"a":{"b":0}}"#, r#"{"a":{}}"#, "$.a.b is lost: 0"),
            (r#"{"a":[1,2]}"#, r#"{"a":[1]}"#, "$.a has 1 elements of 2"),
            (r#"{"a":"x"}"#, r#"{"a":"y"}"#, r#"$.a is "x" and was written as "y""#),
            (r#"{"a":false}"#, "{}", "$.a is lost: false"),
            (r#"{"b":{"1":2}}"#, r#"{"b":[3]}"#, "$.b[0] is 2 and was written as 3"),
        ] {
            assert_eq!(loss(shown, written).as_deref(), Some(told));
        }
    }
}
