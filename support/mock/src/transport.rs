//! A mock in the place of a client's network.

use std::task::Poll;

use bytes::Bytes;
use tradewire::client::transport::{BoxFuture, ExchangeLimits, Transport, TransportError, TransportErrorKind};

use crate::mock::Mock;

/// A transport of a client whose every request a mock answers; made by [`Mock::transport`]. A slow answer does not wait: it moves the clock of
/// the mock, and fails where the client would not wait so long.
#[derive(Debug, Clone)]
pub struct MockTransport {
    mock: Mock,
}

impl Mock {
    /// A transport that asks this mock, in place of a network.
    #[must_use]
    pub fn transport(&self) -> MockTransport {
        MockTransport { mock: self.clone() }
    }
}

/// Lets others have their turn, so that what is sent at once is under way at once.
async fn once_around() {
    let mut is_second = false;
    std::future::poll_fn(move |context| {
        if std::mem::replace(&mut is_second, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

impl Transport for MockTransport {
    fn exchange(
        &self,
        request: http::Request<Bytes>,
        limits: ExchangeLimits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(async move {
            let answer = self.mock.handle(&request);
            if answer.place.is_some() {
                once_around().await;
            }
            let fail = |kind, text: &str| Err(TransportError::new(kind, text));
            if answer.conduct.reset {
                return fail(
                    TransportErrorKind::Interrupted,
                    "the mock ended the connection without an answer",
                );
            }
            if !answer.conduct.delay.is_zero() {
                self.mock.clock().forward(answer.conduct.delay);
                if answer.conduct.delay > limits.timeout.min(limits.idle) {
                    return fail(TransportErrorKind::Timeout, "the mock was slow");
                }
            }
            if answer.conduct.cut.is_some() {
                return fail(
                    TransportErrorKind::Interrupted,
                    "the mock ended the connection within the answer",
                );
            }
            Ok(answer.response)
        })
    }
}
