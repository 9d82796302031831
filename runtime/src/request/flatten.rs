//! JSON values as parameters of a query or a form.
//!
//! Lists are written in the style of their operation; objects always take brackets (`filter[name]=…`), and so do lists
//! whose elements are lists or objects, with their numbers (`items[0][id]=…`): PHP and Rails read nothing else back
//! as it was.

use std::borrow::Cow;

use super::separated::join;
use crate::error::Error;
use crate::json::Json;
use crate::meta::ListStyle;
use crate::wire::Params;

/// How values become text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    pub lists: ListStyle,
    /// `1` and `0` for `true` and `false`.
    pub digits: bool,
}

/// Adds `value` under `name`, which is spelt as on the wire.
pub(crate) fn flatten(name: &str, value: &Json, style: Style, out: &mut Params) -> Result<(), Error> {
    spread(&mut name.to_owned(), value, style, out)
}

/// The name grows on the way down and is cut again on the way up, so that it is not copied at each step.
fn spread(name: &mut String, value: &Json, style: Style, out: &mut Params) -> Result<(), Error> {
    if let Some(text) = scalar(value, style.digits) {
        out.push(&**name, Some(text.into_owned()));
        return Ok(());
    }
    if style.lists == ListStyle::Json {
        out.push(&**name, Some(value.to_string()));
        return Ok(());
    }
    match value {
        Json::Object(members) => members
            .iter()
            .try_for_each(|(key, member)| inside(name, checked_key(name, key)?, member, style, out)),
        Json::Array(elements) => list(name, elements, style, out),
        _ => Ok(()),
    }
}

fn inside(name: &mut String, step: &str, value: &Json, style: Style, out: &mut Params) -> Result<(), Error> {
    let length = name.len();
    name.push('[');
    name.push_str(step);
    name.push(']');
    let written = spread(name, value, style, out);
    name.truncate(length);
    written
}

fn list(name: &mut String, elements: &[Json], style: Style, out: &mut Params) -> Result<(), Error> {
    let texts: Option<Vec<_>> = elements.iter().map(|element| scalar(element, style.digits)).collect();
    let Some(texts) = texts else {
        let mut numbered = elements.iter().enumerate();
        return numbered.try_for_each(|(at, element)| inside(name, &at.to_string(), element, style, out));
    };
    match style.lists {
        ListStyle::Comma if !texts.is_empty() => out.push(&**name, Some(join(name, &texts, ",", None)?)),
        ListStyle::Separated { by, escape } if !texts.is_empty() => {
            out.push(&**name, Some(join(name, &texts, by, escape)?));
        }
        ListStyle::Comma | ListStyle::Separated { .. } => {}
        ListStyle::Indexed => {
            for (at, text) in texts.into_iter().enumerate() {
                out.push(format!("{name}[{at}]"), Some(text.into_owned()));
            }
        }
        ListStyle::Brackets => {
            for text in texts {
                out.push(format!("{name}[]"), Some(text.into_owned()));
            }
        }
        ListStyle::Repeat | ListStyle::Json => {
            for text in texts {
                out.push(&**name, Some(text.into_owned()));
            }
        }
    }
    Ok(())
}

/// Text of a value that is neither list nor object; `null` is the empty text, as forms know no other.
pub(crate) fn scalar(value: &Json, digits: bool) -> Option<Cow<'_, str>> {
    Some(match value {
        Json::Null => Cow::Borrowed(""),
        Json::Bool(yes) => Cow::Borrowed(match (yes, digits) {
            (true, true) => "1",
            (false, true) => "0",
            (true, false) => "true",
            (false, false) => "false",
        }),
        Json::Number(number) => Cow::Owned(number.to_string()),
        Json::String(text) => Cow::Borrowed(text),
        Json::Array(_) | Json::Object(_) => return None,
    })
}

/// A bracket in a key would be read as structure by the server.
fn checked_key<'k>(name: &str, key: &'k str) -> Result<&'k str, Error> {
    if key.contains(['[', ']']) {
        return Err(Error::build(format!(
            "parameter `{name}` cannot be written: the key `{key}` holds a bracket"
        )));
    }
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEMICOLON: ListStyle = ListStyle::Separated {
        by: ";",
        escape: Some("\\"),
    };

    fn written(json: &str, lists: ListStyle) -> String {
        let mut out = Params::default();
        let value: Json = Json::parse(json).unwrap();
        flatten("a", &value, Style { lists, digits: false }, &mut out).unwrap();
        out.iter()
            .map(|(name, value)| format!("{name}={}", value.unwrap()))
            .collect::<Vec<_>>()
            .join("&")
    }

    #[test]
    fn lists_in_every_style() {
        for (lists, expected) in [
            (ListStyle::Brackets, "a[]=1&a[]=x"),
            (ListStyle::Indexed, "a[0]=1&a[1]=x"),
            (ListStyle::Comma, "a=1,x"),
            (ListStyle::Repeat, "a=1&a=x"),
            (ListStyle::Json, "a=[1,\"x\"]"),
            (SEMICOLON, "a=1;x"),
        ] {
            assert_eq!(written(r#"[1,"x"]"#, lists), expected);
        }
    }

    #[test]
    fn structures_take_brackets() {
        let json = r#"{"b":{"c":1.50,"d":[1,2]},"e":true,"f":null,"g":[{"h":1},{"h":[3]}],"i":[],"j":{}}"#;
        assert_eq!(
            written(json, ListStyle::Brackets),
            "a[b][c]=1.50&a[b][d][]=1&a[b][d][]=2&a[e]=true&a[f]=&a[g][0][h]=1&a[g][1][h][]=3"
        );
        assert_eq!(written(r#"[{"h":1}]"#, ListStyle::Comma), "a[0][h]=1");
        assert_eq!(written(r#"{"b":[1,2]}"#, ListStyle::Comma), "a[b]=1,2");
        assert_eq!(written(r#"{"b":[1,2]}"#, ListStyle::Json), r#"a={"b":[1,2]}"#);
        assert_eq!(written(r#"{"b":["c;d",2]}"#, SEMICOLON), r"a[b]=c\;d;2");
        assert_eq!(written("[]", SEMICOLON), "");
        assert_eq!(written("[[1,2],[3]]", ListStyle::Repeat), "a[0]=1&a[0]=2&a[1]=3");
    }

    #[test]
    fn booleans_are_words_or_digits() {
        assert_eq!(scalar(&Json::Bool(true), true).unwrap(), "1");
        assert_eq!(scalar(&Json::Bool(false), true).unwrap(), "0");
        assert_eq!(scalar(&Json::Bool(false), false).unwrap(), "false");
    }

    #[test]
    fn what_would_be_misread_is_refused() {
        let mut out = Params::default();
        let style = Style {
            lists: ListStyle::Comma,
            digits: false,
        };
        for json in [r#"["a,b"]"#, r#"{"x][y":1}"#] {
            let value: Json = Json::parse(json).unwrap();
            assert!(flatten("a", &value, style, &mut out).is_err(), "{json}");
        }
        assert!(out.is_empty());
    }
}
