//! What carries a request to the server and the reply back, whole or piece by piece, so that a file need not fit into memory.
//!
//! Nothing here knows of operations, accounts or clients. That is why it stands on the lowest floor: a file of a request is a
//! source of pieces, and its errors are those of the transport that reads it.
//!
//! | file | concern |
//! | --- | --- |
//! | `exchange` | what a transport has to do |
//! | `error` | why it failed |
//! | `body` | what a transport sends or receives |
//! | `source` | where content comes from, and whether it can be had again |
//! | `readers` | readers as streams of pieces |
//! | `reading` | a reader on a thread of its own |
//! | `kept` | bytes of replies that somebody may keep for long |
//! | `segments` | bytes and sources one after another, as one body |
//! | `timer` | waits, under tokio and without it |
//! | `reqwest` | the transport that ships |

mod body;
mod error;
mod exchange;
mod kept;
mod pieces;
mod readers;
#[cfg(any(feature = "reqwest", feature = "blocking"))]
mod reading;
#[cfg(feature = "reqwest")]
mod reqwest;
mod segments;
mod source;
#[cfg(any(feature = "reqwest", feature = "blocking"))]
mod timer;

pub use self::body::Body;
pub use self::error::{TransportError, TransportErrorKind};
pub(crate) use self::exchange::Route;
pub use self::exchange::{BoxFuture, ExchangeLimits, Transport};
pub(crate) use self::kept::kept;
#[cfg(feature = "reqwest")]
pub use self::reqwest::ReqwestTransport;
pub(crate) use self::segments::{Segment, body_of, is_plain, is_replayable};
pub(crate) use self::source::{Content, Progress};
#[cfg(any(feature = "reqwest", feature = "blocking"))]
pub(crate) use self::timer::sleep;
