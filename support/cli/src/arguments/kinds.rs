//! One value, in the kind that a parameter or a field takes.

use tradewire::meta::Kind;
use tradewire::{Json, Param};

use super::moment;
use crate::failure::Failure;

/// Reads it. The error names the kind, and shows no secret.
pub fn value(param: &Param, text: &str) -> Result<Json, Failure> {
    match read(param, text) {
        Ok(json) => Ok(json),
        Err(_) if param.secret => Err(Failure::usage(format!("`{}` takes {}", param.name, noun(param.kind)))),
        Err(what) => Err(Failure::usage(format!("`{}` takes {what}, not `{text}`", param.name))),
    }
}

fn read(param: &Param, text: &str) -> Result<Json, String> {
    let expected = || noun(param.kind).to_owned();
    match param.kind {
        Kind::Text | Kind::Bytes => Ok(Json::from(text)),
        Kind::Moment => moment::read(param, text.trim()),
        Kind::Integer => text.trim().parse::<i64>().map(Json::from).map_err(|_| expected()),
        Kind::Float | Kind::Decimal => match Json::parse(text.trim()) {
            Ok(number @ Json::Number(_)) => Ok(number),
            _ => Err(expected()),
        },
        Kind::Boolean => match text {
            "true" => Ok(Json::from(true)),
            "false" => Ok(Json::from(false)),
            _ => Err(expected()),
        },
        Kind::Object => match Json::parse(text) {
            Ok(object @ Json::Object(_)) => Ok(object),
            _ => Err(expected()),
        },
        Kind::Json => Ok(json_or_text(text)),
    }
}

/// The kind, in words.
pub fn noun(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Integer => "a whole number",
        Kind::Float | Kind::Decimal => "a number",
        Kind::Boolean => "true or false",
        Kind::Moment => "a date or time",
        Kind::Object => "an object in JSON",
        Kind::Json => "JSON",
        Kind::Bytes => "bytes",
    }
}

/// What nobody knows the kind of.
pub fn json_or_text(text: &str) -> Json {
    Json::parse(text).unwrap_or_else(|_| Json::from(text))
}
