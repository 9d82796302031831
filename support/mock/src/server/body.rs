//! Bodies of answers, whole or cut short.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};

use super::Ended;
use crate::limits::Place;

/// A body; where it is cut, all of it is announced and less comes.
pub(super) struct Sent {
    left: Option<Bytes>,
    announced: u64,
    is_cut: bool,
    /// What came so far was handed on.
    is_flushed: bool,
    /// That of the request among those under way, until all is handed on.
    _place: Option<Arc<Place>>,
}

impl Sent {
    pub fn of(body: Bytes, cut: Option<usize>, place: Option<Arc<Place>>) -> Self {
        let announced = body.len() as u64;
        match cut {
            Some(cut) => Self {
                left: Some(body.slice(..cut.min(body.len()))),
                announced: announced.max(1),
                is_cut: true,
                is_flushed: false,
                _place: place,
            },
            None => Self {
                left: Some(body),
                announced,
                is_cut: false,
                is_flushed: true,
                _place: place,
            },
        }
    }
}

impl Body for Sent {
    type Data = Bytes;
    type Error = Ended;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Ended>>> {
        match self.left.take().filter(|left| !left.is_empty()) {
            Some(left) => Poll::Ready(Some(Ok(Frame::data(left)))),
            // Whoever waits for more sends what there is; an error at once would take it along.
            None if self.is_cut && !self.is_flushed => {
                self.is_flushed = true;
                context.waker().wake_by_ref();
                Poll::Pending
            }
            None if self.is_cut => Poll::Ready(Some(Err(Ended))),
            None => Poll::Ready(None),
        }
    }

    /// So that all of it is dropped with its last bytes, before the client can have them and send what comes next.
    fn is_end_stream(&self) -> bool {
        !self.is_cut && self.left.as_ref().is_none_or(Bytes::is_empty)
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.announced)
    }
}
