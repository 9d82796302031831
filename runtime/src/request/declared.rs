//! What an operation declares, against what a program adds by hand. Only builds for debugging look: a parameter that is declared has a
//! setter with a type and its rules, and is sent twice if it is added.

use std::borrow::Cow;

use crate::meta::Meta;

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
    pub(super) fn holds(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == plain(name))
    }

    #[cfg(not(debug_assertions))]
    #[allow(clippy::unused_self)]
    pub(super) fn holds(&self, _: &str) -> bool {
        false
    }
}

/// Without the mark of a list.
pub(super) fn plain(name: &str) -> &str {
    name.strip_suffix("[]").unwrap_or(name)
}

/// The setter of a parameter or field.
pub(super) fn setter<'n>(meta: &'static Meta, wire: &'n str) -> Cow<'n, str> {
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
