//! Readers as streams of pieces.

use std::io::{self, Read};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use super::pieces::PIECE;
use super::{TransportError, TransportErrorKind};

/// Content that cannot be read, or not as announced: the fault is on this side of the connection.
pub(super) fn unreadable(error: &io::Error) -> TransportError {
    TransportError::new(
        TransportErrorKind::Request,
        format!("the content to send cannot be read: {error}"),
    )
}

/// A blocking reader as a stream. Under tokio it is read on a thread for such work.
pub(super) struct ReaderPieces {
    state: ReaderState,
}

type AnyReader = Box<dyn Read + Send>;

enum ReaderState {
    Idle(AnyReader),
    #[cfg(any(feature = "reqwest", feature = "blocking"))]
    Reading(tokio::task::JoinHandle<(AnyReader, io::Result<Bytes>)>),
    Done,
}

impl ReaderPieces {
    pub(super) fn new(reader: AnyReader) -> Self {
        Self {
            state: ReaderState::Idle(reader),
        }
    }

    fn take_in(&mut self, reader: AnyReader, outcome: io::Result<Bytes>) -> Option<Result<Bytes, TransportError>> {
        match outcome {
            Ok(piece) if piece.is_empty() => None,
            Ok(piece) => {
                self.state = ReaderState::Idle(reader);
                Some(Ok(piece))
            }
            Err(error) => Some(Err(unreadable(&error))),
        }
    }
}

impl Stream for ReaderPieces {
    type Item = Result<Bytes, TransportError>;

    #[cfg_attr(not(any(feature = "reqwest", feature = "blocking")), allow(unused_variables))]
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match std::mem::replace(&mut self.state, ReaderState::Done) {
            #[cfg(any(feature = "reqwest", feature = "blocking"))]
            ReaderState::Idle(mut reader) if tokio::runtime::Handle::try_current().is_ok() => {
                self.state = ReaderState::Reading(tokio::task::spawn_blocking(move || {
                    let outcome = read_piece(&mut reader);
                    (reader, outcome)
                }));
                self.poll_next(cx)
            }
            ReaderState::Idle(mut reader) => {
                let outcome = read_piece(&mut reader);
                Poll::Ready(self.take_in(reader, outcome))
            }
            #[cfg(any(feature = "reqwest", feature = "blocking"))]
            ReaderState::Reading(mut task) => match Pin::new(&mut task).poll(cx) {
                Poll::Pending => {
                    self.state = ReaderState::Reading(task);
                    Poll::Pending
                }
                Poll::Ready(Ok((reader, outcome))) => Poll::Ready(self.take_in(reader, outcome)),
                Poll::Ready(Err(error)) => Poll::Ready(Some(Err(unreadable(&io::Error::other(error))))),
            },
            ReaderState::Done => Poll::Ready(None),
        }
    }
}

/// Bytes until the piece is full or the reader ends.
fn read_piece(reader: &mut AnyReader) -> io::Result<Bytes> {
    let mut piece = Vec::with_capacity(PIECE);
    reader.by_ref().take(PIECE as u64).read_to_end(&mut piece)?;
    Ok(piece.into())
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
