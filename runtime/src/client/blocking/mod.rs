//! The same client for programs without async.
//!
//! Its calls run the async ones to their end, on a thread for I/O that clones share.

mod batches;
mod call;
mod client;
mod download;
mod listing;
mod raw;
mod wait;

pub use self::client::Client;
pub use self::download::DownloadReader;
pub use self::listing::{ItemIter, PageIter};
