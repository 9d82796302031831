//! Whether an attempt is followed by another.

use std::time::{Duration, SystemTime};

use http::{HeaderMap, StatusCode};

use crate::error::RetryAfter;
use crate::meta::{Meta, Safety, StatusMeaning};
use crate::transport::{TransportError, TransportErrorKind};

/// What came of one attempt, as far as repeating goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Hand the outcome to the caller.
    Final,
    /// The account sends too many, so the others are held back. `again`: the server refused the request unseen, or it does no
    /// harm twice, so it is sent again. The wait is the server's, where it named one.
    Refused { wait: Option<Duration>, again: bool },
    /// Send again; the wait is the server's, where it named one.
    Again { wait: Option<Duration> },
}

/// `safety`: what sending this very request twice does.
pub(crate) fn judge_error(safety: Safety, error: &TransportError) -> Verdict {
    let repeatable = match error.kind {
        TransportErrorKind::Connect => true,
        TransportErrorKind::Timeout | TransportErrorKind::Interrupted => safety != Safety::Unsafe || !error.sent,
        // A certificate does not get better by asking again.
        TransportErrorKind::Certificate | TransportErrorKind::TooLarge | TransportErrorKind::Request => false,
    };
    if repeatable {
        Verdict::Again { wait: None }
    } else {
        Verdict::Final
    }
}

/// Whether an exchange without a reply may have been carried out.
pub(crate) fn is_lost(error: &TransportError) -> bool {
    error.sent
        && matches!(
            error.kind,
            TransportErrorKind::Timeout | TransportErrorKind::Interrupted | TransportErrorKind::TooLarge
        )
}

/// Whether a reply is that of somebody on the way, who does not know what the server did.
pub(crate) fn is_gateways(meta: &Meta, status: StatusCode, headers: &HeaderMap, body_is_empty: bool) -> bool {
    matches!(status.as_u16(), 408 | 502..=504)
        && !meta.platform.errors.is_refusal(status.as_u16(), headers, body_is_empty)
}

/// A status proves that nothing was done only where the platform says by which signs, but for 429, which says so itself: a gateway
/// that answers for a server behind it does not know what that one did.
pub(crate) fn judge_status(
    meta: &Meta,
    safety: Safety,
    status: StatusCode,
    headers: &HeaderMap,
    body_is_empty: bool,
    now: impl Fn() -> SystemTime,
) -> Verdict {
    // Most replies are fine, and nobody asks.
    let wait = || RetryAfter::told(headers, meta.platform.retry_after).and_then(|wait| wait.believable(now()));
    let errors = &meta.platform.errors;
    let declared = errors.meaning(status.as_u16());
    let refused_unseen =
        status == StatusCode::TOO_MANY_REQUESTS || errors.is_refusal(status.as_u16(), headers, body_is_empty);
    let may_be_repeated = safety != Safety::Unsafe;
    let passing = matches!(status.as_u16(), 408 | 502..=504) || declared == Some(StatusMeaning::Unavailable);
    if refused_unseen || declared == Some(StatusMeaning::RateLimited) {
        Verdict::Refused {
            wait: wait(),
            again: refused_unseen || may_be_repeated,
        }
    } else if passing && may_be_repeated {
        Verdict::Again { wait: wait() }
    } else {
        Verdict::Final
    }
}

#[cfg(test)]
mod tests;
