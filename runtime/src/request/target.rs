//! Requests to addresses that no operation names: raw calls, and redirects.

use super::prepared::Prepared;
use crate::error::Error;
use crate::meta::{Encoding, Meta};
use crate::wire::{Content, Params};

impl Prepared {
    /// A request that no operation covers. `path` is percent-encoded and may have a query; `meta` lends platform,
    /// credentials and limit.
    ///
    /// # Errors
    /// The path does not begin with `/`, or has `.` or `..` segments.
    pub fn raw(meta: &'static Meta, method: &str, path: &str) -> Result<Self, Error> {
        let mut raw = Self::new(meta);
        method.clone_into(&mut raw.method);
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

    fn set_target(&mut self, target: &str) -> Result<(), Error> {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let refused = |why: &str| Err(Error::build(format!("the path cannot be used: {why}")));
        if !path.starts_with('/') {
            return refused("it does not begin with `/`");
        }
        if !path.is_ascii() || path.contains('#') || path.chars().any(|c| c.is_control() || c.is_whitespace()) {
            return refused("it holds a character that must be percent-encoded");
        }
        if path.split('/').any(|segment| segment == "." || segment == "..") {
            return refused("it has `.` or `..` segments");
        }
        path.clone_into(&mut self.path);
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
