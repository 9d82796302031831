//! A body on its way.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;

use super::pieces::Pieces;
use super::{TransportError, TransportErrorKind};

/// The body of a request or a reply: bytes, or a stream of pieces whose length may be unknown.
pub struct Body {
    length: Option<u64>,
    content: Content,
}

enum Content {
    Bytes(Bytes),
    Pieces(Pieces),
}

impl Body {
    /// A body of pieces. `length` is the number of bytes of all of them together, where it is known.
    pub fn from_stream(
        pieces: impl Stream<Item = Result<Bytes, TransportError>> + Send + 'static,
        length: Option<u64>,
    ) -> Self {
        Self {
            length,
            content: Content::Pieces(Box::pin(pieces)),
        }
    }

    /// Bytes that are left, where that is known.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        match &self.content {
            Content::Bytes(bytes) => Some(bytes.len() as u64),
            Content::Pieces(_) => self.length,
        }
    }

    /// The whole body, if it is in memory.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.content {
            Content::Bytes(bytes) => Some(bytes),
            Content::Pieces(_) => None,
        }
    }

    /// The next piece; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<Bytes, TransportError>> {
        poll_fn(|cx| self.poll_piece(cx)).await
    }

    /// The whole body, if it has no more than `max` bytes.
    ///
    /// # Errors
    /// It has more ([`TransportErrorKind::TooLarge`]), or cannot be read to its end.
    pub async fn collect(mut self, max: usize) -> Result<Bytes, TransportError> {
        let too_large = || {
            let message = format!("the body is larger than {max} bytes, the limit set for the client");
            TransportError::new(TransportErrorKind::TooLarge, message)
        };
        if self.length().is_some_and(|length| length > max as u64) {
            return Err(too_large());
        }
        if let Content::Bytes(bytes) = self.content {
            return Ok(bytes);
        }
        let mut all = BytesMut::new();
        while let Some(piece) = self.next().await {
            let piece = piece?;
            if piece.len() > max - all.len() {
                return Err(too_large());
            }
            all.extend_from_slice(&piece);
        }
        Ok(all.freeze())
    }

    /// The head of the body, up to `max` bytes. What comes later is left unread.
    pub(crate) async fn collect_head(mut self, max: usize) -> Result<Bytes, TransportError> {
        let mut head = BytesMut::new();
        while head.len() < max {
            let Some(piece) = self.next().await else { break };
            let piece = piece?;
            head.extend_from_slice(&piece[..piece.len().min(max - head.len())]);
        }
        Ok(head.freeze())
    }

    pub(crate) fn poll_piece(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, TransportError>>> {
        match &mut self.content {
            Content::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Content::Bytes(bytes) => Poll::Ready(Some(Ok(std::mem::take(bytes)))),
            Content::Pieces(pieces) => {
                let polled = pieces.as_mut().poll_next(cx);
                if let (Some(left), Poll::Ready(Some(Ok(piece)))) = (&mut self.length, &polled) {
                    *left = left.saturating_sub(piece.len() as u64);
                }
                polled
            }
        }
    }
}

impl<T: Into<Bytes>> From<T> for Body {
    fn from(bytes: T) -> Self {
        Self {
            length: None,
            content: Content::Bytes(bytes.into()),
        }
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::from(Bytes::new())
    }
}

impl Stream for Body {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_piece(cx)
    }
}

/// Shows how much there is, never what.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length() {
            Some(length) => write!(f, "Body({length} bytes)"),
            None => write!(f, "Body(stream)"),
        }
    }
}
