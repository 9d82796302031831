//! Requests that are refused: the answer, and what is told of it.

use std::fmt;
use std::sync::Arc;

use axum::body::Body;
use axum::response::Response;
use http::header::{ALLOW, HeaderValue};
use http::{Method, StatusCode};

use crate::callback::refuse;
use crate::error::{Error, ErrorKind};

/// A request that was refused before a handler saw it.
///
/// `Display` is a line for a log of one's own. It may quote a few characters of what does not fit.
#[derive(Debug)]
#[non_exhaustive]
pub struct Refusal {
    /// `resource.callback`; `events` where the topic is not known.
    pub callback: &'static str,
    /// Status of the answer.
    pub status: StatusCode,
    /// Bytes of the body that were read.
    pub bytes: usize,
    /// What was wrong.
    pub error: Error,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "refused with {}: {}", self.status.as_u16(), self.error)
    }
}

/// Is told of each refusal.
pub(super) type Hook = Arc<dyn Fn(&Refusal) + Send + Sync>;

/// What was wrong with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// Another method than the callback has.
    Method,
    /// Longer than it may be.
    TooLarge,
    /// It did not come to its end.
    Interrupted,
}

impl Fault {
    fn status(self) -> StatusCode {
        match self {
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Interrupted => StatusCode::BAD_REQUEST,
        }
    }

    fn detail(self) -> &'static str {
        match self {
            Self::Method => "it came by another method than the callback has",
            Self::TooLarge => "the body is larger than is taken",
            Self::Interrupted => "the body broke off",
        }
    }
}

/// Who refuses, and for what.
pub(super) struct Refuser<'r> {
    pub platform: &'static str,
    pub callback: &'static str,
    pub hook: Option<&'r Hook>,
}

impl Refuser<'_> {
    /// Refuses a request that is wrong by itself.
    pub(super) fn fault(&self, fault: Fault, bytes: usize) -> Response {
        let mut error = Error::new(ErrorKind::Callback, fault.detail());
        let inner = error.inner_mut();
        (inner.status, inner.operation) = (Some(fault.status()), Some(self.callback));
        self.error(error, bytes)
    }

    /// Refuses what came by another method.
    pub(super) fn method(&self, allowed: &'static str, bytes: usize) -> Response {
        let mut response = self.fault(Fault::Method, bytes);
        let allowed = HeaderValue::from_static(allowed);
        response.headers_mut().insert(ALLOW, allowed);
        response
    }

    /// Refuses a request that cannot be read, or whose signature does not hold.
    pub(super) fn error(&self, error: Error, bytes: usize) -> Response {
        let response = refuse(&error).map(Body::from);
        let refusal = Refusal {
            callback: self.callback,
            status: response.status(),
            bytes,
            error,
        };
        told(self.platform, &refusal);
        if let Some(hook) = self.hook {
            hook(&refusal);
        }
        response
    }
}

/// Whether a request came by the method of its callback. `HEAD` is not `GET`: a callback is no page that one may look at.
pub(super) fn is_by(method: &Method, callback: &str) -> bool {
    method.as_str() == callback
}

/// Neither texts of the sender nor our own, which may quote some: names from the specs, numbers and kinds.
#[cfg(feature = "tracing")]
fn told(platform: &'static str, refusal: &Refusal) {
    let fault = match refusal.status {
        StatusCode::FORBIDDEN => "signature",
        StatusCode::METHOD_NOT_ALLOWED => "method",
        StatusCode::PAYLOAD_TOO_LARGE => "too large",
        _ => "unreadable",
    };
    tracing::warn!(
        platform,
        callback = refusal.callback,
        status = refusal.status.as_u16(),
        fault,
        bytes = refusal.bytes,
        "callback refused"
    );
}

#[cfg(not(feature = "tracing"))]
fn told(_: &'static str, _: &Refusal) {}
