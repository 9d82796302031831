//! How it is made sure that the platform sends: said once, by the types of the route, so that nothing contradicts it.

use std::collections::BTreeMap;
use std::fmt;

use zeroize::Zeroizing;

use crate::error::{Error, ErrorKind};

/// Nothing was said of signatures yet.
#[derive(Debug, Clone, Copy)]
pub struct Undecided;

/// Signatures are not checked here.
#[derive(Debug, Clone, Copy)]
pub struct Unverified;

/// Signatures are checked with a secret.
pub struct Verified {
    pub(super) usual: Secret,
    pub(super) of_topics: BTreeMap<String, Secret>,
    /// Topics that were given more than once, or with nothing to check by.
    pub(super) faults: Vec<String>,
}

pub(super) type Secret = Zeroizing<Vec<u8>>;

impl Verified {
    pub(super) fn by(secret: &[u8]) -> Self {
        let mut faults = Vec::new();
        if secret.is_empty() {
            faults.push("its secret is empty, and anybody can sign with that: is a setting missing?".to_owned());
        }
        Self {
            usual: owned(secret),
            of_topics: BTreeMap::new(),
            faults,
        }
    }

    pub(super) fn of_topic(&mut self, topic: String, secret: &[u8]) {
        if secret.is_empty() {
            self.faults.push(format!(
                "the secret of the topic `{topic}` is empty, and anybody can sign with that: is a setting missing?"
            ));
        } else if self.of_topics.contains_key(&topic) {
            self.faults.push(format!("the topic `{topic}` has two secrets"));
        }
        self.of_topics.insert(topic, owned(secret));
    }
}

fn owned(secret: &[u8]) -> Secret {
    Zeroizing::new(secret.to_vec())
}

/// Shows no secret.
impl fmt::Debug for Verified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verified").finish_non_exhaustive()
    }
}

/// What was said of signatures.
pub trait Check: sealed::Sealed + Send + Sync + 'static {}

pub(super) mod sealed {
    pub trait Sealed {
        /// The secrets, if signatures are checked.
        fn verified(&self) -> Option<&super::Verified> {
            None
        }

        /// Whether anything was said.
        fn is_decided(&self) -> bool {
            true
        }
    }
}

impl sealed::Sealed for Undecided {
    fn is_decided(&self) -> bool {
        false
    }
}

impl sealed::Sealed for Unverified {}

impl sealed::Sealed for Verified {
    fn verified(&self) -> Option<&Verified> {
        Some(self)
    }
}

impl Check for Undecided {}
impl Check for Unverified {}
impl Check for Verified {}

/// A route that cannot be.
pub(super) fn unfit(operation: &'static str, place: Option<&'static str>, why: impl Into<String>) -> Error {
    let mut error = Error::new(ErrorKind::Build, why.into());
    let inner = error.inner_mut();
    (inner.operation, inner.place) = (Some(operation), place);
    error
}
