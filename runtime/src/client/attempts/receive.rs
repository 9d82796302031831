//! How a reply is taken in: whole, or piece by piece.

use bytes::Bytes;

use crate::transport::{Body, BoxFuture, ExchangeLimits, Transport, TransportError};

/// An exchange under way. On the heap, as transports have it there anyway.
pub(crate) type Exchange<'t, B> = BoxFuture<'t, Result<http::Response<B>, TransportError>>;

/// The body of a reply, as a call wants it.
pub(crate) trait Receive: Sized + Send {
    /// The exchange is over before all of it is there.
    const COMES_LATER: bool;

    /// One exchange. What the request carries is streamed if it is not in memory.
    fn exchange(transport: &dyn Transport, request: http::Request<Body>, limits: ExchangeLimits) -> Exchange<'_, Self>;

    /// Whether it is certain that it holds nothing.
    fn is_blank(&self) -> bool;

    /// What of it is in memory already.
    fn so_far(&self) -> &[u8];
}

impl Receive for Bytes {
    const COMES_LATER: bool = false;

    fn exchange(transport: &dyn Transport, request: http::Request<Body>, limits: ExchangeLimits) -> Exchange<'_, Self> {
        let (head, body) = request.into_parts();
        if let Some(bytes) = body.as_bytes() {
            return transport.exchange(http::Request::from_parts(head, bytes.clone()), limits);
        }
        Box::pin(async move {
            let reply = transport.stream(http::Request::from_parts(head, body), limits).await?;
            let (head, body) = reply.into_parts();
            let body = if head.status.is_success() {
                body.collect(limits.max_body).await?
            } else {
                // Of an error the status says most; the head of its body will do.
                body.collect_head(limits.max_body).await?
            };
            Ok(http::Response::from_parts(head, body))
        })
    }

    fn is_blank(&self) -> bool {
        self.iter().all(u8::is_ascii_whitespace)
    }

    fn so_far(&self) -> &[u8] {
        self
    }
}

impl Receive for Body {
    const COMES_LATER: bool = true;

    fn exchange(transport: &dyn Transport, request: http::Request<Body>, limits: ExchangeLimits) -> Exchange<'_, Self> {
        transport.stream(request, limits)
    }

    fn is_blank(&self) -> bool {
        self.length() == Some(0)
    }

    fn so_far(&self) -> &[u8] {
        &[]
    }
}
