//! Telling those who look on of an attempt.

use std::time::{Duration, Instant};

use http::{HeaderMap, Method, StatusCode};

use crate::client::settings::{Attempt, AttemptOutcome, Core};
use crate::error::Error;
use crate::reply::request_id;
use crate::request::Prepared;
use crate::transport::{Body, TransportError, TransportErrorKind};

/// An attempt that hooks were told of; nothing where there are none. Dropped before its end, it tells them that.
pub(super) struct Told<'c>(Option<Begun<'c>>);

struct Begun<'c> {
    core: &'c Core,
    prepared: &'c Prepared,
    method: Method,
    number: u32,
    sent: Instant,
    /// How many hooks were told.
    hooks: usize,
}

/// Tells hooks of an attempt before it is sent, and adds their headers.
pub(super) fn before<'c>(
    core: &'c Core,
    prepared: &'c Prepared,
    number: u32,
    request: &mut http::Request<Body>,
) -> Result<Told<'c>, Error> {
    if core.hooks.is_empty() {
        return Ok(Told(None));
    }
    let mut begun = Begun {
        core,
        prepared,
        method: request.method().clone(),
        number,
        sent: core.clock.now(),
        hooks: 0,
    };
    // Another host, where a redirect leads, gets nothing of ours.
    let headers = prepared.away().is_none().then(|| request.headers_mut());
    let mut hooks = 0;
    let added = core.hooks.before(&begun.attempt(), headers, &mut hooks);
    begun.hooks = hooks;
    match added {
        Ok(()) => Ok(Told(Some(begun))),
        Err(error) => {
            begun.after(AttemptOutcome {
                failure: Some(TransportErrorKind::Request),
                ..NOTHING
            });
            Err(error.with_attempts(number.saturating_sub(1)))
        }
    }
}

const NOTHING: AttemptOutcome<'static> = AttemptOutcome {
    status: None,
    failure: None,
    is_dropped: false,
    request_id: None,
    duration: Duration::ZERO,
};

impl Begun<'_> {
    fn attempt(&self) -> Attempt<'_> {
        let meta = self.prepared.meta();
        Attempt {
            platform: meta.platform.name,
            operation: meta.id,
            method: self.method.as_str(),
            path: meta.path,
            number: self.number,
        }
    }

    fn after(&self, outcome: AttemptOutcome<'_>) {
        let duration = self.core.clock.now().saturating_duration_since(self.sent);
        let outcome = AttemptOutcome { duration, ..outcome };
        self.core.hooks.after(&self.attempt(), &outcome, self.hooks);
    }
}

impl Told<'_> {
    /// The attempt is over.
    pub(super) fn after(mut self, outcome: Result<(StatusCode, &HeaderMap), &TransportError>) {
        let Some(begun) = self.0.take() else { return };
        // Servers echo what they were sent, there as well.
        let id = outcome.ok().and_then(|(_, headers)| request_id(headers));
        let id = id.map(|id| begun.core.blotter().text(id));
        begun.after(AttemptOutcome {
            status: outcome.ok().map(|(status, _)| status),
            failure: outcome.err().map(|error| error.kind),
            request_id: id.as_deref(),
            ..NOTHING
        });
    }
}

impl Drop for Told<'_> {
    fn drop(&mut self) {
        // A second panic would end the program.
        if let Some(begun) = self.0.take().filter(|_| !std::thread::panicking()) {
            begun.after(AttemptOutcome {
                is_dropped: true,
                ..NOTHING
            });
        }
    }
}
