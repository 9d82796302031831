//! What all clones of a client share.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::Method;

use super::clock::Clock;
use super::drift::DriftHook;
use super::retry::{RetryBudget, RetryPolicy};
use crate::auth::Credentials;
use crate::client::limiter::Limiter;
use crate::meta::Platform;
use crate::reply::Tolerance;
use crate::request::BaseUrl;
use crate::transport::Transport;

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
    pub tolerance: Tolerance,
    /// Most bytes that a decoded reply takes.
    pub max_memory: usize,
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
