//! The same client for programs without async.

mod call;
mod client;
mod download;
mod listing;
mod raw;

pub use self::client::Client;
pub use self::download::DownloadReader;
pub use self::listing::{ItemIter, PageIter};
