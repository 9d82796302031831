//! Setting up a client.

use std::marker::PhantomData;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use http::Method;
use http::header::{HeaderMap, USER_AGENT};

use super::budget::{Budget, Shared};
use super::handle::Client;
use super::settings::{Clock, Core, DriftHook, DriftReport, OwnLimits, RetryBudget, RetryPolicy};
use crate::auth::Credentials;
use crate::error::{Error, ErrorKind};
use crate::json::Encode;
use crate::meta::Platform;
use crate::reply::Tolerance;
use crate::request::{BaseUrl, CommonHeaders, TakeHeader};
use crate::transport::Transport;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const TIMEOUT: Duration = Duration::from_secs(60);
const MAX_BODY: usize = 64 * 1024 * 1024;
/// Memory of a decoded reply for each byte of the largest body, unless it is set.
const MEMORY: usize = 8;

/// A client type that a [`Builder`] can finish: the clients of generated crates.
pub trait FromCore: Sized {
    /// The platform it speaks to.
    const PLATFORM: &'static Platform;

    /// Wraps the untyped client.
    ///
    /// # Errors
    /// When what the kind of client needs cannot be set up.
    fn from_core(client: Client) -> Result<Self, Error>;
}

/// Collects the settings of a client of type `C`; get one from `Client::builder(url)` of a platform's crate.
#[must_use = "a builder does nothing until `.build()`"]
pub struct Builder<C> {
    base_url: String,
    credentials: Credentials,
    allow_http: bool,
    connect_timeout: Duration,
    timeout: Duration,
    limit_wait: Option<Duration>,
    max_body: usize,
    retry: RetryPolicy,
    attempt_timeout: Option<Duration>,
    limits: OwnLimits,
    shared: Option<Arc<dyn Budget>>,
    account: Option<String>,
    headers: CommonHeaders,
    preferred_verb: Option<Method>,
    max_memory: Option<usize>,
    tolerance: Tolerance,
    on_drift: Option<DriftHook>,
    transport: Option<Arc<dyn Transport>>,
    clock: Option<Arc<dyn Clock>>,
    client: PhantomData<fn() -> C>,
}

impl<C: FromCore> Builder<C> {
    /// Starts with the address of the account's server, without the path of the API: `https://shop.example`.
    pub fn new(base_url: impl Into<String>) -> Self {
        Self {
            base_url: base_url.into(),
            credentials: Credentials::none(),
            allow_http: false,
            connect_timeout: CONNECT_TIMEOUT,
            timeout: TIMEOUT,
            limit_wait: None,
            max_body: MAX_BODY,
            retry: RetryPolicy::default(),
            attempt_timeout: None,
            limits: OwnLimits::default(),
            shared: None,
            account: None,
            headers: CommonHeaders::new(),
            preferred_verb: None,
            max_memory: None,
            tolerance: Tolerance::default(),
            on_drift: None,
            transport: None,
            clock: None,
            client: PhantomData,
        }
    }

    /// Credentials to send. Called again it adds another kind; an operation takes the first that it accepts.
    pub fn credentials(mut self, credentials: impl Into<Credentials>) -> Self {
        self.credentials = self.credentials.and(credentials.into());
        self
    }

    /// Allows plain `http://`, which shows credentials to everybody on the way. Loopback addresses need no permission.
    pub fn allow_http(mut self) -> Self {
        self.allow_http = true;
        self
    }

    /// Time to connect within; 10 seconds unless set. A connection of HTTP/2 on which a reply does not come is asked after that time
    /// whether anybody is there, and given up after as much again without an answer (the time is taken as 0.1 s at least and 60 s at
    /// most for that). For the shipped transport.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Time for a whole call with its repeats and waits; 60 seconds unless set. For content that is streamed it is the longest time
    /// without progress.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Time to wait for the account's request limit, on top of the timeout. Unless set, a single call has none (the wait is part
    /// of its timeout) and each page of a listing ten minutes.
    pub fn limit_wait(mut self, wait: Duration) -> Self {
        self.limit_wait = Some(wait);
        self
    }

    /// Most bytes of a reply body after decompression; 64 MiB unless set. The body of an error is cut to it; streamed files have a
    /// limit of their own ([`DownloadStream::limit`](super::DownloadStream::limit)).
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.max_body = bytes;
        self
    }

    /// Most bytes of memory that a decoded reply takes; eight times [`max_body`](Self::max_body) unless set. A small body can become a
    /// hundred times its size; beyond the bound the call fails with a decode error.
    pub fn max_memory(mut self, bytes: usize) -> Self {
        self.max_memory = Some(bytes);
        self
    }

    /// What to do about replies that are not as described; [`Tolerance::Whole`] unless set.
    pub fn tolerance(mut self, tolerance: Tolerance) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// How calls are repeated.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// How long an attempt may hang if the call may be repeated; see [`RetryPolicy::attempt_timeout`]. It holds for calls with a policy
    /// of their own too, unless that says otherwise.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// Replaces the declared request budget `name` (usually `default`) by `requests` in each `window`.
    pub fn rate_limit(mut self, name: impl Into<String>, requests: u32, window: Duration) -> Self {
        self.limits.rates.push((name.into(), requests, window));
        self
    }

    /// Replaces the number of requests that may be under way at once in the limit `name` (usually `default`), or sets one where none is
    /// declared. A request is under way until its reply is read.
    pub fn parallel(mut self, name: impl Into<String>, requests: u32) -> Self {
        self.limits.parallel.push((name.into(), requests));
        self
    }

    /// Keeps the account's limits together with other processes, which ask the same `budget`; `tradewire-redis` has one. Unless set, the
    /// clones of a client share its limits, and nobody else.
    pub fn budget(mut self, budget: impl Budget) -> Self {
        self.shared = Some(Arc::new(budget));
        self
    }

    /// Names the account for the shared [`budget`](Self::budget). Unless set it is known by the base address, which is enough where each
    /// account has an address of its own. The name must not hold secrets.
    pub fn account(mut self, name: impl Into<String>) -> Self {
        self.account = Some(name.into());
        self
    }

    /// A header of all calls. What a call sets itself comes before it, and it comes before the platform's own constants.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers = self.headers.header(name, value);
        self
    }

    /// Names the program to the server, in `User-Agent`; without it the shipped transport names this crate.
    pub fn user_agent(self, name: impl Into<String>) -> Self {
        self.header(USER_AGENT.as_str(), name)
    }

    /// Sends operations that know this verb as an alias with it (`PUT` or `UPDATE` in place of `PATCH`).
    pub fn prefer_verb(mut self, verb: Method) -> Self {
        self.preferred_verb = Some(verb);
        self
    }

    /// Refuses replies that differ from their description in any way: [`Tolerance::Strict`]. For tests; real servers need tolerance.
    pub fn strict(mut self) -> Self {
        self.tolerance = Tolerance::Strict;
        self
    }

    /// Called with what a reply had that its description did not foresee: paths and kinds, never values.
    pub fn on_drift(mut self, hook: impl Fn(&DriftReport<'_>) + Send + Sync + 'static) -> Self {
        self.on_drift = Some(DriftHook::new(hook));
        self
    }

    /// Sends through `transport` in place of the shipped one.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Takes the time from `clock` in place of the machine's.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Some(Arc::new(clock));
        self
    }

    /// The client.
    ///
    /// # Errors
    /// When the base URL is none or is plain `http://` without permission, when a named rate limit does not exist, when a header cannot
    /// be sent or one that every call must have is missing, or when no transport is there (crate feature `reqwest` switched off and none given).
    pub fn build(self) -> Result<C, Error> {
        let base_url = BaseUrl::parse(&self.base_url)?;
        if !base_url.is_https() && !base_url.is_loopback() && !self.allow_http {
            return Err(refused(
                "the base address is plain `http://`, which would send credentials in the clear; use `https://`, or say `.allow_http()`",
            ));
        }
        let headers = headers(C::PLATFORM, &self.headers)?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => shipped_transport(self.connect_timeout, &base_url)?,
        };
        let clock = match self.clock {
            Some(clock) => clock,
            None => shipped_clock()?,
        };
        let limiters = self.limits.limiters(C::PLATFORM, self.connect_timeout, clock.now())?;
        let account = self.account.unwrap_or_else(|| base_url.as_str().to_owned());
        let shared = self.shared.map(|budget| Shared {
            budget,
            platform: C::PLATFORM.name,
            account: account.into(),
            way: self.connect_timeout,
        });
        C::from_core(Client::new(Core {
            platform: C::PLATFORM,
            base_url,
            credentials: self.credentials,
            known_secrets: OnceLock::new(),
            transport,
            clock,
            timeout: self.timeout,
            limit_wait: self.limit_wait,
            max_body: self.max_body,
            retry: self.retry,
            attempt_timeout: self.attempt_timeout,
            budget: RetryBudget::new(),
            limiters,
            shared,
            headers,
            preferred_verb: self.preferred_verb,
            tolerance: self.tolerance,
            max_memory: self.max_memory.unwrap_or(self.max_body.saturating_mul(MEMORY)),
            on_drift: self.on_drift,
        }))
    }
}

impl<C: FromCore> TakeHeader for Builder<C> {
    fn take_header(mut self, name: &'static str, value: &dyn Encode) -> Self {
        self.headers = self.headers.take_header(name, value);
        self
    }
}

/// Headers of all calls, complete but for the platform's constants.
fn headers(platform: &Platform, given: &CommonHeaders) -> Result<HeaderMap, Error> {
    let headers = given.written(platform.digit_booleans)?;
    let mut needed = platform
        .headers
        .iter()
        .filter(|common| common.required && common.value.is_none());
    match needed.find(|common| !headers.contains_key(common.name)) {
        Some(missing) => Err(refused(format!(
            "every call to {} must have the header `{}`, which was not given",
            platform.name, missing.name
        ))),
        None => Ok(headers),
    }
}

fn refused(why: impl Into<std::borrow::Cow<'static, str>>) -> Error {
    Error::new(ErrorKind::Build, why)
}

#[cfg(feature = "reqwest")]
fn shipped_transport(connect_timeout: Duration, base_url: &BaseUrl) -> Result<Arc<dyn Transport>, Error> {
    // A proxy cannot reach what is on this machine.
    match crate::transport::ReqwestTransport::set_up(connect_timeout, !base_url.is_loopback()) {
        Ok(transport) => Ok(Arc::new(transport)),
        Err(error) => Err(refused(format!("the HTTP client cannot be set up: {error}"))),
    }
}

#[cfg(not(feature = "reqwest"))]
fn shipped_transport(_connect_timeout: Duration, _base_url: &BaseUrl) -> Result<Arc<dyn Transport>, Error> {
    Err(refused(
        "no transport: switch the crate feature `reqwest` on, or give one with `.transport(…)`",
    ))
}

#[cfg(any(feature = "reqwest", feature = "blocking"))]
#[expect(clippy::unnecessary_wraps, reason = "fails without the features")]
fn shipped_clock() -> Result<Arc<dyn Clock>, Error> {
    Ok(Arc::new(super::settings::TokioClock))
}

#[cfg(not(any(feature = "reqwest", feature = "blocking")))]
fn shipped_clock() -> Result<Arc<dyn Clock>, Error> {
    Err(refused(
        "no clock: switch one of the crate features `reqwest` and `blocking` on, or give one with `.clock(…)`",
    ))
}
