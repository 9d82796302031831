//! What all clones of a client share, and one call from request to reply.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::Method;

use super::attempts::Attempts;
use super::clock::Clock;
use super::deadline::Deadline;
use super::drift::DriftHook;
use super::limiter::Limiter;
use super::options::CallOptions;
use super::receive::Receive;
use super::retry::{RetryBudget, RetryPolicy};
use super::trace::CallSpan;
use super::transport::Transport;
use crate::auth::{Credentials, Stamp};
use crate::error::Error;
use crate::json::Mode;
use crate::meta::{Encoding, Platform};
use crate::request::{BaseUrl, Prepared};

pub(crate) struct Core {
    pub platform: &'static Platform,
    pub base_url: BaseUrl,
    pub credentials: Credentials,
    pub transport: Arc<dyn Transport>,
    pub clock: Arc<dyn Clock>,
    pub timeout: Duration,
    /// Time to wait for the account's request limit on top of the timeout, where the user said so.
    pub limit_wait: Option<Duration>,
    pub max_body: usize,
    pub retry: RetryPolicy,
    pub budget: RetryBudget,
    /// One for each limit of the platform, in its order.
    pub limiters: Vec<Limiter>,
    /// Verb preferred over an operation's own where it is one of its aliases.
    pub preferred_verb: Option<Method>,
    pub mode: Mode,
    pub on_drift: Option<DriftHook>,
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("platform", &self.platform.name)
            .field("base_url", &self.base_url)
            .field("credentials", &self.credentials)
            .finish_non_exhaustive()
    }
}

/// A complete reply and what it took to get it.
#[derive(Debug)]
pub(crate) struct Fetched<B = Bytes> {
    pub response: http::Response<B>,
    pub attempts: u32,
    pub elapsed: Duration,
}

impl Core {
    /// Sends `prepared` until there is a reply worth handing out.
    pub(crate) async fn fetch<B: Receive>(
        &self,
        mut prepared: Prepared,
        options: &CallOptions,
    ) -> Result<Fetched<B>, Error> {
        let meta = prepared.meta();
        if let Some(verb) = &self.preferred_verb {
            prepared.prefer_verb(verb);
        }
        options
            .apply(&mut prepared)
            .map_err(|error| error.with_operation(meta))?;
        if meta.body.encoding == Encoding::Multipart {
            prepared.keep_boundary(&Stamp::at(self.clock.system()).nonce);
        }
        let started = self.clock.now();
        let patience = options
            .limit_wait
            .or(self.limit_wait)
            .unwrap_or(options.usual_limit_wait);
        let call = Attempts {
            core: self,
            meta,
            limiter: self.limiters.get(meta.limit),
            policy: options.retry.as_ref().unwrap_or(&self.retry),
            started,
            deadline: Deadline::new(started, options.timeout.unwrap_or(self.timeout), patience),
        };
        let span = CallSpan::new(meta);
        let outcome = span.around(call.run(prepared)).await;
        let told = outcome
            .as_ref()
            .map(|fetched: &Fetched<B>| (fetched.attempts, fetched.response.status()));
        span.end(told, self.clock.now() - started);
        outcome.map_err(|error| error.with_operation(meta).with_url(self.base_url.as_str()))
    }
}
