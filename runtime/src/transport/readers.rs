//! Readers as streams of pieces.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

#[cfg(any(feature = "reqwest", feature = "blocking"))]
use super::pieces::PIECE;
use super::pieces::{AnyReader, read_piece};
use super::{TransportError, TransportErrorKind};

/// Content that cannot be read, or not as announced: the fault is on this side of the connection.
pub(super) fn unreadable(error: &io::Error) -> TransportError {
    TransportError::new(
        TransportErrorKind::Request,
        format!("the content to send cannot be read: {error}"),
    )
}

/// A blocking reader as a stream. Under tokio it is read on a thread of its own, and not on one of the runtime's for such work: a
/// runtime waits for these when it is dropped, for ever if the reader never returns.
pub(super) struct ReaderPieces {
    state: ReaderState,
}

enum ReaderState {
    Idle(AnyReader),
    #[cfg(any(feature = "reqwest", feature = "blocking"))]
    Threaded(super::reading::Reading),
    Done,
}

impl ReaderPieces {
    pub(super) fn new(reader: AnyReader) -> Self {
        Self {
            state: ReaderState::Idle(reader),
        }
    }
}

impl Stream for ReaderPieces {
    type Item = Result<Bytes, TransportError>;

    #[cfg_attr(not(any(feature = "reqwest", feature = "blocking")), allow(unused_variables))]
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let outcome = match std::mem::replace(&mut self.state, ReaderState::Done) {
            #[cfg(any(feature = "reqwest", feature = "blocking"))]
            ReaderState::Idle(reader) if tokio::runtime::Handle::try_current().is_ok() => {
                match super::reading::Reading::start(reader) {
                    Ok(reading) => {
                        self.state = ReaderState::Threaded(reading);
                        return self.poll_next(cx);
                    }
                    Err(error) => Err(error),
                }
            }
            ReaderState::Idle(mut reader) => {
                let outcome = read_piece(&mut reader);
                self.state = ReaderState::Idle(reader);
                outcome
            }
            #[cfg(any(feature = "reqwest", feature = "blocking"))]
            ReaderState::Threaded(mut reading) => {
                let polled = reading.poll_piece(cx);
                self.state = ReaderState::Threaded(reading);
                match polled {
                    Poll::Pending => return Poll::Pending,
                    Poll::Ready(outcome) => outcome,
                }
            }
            ReaderState::Done => return Poll::Ready(None),
        };
        match outcome {
            Ok(piece) if !piece.is_empty() => Poll::Ready(Some(Ok(piece))),
            Ok(_) => {
                self.state = ReaderState::Done;
                Poll::Ready(None)
            }
            Err(error) => {
                self.state = ReaderState::Done;
                Poll::Ready(Some(Err(unreadable(&error))))
            }
        }
    }
}

/// Pieces of somebody else's stream.
pub(super) struct OwnErrors<S>(pub Pin<Box<S>>);

impl<S: Stream<Item = io::Result<Bytes>>> Stream for OwnErrors<S> {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let polled = self.0.as_mut().poll_next(cx);
        polled.map(|piece| piece.map(|piece| piece.map_err(|error| unreadable(&error))))
    }
}

/// An async reader as a stream.
#[cfg(any(feature = "reqwest", feature = "blocking"))]
pub(super) struct AsyncReaderPieces<R> {
    reader: Pin<Box<R>>,
    buffer: Vec<u8>,
}

#[cfg(any(feature = "reqwest", feature = "blocking"))]
impl<R> AsyncReaderPieces<R> {
    pub(super) fn new(reader: R) -> Self {
        Self {
            reader: Box::pin(reader),
            buffer: vec![0; PIECE],
        }
    }
}

#[cfg(any(feature = "reqwest", feature = "blocking"))]
impl<R: tokio::io::AsyncRead> Stream for AsyncReaderPieces<R> {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Self { reader, buffer } = &mut *self;
        let mut space = tokio::io::ReadBuf::new(buffer);
        match reader.as_mut().poll_read(cx, &mut space) {
            Poll::Pending => Poll::Pending,
            Poll::Ready(Err(error)) => Poll::Ready(Some(Err(unreadable(&error)))),
            Poll::Ready(Ok(())) if space.filled().is_empty() => Poll::Ready(None),
            Poll::Ready(Ok(())) => Poll::Ready(Some(Ok(Bytes::copy_from_slice(space.filled())))),
        }
    }
}
