//! Telling those who look on of an attempt.

use std::time::Instant;

use http::{HeaderMap, Method, StatusCode};

use crate::client::settings::{Attempt, AttemptOutcome, Core};
use crate::error::Error;
use crate::reply::request_id;
use crate::request::Prepared;
use crate::transport::{Body, TransportError};

/// An attempt that hooks were told of; nothing where there are none.
pub(super) struct Told<'c>(Option<Begun<'c>>);

struct Begun<'c> {
    core: &'c Core,
    prepared: &'c Prepared,
    method: Method,
    number: u32,
    sent: Instant,
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
    let begun = Begun {
        core,
        prepared,
        method: request.method().clone(),
        number,
        sent: core.clock.now(),
    };
    // Another host, where a redirect leads, gets nothing of ours.
    let headers = prepared.away().is_none().then(|| request.headers_mut());
    core.hooks
        .before(&begun.attempt(), headers)
        .map_err(|error| error.with_attempts(number.saturating_sub(1)))?;
    Ok(Told(Some(begun)))
}

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
}

impl Told<'_> {
    /// The attempt is over.
    pub(super) fn after(&self, outcome: Result<(StatusCode, &HeaderMap), &TransportError>) {
        let Some(begun) = &self.0 else { return };
        let core = begun.core;
        // Servers echo what they were sent, there as well.
        let id = outcome.ok().and_then(|(_, headers)| request_id(headers));
        let id = id.map(|id| core.blotter().text(id));
        let told = AttemptOutcome {
            status: outcome.ok().map(|(status, _)| status),
            failure: outcome.err().map(|error| error.kind),
            request_id: id.as_deref(),
            duration: core.clock.now().saturating_duration_since(begun.sent),
        };
        core.hooks.after(&begun.attempt(), &told);
    }
}
