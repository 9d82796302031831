//! Values as headers, and headers that every call has.

use std::borrow::Cow;

use http::header::{AUTHORIZATION, COOKIE, HeaderMap, HeaderName, HeaderValue};

use super::convert::to_json;
use super::flatten::scalar;
use super::separated::join;
use crate::error::Error;
use crate::json::{Encode, Json};
use crate::meta::ListStyle;

/// Something that takes headers of all calls: the builder of a client, or [`CommonHeaders`]. Generated crates build on it.
pub trait TakeHeader: Sized {
    /// The same with one more header. What cannot be written is an error later, when the headers are put to use.
    #[must_use]
    fn take_header(self, name: &'static str, value: &dyn Encode) -> Self;
}

/// Headers of all calls, for those who send requests themselves: see [`Prepared::common_headers`](super::Prepared::common_headers).
/// A client has them from its builder.
#[derive(Clone, Default)]
pub struct CommonHeaders {
    held: Vec<(String, Json)>,
    failed: Option<String>,
}

impl CommonHeaders {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same with a header of this name.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.held.push((name.into(), Json::from(value.into())));
        self
    }

    /// As they stand in a request. `digits`: booleans are `1` and `0`.
    ///
    /// # Errors
    /// A name or value is not allowed in a header.
    pub(crate) fn written(&self, digits: bool) -> Result<HeaderMap, Error> {
        if let Some(why) = &self.failed {
            return Err(Error::build(why.clone()));
        }
        let mut headers = HeaderMap::new();
        for (name, value) in &self.held {
            put(&mut headers, name, &texts(name, ListStyle::Comma, value, digits)?)?;
        }
        Ok(headers)
    }
}

impl TakeHeader for CommonHeaders {
    fn take_header(mut self, name: &'static str, value: &dyn Encode) -> Self {
        match to_json(name, value) {
            Ok(Some(json)) => self.held.push((name.to_owned(), json)),
            Ok(None) => {}
            Err(error) => self.failed = Some(error.to_string()),
        }
        self
    }
}

/// Shows names, never values.
impl std::fmt::Debug for CommonHeaders {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.held.iter().map(|(name, _)| name)).finish()
    }
}

/// A value as the texts of one header: several where a list repeats it.
pub(super) fn texts(name: &str, lists: ListStyle, value: &Json, digits: bool) -> Result<Vec<String>, Error> {
    let refused = || Error::build(format!("header `{name}` must be a single value or a plain list"));
    let Json::Array(elements) = value else {
        let text = scalar(value, digits).ok_or_else(refused)?;
        return Ok(vec![text.into_owned()]);
    };
    let texts: Option<Vec<Cow<'_, str>>> = elements.iter().map(|element| scalar(element, digits)).collect();
    let texts = texts.ok_or_else(refused)?;
    match lists {
        ListStyle::Repeat => Ok(texts.into_iter().map(Cow::into_owned).collect()),
        ListStyle::Json => Ok(vec![value.to_string()]),
        ListStyle::Separated { by, escape } => Ok(vec![join(name, &texts, by, escape)?]),
        ListStyle::Comma | ListStyle::Brackets | ListStyle::Indexed => Ok(vec![join(name, &texts, ", ", None)?]),
    }
}

/// Sets a header, in place of what it was; several texts stand one after the other.
pub(super) fn put(headers: &mut HeaderMap, name: &str, texts: &[String]) -> Result<(), Error> {
    let refused = |what: &str| Error::build(format!("header `{}`: {what}", name.escape_debug()));
    let header: HeaderName = name.parse().map_err(|_| refused("no valid name"))?;
    headers.remove(&header);
    for text in texts {
        let mut content =
            HeaderValue::from_bytes(text.as_bytes()).map_err(|_| refused("the value holds a control character"))?;
        content.set_sensitive([AUTHORIZATION, COOKIE].contains(&header) || header.as_str().contains("key"));
        headers.append(header.clone(), content);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(json: &str, lists: ListStyle) -> Result<Vec<String>, Error> {
        texts("X-List", lists, &Json::parse(json).unwrap(), true)
    }

    #[test]
    fn lists_in_their_styles() {
        let list = r#"["a","b c",true]"#;
        assert_eq!(written(list, ListStyle::Comma).unwrap(), ["a, b c, 1"]);
        assert_eq!(written(list, ListStyle::Repeat).unwrap(), ["a", "b c", "1"]);
        let by = ListStyle::Separated {
            by: ";",
            escape: Some("\\"),
        };
        assert_eq!(written(r#"["a;b","c"]"#, by).unwrap(), [r"a\;b;c"]);
        assert!(
            written(r#"["a,b"]"#, ListStyle::Comma).is_err(),
            "it would be read as two"
        );
        assert_eq!(written(r#"["a,b"]"#, ListStyle::Repeat).unwrap(), ["a,b"]);
        assert_eq!(written("7", ListStyle::Repeat).unwrap(), ["7"]);
        assert!(written(r#"{"a":1}"#, ListStyle::Comma).is_err());
        assert!(written("[[1]]", ListStyle::Repeat).is_err());
    }

    #[test]
    fn a_header_is_replaced_as_a_whole() {
        let mut headers = HeaderMap::new();
        put(&mut headers, "X-List", &["a".to_owned(), "b".to_owned()]).unwrap();
        assert_eq!(headers.get_all("x-list").iter().count(), 2);
        put(&mut headers, "x-list", &["c".to_owned()]).unwrap();
        assert_eq!(headers.get_all("x-list").iter().collect::<Vec<_>>(), ["c"]);
        assert!(put(&mut headers, "x list", &["c".to_owned()]).is_err());
        assert!(put(&mut headers, "x-list", &["c\r\nd: e".to_owned()]).is_err());
    }

    #[test]
    fn common_headers_show_no_values() {
        let headers = CommonHeaders::new()
            .header("X-Region", "north")
            .take_header("X-Shop", &7_i64);
        assert_eq!(format!("{headers:?}"), r#"["X-Region", "X-Shop"]"#);
        let written = headers.written(false).unwrap();
        assert_eq!(written.get("x-shop").unwrap(), "7");
        let failing = CommonHeaders::new().take_header("X-Rate", &f64::NAN);
        assert!(failing.written(false).unwrap_err().to_string().contains("X-Rate"));
    }
}
