//! What carries a request to the server and the reply back.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;

use super::{Body, TransportError};

/// A boxed future that may be sent between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Bounds of one exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExchangeLimits {
    /// Time for the whole exchange, from the first byte sent to the last byte read.
    pub timeout: Duration,
    /// Longest time without progress, in which nothing goes out and nothing comes in. It is shorter than `timeout` where there may be
    /// another attempt, so that a connection that hangs leaves time for it.
    pub idle: Duration,
    /// Most bytes of (decompressed) reply body that are read.
    pub max_body: usize,
}

/// The way to the server. Its proxy may hold a password, so it is not shown.
#[cfg_attr(not(feature = "reqwest"), allow(dead_code))]
pub(crate) enum Route {
    /// Through the proxy that the environment names, if it does.
    Environment,
    /// Through none.
    Direct,
    /// Through this one.
    Proxy(String),
}

/// Sends one request and reads the whole reply.
///
/// It neither repeats nor follows redirects: the client does both, and knows which requests may be repeated.
pub trait Transport: Send + Sync + 'static {
    /// Carries out one exchange within `limits`.
    ///
    /// # Errors
    /// [`TransportError`] when no complete reply came; a reply with an error status is not an error here.
    fn exchange(
        &self,
        request: http::Request<Bytes>,
        limits: ExchangeLimits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>>;

    /// As [`exchange`](Transport::exchange), with bodies that are sent and read piece by piece.
    ///
    /// Here [`ExchangeLimits::idle`] holds until the head of the reply, [`ExchangeLimits::timeout`] is the longest time without progress
    /// behind it, and [`ExchangeLimits::max_body`] has no effect: who reads the reply knows how much he wants. A transport that cannot stream need not implement this: bodies then pass through
    /// memory.
    ///
    /// # Errors
    /// As [`exchange`](Transport::exchange); errors of the reply's body come with its pieces.
    fn stream(
        &self,
        request: http::Request<Body>,
        limits: ExchangeLimits,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let body = body.collect(usize::MAX).await?;
            let reply = self.exchange(http::Request::from_parts(head, body), limits).await?;
            Ok(reply.map(Body::from))
        })
    }
}
