//! Bodies between this crate and reqwest.

use std::pin::Pin;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Body as _, Frame, SizeHint};
use tokio::time::Instant;

use super::errors::broken_off;
use crate::transport::pieces::PIECE;
use crate::transport::{Body, BoxFuture, TransportError, TransportErrorKind, sleep};

/// How a streamed request is getting on.
#[derive(Debug)]
pub(super) struct Watch {
    latest: Mutex<Instant>,
    failure: OnceLock<String>,
}

impl Watch {
    pub(super) fn new() -> Self {
        Self {
            latest: Mutex::new(Instant::now()),
            failure: OnceLock::new(),
        }
    }

    /// When the last piece was handed over.
    pub(super) fn latest(&self) -> Instant {
        *self.latest.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn moved(&self) {
        *self.latest.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    /// Why there was no more content, if that is what ended it.
    pub(super) fn failure(&self) -> Option<&str> {
        self.failure.get().map(String::as_str)
    }
}

/// The body of a request, as reqwest takes it.
pub(super) struct Outgoing {
    /// Never locked: it makes a body that moves between threads one that may be seen from several.
    body: Mutex<Body>,
    watch: Arc<Watch>,
}

impl Outgoing {
    pub(super) fn new(body: Body, watch: Arc<Watch>) -> Self {
        Self {
            body: Mutex::new(body),
            watch,
        }
    }
}

/// Bytes as the body of a request. Many of them go out in pieces, so that their progress is seen.
pub(super) fn outgoing(bytes: Bytes, watch: &Arc<Watch>) -> ::reqwest::Body {
    if bytes.len() <= PIECE {
        return bytes.into();
    }
    let length = bytes.len() as u64;
    let body = Body::from_stream(Slices(bytes), Some(length));
    ::reqwest::Body::wrap(Outgoing::new(body, Arc::clone(watch)))
}

struct Slices(Bytes);

impl Stream for Slices {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let piece = self.0.len().min(PIECE);
        Poll::Ready((piece > 0).then(|| Ok(self.0.split_to(piece))))
    }
}

impl http_body::Body for Outgoing {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let Self { body, watch } = &mut *self;
        let polled = body.get_mut().unwrap_or_else(PoisonError::into_inner).poll_piece(cx);
        match &polled {
            Poll::Ready(Some(Err(error))) => drop(watch.failure.set(error.message.clone())),
            Poll::Ready(_) => watch.moved(),
            Poll::Pending => {}
        }
        polled.map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }

    fn size_hint(&self) -> SizeHint {
        let length = self.body.lock().unwrap_or_else(PoisonError::into_inner).length();
        length.map_or_else(SizeHint::new, SizeHint::with_exact)
    }
}

/// A reply whose body is still to come. No piece of it may take longer than `timeout`. `has_reply`: the length that the head says is
/// that of a body, which shall have it.
pub(super) fn incoming(
    response: http::Response<::reqwest::Body>,
    timeout: Duration,
    has_reply: bool,
) -> http::Response<Body> {
    // Of an error the head of its body will do.
    let is_due_whole = has_reply && response.status().is_success();
    response.map(|body| {
        let length = body.size_hint().exact();
        Body::from_stream(
            Incoming {
                body: Box::pin(body),
                timeout,
                wait: None,
                is_due_whole,
            },
            length,
        )
    })
}

struct Incoming {
    body: Pin<Box<::reqwest::Body>>,
    timeout: Duration,
    wait: Option<BoxFuture<'static, ()>>,
    is_due_whole: bool,
}

impl Stream for Incoming {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Self {
            body,
            timeout,
            wait,
            is_due_whole,
        } = &mut *self;
        loop {
            match body.as_mut().poll_frame(cx) {
                Poll::Pending => {
                    let wait = wait.get_or_insert_with(|| sleep(*timeout));
                    return wait.as_mut().poll(cx).map(|()| Some(Err(late())));
                }
                // What is left of the length; told once.
                Poll::Ready(None) if *is_due_whole && body.size_hint().exact().is_some_and(|left| left > 0) => {
                    *is_due_whole = false;
                    return Poll::Ready(Some(Err(cut_off())));
                }
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(broken_off(&error)))),
                Poll::Ready(Some(Ok(frame))) => {
                    *wait = None;
                    // Trailers say nothing that anybody asks for.
                    if let Ok(piece) = frame.into_data() {
                        return Poll::Ready(Some(Ok(piece)));
                    }
                }
            }
        }
    }
}

pub(super) fn late() -> TransportError {
    TransportError::new(TransportErrorKind::Timeout, "no more of the reply came in time")
}

/// In HTTP/2 a server can end a body before its end without an error, for it may have wanted to be spared the rest of the request.
pub(super) fn cut_off() -> TransportError {
    TransportError::new(
        TransportErrorKind::Interrupted,
        "the reply ended before the length that it announced",
    )
}
