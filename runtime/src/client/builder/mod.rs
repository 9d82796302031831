//! Setting up a client.

mod variables;

use std::marker::PhantomData;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use http::Method;

use super::budget::{Budget, Shared};
use super::handle::Client;
use super::settings::{
    Clock, Core, DriftHook, DriftReport, Hook, OwnLimits, RetryBudget, RetryPolicy, Settings, common_headers, setters,
};
use crate::auth::Credentials;
use crate::error::{Error, ErrorKind};
use crate::json::Encode;
use crate::meta::Platform;
use crate::reply::Tolerance;
use crate::request::{BaseUrl, TakeHeader};
use crate::transport::{Route, Transport};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

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
    route: Route,
    settings: Settings,
    limits: OwnLimits,
    shared: Option<Arc<dyn Budget>>,
    account: Option<String>,
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
            route: Route::Environment,
            settings: Settings::default(),
            limits: OwnLimits::default(),
            shared: None,
            account: None,
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

    setters!(.settings);

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

    /// Names the account for the shared [`budget`](Self::budget). Unless set it is known by the base address, however that is written,
    /// which is enough where each account has an address of its own. The name must not hold secrets.
    pub fn account(mut self, name: impl Into<String>) -> Self {
        self.account = Some(name.into());
        self
    }

    /// Sends through the proxy at this address (`http://user:password@proxy.example:3128`), in place of what the environment names. For the
    /// shipped transport.
    pub fn proxy(mut self, address: impl Into<String>) -> Self {
        self.route = Route::Proxy(address.into());
        self
    }

    /// Sends through no proxy, whatever the environment names. For the shipped transport.
    pub fn no_proxy(mut self) -> Self {
        self.route = Route::Direct;
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
    /// be sent or one that every call must have is missing, or when no transport is there (crate feature `reqwest`, which each sort of TLS brings along, switched off and none given).
    pub fn build(self) -> Result<C, Error> {
        let base_url = BaseUrl::parse(&self.base_url)?;
        if !base_url.is_https() && !base_url.is_loopback() && !self.allow_http {
            return Err(refused(
                "the base address is plain `http://`, which would send credentials in the clear; use `https://`, or say `.allow_http()`",
            ));
        }
        let settings = self.settings;
        let headers = common_headers(C::PLATFORM, &settings.headers)?;
        let transport = match (self.transport, self.route) {
            (Some(transport), Route::Environment) => transport,
            (Some(_), Route::Direct | Route::Proxy(_)) => {
                return Err(refused(
                    "a transport of its own goes its own way: set the proxy up there, and leave out `.proxy(…)` and `.no_proxy()`",
                ));
            }
            (None, route) => shipped_transport(self.connect_timeout, &base_url, route)?,
        };
        let clock = match self.clock {
            Some(clock) => clock,
            None => shipped_clock()?,
        };
        let limiters = self.limits.limiters(C::PLATFORM, self.connect_timeout, clock.now())?;
        let account = self.account.unwrap_or_else(|| base_url.plain());
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
            timeout: settings.timeout,
            limit_wait: settings.limit_wait,
            max_body: settings.max_body,
            retry: settings.retry.clone(),
            attempt_timeout: settings.attempt_timeout,
            budget: Arc::new(RetryBudget::new()),
            limiters: limiters.into(),
            shared,
            headers,
            preferred_verb: settings.preferred_verb.clone(),
            tolerance: settings.tolerance,
            max_memory: settings.memory(),
            on_drift: settings.on_drift.clone(),
            hooks: settings.hooks.clone(),
            given: settings,
        }))
    }
}

impl<C: FromCore> TakeHeader for Builder<C> {
    fn take_header(mut self, name: &'static str, value: &dyn Encode) -> Self {
        self.settings = self.settings.take_header(name, value);
        self
    }
}

fn refused(why: impl Into<std::borrow::Cow<'static, str>>) -> Error {
    Error::new(ErrorKind::Build, why)
}

#[cfg(feature = "reqwest")]
fn shipped_transport(connect_timeout: Duration, base_url: &BaseUrl, route: Route) -> Result<Arc<dyn Transport>, Error> {
    let route = match route {
        // A proxy of the environment cannot reach what is on this machine.
        Route::Environment if base_url.is_loopback() => Route::Direct,
        other => other,
    };
    match crate::transport::ReqwestTransport::set_up(connect_timeout, route) {
        Ok(transport) => Ok(Arc::new(transport)),
        Err(error) => Err(refused(format!("the HTTP client cannot be set up: {error}"))),
    }
}

#[cfg(not(feature = "reqwest"))]
fn shipped_transport(_: Duration, _: &BaseUrl, _: Route) -> Result<Arc<dyn Transport>, Error> {
    Err(refused(
        "no transport: switch the crate feature `rustls-ring` on, or another with TLS, or give one with `.transport(…)`",
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
