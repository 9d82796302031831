//! The client itself, and how it reads replies.

use std::sync::Arc;

use super::metadata::{Metadata, Replied};
use crate::client::attempts::Fetched;
use crate::client::settings::{CallOptions, Core, DriftReport};
use crate::error::Error;
use crate::json::Options;
use crate::operation::Operation;
use crate::reply::{Reply, Tolerance};

/// An async client without the operations of a platform. Generated crates wrap it; clones share connections, limits and
/// retry budget.
#[derive(Debug, Clone)]
pub struct Client {
    pub(crate) core: Arc<Core>,
}

impl Client {
    pub(crate) fn new(core: Core) -> Self {
        Self { core: Arc::new(core) }
    }

    /// Checks and decodes a reply to an operation of type `O`.
    pub(crate) fn decode<O: Operation>(
        &self,
        fetched: &Fetched,
        tolerance: Tolerance,
    ) -> Result<Replied<O::Output>, Error> {
        let meta = O::meta();
        let core = &self.core;
        let response = &fetched.response;
        let options = Options {
            drift: core.on_drift.is_some(),
            max_memory: Some(core.max_memory),
            ..Options::default()
        };
        let reply = Reply::new(meta, response.status(), response.headers(), response.body())
            .with_options(options)
            .with_tolerance(tolerance);
        let value = O::decode_reply(&reply).map_err(|error| self.finished(error, fetched));
        let notes = reply.take_notes();
        if let Some(hook) = &core.on_drift {
            hook.call(&DriftReport {
                platform: core.platform.name,
                operation: meta.id,
                drift: &notes.drift,
            });
        }
        let metadata = Metadata {
            status: response.status(),
            headers: response.headers().clone(),
            request_id: reply.request_id().map(str::to_owned),
            limit: reply.limit_state(),
            attempts: fetched.attempts,
            elapsed: fetched.elapsed,
            rejected_total: notes.rejected.len(),
            rejected: notes.rejected,
            misfits: notes.misfits,
            misfits_total: notes.misfits_total,
            drift: notes.drift,
        };
        Ok(Replied {
            value: value?,
            metadata,
        })
    }

    /// What a call does about replies that are not as described.
    pub(crate) fn tolerance(&self, options: &CallOptions) -> Tolerance {
        options.tolerance.unwrap_or(self.core.tolerance)
    }

    /// The error that `make` makes of a reply to an operation of type `O`.
    pub(crate) fn error_of<O: Operation>(&self, fetched: &Fetched, make: impl FnOnce(&Reply<'_>) -> Error) -> Error {
        let response = &fetched.response;
        let reply = Reply::new(O::meta(), response.status(), response.headers(), response.body());
        self.finished(make(&reply), fetched)
    }

    /// Adds what only the client knows, and takes out of the error what a server may have echoed of the credentials.
    pub(crate) fn finished(&self, error: Error, fetched: &Fetched) -> Error {
        let error = error
            .with_attempts(fetched.attempts)
            .with_url(self.core.base_url.as_str());
        error.redacted(|text| self.core.credentials.redact_for(self.core.platform, text))
    }
}

const _: () = {
    const fn shared<T: Send + Sync>() {}
    shared::<Client>();
};
