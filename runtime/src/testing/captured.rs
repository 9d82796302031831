//! Requests that a client sent, for a look and for assertions.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, Method};

use crate::json::Json;

/// A request that was sent.
#[derive(Clone)]
pub struct Captured {
    /// HTTP verb.
    pub method: Method,
    /// Whole address.
    pub uri: http::Uri,
    /// All headers, credentials included.
    pub headers: HeaderMap,
    /// The body as it was sent.
    pub body: Bytes,
}

impl Captured {
    pub(super) fn new(request: http::Request<Bytes>) -> Self {
        let (head, body) = request.into_parts();
        Self {
            method: head.method,
            uri: head.uri,
            headers: head.headers,
            body,
        }
    }

    /// Percent-encoded path.
    #[must_use]
    pub fn path(&self) -> &str {
        self.uri.path()
    }

    /// The query as it was sent, without `?`; empty if there is none.
    #[must_use]
    pub fn query_text(&self) -> &str {
        self.uri.query().unwrap_or_default()
    }

    /// Decoded value of the first query parameter of this name.
    #[must_use]
    pub fn query(&self, name: &str) -> Option<String> {
        form_urlencoded::parse(self.query_text().as_bytes())
            .find(|(n, _)| n == name)
            .map(|(_, value)| value.into_owned())
    }

    /// Value of a header, if it is text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body as text; bytes that are no UTF-8 are replaced.
    #[must_use]
    pub fn body_text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Decoded fields of a form body.
    #[must_use]
    pub fn form(&self) -> Vec<(String, String)> {
        form_urlencoded::parse(&self.body).into_owned().collect()
    }

    /// The body as JSON.
    ///
    /// # Panics
    /// When it is none.
    #[must_use]
    pub fn json(&self) -> Json {
        Json::parse(&self.body_text()).expect("the body is JSON")
    }
}

/// Assertions. They give the request back, so that they can be put one behind the other, and name it when they fail.
impl Captured {
    /// Checks verb and path.
    ///
    /// # Panics
    /// They are others.
    #[track_caller]
    pub fn assert(&self, method: &str, path: &str) -> &Self {
        assert!(
            self.method == method && self.path() == path,
            "expected {method} {path}, but {self:?} was sent"
        );
        self
    }

    /// Checks the decoded value of a query parameter, spelt as on the wire (`filter[ids][]`).
    ///
    /// # Panics
    /// It is missing or another.
    #[track_caller]
    pub fn assert_query(&self, name: &str, value: &str) -> &Self {
        self.check(&format!("query parameter `{name}`"), self.query(name).as_deref(), value)
    }

    /// Checks that there is no such query parameter.
    ///
    /// # Panics
    /// There is one.
    #[track_caller]
    pub fn assert_no_query(&self, name: &str) -> &Self {
        let found = self.query(name);
        assert!(found.is_none(), "{self:?} has the query parameter `{name}`: {found:?}");
        self
    }

    /// Checks a header.
    ///
    /// # Panics
    /// It is missing or another.
    #[track_caller]
    pub fn assert_header(&self, name: &str, value: &str) -> &Self {
        self.check(&format!("header `{name}`"), self.header(name), value)
    }

    /// Checks a decoded field of a form body.
    ///
    /// # Panics
    /// It is missing or another.
    #[track_caller]
    pub fn assert_form(&self, name: &str, value: &str) -> &Self {
        let form = self.form();
        let found = form
            .iter()
            .find(|(found, _)| found == name)
            .map(|(_, value)| value.as_str());
        self.check(&format!("form field `{name}`"), found, value)
    }

    /// Checks what stands at a dotted path of a JSON body (`order.lines.0.quantity`; `""` is the whole body).
    ///
    /// # Panics
    /// There is something else, nothing, or no JSON.
    #[track_caller]
    pub fn assert_json(&self, path: &str, value: impl Into<Json>) -> &Self {
        let (body, value) = (self.json(), value.into());
        let found = body.at(path);
        assert!(
            found == Some(&value),
            "{self:?} has at `{path}` of its body {}, not {value}",
            shown(found)
        );
        self
    }

    #[track_caller]
    fn check(&self, what: &str, found: Option<&str>, expected: &str) -> &Self {
        assert!(
            found == Some(expected),
            "{self:?} has the {what} {found:?}, not {expected:?}"
        );
        self
    }
}

fn shown(found: Option<&Json>) -> String {
    found.map_or_else(|| "nothing".to_owned(), ToString::to_string)
}

impl fmt::Debug for Captured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} ({} bytes)", self.method, self.path(), self.body.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn captured() -> Captured {
        let request = http::Request::builder()
            .method("POST")
            .uri("https://shop.example/orders?site=a%20b&x[]=1");
        let request = request.header("content-type", "application/json");
        Captured::new(request.body(r#"{"order":{"lines":[{"quantity":2}]}}"#.into()).unwrap())
    }

    fn complaint(check: impl Fn(&Captured) + std::panic::UnwindSafe) -> String {
        let panic = std::panic::catch_unwind(move || check(&captured())).expect_err("the assertion fails");
        panic.downcast_ref::<String>().cloned().unwrap_or_default()
    }

    #[test]
    fn what_fits_passes() {
        captured()
            .assert("POST", "/orders")
            .assert_query("site", "a b")
            .assert_no_query("page")
            .assert_header("content-type", "application/json")
            .assert_json("order.lines.0.quantity", 2);
        let form = http::Request::new("order=%7B%7D&site=x".into());
        Captured::new(form).assert_form("order", "{}").assert_form("site", "x");
    }

    #[test]
    fn what_does_not_fit_is_told() {
        assert_eq!(
            complaint(|c| drop(c.assert("PUT", "/orders").clone())),
            "expected PUT /orders, but POST /orders (36 bytes) was sent"
        );
        assert!(complaint(|c| drop(c.assert_query("site", "b").clone())).contains("`site` Some(\"a b\"), not \"b\""));
        assert!(complaint(|c| drop(c.assert_no_query("site").clone())).contains("has the query parameter `site`"));
        assert!(complaint(|c| drop(c.assert_header("accept", "x").clone())).contains("None"));
        assert!(complaint(|c| drop(c.assert_json("order.lines.0.quantity", 3).clone())).contains("body 2, not 3"));
        assert!(complaint(|c| drop(c.assert_json("order.id", 3).clone())).contains("nothing"));
    }
}
