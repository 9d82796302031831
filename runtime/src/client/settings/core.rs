//! What all clones of a client share.

use std::fmt;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use http::{HeaderMap, Method};

use super::clock::Clock;
use super::drift::DriftHook;
use super::given::Settings;
use super::hook::Hooks;
use super::retry::{RetryBudget, RetryPolicy};
use crate::auth::Credentials;
use crate::client::budget::Shared;
use crate::client::limiter::Limiter;
use crate::error::Error;
use crate::meta::Platform;
use crate::reply::Tolerance;
use crate::request::{BaseUrl, CommonHeaders};
use crate::text::Blotter;
use crate::transport::Transport;

#[derive(Clone)]
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
    pub budget: Arc<RetryBudget>,
    /// One for each limit of the platform, in its order.
    pub limiters: Arc<[Limiter]>,
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
    pub hooks: Hooks,
    /// What the user set, of which the above is made, for clients with other settings.
    pub given: Settings,
}

impl Core {
    /// The same account, connections, limits and budget, with other settings.
    pub(crate) fn with(&self, settings: Settings) -> Result<Self, Error> {
        Ok(Self {
            timeout: settings.timeout,
            limit_wait: settings.limit_wait,
            max_body: settings.max_body,
            retry: settings.retry.clone(),
            attempt_timeout: settings.attempt_timeout,
            headers: common_headers(self.platform, &settings.headers)?,
            preferred_verb: settings.preferred_verb.clone(),
            tolerance: settings.tolerance,
            max_memory: settings.memory(),
            on_drift: settings.on_drift.clone(),
            hooks: settings.hooks.clone(),
            given: settings,
            ..self.clone()
        })
    }

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

/// Headers of all calls, complete but for the platform's constants.
pub(crate) fn common_headers(platform: &Platform, given: &CommonHeaders) -> Result<HeaderMap, Error> {
    let headers = given.written(platform.digit_booleans)?;
    let mut needed = platform
        .headers
        .iter()
        .filter(|common| common.required && common.value.is_none());
    match needed.find(|common| !headers.contains_key(common.name)) {
        Some(missing) => Err(Error::build(format!(
            "every call to {} must have the header `{}`, which was not given",
            platform.name, missing.name
        ))),
        None => Ok(headers),
    }
}
