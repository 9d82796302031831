//! The transport that ships: reqwest, with the TLS that features choose.

mod address;
mod bodies;
mod errors;
mod gathered;
mod guarded;
mod patience;
mod tls;

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use self::address::Addresses;
use self::bodies::{Outgoing, Watch, cut_off, incoming, outgoing};
use self::errors::{broken_off, unanswered, unsendable};
use self::gathered::Gathered;
use self::guarded::guarded;
use self::patience::Patience;
use super::pieces::PIECE;
use super::{Body, BoxFuture, ExchangeLimits, Route, Transport, TransportError, TransportErrorKind};

/// Time that a connection is kept for the next request.
const IDLE: Duration = Duration::from_secs(20);

/// Bounds of the time between two questions whether the server is still there.
const SHORTEST_PULSE: Duration = Duration::from_millis(100);
const LONGEST_PULSE: Duration = Duration::from_secs(60);

/// Sends requests with reqwest. Connections are pooled and shared by clones.
#[derive(Debug, Clone)]
pub struct ReqwestTransport {
    http: ::reqwest::Client,
    /// It was set up elsewhere, perhaps so that it follows redirects.
    is_own: bool,
    /// The program's own settings may have a time for the whole exchange, which that of a request replaces.
    may_time_out: bool,
    addresses: Addresses,
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
        Ok(Self {
            http,
            is_own: false,
            may_time_out: false,
            addresses: Addresses::default(),
        })
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
        let transport = Self::finish(change(settings(connect_timeout)))?;
        Ok(Self {
            may_time_out: true,
            ..transport
        })
    }

    /// Sends with a client that the program has already, and shares its connections. It must not follow redirects
    /// (`redirect(Policy::none())`), or it takes credentials to other hosts: where it did, the call is an error that says so.
    #[must_use]
    #[cfg(feature = "reqwest-0_13")]
    pub fn from_client(http: ::reqwest::Client) -> Self {
        Self {
            http,
            is_own: true,
            may_time_out: true,
            addresses: Addresses::default(),
        }
    }

    /// Hands the request to the library.
    fn begin(
        &self,
        request: ::reqwest::Request,
    ) -> (
        impl Future<Output = Result<::reqwest::Response, ::reqwest::Error>> + Unpin + use<>,
        Meant,
    ) {
        let meant = Meant(self.is_own.then(|| Box::new(request.url().clone())));
        (self.http.execute(request), meant)
    }

    /// The request as the library has it, unless it needs TLS that this build has not. Settings of the program's own may bring it along.
    fn addressed(&self, request: http::Request<::reqwest::Body>) -> Result<::reqwest::Request, TransportError> {
        let request = self.addresses.addressed(request)?;
        if !self.may_time_out {
            tls::expect(request.url().scheme())?;
        }
        Ok(request)
    }

    /// With our time for a whole exchange in place of the program's own.
    fn timed(&self, mut request: ::reqwest::Request, timeout: Duration) -> ::reqwest::Request {
        if self.may_time_out {
            *request.timeout_mut() = Some(timeout);
        }
        request
    }
}

/// Where a request was meant to go, if the library may take it elsewhere.
struct Meant(Option<Box<::reqwest::Url>>);

impl Meant {
    fn check(&self, response: &::reqwest::Response) -> Result<(), TransportError> {
        match &self.0 {
            Some(meant) if response.url() != &**meant => {
                let why = "the HTTP client that was given follows redirects, and may have taken credentials to another host; build it \
                           with `redirect(Policy::none())`";
                Err(TransportError::new(TransportErrorKind::Interrupted, why))
            }
            _ => Ok(()),
        }
    }
}

fn settings(connect_timeout: Duration) -> ::reqwest::ClientBuilder {
    // Who cannot answer in the time that he has to accept a connection is not there.
    let pulse = connect_timeout.clamp(SHORTEST_PULSE, LONGEST_PULSE);
    tls::settings()
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
        // A short body goes out at once.
        let watch = (request.body().len() > PIECE).then(|| Arc::new(Watch::new()));
        let (has_content, has_reply) = (!request.body().is_empty(), has_reply(&request));
        let request = request.map(|body| match &watch {
            Some(watch) => outgoing(body, watch),
            None => body.into(),
        });
        guarded(self.addressed(request), move |request| {
            // One timer for all of it: the time in all is not left to the HTTP library, which would set a second one.
            let patience = Patience::new(limits.idle, Some(limits.timeout));
            let (mut sending, meant) = self.begin(self.timed(request, limits.timeout));
            async move {
                let answer = patience.wait(&mut sending, watch.as_deref()).await?;
                let mut response = answer.map_err(|e| unanswered(&e, has_content))?;
                meant.check(&response)?;
                let body = read_body(&mut response, limits.max_body, &patience, has_reply).await?;
                let mut reply = http::Response::new(body);
                *reply.status_mut() = response.status();
                *reply.version_mut() = response.version();
                *reply.headers_mut() = std::mem::take(response.headers_mut());
                Ok(reply)
            }
        })
    }

    fn stream(
        &self,
        request: http::Request<Body>,
        limits: ExchangeLimits,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let watch = Arc::new(Watch::new());
        let (has_content, has_reply) = (request.body().length() != Some(0), has_reply(&request));
        let request = request.map(|body| match body.as_bytes() {
            Some(bytes) => ::reqwest::Body::from(bytes.clone()),
            None => ::reqwest::Body::wrap(Outgoing::new(body, Arc::clone(&watch))),
        });
        guarded(self.addressed(request), move |request| {
            let patience = Patience::new(limits.idle, None);
            let (mut sending, meant) = self.begin(request);
            async move {
                match (patience.wait(&mut sending, Some(&watch)).await?, watch.failure()) {
                    (Ok(response), _) => {
                        meant.check(&response)?;
                        Ok(incoming(response.into(), limits.timeout, has_reply))
                    }
                    // The connection was given up for want of content.
                    (Err(_), Some(why)) => Err(TransportError::new(TransportErrorKind::Request, why)),
                    (Err(error), None) => Err(unanswered(&error, has_content)),
                }
            }
        })
    }
}

/// Whether the length of a reply is that of a body that follows.
fn has_reply<T>(request: &http::Request<T>) -> bool {
    request.method() != http::Method::HEAD
}

async fn read_body(
    response: &mut ::reqwest::Response,
    max: usize,
    patience: &Patience,
    has_reply: bool,
) -> Result<Bytes, TransportError> {
    // Of an error the status says most; the head of its body will do.
    let cut = !response.status().is_success();
    // The length is unknown where the body is compressed or comes in chunks.
    let length = response.content_length();
    if !cut && length.is_some_and(|length| length > max as u64) {
        return Err(too_large(max));
    }
    let mut body = Gathered::new(length);
    loop {
        let piece = patience.wait_for_piece(pin!(response.chunk())).await?;
        let Some(mut piece) = piece.map_err(|e| broken_off(&e))? else {
            // What is left of the length.
            if !cut && has_reply && response.content_length().is_some_and(|left| left > 0) {
                return Err(cut_off());
            }
            break;
        };
        let room = max - body.len();
        if piece.len() > room {
            if cut {
                piece.truncate(room);
                body.add(piece);
                break;
            }
            return Err(too_large(max));
        }
        body.add(piece);
    }
    Ok(body.into_bytes())
}

fn too_large(max: usize) -> TransportError {
    let message = format!("the reply is larger than {max} bytes, the limit set for the client");
    TransportError::new(TransportErrorKind::TooLarge, message)
}

#[cfg(test)]
mod tests;
