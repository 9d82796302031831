//! The library waits for a runtime, and what it says with a panic is an error.

use std::future::{Future, ready};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

use ::reqwest::Request;
use pin_project_lite::pin_project;

use crate::transport::{BoxFuture, TransportError, TransportErrorKind};

const NO_RUNTIME: &str = "the async client needs a tokio runtime around it; use the blocking client elsewhere";
const POOR_RUNTIME: &str = "the HTTP library panicked; does the tokio runtime have I/O and time (`enable_all`)?";

/// What `begin` does with the request, once there is a runtime around it: at once, if there is one already.
pub(super) fn guarded<'t, T, F>(
    request: Result<Request, TransportError>,
    begin: impl FnOnce(Request) -> F + Send + 't,
) -> BoxFuture<'t, Result<T, TransportError>>
where
    T: Send + 't,
    F: Future<Output = Result<T, TransportError>> + Send + 't,
{
    let request = match request {
        Ok(request) => request,
        Err(error) => return Box::pin(ready(Err(error))),
    };
    if has_runtime() {
        return match begun(request, begin) {
            // Nothing but the exchange itself is kept, and it is moved once, while it is small.
            Ok(exchange) => Box::pin(exchange),
            Err(error) => Box::pin(ready(Err(error))),
        };
    }
    Box::pin(async move {
        if !has_runtime() {
            return Err(unusable(NO_RUNTIME));
        }
        begun(request, begin)?.await
    })
}

fn has_runtime() -> bool {
    tokio::runtime::Handle::try_current().is_ok()
}

fn begun<F>(request: Request, begin: impl FnOnce(Request) -> F) -> Result<Guarded<F>, TransportError> {
    catch_unwind(AssertUnwindSafe(|| begin(request)))
        .map(|exchange| Guarded { exchange })
        .map_err(|_| unusable(POOR_RUNTIME))
}

fn unusable(why: &'static str) -> TransportError {
    TransportError::new(TransportErrorKind::Request, why)
}

pin_project! {
    /// An exchange that turns what tokio says with a panic into an error: that there is no I/O or time.
    struct Guarded<F> {
        #[pin]
        exchange: F,
    }
}

impl<F: Future<Output = Result<T, TransportError>>, T> Future for Guarded<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let exchange = self.project().exchange;
        catch_unwind(AssertUnwindSafe(|| exchange.poll(context)))
            .unwrap_or_else(|_| Poll::Ready(Err(unusable(POOR_RUNTIME))))
    }
}
