//! Calls to a mock, without a client.
#![allow(dead_code, reason = "not each test needs all")]

use http::Request;
use serde_json::{Value, json};
use tradewire_mock::{Builder, Clock, Mock};

/// One who calls a mock, with credentials of its platform.
pub struct Caller {
    pub mock: Mock,
    header: (&'static str, &'static str),
    query: &'static str,
}

/// A caller of an empty mock whose clock stands.
pub fn caller(platform: &str) -> Caller {
    Caller::of(platform, |builder| builder)
}

impl Caller {
    pub fn of(platform: &str, set: impl FnOnce(Builder) -> Builder) -> Self {
        let specs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../specs");
        let builder = Mock::builder(specs, platform).unwrap_or_else(|error| panic!("{error}"));
        let builder = builder.samples(0).limits(false).clock(Clock::set(1_700_000_000));
        let (header, query) = match platform {
            "retailcrm" => (("x-api-key", "key"), ""),
            "boostore" => (("x-none", ""), "consumer_secret=secret"),
            "onebox" => (("x-none", ""), "login=me&password=0123456789abcdef0123456789abcdef"),
            _ => (("authorization", "Basic a2V5OnNlY3JldA=="), ""),
        };
        Self {
            mock: set(builder).build(),
            header,
            query,
        }
    }

    pub fn request(&self, method: &str, path: &str, content_type: &str, body: String) -> Request<bytes::Bytes> {
        let join = if path.contains('?') { '&' } else { '?' };
        let uri = if self.query.is_empty() {
            path.to_owned()
        } else {
            format!("{path}{join}{}", self.query)
        };
        let mut request = Request::builder()
            .method(method)
            .uri(uri)
            .header(self.header.0, self.header.1);
        if !content_type.is_empty() {
            request = request.header("content-type", content_type);
        }
        request.body(body.into()).expect("a request")
    }

    fn send(&self, request: &Request<bytes::Bytes>) -> (u16, Value) {
        let response = self.mock.handle(request).response;
        let body = serde_json::from_slice(response.body()).unwrap_or(Value::Null);
        (response.status().as_u16(), body)
    }

    /// With a body of JSON; `null` is none.
    pub fn call(&self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let text = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        self.send(&self.request(method, path, "application/json", text))
    }

    pub fn get(&self, path: &str) -> (u16, Value) {
        self.send(&self.request("GET", path, "", String::new()))
    }

    /// A form in which each field is JSON.
    pub fn form(&self, path: &str, fields: &[(&str, Value)]) -> (u16, Value) {
        let mut form = form_urlencoded::Serializer::new(String::new());
        for (name, value) in fields {
            form.append_pair(name, &value.as_str().map_or_else(|| value.to_string(), str::to_owned));
        }
        self.send(&self.request("POST", path, "application/x-www-form-urlencoded", form.finish()))
    }

    #[track_caller]
    pub fn assert_no_violations(&self) {
        let found: Vec<String> = self.mock.violations().iter().map(ToString::to_string).collect();
        assert!(found.is_empty(), "{found:#?}");
    }
}

/// An order of `insales`, as it is created.
pub fn order() -> Value {
    json!({"order": {
        "order_lines_attributes": [{"variant_id": 1, "quantity": 2}],
        "client": {"name": "a", "phone": "1"},
        "shipping_address_attributes": {"address": "1 Main Street"},
        "delivery_variant_id": 1,
        "payment_gateway_id": 1,
    }})
}
