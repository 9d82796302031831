//! The client itself, and how it reads replies.

use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::metadata::{Metadata, Replied};
use crate::client::attempts::Fetched;
use crate::client::settings::{CallOptions, Core, DriftReport, Settings};
use crate::error::Error;
use crate::json::{Json, Options, Rejected};
use crate::meta::Meta;
use crate::operation::Operation;
use crate::reply::{Notes, Reply, Tolerance};

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

    /// A client of the same account with other settings: `client.with(|settings| settings.timeout(time))`. It shares connections, request
    /// limits and the budget of repeats with this one, which stays as it is.
    ///
    /// # Errors
    /// A header cannot be sent.
    pub fn with(&self, change: impl FnOnce(Settings) -> Settings) -> Result<Self, Error> {
        self.core.with(change(self.core.given.clone())).map(Self::new)
    }

    /// Checks and decodes a reply to an operation of type `O` with this table; `sent` makes its body once more.
    pub(crate) fn decode<O: Operation>(
        &self,
        meta: &'static Meta,
        fetched: &Fetched,
        tolerance: Tolerance,
        sent: Option<&dyn Fn() -> Option<Json>>,
    ) -> Result<Replied<O::Output>, Error> {
        let (value, notes) = self.read::<O>(meta, fetched, tolerance, sent)?;
        Ok(Replied {
            value,
            metadata: self.metadata(meta, fetched, notes),
        })
    }

    /// As [`decode`](Self::decode), without what is told of the reply beside its value: the value, and what was noticed.
    pub(crate) fn read<O: Operation>(
        &self,
        meta: &'static Meta,
        fetched: &Fetched,
        tolerance: Tolerance,
        sent: Option<&dyn Fn() -> Option<Json>>,
    ) -> Result<(O::Output, Notes), Error> {
        let core = &self.core;
        let options = Options {
            drift: core.on_drift.is_some(),
            max_memory: Some(core.max_memory),
            ..Options::default()
        };
        let reply = reply_to(meta, fetched)
            .with_blotter(core.blotter())
            .with_options(options)
            .with_tolerance(tolerance)
            .with_sent(sent);
        let value = O::decode_reply(&reply)
            .or_else(|error| done_before::<O>(meta, error, fetched))
            .map_err(|error| self.finished(error, fetched));
        let notes = reply.take_notes();
        if let Some(hook) = &core.on_drift {
            hook.call(&DriftReport {
                platform: core.platform.name,
                operation: meta.id,
                drift: &notes.drift,
            });
        }
        Ok((value?, notes))
    }

    fn metadata(&self, meta: &'static Meta, fetched: &Fetched, notes: Notes) -> Metadata {
        let reply = reply_to(meta, fetched);
        Metadata {
            status: reply.status(),
            headers: reply.headers().clone(),
            request_id: reply.request_id().map(|id| self.core.blotter().text(id).into_owned()),
            limit: reply.limit_state(),
            attempts: fetched.attempts,
            elapsed: fetched.elapsed,
            rejected_total: notes.rejected.len(),
            rejected: notes.rejected,
            misfits: notes.misfits,
            misfits_total: notes.misfits_total,
            drift: notes.drift,
            beside: notes.beside,
        }
    }

    /// What a call does about replies that are not as described.
    pub(crate) fn tolerance(&self, options: &CallOptions) -> Tolerance {
        options.tolerance.unwrap_or(self.core.tolerance)
    }

    /// The error for a page with elements that cannot be read; it has the others.
    pub(crate) fn unreadable(&self, meta: &'static Meta, fetched: &Fetched, rejected: Vec<Rejected>) -> Error {
        self.finished(
            reply_to(meta, fetched)
                .with_blotter(self.core.blotter())
                .unreadable(rejected),
            fetched,
        )
    }

    /// The error in the place of one of them.
    pub(crate) fn unreadable_element(&self, meta: &'static Meta, fetched: &Fetched, element: Rejected) -> Error {
        self.finished(
            reply_to(meta, fetched)
                .with_blotter(self.core.blotter())
                .unreadable_element(element),
            fetched,
        )
    }

    /// Adds what only the client knows, and takes out of the error what a server may have echoed of the credentials.
    pub(crate) fn finished(&self, error: Error, fetched: &Fetched) -> Error {
        error
            .with_attempts(fetched.attempts)
            .with_unknown_outcome(fetched.lost_before || fetched.lost)
            .with_url(self.core.base_url.as_str())
            .redacted(self.core.blotter())
    }
}

fn reply_to<'f>(meta: &'static Meta, fetched: &'f Fetched) -> Reply<'f> {
    let response = &fetched.response;
    Reply::new(meta, response.status(), response.headers(), response.body())
}

/// A repeated `DELETE` does not find what an attempt before it removed, though the reply to that was lost: it worked. What it would
/// have said is lost, so the operation's result must be one that can be made of nothing.
fn done_before<O: Operation>(meta: &'static Meta, error: Error, fetched: &Fetched) -> Result<O::Output, Error> {
    if !(fetched.lost_before && meta.method == "DELETE" && error.is_not_found()) {
        return Err(error);
    }
    let (headers, body) = (HeaderMap::new(), Bytes::new());
    O::decode_reply(&Reply::new(meta, StatusCode::NO_CONTENT, &headers, &body)).map_err(|_| error)
}

const _: () = {
    const fn shared<T: Send + Sync>() {}
    shared::<Client>();
};
