//! Streams of pieces, as all that is streamed comes and goes.

use std::io::{self, Read};
use std::pin::Pin;

use bytes::Bytes;
use futures_core::Stream;

use super::TransportError;

/// Pieces of content.
pub(super) type Pieces = Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>;

/// Bytes that are read or sent at once.
pub(super) const PIECE: usize = 64 * 1024;

/// A blocking reader.
pub(super) type AnyReader = Box<dyn Read + Send>;

/// Bytes until the piece is full or the reader ends.
pub(super) fn read_piece(reader: &mut AnyReader) -> io::Result<Bytes> {
    let mut piece = Vec::with_capacity(PIECE);
    reader.by_ref().take(PIECE as u64).read_to_end(&mut piece)?;
    Ok(piece.into())
}
