//! The transport that ships: reqwest with rustls.

mod bodies;
mod errors;

use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use bytes::{Bytes, BytesMut};

use self::bodies::{Outgoing, Watch, cut_off, incoming, late, outgoing};
use self::errors::{broken_off, unanswered, unsendable};
use super::{Body, BoxFuture, ExchangeLimits, Route, Transport, TransportError, TransportErrorKind};

/// Time that a connection is kept for the next request.
const IDLE: Duration = Duration::from_secs(20);

/// Bounds of the time between two questions whether the server is still there.
const SHORTEST_PULSE: Duration = Duration::from_millis(100);
const LONGEST_PULSE: Duration = Duration::from_secs(60);

const NO_RUNTIME: &str = "the async client needs a tokio runtime around it; use the blocking client elsewhere";
const POOR_RUNTIME: &str = "the HTTP library panicked; does the tokio runtime have I/O and time (`enable_all`)?";

/// Sends requests with reqwest. Connections are pooled and shared by clones.
#[derive(Debug, Clone)]
pub struct ReqwestTransport {
    http: ::reqwest::Client,
    /// It was set up elsewhere, perhaps so that it follows redirects.
    is_own: bool,
}

impl ReqwestTransport {
    /// A transport of its own connection pool. It takes the proxy that the environment names (`HTTPS_PROXY`, `NO_PROXY`, …).
    ///
    /// # Errors
    /// When TLS cannot be set up on this machine.
    pub fn new(connect_timeout: Duration) -> Result<Self, TransportError> {
        Self::set_up(connect_timeout, Route::Environment)
    }

    pub(crate) fn set_up(connect_timeout: Duration, route: Route) -> Result<Self, TransportError> {
        let http = settings(connect_timeout);
        let http = match route {
            Route::Environment => http,
            Route::Direct => http.no_proxy(),
            Route::Proxy(address) => {
                // The library's own error shows the address, and with it a password.
                let proxy = ::reqwest::Proxy::all(address).map_err(|_| {
                    let why =
                        "the address of the proxy is none; it should be as `http://user:password@proxy.example:3128`";
                    TransportError::new(TransportErrorKind::Request, why)
                })?;
                http.no_proxy().proxy(proxy)
            }
        };
        Self::finish(http)
    }

    fn finish(http: ::reqwest::ClientBuilder) -> Result<Self, TransportError> {
        let http = http
            // The client follows redirects itself, because only it knows where credentials may go.
            .redirect(::reqwest::redirect::Policy::none())
            .retry(::reqwest::retry::never());
        let http = http.build().map_err(|e| unsendable(&e))?;
        Ok(Self { http, is_own: false })
    }

    /// The shipped transport with settings of its own: proxies, certificates, TLS, name resolution. `change` gets the builder as it is
    /// set up here; that redirects are not followed and nothing is repeated is set behind it, since the client does both itself.
    ///
    /// ```
    /// # fn main() -> Result<(), tradewire::client::transport::TransportError> {
    /// use std::time::Duration;
    /// use tradewire::client::ReqwestTransport;
    ///
    /// let transport = ReqwestTransport::configured(Duration::from_secs(10), |http| http.pool_max_idle_per_host(4))?;
    /// # let _ = transport;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The settings cannot be put to use.
    #[cfg(feature = "reqwest-0_13")]
    pub fn configured(
        connect_timeout: Duration,
        change: impl FnOnce(::reqwest::ClientBuilder) -> ::reqwest::ClientBuilder,
    ) -> Result<Self, TransportError> {
        Self::finish(change(settings(connect_timeout)))
    }

    /// Sends with a client that the program has already, and shares its connections. It must not follow redirects
    /// (`redirect(Policy::none())`), or it takes credentials to other hosts: where it did, the call is an error that says so.
    #[must_use]
    #[cfg(feature = "reqwest-0_13")]
    pub fn from_client(http: ::reqwest::Client) -> Self {
        Self { http, is_own: true }
    }

    async fn send(
        &self,
        request: ::reqwest::Request,
        idle: Duration,
        watch: &Watch,
    ) -> Result<Result<::reqwest::Response, ::reqwest::Error>, TransportError> {
        let meant = self.is_own.then(|| request.url().clone());
        let outcome = unless_idle(self.http.execute(request), idle, watch).await?;
        if let (Ok(response), Some(meant)) = (&outcome, meant) {
            if *response.url() != meant {
                let why = "the HTTP client that was given follows redirects, and may have taken credentials to another host; build it \
                           with `redirect(Policy::none())`";
                return Err(TransportError::new(TransportErrorKind::Interrupted, why));
            }
        }
        Ok(outcome)
    }
}

fn settings(connect_timeout: Duration) -> ::reqwest::ClientBuilder {
    // A process that already chose a cryptography provider keeps its choice.
    let _ = rustls::crypto::ring::default_provider().install_default();
    // Who cannot answer in the time that he has to accept a connection is not there.
    let pulse = connect_timeout.clamp(SHORTEST_PULSE, LONGEST_PULSE);
    ::reqwest::Client::builder()
        .connect_timeout(connect_timeout)
        // Below the keep-alive time of common servers: a connection that the server is just closing costs a call that must
        // not be repeated.
        .pool_idle_timeout(IDLE)
        // HTTP/2 goes on with a connection whose request timed out. If nobody is at its other end any more, each call would hang,
        // so a reply that does not come leads to a question that any server answers at once.
        .http2_keep_alive_interval(pulse)
        .http2_keep_alive_timeout(pulse)
        .user_agent(concat!("tradewire/", env!("CARGO_PKG_VERSION")))
}

impl Transport for ReqwestTransport {
    fn exchange(
        &self,
        request: http::Request<Bytes>,
        limits: ExchangeLimits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(guarded(async move {
            let watch = Arc::new(Watch::new());
            let (has_content, has_reply) = (!request.body().is_empty(), has_reply(&request));
            let request = request.map(|body| outgoing(body, &watch));
            let mut request = as_addressed(request)?;
            *request.timeout_mut() = Some(limits.timeout);
            let outcome = self.send(request, limits.idle, &watch).await?;
            let mut response = outcome.map_err(|e| unanswered(&e, has_content))?;
            let mut head = http::Response::new(());
            *head.status_mut() = response.status();
            *head.version_mut() = response.version();
            *head.headers_mut() = std::mem::take(response.headers_mut());
            let body = read_body(&mut response, limits, has_reply).await?;
            Ok(head.map(|()| body))
        }))
    }

    fn stream(
        &self,
        request: http::Request<Body>,
        limits: ExchangeLimits,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(guarded(async move {
            let watch = Arc::new(Watch::new());
            let (has_content, has_reply) = (request.body().length() != Some(0), has_reply(&request));
            let request = request.map(|body| match body.as_bytes() {
                Some(bytes) => ::reqwest::Body::from(bytes.clone()),
                None => ::reqwest::Body::wrap(Outgoing::new(body, Arc::clone(&watch))),
            });
            let request = as_addressed(request)?;
            let outcome = self.send(request, limits.idle, &watch).await?;
            match (outcome, watch.failure()) {
                (Ok(response), _) => Ok(incoming(response.into(), limits.timeout, has_reply)),
                // The connection was given up for want of content.
                (Err(_), Some(why)) => Err(TransportError::new(TransportErrorKind::Request, why)),
                (Err(error), None) => Err(unanswered(&error, has_content)),
            }
        }))
    }
}

/// The request with an address that the URL library did not rewrite: its path and query are what was checked and signed.
fn as_addressed(request: http::Request<::reqwest::Body>) -> Result<::reqwest::Request, TransportError> {
    let meant = request.uri().clone();
    let request = ::reqwest::Request::try_from(request).map_err(|e| unsendable(&e))?;
    let url = request.url();
    if url.path() != meant.path() || url.query().unwrap_or_default() != meant.query().unwrap_or_default() {
        let why = "the request would go to another address than was meant; percent-encode what its path and query hold";
        return Err(TransportError::new(TransportErrorKind::Request, why));
    }
    Ok(request)
}

/// Turns what tokio says with a panic into an error: that there is no runtime, or one without I/O or time.
async fn guarded<T>(exchange: impl Future<Output = Result<T, TransportError>>) -> Result<T, TransportError> {
    let unusable = |why| Err(TransportError::new(TransportErrorKind::Request, why));
    if tokio::runtime::Handle::try_current().is_err() {
        return unusable(NO_RUNTIME);
    }
    let mut exchange = std::pin::pin!(exchange);
    poll_fn(|context| {
        catch_unwind(AssertUnwindSafe(|| exchange.as_mut().poll(context)))
            .unwrap_or_else(|_| Poll::Ready(unusable(POOR_RUNTIME)))
    })
    .await
}

/// Waits for `exchange` as long as no time of `timeout` passes without progress.
async fn unless_idle<T>(
    exchange: impl Future<Output = T>,
    timeout: Duration,
    watch: &Watch,
) -> Result<T, TransportError> {
    let mut exchange = std::pin::pin!(exchange);
    loop {
        let Some(due) = watch.latest().checked_add(timeout) else {
            return Ok(exchange.await);
        };
        match tokio::time::timeout_at(due, &mut exchange).await {
            Ok(outcome) => return Ok(outcome),
            Err(_) if watch.latest() + timeout > tokio::time::Instant::now() => {}
            Err(_) => {
                return Err(TransportError::new(
                    TransportErrorKind::Timeout,
                    "no progress and no reply in time",
                ));
            }
        }
    }
}

/// Whether the length of a reply is that of a body that follows.
fn has_reply<T>(request: &http::Request<T>) -> bool {
    request.method() != http::Method::HEAD
}

async fn read_body(
    response: &mut ::reqwest::Response,
    limits: ExchangeLimits,
    has_reply: bool,
) -> Result<Bytes, TransportError> {
    let max = limits.max_body;
    // Of an error the status says most; the head of its body will do.
    let cut = !response.status().is_success();
    // The length is unknown where the body is compressed or comes in chunks.
    if !cut && response.content_length().is_some_and(|length| length > max as u64) {
        return Err(too_large(max));
    }
    let mut body = BytesMut::new();
    loop {
        let piece = tokio::time::timeout(limits.idle, response.chunk()).await;
        let Some(chunk) = piece.map_err(|_| late())?.map_err(|e| broken_off(&e))? else {
            // What is left of the length.
            if !cut && has_reply && response.content_length().is_some_and(|left| left > 0) {
                return Err(cut_off());
            }
            break;
        };
        let room = max - body.len();
        if chunk.len() > room {
            if cut {
                body.extend_from_slice(&chunk[..room]);
                break;
            }
            return Err(too_large(max));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

fn too_large(max: usize) -> TransportError {
    let message = format!("the reply is larger than {max} bytes, the limit set for the client");
    TransportError::new(TransportErrorKind::TooLarge, message)
}

#[cfg(test)]
mod tests;
