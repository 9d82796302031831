//! Requests to addresses that no operation names: raw calls, and redirects.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::dots::leads_elsewhere;
use super::prepared::Prepared;
use crate::error::Error;
use crate::meta::{Encoding, Meta};
use crate::wire::{Content, Params};

/// Characters that no path holds as they are.
const NOT_IN_PATHS: &AsciiSet = &CONTROLS
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

impl Prepared {
    /// A request that no operation covers. `path` is percent-encoded and may have a query; `meta` lends platform,
    /// credentials and limit.
    ///
    /// # Errors
    /// The path does not begin with `/`, or has `.` or `..` segments, in whatever spelling.
    pub fn raw(meta: &'static Meta, method: &str, path: &str) -> Result<Self, Error> {
        let mut raw = Self::new(meta);
        raw.method = Cow::Owned(method.to_owned());
        raw.encoding = Encoding::Json;
        raw.set_target(path)?;
        Ok(raw)
    }

    /// Goes where the server points: `target` is a path with its query, from the root of the same host. Credentials are applied anew.
    ///
    /// # Errors
    /// As [`Prepared::raw`].
    pub(crate) fn redirect_to(&mut self, target: &str) -> Result<(), Error> {
        self.query = Params::default();
        self.set_target(if target.is_empty() { "/" } else { target })?;
        self.redirected = true;
        if self.encoding == Encoding::Query {
            // What the body said is part of the new query, if the server wants it there.
            self.content = Content::Empty;
        }
        Ok(())
    }

    /// Reads from now on, whatever the request did: the server says where its result is.
    pub(crate) fn become_get(&mut self) {
        self.method = Cow::Borrowed("GET");
        self.content = Content::Empty;
    }

    /// Goes to another host, which gets nothing of this request but a `GET` of `address`.
    pub(crate) fn go_away(&mut self, address: String) {
        self.become_get();
        self.away = Some(address);
    }

    /// The address at another host that the request is on its way to.
    pub(crate) fn away(&self) -> Option<&str> {
        self.away.as_deref()
    }

    fn set_target(&mut self, target: &str) -> Result<(), Error> {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let refused = |why: &str| Err(Error::build(format!("the path cannot be used: {why}")));
        if !path.starts_with('/') {
            return refused("it does not begin with `/`");
        }
        if !path.is_ascii() || path.contains('#') || path.chars().any(|c| c.is_control() || c.is_whitespace()) {
            return refused("it holds a character that must be percent-encoded");
        }
        if path.contains('\\') {
            return refused("it holds a backslash, which is taken for a slash");
        }
        if leads_elsewhere(path) {
            return refused("it has `.` or `..` segments");
        }
        // As the URL library would write it, so that what is signed is what is sent.
        self.path = Cow::Owned(utf8_percent_encode(path, NOT_IN_PATHS).to_string());
        let query = query.split('#').next().unwrap_or_default();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            for (name, value) in form_urlencoded::parse(pair.as_bytes()) {
                self.query
                    .push(name.into_owned(), pair.contains('=').then(|| value.into_owned()));
            }
        }
        Ok(())
    }
}
