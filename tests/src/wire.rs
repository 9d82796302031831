//! Tables of calls and what they send.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::{Debug, Display};

use tradewire::testing::{Captured, Scripted};
use tradewire::{Bytes, Error, Operation};

/// A server in memory that takes everything, and remembers which operations it has seen.
#[derive(Debug)]
pub struct Wire {
    server: Scripted,
    seen: RefCell<BTreeSet<&'static str>>,
}

/// What a call must send.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'a> {
    /// `POST /path?query`.
    pub line: &'a str,
    /// The body, byte for byte; empty if there is none.
    pub body: &'a str,
}

impl<'a> From<&'a str> for Expected<'a> {
    fn from(line: &'a str) -> Self {
        Self { line, body: "" }
    }
}

impl<'a> From<(&'a str, &'a str)> for Expected<'a> {
    fn from((line, body): (&'a str, &'a str)) -> Self {
        Self { line, body }
    }
}

/// More than any table has rows.
const REPLIES: usize = 400;

impl Wire {
    /// A new one, whose replies are empty objects.
    #[must_use]
    pub fn new() -> Self {
        let server = (0..REPLIES).fold(Scripted::new(), |server, _| server.reply(200, "{}"));
        Self {
            server,
            seen: RefCell::default(),
        }
    }

    /// The transport to give to a client.
    #[must_use]
    pub fn transport(&self) -> Scripted {
        self.server.clone()
    }

    /// Checks what a call of `operation` sent; `outcome` is that of `send_raw`. A JSON body must say that it is one, and a call
    /// without a body must not claim one by a length.
    ///
    /// # Panics
    /// It sent something else, or nothing.
    #[track_caller]
    pub fn check<O: Operation>(
        &self,
        operation: &O,
        outcome: Result<tradewire::http::Response<Bytes>, Error>,
        expected: Expected<'_>,
    ) {
        let _ = operation;
        let id = O::meta().id;
        if let Err(error) = outcome {
            panic!("{id}: nothing was sent: {error}");
        }
        let sent = self.server.last_request();
        assert_eq!(line(&sent), expected.line, "{id}");
        assert_eq!(sent.body_text(), expected.body, "{id}: body of {}", expected.line);
        let content_type = sent.header("content-type");
        if expected.body.starts_with(['{', '[']) {
            assert_eq!(content_type, Some("application/json"), "{id}");
        } else if matches!(sent.method.as_str(), "GET" | "DELETE") {
            assert_eq!(content_type, None, "{id}");
        }
        self.seen.borrow_mut().insert(id);
    }

    /// The latest request.
    #[must_use]
    pub fn last(&self) -> Captured {
        self.server.last_request()
    }

    /// Checks that every operation of a resource was in the table.
    ///
    /// # Panics
    /// One was not, or the table has one that the spec does not have.
    #[track_caller]
    pub fn assert_covers(&self, platform: &str, resource: &str) {
        let listed = crate::operations(platform, resource);
        assert!(!listed.is_empty(), "{platform}/{resource} has no operations");
        let seen: BTreeSet<String> = self.seen.borrow().iter().map(|id| (*id).to_owned()).collect();
        assert_eq!(
            seen, listed,
            "operations of {platform}/{resource}, left: in the table, right: in the spec"
        );
    }
}

impl Default for Wire {
    fn default() -> Self {
        Self::new()
    }
}

/// `GET /path?query`, as it was sent.
fn line(request: &Captured) -> String {
    let target = request.uri.path_and_query().map_or("", |target| target.as_str());
    format!("{} {target}", request.method)
}

/// Decoded names and values of a query, sorted: what the order of parameters does not change. Empty pairs (`&&`) count for nothing.
#[must_use]
pub fn parameters(query: &str) -> Vec<(String, String)> {
    let decode = |text: &str| {
        let mut bytes = Vec::new();
        let mut rest = text.as_bytes();
        while let [byte, tail @ ..] = rest {
            let escaped = tail
                .get(..2)
                .and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
            if let (b'%', Some(byte)) = (byte, escaped) {
                bytes.push(byte);
                rest = &tail[2..];
            } else {
                bytes.push(*byte);
                rest = tail;
            }
        }
        String::from_utf8(bytes).expect("a query in UTF-8")
    };
    let mut pairs: Vec<_> = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (decode(name), decode(value)))
        .collect();
    pairs.sort();
    pairs
}

/// Checks that neither `Debug` nor `Display` of `value` shows one of `secrets`.
///
/// # Panics
/// One does.
#[track_caller]
pub fn none_shows<T: Debug + Display>(value: &T, secrets: &[&str]) {
    for text in [format!("{value:?}"), format!("{value:#?}"), value.to_string()] {
        for secret in secrets {
            assert!(!text.contains(secret), "a secret is shown: {text}");
        }
    }
}

/// Checks a table of calls of a blocking client: `assert_sends! { wire; call => "GET /path"; call => ("POST /path", "{}"); }`.
#[macro_export]
macro_rules! assert_sends {
    ($wire:expr; $($call:expr => $expected:expr;)+) => {$({
        let call = $call;
        let operation = ::core::clone::Clone::clone(call.operation());
        $wire.check(&operation, call.send_raw(), $crate::Expected::from($expected));
    })+};
}
