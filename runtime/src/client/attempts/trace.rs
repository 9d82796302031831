//! Spans and events of calls, with the crate feature `tracing`; nothing without it.
//!
//! A span `tradewire_call` for each call: `platform`, `operation`, and at its end `attempts`, `status` or `error` (the kind of the
//! failure) and `duration_ms`. Within it an event for each attempt and each wait; beside it one for each notice about a listing.
//! None holds addresses, parameters, headers, bodies or texts of the server: only names from the specs, numbers and kinds.

use std::time::Duration;

use http::StatusCode;

use crate::error::Error;
use crate::meta::Meta;
use crate::transport::TransportError;

/// The span of one call.
pub(crate) struct CallSpan {
    #[cfg(feature = "tracing")]
    span: tracing::Span,
}

impl CallSpan {
    #[cfg(feature = "tracing")]
    pub(crate) fn new(meta: &Meta) -> Self {
        let span = tracing::info_span!(
            "tradewire_call",
            platform = meta.platform.name,
            operation = meta.id,
            attempts = tracing::field::Empty,
            status = tracing::field::Empty,
            error = tracing::field::Empty,
            duration_ms = tracing::field::Empty,
        );
        Self { span }
    }

    #[cfg(not(feature = "tracing"))]
    pub(crate) fn new(_: &Meta) -> Self {
        Self {}
    }

    /// Runs the call within the span.
    #[cfg(feature = "tracing")]
    pub(crate) fn around<F: Future>(&self, call: F) -> tracing::instrument::Instrumented<F> {
        tracing::Instrument::instrument(call, self.span.clone())
    }

    #[cfg(not(feature = "tracing"))]
    #[allow(clippy::unused_self)] // Without the feature there is no span.
    pub(crate) fn around<F: Future>(&self, call: F) -> F {
        call
    }

    /// The call is over: after so many attempts with a reply of this status, or with an error.
    #[cfg(feature = "tracing")]
    pub(crate) fn end(&self, outcome: Result<(u32, StatusCode), &Error>, duration: impl Fn() -> Duration) {
        match outcome {
            Ok((attempts, status)) => {
                self.span.record("attempts", attempts);
                self.span.record("status", status.as_u16());
            }
            Err(error) => {
                self.span.record("attempts", error.attempts());
                self.span.record("error", tracing::field::debug(error.kind()));
            }
        }
        self.span.record("duration_ms", millis(duration()));
    }

    #[cfg(not(feature = "tracing"))]
    #[allow(clippy::unused_self)] // Without the feature there is nothing to tell.
    pub(crate) fn end(&self, _: Result<(u32, StatusCode), &Error>, _: impl Fn() -> Duration) {}
}

/// An attempt is over.
#[cfg(feature = "tracing")]
pub(crate) fn attempted(attempt: u32, outcome: Result<StatusCode, &TransportError>, duration: Duration) {
    let duration_ms = millis(duration);
    match outcome {
        Ok(status) => tracing::debug!(attempt, status = status.as_u16(), duration_ms, "attempt"),
        Err(error) => {
            let error = error.kind;
            tracing::debug!(attempt, ?error, duration_ms, "attempt");
        }
    }
}

/// The call waits for its place in the account's line.
#[cfg(feature = "tracing")]
pub(crate) fn in_line(wait: Duration) {
    tracing::debug!(wait_ms = millis(wait), "waiting for the account's request limit");
}

/// The request will be sent again.
#[cfg(feature = "tracing")]
pub(crate) fn again(attempt: u32, pause: Duration) {
    tracing::warn!(attempt, pause_ms = millis(pause), "sending again");
}

/// Something was noticed about a listing; its text has numbers only.
#[cfg(feature = "tracing")]
pub(crate) fn noticed(meta: &Meta, notice: &dyn std::fmt::Display) {
    let (platform, operation) = (meta.platform.name, meta.id);
    tracing::warn!(platform, operation, notice = %notice, "listing");
}

#[cfg(not(feature = "tracing"))]
pub(crate) fn noticed(_: &Meta, _: &dyn std::fmt::Display) {}

#[cfg(not(feature = "tracing"))]
pub(crate) fn attempted(_: u32, _: Result<StatusCode, &TransportError>, _: Duration) {}

#[cfg(not(feature = "tracing"))]
pub(crate) fn in_line(_: Duration) {}

#[cfg(not(feature = "tracing"))]
pub(crate) fn again(_: u32, _: Duration) {}

#[cfg(feature = "tracing")]
fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
