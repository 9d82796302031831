//! Bytes and sources one after another, as one body.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use super::pieces::{PIECE, Pieces};
use super::readers::unreadable;
use super::{Body, Content, Progress, TransportError};

/// A stretch of a body.
#[derive(Clone)]
pub(crate) struct Segment {
    pub content: Content,
    pub progress: Option<Progress>,
}

impl From<Bytes> for Segment {
    fn from(bytes: Bytes) -> Self {
        Self {
            content: Content::Bytes(bytes),
            progress: None,
        }
    }
}

/// Whether the segments are mere bytes that nobody watches.
pub(crate) fn is_plain(segments: &[Segment]) -> bool {
    segments
        .iter()
        .all(|segment| segment.content.bytes().is_some() && segment.progress.is_none())
}

/// Whether all of them can (still) be had.
pub(crate) fn is_replayable(content: &Content) -> bool {
    match content {
        Content::Bytes(_) => true,
        Content::Source(source) => source.is_available(),
    }
}

/// Length of all together, where it is known.
fn length_of(segments: &[Segment]) -> Option<u64> {
    segments.iter().map(Segment::length).sum()
}

/// The segments as one body: in memory if they are plain.
pub(crate) fn body_of(mut segments: Vec<Segment>) -> Body {
    if segments.is_empty() {
        return Body::default();
    }
    if is_plain(&segments) {
        let bytes = |segment: &Segment| segment.content.bytes().cloned().unwrap_or_default();
        return match &mut segments[..] {
            [only] => bytes(only).into(),
            all => all
                .iter()
                .map(bytes)
                .fold(Vec::new(), |mut body, bytes| {
                    body.extend_from_slice(&bytes);
                    body
                })
                .into(),
        };
    }
    let length = length_of(&segments);
    Body::from_stream(
        Chain {
            left: segments.into(),
            current: None,
        },
        length,
    )
}

impl Segment {
    /// Its bytes, where their number is known.
    pub(crate) fn length(&self) -> Option<u64> {
        match &self.content {
            Content::Bytes(bytes) => Some(bytes.len() as u64),
            Content::Source(source) => source.length,
        }
    }
}

/// The pieces of all segments.
struct Chain {
    left: VecDeque<Segment>,
    current: Option<Open>,
}

/// A segment that is being sent.
struct Open {
    pieces: Supply,
    sent: u64,
    length: Option<u64>,
    progress: Option<Progress>,
}

enum Supply {
    Bytes(Bytes),
    Pieces(Pieces),
}

impl Chain {
    fn open_next(&mut self) -> Result<bool, TransportError> {
        let Some(segment) = self.left.pop_front() else {
            return Ok(false);
        };
        let length = segment.length();
        let pieces = match segment.content {
            Content::Bytes(bytes) => Supply::Bytes(bytes),
            Content::Source(source) => Supply::Pieces(source.pieces()?),
        };
        self.current = Some(Open {
            pieces,
            sent: 0,
            length,
            progress: segment.progress,
        });
        Ok(true)
    }
}

impl Open {
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, TransportError>>> {
        let polled = match &mut self.pieces {
            Supply::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Supply::Bytes(bytes) => Poll::Ready(Some(Ok(bytes.split_to(bytes.len().min(PIECE))))),
            Supply::Pieces(pieces) => pieces.as_mut().poll_next(cx),
        };
        match polled {
            Poll::Ready(Some(Ok(piece))) => Poll::Ready(Some(self.hand_over(piece))),
            Poll::Ready(None) if self.length.is_some_and(|length| self.sent < length) => {
                Poll::Ready(Some(Err(self.misfit("shorter"))))
            }
            other => other,
        }
    }

    fn hand_over(&mut self, piece: Bytes) -> Result<Bytes, TransportError> {
        self.sent += piece.len() as u64;
        if self.length.is_some_and(|length| self.sent > length) {
            return Err(self.misfit("longer"));
        }
        if let Some(progress) = &self.progress {
            progress(self.sent, self.length);
        }
        Ok(piece)
    }

    fn misfit(&self, how: &str) -> TransportError {
        let length = self.length.unwrap_or_default();
        unreadable(&io::Error::other(format!(
            "it is {how} than the {length} bytes that were announced"
        )))
    }
}

impl Stream for Chain {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let polled = loop {
            match &mut self.current {
                Some(open) => match open.poll(cx) {
                    Poll::Ready(None) => self.current = None,
                    other => break other,
                },
                None => match self.open_next() {
                    Ok(true) => {}
                    Ok(false) => break Poll::Ready(None),
                    Err(error) => break Poll::Ready(Some(Err(error))),
                },
            }
        };
        if let Poll::Ready(Some(Err(_))) = polled {
            // Nothing can follow what is missing.
            self.current = None;
            self.left.clear();
        }
        polled
    }
}

#[cfg(test)]
mod tests;
