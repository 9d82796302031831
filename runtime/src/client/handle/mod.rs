//! The client as everybody holds it: a cheap handle that fetches, and makes results of what came.

mod client;
mod download;
mod metadata;

pub use self::client::Client;
pub use self::download::DownloadStream;
pub use self::metadata::{Metadata, Replied};
