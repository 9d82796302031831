//! What all clones of a client share.

use std::fmt;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use http::{HeaderMap, Method};

use super::clock::Clock;
use super::drift::DriftHook;
use super::retry::{RetryBudget, RetryPolicy};
use crate::auth::Credentials;
use crate::client::budget::Shared;
use crate::client::limiter::Limiter;
use crate::meta::Platform;
use crate::reply::Tolerance;
use crate::request::BaseUrl;
use crate::text::Blotter;
use crate::transport::Transport;

pub(crate) struct Core {
    pub platform: &'static Platform,
    pub base_url: BaseUrl,
    pub credentials: Credentials,
    /// Made of the credentials when it is first needed: see [`Core::blotter`].
    pub known_secrets: OnceLock<Arc<Blotter>>,
    pub transport: Arc<dyn Transport>,
    pub clock: Arc<dyn Clock>,
    pub timeout: Duration,
    /// Time to wait for the account's request limit on top of the timeout, where the user said so.
    pub limit_wait: Option<Duration>,
    pub max_body: usize,
    pub retry: RetryPolicy,
    /// Time for one attempt where the policy says nothing.
    pub attempt_timeout: Option<Duration>,
    pub budget: RetryBudget,
    /// One for each limit of the platform, in its order.
    pub limiters: Vec<Limiter>,
    /// Where other processes of the account ask too.
    pub shared: Option<Shared>,
    /// Headers of all calls.
    pub headers: HeaderMap,
    /// Verb preferred over an operation's own where it is one of its aliases.
    pub preferred_verb: Option<Method>,
    pub tolerance: Tolerance,
    /// Most bytes that a decoded reply takes.
    pub max_memory: usize,
    pub on_drift: Option<DriftHook>,
}

impl Core {
    /// Takes the credentials out of what a server said.
    pub(crate) fn blotter(&self) -> &Arc<Blotter> {
        self.known_secrets
            .get_or_init(|| Arc::new(self.credentials.blotter(self.platform)))
    }
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
