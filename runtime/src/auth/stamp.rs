//! What makes one sending of a request unlike any other.

use std::collections::hash_map::RandomState;
use std::fmt::Write as _;
use std::hash::BuildHasher;
use std::time::{SystemTime, UNIX_EPOCH};

/// Time and nonce of a signature, and the boundary of a multipart body. Tests give their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// Seconds since 1970.
    pub unix_seconds: u64,
    /// A text that is not used twice, of letters and digits.
    pub nonce: String,
}

impl Stamp {
    /// A new one, now.
    #[must_use]
    pub fn now() -> Self {
        Self::at(SystemTime::now())
    }

    /// One that nobody will look at.
    pub(crate) fn unused() -> Self {
        Self {
            unix_seconds: 0,
            nonce: String::new(),
        }
    }

    /// A new one, for a time of the caller's.
    #[must_use]
    pub fn at(time: SystemTime) -> Self {
        let now = time.duration_since(UNIX_EPOCH).unwrap_or_default();
        // The standard library seeds each `RandomState` from the operating system and never hands one out twice:
        // enough for uniqueness, which is all that nonces and boundaries need.
        let mut nonce = String::with_capacity(32);
        for salt in 0..2u8 {
            let _ = write!(nonce, "{:016x}", RandomState::new().hash_one((salt, now)));
        }
        Self {
            unix_seconds: now.as_secs(),
            nonce,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_differ() {
        let (one, two) = (Stamp::now(), Stamp::now());
        assert_ne!(one.nonce, two.nonce);
        assert!(one.nonce.len() == 32 && one.nonce.bytes().all(|b| b.is_ascii_alphanumeric()));
        assert!(one.unix_seconds > 1_700_000_000);
    }
}
