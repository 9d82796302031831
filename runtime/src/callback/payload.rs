//! The form in which a body came, whatever was expected and whatever its head calls it.

use http::HeaderMap;
use http::header::CONTENT_TYPE;

use super::{form, multipart};
use crate::json::{self, Json};
use crate::meta::Encoding;
use crate::reply::{header_params, media_type};

/// What a body holds.
#[derive(Debug, PartialEq)]
pub(super) enum Payload {
    /// Nothing.
    Empty,
    /// JSON, still to be read.
    Json,
    /// Fields of a form, or JSON that came in the dress of one.
    Fields(Json),
    /// Nothing that is ever read here, with the reason.
    Other(&'static str),
}

impl Payload {
    /// Looks at a body; `expected` is what the spec says. The first byte counts more than the head: a sender that forgets to name the
    /// type of its JSON has it called a form by its HTTP library.
    pub(super) fn of(expected: Encoding, headers: &HeaderMap, body: &[u8]) -> Self {
        let content = json::content(body);
        // With `Encoding::Form` texts that look like JSON are texts.
        let nested = expected != Encoding::Form;
        match (content.first(), media_type(headers).as_deref()) {
            (None, _) => Self::Empty,
            (Some(b'{' | b'['), _) => Self::Json,
            (_, Some("multipart/form-data")) => match multipart::fields(content, &boundary(headers)) {
                Ok(fields) => Self::fields(form::nest(fields, nested)),
                Err(why) => Self::Other(why),
            },
            (_, Some("application/x-www-form-urlencoded")) => Self::form(content, nested),
            (_, Some(media)) if media == "application/json" || media.ends_with("+json") => Self::Json,
            _ if matches!(expected, Encoding::Form | Encoding::FormJson) => Self::form(content, nested),
            _ => Self::Json,
        }
    }

    fn form(content: &[u8], nested: bool) -> Self {
        let is_odd = |byte: &u8| byte.is_ascii_control() && !byte.is_ascii_whitespace();
        if content.starts_with(b"<") || content.iter().any(is_odd) {
            return Self::Other("it is neither a form nor JSON");
        }
        match escaped(content) {
            Some(json) => Self::Fields(json),
            None => Self::fields(form::to_json(content, nested)),
        }
    }

    /// A form without fields is nothing, and no empty list either.
    fn fields(json: Result<Json, &'static str>) -> Self {
        match json {
            Ok(json) if json.is_empty() => Self::Empty,
            Ok(json) => Self::Fields(json),
            Err(why) => Self::Other(why),
        }
    }
}

/// JSON that was escaped as if it were the name of a field.
fn escaped(content: &[u8]) -> Option<Json> {
    let is_one = content.starts_with(b"%") && !content.iter().any(|byte| matches!(byte, b'=' | b'&'));
    let (name, _) = form_urlencoded::parse(content).next().filter(|_| is_one)?;
    form::embedded(&name)
}

fn boundary(headers: &HeaderMap) -> String {
    let text = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let params = header_params(text.unwrap_or_default());
    let found = params.into_iter().find(|(name, _)| name == "boundary");
    found.map(|(_, text)| text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(media: &'static str, body: &str) -> Payload {
        let mut headers = HeaderMap::new();
        if !media.is_empty() {
            headers.insert(CONTENT_TYPE, http::HeaderValue::from_static(media));
        }
        Payload::of(Encoding::FormJson, &headers, body.as_bytes())
    }

    #[test]
    fn the_first_byte_counts_more_than_the_head() {
        for media in [
            "",
            "application/x-www-form-urlencoded",
            "text/plain",
            "multipart/form-data",
            "image/png",
        ] {
            assert_eq!(of(media, "\u{feff}\n{\"a\":1}"), Payload::Json, "{media}");
            assert_eq!(of(media, "\n\u{feff} "), Payload::Empty, "{media}");
        }
        let fields = |text: &str| Payload::Fields(Json::parse(text).unwrap());
        for media in ["", "application/x-www-form-urlencoded", "text/plain"] {
            assert_eq!(of(media, "\u{feff}\na[b]=1\n"), fields(r#"{"a":{"b":"1"}}"#));
            assert_eq!(of(media, "%7B%22a%22%3A1%7D"), fields(r#"{"a":1}"#));
            for other in ["<a>x=1</a>", "\u{1}=2", "a\0"] {
                assert_eq!(of(media, other), Payload::Other("it is neither a form nor JSON"));
            }
        }
        assert_eq!(of("application/json", "a=1"), Payload::Json);
        assert_eq!(of("", "&=1&"), Payload::Empty);
        let parts = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n{\"b\":1}\r\n--b--\r\n";
        assert_eq!(
            of("Multipart/Form-Data; boundary=\"b\"", parts),
            fields(r#"{"a":{"b":1}}"#)
        );
        assert!(matches!(of("multipart/form-data", parts), Payload::Other(_)));
    }
}
