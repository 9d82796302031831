//! From bytes to the values that the spec speaks of.

mod body;
mod charset;
mod coerce;
mod hold;
mod json;
mod multipart;
mod params;
mod request;
mod tree;

pub(crate) use json::read as read_json;
pub(crate) use request::{Reading, read};

use bytes::Bytes;
use http::HeaderMap;
use percent_encoding::percent_decode_str;

/// A request taken apart, before anything is known of its operation.
pub(crate) struct Parts<'r> {
    pub method: &'r str,
    pub host: String,
    /// As it came, still escaped.
    pub path: &'r str,
    /// Unescaped; a name without a value has an empty one.
    pub query: Vec<(String, String)>,
    /// As it came, still escaped.
    pub raw_query: &'r str,
    /// Fields of a form body.
    pub form: Vec<(String, String)>,
    pub headers: &'r HeaderMap,
    /// Without parameters, in lower case; empty if there is none.
    pub content_type: String,
    pub body: &'r Bytes,
}

impl<'r> Parts<'r> {
    pub fn of(request: &'r http::Request<Bytes>) -> Self {
        let headers = request.headers();
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let whole = text("content-type").unwrap_or_default();
        let several = headers.get_all("content-type").iter().count() > 1;
        let whole = if several { "several" } else { whole };
        let content_type = whole.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let form = if content_type == FORM {
            pairs(request.body())
        } else {
            Vec::new()
        };
        let host = request.uri().authority().map(|host| host.as_str().to_owned());
        Self {
            method: request.method().as_str(),
            host: host.or_else(|| text("host").map(str::to_owned)).unwrap_or_default(),
            path: request.uri().path(),
            query: pairs(request.uri().query().unwrap_or_default().as_bytes()),
            raw_query: request.uri().query().unwrap_or_default(),
            form,
            headers,
            content_type,
            body: request.body(),
        }
    }

    pub fn header(&self, name: &str) -> Option<&'r str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}

pub(crate) const FORM: &str = "application/x-www-form-urlencoded";

fn pairs(text: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(text)
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect()
}

/// A step of a path, unescaped.
pub(crate) fn unescaped(step: &str) -> String {
    percent_decode_str(step).decode_utf8_lossy().into_owned()
}
