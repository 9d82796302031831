//! What a client may show to a platform.

use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

use zeroize::Zeroizing;

use crate::meta::Scheme;

/// Credentials of one or more schemes.
///
/// Generated crates have a function for each scheme of their platform. Several may be held at once
/// (`Credentials::basic(…).and(Credentials::bearer(…))`); an operation uses the first that it accepts.
///
/// The texts are wiped from memory when dropped, and `Debug` shows the names of the schemes only.
#[derive(Clone, Default)]
pub struct Credentials {
    held: Vec<Held>,
}

#[derive(Clone)]
pub(super) struct Held {
    pub(super) scheme: &'static str,
    inputs: Vec<(&'static str, Zeroizing<String>)>,
    /// What the first call made of them, and by which table, for those after it.
    made: OnceLock<(&'static Scheme, Zeroizing<String>)>,
}

impl Credentials {
    /// None at all, for platforms and operations that ask for none.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Credentials of one scheme: its name, and name and text of each of its inputs, as the platform's tables have them.
    #[must_use]
    pub fn scheme<const N: usize>(scheme: &'static str, inputs: [(&'static str, String); N]) -> Self {
        Self::of(scheme, inputs)
    }

    /// As [`scheme`](Self::scheme), for programs that find out while they run which inputs there are.
    #[must_use]
    pub fn of(scheme: &'static str, inputs: impl IntoIterator<Item = (&'static str, String)>) -> Self {
        let inputs = inputs
            .into_iter()
            .map(|(name, text)| (name, Zeroizing::new(text)))
            .collect();
        Self {
            held: vec![Held {
                scheme,
                inputs,
                made: OnceLock::new(),
            }],
        }
    }

    /// Holds these as well. A scheme that is held already is replaced.
    #[must_use]
    pub fn and(mut self, more: Self) -> Self {
        for held in more.held {
            self.held.retain(|old| old.scheme != held.scheme);
            self.held.push(held);
        }
        self
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.held.is_empty()
    }

    /// Names of the schemes that it holds.
    pub fn schemes(&self) -> impl Iterator<Item = &'static str> {
        self.held.iter().map(|held| held.scheme)
    }

    pub(super) fn held(&self, scheme: &str) -> Option<&Held> {
        self.held.iter().find(|held| held.scheme == scheme)
    }

    pub(super) fn all(&self) -> &[Held] {
        &self.held
    }
}

impl Held {
    pub(super) fn input(&self, name: &str) -> Option<&str> {
        self.inputs
            .iter()
            .find(|(found, _)| *found == name)
            .map(|(_, text)| text.as_str())
    }

    /// The text that `make` makes of them by the table of a scheme. It is the same for each call, so it is made once.
    pub(super) fn made<E>(
        &self,
        scheme: &'static Scheme,
        make: impl Fn(&Self) -> Result<Zeroizing<String>, E>,
    ) -> Result<Cow<'_, Zeroizing<String>>, E> {
        if self.made.get().is_none() {
            // Another thread may be faster.
            let _ = self.made.set((scheme, make(self)?));
        }
        match self.made.get() {
            Some((by, text)) if std::ptr::eq(*by, scheme) => Ok(Cow::Borrowed(text)),
            // A scheme of the same name on another platform.
            _ => make(self).map(Cow::Owned),
        }
    }

    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.inputs.iter().map(|(_, text)| text.as_str())
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials")?;
        f.debug_list().entries(self.schemes()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn basic(password: &str) -> Credentials {
        Credentials::scheme("basic", [("user", "app".into()), ("password", password.into())])
    }

    #[test]
    fn debug_names_schemes_only() {
        let both = basic("canary").and(Credentials::scheme("bearer", [("secret", "canary".into())]));
        assert_eq!(format!("{both:?}"), r#"Credentials["basic", "bearer"]"#);
    }

    #[test]
    fn the_later_of_one_scheme_counts() {
        let both = basic("old").and(basic("new"));
        assert_eq!(both.schemes().collect::<Vec<_>>(), ["basic"]);
        assert_eq!(both.held("basic").unwrap().input("password"), Some("new"));
        assert!(both.held("bearer").is_none());
        assert!(Credentials::none().is_empty());
    }
}
