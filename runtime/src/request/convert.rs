//! Arguments of an operation as JSON.

use crate::error::Error;
use crate::json::{Encode, EncodeError, Json, Writer};

/// `{"key": value}`
pub(super) struct Wrapped<'v> {
    pub key: &'static str,
    pub value: &'v dyn Encode,
}

impl Encode for Wrapped<'_> {
    fn encode(&self, w: &mut Writer) {
        w.begin_object();
        w.entry(self.key, self.value);
        w.end_object();
    }
}

/// The JSON form of a value, or nothing if it is absent.
pub(super) fn to_json(name: &str, value: &dyn Encode) -> Result<Option<Json>, Error> {
    if value.is_absent() {
        return Ok(None);
    }
    crate::json::to_json(value)
        .map(Some)
        .map_err(|error| unwritable(name, &error))
}

/// The JSON text of a value, or nothing if it is absent.
pub(super) fn to_text(name: &str, value: &dyn Encode) -> Result<Option<String>, Error> {
    if value.is_absent() {
        return Ok(None);
    }
    crate::json::to_string(value)
        .map(Some)
        .map_err(|error| unwritable(name, &error))
}

pub(super) fn unwritable(name: &str, error: &EncodeError) -> Error {
    Error::build(format!("`{name}` cannot be written: {error}"))
}

/// Names and values of a family.
pub(super) fn family(template: &str, values: &dyn Encode) -> Result<Vec<(String, Json)>, Error> {
    let Some((before, (placeholder, after))) = template
        .split_once('{')
        .and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    else {
        return Err(Error::build(format!("the family `{template}` has no placeholder")));
    };
    let members = match to_json(template, values)? {
        Some(Json::Object(members)) => members,
        None | Some(Json::Null) => return Ok(Vec::new()),
        Some(_) => {
            return Err(Error::build(format!("the family `{template}` must be a map")));
        }
    };
    let mut out = Vec::new();
    for (key, value) in members {
        if placeholder == "n" && (key.is_empty() || !key.bytes().all(|byte| byte.is_ascii_digit())) {
            return Err(Error::build(format!(
                "the key `{key}` of the family `{template}` must be a number"
            )));
        }
        if key.contains(['[', ']']) {
            return Err(Error::build(format!(
                "the key `{key}` of the family `{template}` holds a bracket"
            )));
        }
        out.push((format!("{before}{key}{after}"), value));
    }
    Ok(out)
}
