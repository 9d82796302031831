//! Streams of pieces, as all that is streamed comes and goes.

use std::pin::Pin;

use bytes::Bytes;
use futures_core::Stream;

use super::TransportError;

/// Pieces of content.
pub(super) type Pieces = Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>;

/// Bytes that are read or sent at once.
pub(super) const PIECE: usize = 64 * 1024;
