//! Where content comes from.

use std::fmt;
use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use futures_core::Stream;

use super::TransportError;
use super::pieces::Pieces;
use super::readers::{OwnErrors, ReaderPieces, unreadable};

/// Called with the bytes handed over so far, and with how many there are in all where that is known.
pub(crate) type Progress = Arc<dyn Fn(u64, Option<u64>) + Send + Sync>;

/// The content of a file or an upload. Clones share it.
#[derive(Clone)]
pub(crate) enum Content {
    Bytes(Bytes),
    Source(Arc<Source>),
}

/// Content that is read when it is sent.
pub(crate) struct Source {
    /// Bytes, where that is known.
    pub length: Option<u64>,
    supply: Mutex<Supply>,
}

enum Supply {
    /// Can be opened as often as need be.
    Open(Arc<dyn Fn() -> io::Result<Box<dyn Read + Send>> + Send + Sync>),
    /// Can be had once; `None`: it was.
    Once(Option<Once>),
}

enum Once {
    Reader(Box<dyn Read + Send>),
    Pieces(Pieces),
}

impl Content {
    fn of(supply: Supply, length: Option<u64>) -> Self {
        Self::Source(Arc::new(Source {
            length,
            supply: Mutex::new(supply),
        }))
    }

    pub(crate) fn opened_by(
        open: impl Fn() -> io::Result<Box<dyn Read + Send>> + Send + Sync + 'static,
        length: Option<u64>,
    ) -> Self {
        Self::of(Supply::Open(Arc::new(open)), length)
    }

    pub(crate) fn from_reader(reader: impl Read + Send + 'static) -> Self {
        Self::of(Supply::Once(Some(Once::Reader(Box::new(reader)))), None)
    }

    pub(crate) fn from_stream(stream: impl Stream<Item = io::Result<Bytes>> + Send + 'static) -> Self {
        Self::of(
            Supply::Once(Some(Once::Pieces(Box::pin(OwnErrors(Box::pin(stream)))))),
            None,
        )
    }

    #[cfg(any(feature = "reqwest", feature = "blocking"))]
    pub(crate) fn from_async_read(reader: impl tokio::io::AsyncRead + Send + 'static) -> Self {
        let pieces = Box::pin(super::readers::AsyncReaderPieces::new(reader));
        Self::of(Supply::Once(Some(Once::Pieces(pieces))), None)
    }

    /// The same content, announced with this length.
    pub(crate) fn with_length(self, length: u64) -> Self {
        match self {
            Self::Bytes(_) => self,
            Self::Source(source) => {
                let supply = match &mut *source.supply.lock().unwrap_or_else(PoisonError::into_inner) {
                    Supply::Open(open) => Supply::Open(Arc::clone(open)),
                    Supply::Once(once) => Supply::Once(once.take()),
                };
                Self::of(supply, Some(length))
            }
        }
    }

    pub(crate) fn bytes(&self) -> Option<&Bytes> {
        match self {
            Self::Bytes(bytes) => Some(bytes),
            Self::Source(_) => None,
        }
    }

    /// All of it, read here and now. Only streams of others cannot be.
    pub(crate) fn read_now(&self) -> io::Result<Bytes> {
        let source = match self {
            Self::Bytes(bytes) => return Ok(bytes.clone()),
            Self::Source(source) => source,
        };
        let mut reader = match source.take()? {
            Once::Reader(reader) => reader,
            Once::Pieces(_) => return Err(io::Error::other("a stream can only be sent by a client")),
        };
        let mut all = Vec::new();
        reader.read_to_end(&mut all)?;
        Ok(all.into())
    }
}

impl Source {
    /// Whether it can still be had.
    pub(crate) fn is_available(&self) -> bool {
        !matches!(
            &*self.supply.lock().unwrap_or_else(PoisonError::into_inner),
            Supply::Once(None)
        )
    }

    fn take(&self) -> io::Result<Once> {
        let open = match &mut *self.supply.lock().unwrap_or_else(PoisonError::into_inner) {
            Supply::Open(open) => Arc::clone(open),
            Supply::Once(once) => {
                return once
                    .take()
                    .ok_or_else(|| io::Error::other("it was sent before, and can be sent only once"));
            }
        };
        open().map(Once::Reader)
    }

    pub(super) fn pieces(&self) -> Result<Pieces, TransportError> {
        match self.take().map_err(|error| unreadable(&error))? {
            Once::Reader(reader) => Ok(Box::pin(ReaderPieces::new(reader))),
            Once::Pieces(pieces) => Ok(pieces),
        }
    }
}

impl Default for Content {
    fn default() -> Self {
        Self::Bytes(Bytes::new())
    }
}

/// Sources are equal if they are the same one.
impl PartialEq for Content {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Bytes(one), Self::Bytes(other)) => one == other,
            (Self::Source(one), Self::Source(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }
}

impl Eq for Content {}

/// Shows how much there is, never what.
impl fmt::Display for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(f, "{} bytes", bytes.len()),
            Self::Source(source) => match source.length {
                Some(length) => write!(f, "{length} bytes, streamed"),
                None => f.write_str("streamed"),
            },
        }
    }
}
