//! What a program adds to a request by hand, held against what the operation has setters for.

use super::declared::{plain, setter};
use super::json_path;
use super::prepared::{Prepared, steps};
use crate::error::Error;
use crate::wire::Content;

impl Prepared {
    /// Refuses a query parameter that the operation has a setter for.
    ///
    /// # Errors
    /// It names the setter. Never in release builds.
    pub(crate) fn check_extra_query(&self, name: &str) -> Result<(), Error> {
        if !cfg!(debug_assertions) || !self.declared.holds(name) {
            return Ok(());
        }
        let (meta, name) = (self.meta(), plain(name));
        let setter = setter(meta, name);
        Err(Error::build(format!(
            "the query parameter `{name}` is added by `extra_query`, and the operation has a setter for it: `.{setter}(…)`"
        ))
        .with_operation(meta))
    }

    /// Refuses a field that the body has already.
    ///
    /// # Errors
    /// It names the setter. Never in release builds.
    pub(crate) fn check_extra_field(&self, dotted: &str) -> Result<(), Error> {
        if !cfg!(debug_assertions) || !self.has_field(dotted) {
            return Ok(());
        }
        let meta = self.meta();
        let last = steps(dotted).last().copied().unwrap_or(dotted).to_owned();
        let setter = setter(meta, &last);
        Err(Error::build(format!(
            "the field `{dotted}` is added by `extra_field`, and the body has it already: it was given, or set by `.{setter}(…)`"
        ))
        .with_operation(meta))
    }

    fn has_field(&self, dotted: &str) -> bool {
        let path: Vec<&str> = self.meta().body.key.into_iter().chain(steps(dotted)).collect();
        match &self.content {
            Content::Json(json) => json_path::get(json, &path).is_some(),
            Content::Text(text) => {
                let json = crate::json::decode::<crate::json::Json>(text, crate::json::Options::default());
                json.is_ok_and(|json| json_path::get(&json.value, &path).is_some())
            }
            Content::Parts(parts) => parts.iter().any(|part| part.name == dotted),
            _ => false,
        }
    }
}
