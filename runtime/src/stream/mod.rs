//! Content that is sent and read piece by piece, so that a file need not fit into memory.
//!
//! | file | concern |
//! | --- | --- |
//! | `body` | what a transport sends or receives |
//! | `source` | where content comes from, and whether it can be had again |
//! | `readers` | readers as streams of pieces |
//! | `segments` | bytes and sources one after another, as one body |

mod body;
mod readers;
mod segments;
mod source;

use std::pin::Pin;

use bytes::Bytes;
use futures_core::Stream;

pub use self::body::Body;
pub(crate) use self::segments::{Segment, body_of, is_plain, is_replayable};
pub(crate) use self::source::{Content, Progress};
use crate::client::transport::TransportError;

/// Pieces of content.
type Pieces = Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>;

/// Bytes that are read or sent at once.
const PIECE: usize = 64 * 1024;
