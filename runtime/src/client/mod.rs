//! Clients: they send operations over a transport, within limits, as often as it takes.
//!
//! One call goes from `call` by way of the client (`handle`) to `attempts`: place in line by `limiter`, exchange by the transport,
//! verdict, perhaps once more; and back as a reply, whole or as a download. `listing` asks for page after page in this way, `batch` sends
//! list after list. What
//! all of them are set to stands in `settings`; `builder` fills it in.

#[cfg(feature = "blocking")]
pub mod blocking;

pub mod batch;

mod attempts;
pub mod budget;
mod builder;
mod call;
mod handle;
mod limiter;
mod listing;
mod settings;

pub use self::builder::{Builder, FromCore};
pub use self::call::{Call, RawCall};
pub use self::handle::{Client, DownloadStream, Metadata, Replied};
pub use self::listing::{Cursor, InvalidCursor, Items, Listing, ListingPage, Notice, Page, Pages};
#[cfg(any(feature = "reqwest", feature = "blocking"))]
pub use self::settings::TokioClock;
pub use self::settings::{Attempt, AttemptOutcome, Clock, DriftReport, Hook, RetryPolicy, Settings};
#[cfg(feature = "reqwest")]
pub use crate::transport::ReqwestTransport;

pub mod transport {
    //! What carries a request to the server and the reply back.

    pub use crate::transport::{Body, BoxFuture, ExchangeLimits, Transport, TransportError, TransportErrorKind};
}
