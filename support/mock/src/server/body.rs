//! Bodies of answers, whole or cut short.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};

use super::Ended;

/// A body; where it is cut, all of it is announced and less comes.
pub(super) struct Sent {
    left: Option<Bytes>,
    announced: u64,
    is_cut: bool,
}

impl Sent {
    pub fn of(body: Bytes, cut: Option<usize>) -> Self {
        let announced = body.len() as u64;
        match cut {
            Some(cut) => Self {
                left: Some(body.slice(..cut.min(body.len()))),
                announced: announced.max(1),
                is_cut: true,
            },
            None => Self {
                left: Some(body),
                announced,
                is_cut: false,
            },
        }
    }
}

impl Body for Sent {
    type Data = Bytes;
    type Error = Ended;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Ended>>> {
        match self.left.take().filter(|left| !left.is_empty()) {
            Some(left) => Poll::Ready(Some(Ok(Frame::data(left)))),
            None if self.is_cut => Poll::Ready(Some(Err(Ended))),
            None => Poll::Ready(None),
        }
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.announced)
    }
}
