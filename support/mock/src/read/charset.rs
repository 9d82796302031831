//! In which characters a request is written: all is read as UTF-8, and what is not in it is told.

use percent_encoding::percent_decode;
use tradewire_codegen::model::Place;

use super::multipart::{self, parameter};
use super::{FORM, Parts};
use crate::violation::{Kind, Violation};

/// Character sets whose bytes are the same in UTF-8.
const READ: [&str; 3] = ["utf-8", "utf8", "us-ascii"];

/// A body whose `Content-Type` names another character set, or the fields of a form that are in another one whatever it names.
pub(super) fn of_body(parts: &Parts<'_>, place: &Place) -> Vec<Violation> {
    let whole = parts.header("content-type").unwrap_or_default();
    let charset = parameter(whole, "charset").filter(|_| !parts.body.is_empty());
    if let Some(other) = charset.filter(|set| !READ.iter().any(|read| read.eq_ignore_ascii_case(set))) {
        return vec![wrong("body", Kind::Body, &format!("charset={other}"), place)];
    }
    let names = match parts.content_type.as_str() {
        FORM => broken(parts.body),
        "multipart/form-data" => {
            let found = multipart::parts(whole, parts.body).unwrap_or_default().into_iter();
            let texts = found.filter(|part| part.file_name.is_none() && !is_text(&part.content));
            texts.map(|part| part.name).collect()
        }
        _ => Vec::new(),
    };
    names
        .into_iter()
        .map(|name| wrong(&format!("body.{name}"), Kind::Body, OTHER, place))
        .collect()
}

/// The parameters of a query that are in another character set.
pub(super) fn of_query(parts: &Parts<'_>, place: &Place) -> Vec<Violation> {
    let names = broken(parts.raw_query.as_bytes()).into_iter();
    names
        .map(|name| wrong(&format!("query.{name}"), Kind::Type, OTHER, place))
        .collect()
}

/// A step of a path that is in another character set.
pub(super) fn of_step(name: &str, raw: &str, place: &Place) -> Option<Violation> {
    let is_text = is_text(&decoded(raw.as_bytes()));
    (!is_text).then(|| wrong(&format!("path.{name}"), Kind::Type, OTHER, place))
}

const OTHER: &str = "other bytes";

fn wrong(field: &str, kind: Kind, found: &str, place: &Place) -> Violation {
    Violation {
        operation: None,
        kind,
        field: field.to_owned(),
        expected: "text in UTF-8".to_owned(),
        found: found.to_owned(),
        place: Some(place.clone()),
    }
}

/// The names of the pairs that are not in UTF-8 when they are unescaped.
fn broken(pairs: &[u8]) -> Vec<String> {
    let pairs = pairs.split(|byte| *byte == b'&').map(decoded);
    pairs
        .filter(|pair| !is_text(pair))
        .map(|pair| {
            let name = pair.split(|byte| *byte == b'=').next().unwrap_or_default();
            String::from_utf8_lossy(name).into_owned()
        })
        .collect()
}

fn decoded(escaped: &[u8]) -> Vec<u8> {
    percent_decode(escaped).collect()
}

fn is_text(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_in_other_characters_are_named() {
        assert_eq!(broken(b"a=%C3%A9&b=+&c=%EF%BF%BD&&=%25"), [] as [&str; 0]);
        assert_eq!(broken(b"a=1&b%5Bc%5D=%E9&d=\xff&a%E9=1"), ["b[c]", "d", "a\u{fffd}"]);
    }
}
