//! Clients: they send operations over a transport, within limits, as often as it takes.
//!
//! One call goes: `call` (settings) → `core` → `attempts` (within its `deadline`: place in line by `limiter`, exchange by `transport`,
//! again? by `retry`, elsewhere? by `redirect`) → reply, whole or as a `download`. `trace` tells of it.
//!
//! Listings go through `pages` and `items`: `pager` decides from each page's `facts` what to ask for next, `places` knows the
//! `cursor` between any two elements.

mod attempts;
mod builder;
mod call;
mod clock;
mod core;
mod cursor;
mod deadline;
mod download;
mod drift;
mod facts;
mod items;
mod limiter;
mod metadata;
mod options;
mod pager;
mod pages;
mod places;
mod raw;
mod receive;
mod redirect;
mod retry;
mod trace;
pub mod transport;

#[cfg(feature = "blocking")]
pub mod blocking;
#[cfg(feature = "reqwest")]
mod reqwest;

use std::sync::Arc;

pub use self::builder::{Builder, FromCore};
pub use self::call::Call;
pub use self::clock::Clock;
#[cfg(any(feature = "reqwest", feature = "blocking"))]
pub use self::clock::TokioClock;
use self::core::{Core, Fetched};
pub use self::cursor::{Cursor, InvalidCursor};
pub use self::download::DownloadStream;
pub use self::drift::DriftReport;
pub use self::items::Items;
pub use self::metadata::{Metadata, Replied};
pub use self::pages::{Page, Pages};
pub use self::raw::RawCall;
#[cfg(feature = "reqwest")]
pub use self::reqwest::ReqwestTransport;
pub use self::retry::RetryPolicy;
use crate::error::Error;
use crate::json::Options;
use crate::operation::Operation;
use crate::reply::Reply;

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

    /// A call that no specification covers, with the same credentials, limits and repeats. `path` begins with `/`, is
    /// percent-encoded, and may have a query.
    pub fn raw(&self, method: impl Into<String>, path: impl Into<String>) -> RawCall<Self> {
        RawCall::new(self.clone(), method, path)
    }

    /// Checks and decodes a reply to an operation of type `O`.
    pub(crate) fn decode<O: Operation>(&self, fetched: &Fetched) -> Result<Replied<O::Output>, Error> {
        let meta = O::meta();
        let core = &self.core;
        let response = &fetched.response;
        let reply = Reply::new(meta, response.status(), response.headers(), response.body()).with_options(Options {
            mode: core.mode,
            drift: core.on_drift.is_some(),
            ..Options::default()
        });
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
            rejected: notes.rejected,
            rejected_total: notes.rejected_total,
            drift: notes.drift,
        };
        Ok(Replied {
            value: value?,
            metadata,
        })
    }

    /// Adds what only the client knows, and takes out of the error what a server may have echoed of the credentials.
    fn finished(&self, error: Error, fetched: &Fetched) -> Error {
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
