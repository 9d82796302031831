//! What an operation declares, against what a program adds by hand. Only builds for debugging look: a parameter that is declared has a
//! setter with a type and its rules, and is sent twice if it is added.

use std::borrow::Cow;

use super::json_path;
use super::prepared::{Prepared, steps};
use crate::error::Error;
use crate::meta::Meta;
use crate::wire::Content;

/// Names of the query parameters of an operation, also of those that are not set.
#[derive(Clone, Default)]
pub(super) struct Declared {
    #[cfg(debug_assertions)]
    names: Vec<String>,
}

impl Declared {
    #[cfg(debug_assertions)]
    pub(super) fn note(&mut self, name: &str) {
        self.names.push(plain(name).to_owned());
    }

    #[cfg(not(debug_assertions))]
    #[allow(clippy::unused_self)] // There is nothing to note it in.
    pub(super) fn note(&mut self, _: &str) {}

    #[cfg(debug_assertions)]
    fn holds(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == plain(name))
    }

    #[cfg(not(debug_assertions))]
    #[allow(clippy::unused_self)]
    fn holds(&self, _: &str) -> bool {
        false
    }
}

/// Without the mark of a list.
fn plain(name: &str) -> &str {
    name.strip_suffix("[]").unwrap_or(name)
}

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

/// The setter of a parameter or field.
fn setter<'n>(meta: &'static Meta, wire: &'n str) -> Cow<'n, str> {
    match meta.setters.iter().find(|(known, _)| *known == wire) {
        Some((_, setter)) => Cow::Borrowed(setter),
        None => Cow::Owned(usual(wire)),
    }
}

/// The name that follows from that on the wire; the generator has the same rule, and tables what it does not hold for.
fn usual(wire: &str) -> String {
    let mut name = String::with_capacity(wire.len() + 4);
    let mut before = '_';
    for c in wire.trim_end_matches("[]").chars() {
        if c.is_uppercase() && before.is_lowercase() {
            name.push('_');
        }
        before = c;
        let plain = if c.is_alphanumeric() { c } else { '_' };
        name.extend(plain.to_lowercase());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::usual;

    #[test]
    fn names_follow_from_the_wire() {
        for (wire, name) in [
            ("perPage", "per_page"),
            ("ids[]", "ids"),
            ("filter.sinceId", "filter_since_id"),
            ("a-b", "a_b"),
        ] {
            assert_eq!(usual(wire), name);
        }
    }
}
