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
    /// The server refused the request unseen, because the account sends too many: send again, and hold back the others. The wait
    /// is the server's, where it named one.
    Refused { wait: Option<Duration> },
    /// Send again; the wait is the server's, where it named one.
    Again { wait: Option<Duration> },
}

pub(crate) fn judge_error(meta: &Meta, error: &TransportError) -> Verdict {
    let repeatable = match error.kind {
        TransportErrorKind::Connect => true,
        TransportErrorKind::Timeout | TransportErrorKind::Interrupted => meta.safety != Safety::Unsafe || !error.sent,
        TransportErrorKind::TooLarge | TransportErrorKind::Request => false,
    };
    if repeatable {
        Verdict::Again { wait: None }
    } else {
        Verdict::Final
    }
}

pub(crate) fn judge_status(meta: &Meta, status: StatusCode, headers: &HeaderMap, now: SystemTime) -> Verdict {
    let wait = RetryAfter::parse(headers).map(|wait| wait.from(now));
    let declared = meta.platform.errors.meaning(status.as_u16());
    let refused_unseen = status == StatusCode::TOO_MANY_REQUESTS
        || declared == Some(StatusMeaning::RateLimited)
        || (status == StatusCode::SERVICE_UNAVAILABLE && wait.is_some());
    let passing = matches!(status.as_u16(), 408 | 502..=504) || declared == Some(StatusMeaning::Unavailable);
    if refused_unseen {
        Verdict::Refused { wait }
    } else if passing && meta.safety != Safety::Unsafe {
        Verdict::Again { wait }
    } else {
        Verdict::Final
    }
}
