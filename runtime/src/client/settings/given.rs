//! What a user sets for all calls of a client.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::Method;
use http::header::USER_AGENT;

use super::drift::{DriftHook, DriftReport};
use super::hook::{Hook, Hooks};
use super::retry::RetryPolicy;
use crate::json::Encode;
use crate::reply::Tolerance;
use crate::request::{CommonHeaders, TakeHeader};

/// How this crate names itself in `User-Agent`.
const OWN_AGENT: &str = concat!("tradewire/", env!("CARGO_PKG_VERSION"));

const TIMEOUT: Duration = Duration::from_secs(60);
const MAX_BODY: usize = 64 * 1024 * 1024;
/// Memory of a decoded reply for each byte of the largest body, unless it is set.
const MEMORY: usize = 8;

/// What all calls of a client are set to. The builder of a client has the same setters; a client that exists already is given others by
/// `with`, and shares connections, request limits and retry budget with the first.
#[derive(Clone)]
#[must_use = "settings do nothing until a client has them"]
pub struct Settings {
    pub(crate) timeout: Duration,
    pub(crate) limit_wait: Option<Duration>,
    pub(crate) max_body: usize,
    max_memory: Option<usize>,
    pub(crate) retry: RetryPolicy,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) headers: CommonHeaders,
    pub(crate) preferred_verb: Option<Method>,
    pub(crate) tolerance: Tolerance,
    pub(crate) on_drift: Option<DriftHook>,
    pub(crate) hooks: Hooks,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            timeout: TIMEOUT,
            limit_wait: None,
            max_body: MAX_BODY,
            max_memory: None,
            retry: RetryPolicy::default(),
            attempt_timeout: None,
            headers: CommonHeaders::new(),
            preferred_verb: None,
            tolerance: Tolerance::default(),
            on_drift: None,
            hooks: Hooks::default(),
        }
    }
}

/// The setters, for [`Settings`] and for a builder that has some.
macro_rules! setters {
    ($($place:tt)*) => {
        /// Time for a whole call with its repeats and waits; 60 seconds unless set. For content that is streamed it is the longest time
        /// without progress.
        pub fn timeout(mut self, timeout: Duration) -> Self {
            self $($place)*.set_timeout(timeout);
            self
        }

        /// Time to wait for the account's request limit, on top of the timeout. Unless set, a single call has none (the wait is part
        /// of its timeout) and each page of a listing ten minutes.
        pub fn limit_wait(mut self, wait: Duration) -> Self {
            self $($place)*.set_limit_wait(wait);
            self
        }

        /// Most bytes of a reply body after decompression; 64 MiB unless set. The body of an error is cut to it; streamed files have a
        /// limit of their own ([`DownloadStream::limit`](crate::DownloadStream::limit)).
        pub fn max_body(mut self, bytes: usize) -> Self {
            self $($place)*.set_max_body(bytes);
            self
        }

        /// Most bytes of memory that a decoded reply takes; eight times [`max_body`](Self::max_body) unless set. A small body can become a
        /// hundred times its size; beyond the bound the call fails with a decode error.
        pub fn max_memory(mut self, bytes: usize) -> Self {
            self $($place)*.set_max_memory(bytes);
            self
        }

        /// What to do about replies that are not as described; [`Tolerance::Whole`] unless set.
        pub fn tolerance(mut self, tolerance: Tolerance) -> Self {
            self $($place)*.set_tolerance(tolerance);
            self
        }

        /// Refuses replies that differ from their description in any way: [`Tolerance::Strict`]. For tests; real servers need tolerance.
        pub fn strict(self) -> Self {
            self.tolerance(Tolerance::Strict)
        }

        /// How calls are repeated.
        pub fn retry(mut self, policy: RetryPolicy) -> Self {
            self $($place)*.set_retry(policy);
            self
        }

        /// How long an attempt may hang if the call may be repeated; see [`RetryPolicy::attempt_timeout`]. It holds for calls with a policy
        /// of their own too, unless that says otherwise.
        pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
            self $($place)*.set_attempt_timeout(timeout);
            self
        }

        /// A header of all calls. What a call sets itself comes before it, and it comes before the platform's own constants.
        pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
            self $($place)*.set_header(name.into(), value.into());
            self
        }

        /// Names the program to the server, in `User-Agent`; without it the shipped transport names this crate.
        pub fn user_agent(mut self, name: impl Into<String>) -> Self {
            self $($place)*.set_user_agent(name.into());
            self
        }

        /// Names the program and its version in `User-Agent`, before this crate: `stock-sync/1.4.0 tradewire/0.1.0`. So a platform's
        /// support can tell whose requests they are.
        pub fn app(self, name: &str, version: &str) -> Self {
            self.user_agent(Settings::agent(name, version))
        }

        /// Sends operations that know this verb as an alias with it (`PUT` or `UPDATE` in place of `PATCH`).
        pub fn prefer_verb(mut self, verb: Method) -> Self {
            self $($place)*.set_preferred_verb(verb);
            self
        }

        /// Called with what a reply had that its description did not foresee: paths and kinds, never values.
        pub fn on_drift(mut self, hook: impl Fn(&DriftReport<'_>) + Send + Sync + 'static) -> Self {
            self $($place)*.set_on_drift(DriftHook::new(hook));
            self
        }

        /// Adds a [`Hook`], which is told of each attempt before it is sent and after it is over; those that were added first come first.
        pub fn hook(mut self, hook: impl Hook) -> Self {
            self $($place)*.add_hook(Arc::new(hook));
            self
        }
    };
}

pub(crate) use setters;

impl Settings {
    setters!();

    pub(crate) fn set_timeout(&mut self, timeout: Duration) {
        self.timeout = timeout;
    }

    pub(crate) fn set_limit_wait(&mut self, wait: Duration) {
        self.limit_wait = Some(wait);
    }

    pub(crate) fn set_max_body(&mut self, bytes: usize) {
        self.max_body = bytes;
    }

    pub(crate) fn set_max_memory(&mut self, bytes: usize) {
        self.max_memory = Some(bytes);
    }

    pub(crate) fn set_tolerance(&mut self, tolerance: Tolerance) {
        self.tolerance = tolerance;
    }

    pub(crate) fn set_retry(&mut self, policy: RetryPolicy) {
        self.retry = policy;
    }

    pub(crate) fn set_attempt_timeout(&mut self, timeout: Duration) {
        self.attempt_timeout = Some(timeout);
    }

    pub(crate) fn set_header(&mut self, name: String, value: String) {
        self.headers = std::mem::take(&mut self.headers).header(name, value);
    }

    pub(crate) fn set_user_agent(&mut self, name: String) {
        self.set_header(USER_AGENT.as_str().to_owned(), name);
    }

    /// `User-Agent` of a program.
    pub(crate) fn agent(name: &str, version: &str) -> String {
        format!("{name}/{version} {OWN_AGENT}")
    }

    pub(crate) fn set_preferred_verb(&mut self, verb: Method) {
        self.preferred_verb = Some(verb);
    }

    pub(crate) fn set_on_drift(&mut self, hook: DriftHook) {
        self.on_drift = Some(hook);
    }

    pub(crate) fn add_hook(&mut self, hook: Arc<dyn Hook>) {
        self.hooks.add(hook);
    }

    /// Most bytes that a decoded reply takes.
    pub(crate) fn memory(&self) -> usize {
        self.max_memory.unwrap_or(self.max_body.saturating_mul(MEMORY))
    }
}

impl TakeHeader for Settings {
    fn take_header(mut self, name: &'static str, value: &dyn Encode) -> Self {
        self.headers = self.headers.take_header(name, value);
        self
    }
}

/// Names of headers, never their values.
impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("timeout", &self.timeout)
            .field("retry", &self.retry)
            .field("tolerance", &self.tolerance)
            .field("headers", &self.headers)
            .finish_non_exhaustive()
    }
}
