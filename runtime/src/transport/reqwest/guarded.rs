//! The library waits for a runtime, and what it says with a panic is an error.

use std::future::{Future, ready};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

use ::reqwest::Request;

use crate::transport::{BoxFuture, TransportError, TransportErrorKind};

const NO_RUNTIME: &str = "the async client needs a tokio runtime around it; use the blocking client elsewhere";
const POOR_RUNTIME: &str = "the HTTP library panicked; does the tokio runtime have I/O and time (`enable_all`)?";

/// What `begin` does with the request, once there is a runtime around it.
pub(super) fn guarded<'t, T, F>(
    request: Result<Request, TransportError>,
    begin: impl FnOnce(Request) -> F + Send + Unpin + 't,
) -> BoxFuture<'t, Result<T, TransportError>>
where
    T: Send + 't,
    F: Future<Output = Result<T, TransportError>> + Send + 't,
{
    match request {
        Ok(request) => Box::pin(Guarded::Waiting(Some((request, begin)))),
        Err(error) => Box::pin(ready(Err(error))),
    }
}

/// An exchange that turns what tokio says with a panic into an error: that there is no runtime, or one without I/O or time.
#[expect(
    clippy::large_enum_variant,
    reason = "it is boxed, and a second box would cost more than the room"
)]
enum Guarded<B, F> {
    /// The request, and how to begin. It is gone if the library panicked then.
    Waiting(Option<(Request, B)>),
    /// It holds a pointer, so that an exchange is moved once, while it is small; and what waited is not moved into it.
    Begun(Pin<Box<F>>),
}

impl<B, F, T> Future for Guarded<B, F>
where
    B: FnOnce(Request) -> F + Unpin,
    F: Future<Output = Result<T, TransportError>>,
{
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let unusable = |why| Poll::Ready(Err(TransportError::new(TransportErrorKind::Request, why)));
        if matches!(*self, Self::Waiting(_)) && tokio::runtime::Handle::try_current().is_err() {
            return unusable(NO_RUNTIME);
        }
        let polled = catch_unwind(AssertUnwindSafe(|| {
            if let Self::Waiting(waiting) = &mut *self {
                let (request, begin) = waiting.take()?;
                *self = Self::Begun(Box::pin(begin(request)));
            }
            match &mut *self {
                Self::Begun(exchange) => Some(exchange.as_mut().poll(context)),
                Self::Waiting(_) => None,
            }
        }));
        polled.ok().flatten().unwrap_or_else(|| unusable(POOR_RUNTIME))
    }
}
