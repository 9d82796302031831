//! Questions that callers ask of an error.
//!
//! A code or message with a known meaning answers them before the status does: a wrong password inside HTTP 200 is [`Error::is_auth`].

use super::{Error, ErrorKind};
use crate::meta::StatusMeaning;

impl Error {
    /// Part of the work was done, or some element of a batch failed; if all did, that is this as well.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.0.kind == ErrorKind::Partial
    }

    /// The thing asked for does not exist.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.0.meaning == Some(StatusMeaning::NotFound)
    }

    /// There is such a thing already, as with a second order of the same number. Only where the platform has a code for it.
    #[must_use]
    pub fn is_already_exists(&self) -> bool {
        self.0.meaning == Some(StatusMeaning::AlreadyExists)
    }

    /// Over the request budget.
    #[must_use]
    pub fn is_rate_limited(&self) -> bool {
        self.0.meaning == Some(StatusMeaning::RateLimited)
    }

    /// Credentials are missing, wrong, or not sufficient.
    #[must_use]
    pub fn is_auth(&self) -> bool {
        self.0.kind == ErrorKind::Credentials || self.0.meaning == Some(StatusMeaning::Auth)
    }

    /// The platform refused the data of the request.
    #[must_use]
    pub fn is_invalid(&self) -> bool {
        self.0.meaning == Some(StatusMeaning::Invalid)
            || (self.0.kind == ErrorKind::Api && self.0.meaning.is_none() && !self.0.fields.is_empty())
    }

    /// The server cannot answer now.
    #[must_use]
    pub fn is_unavailable(&self) -> bool {
        self.0.meaning == Some(StatusMeaning::Unavailable)
    }

    /// The time was up.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.0.kind == ErrorKind::Timeout
    }

    /// No connection to the server.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.0.kind == ErrorKind::Connect
    }

    /// The platform may have carried the request out all the same: the reply to an attempt was lost, or somebody on the way replied.
    /// Look before doing it once more. After several attempts this is about any of them: a `PUT` that failed with
    /// 409 may have met its own first attempt.
    #[must_use]
    pub fn is_outcome_unknown(&self) -> bool {
        self.0.unknown_outcome
    }

    /// The same request may succeed later. Whether sending it again is *safe* depends on the operation: after a timeout
    /// or a broken connection the platform may have done the work.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        matches!(
            self.0.kind,
            ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Interrupted
        ) || self.is_rate_limited()
            || self.is_unavailable()
    }
}
