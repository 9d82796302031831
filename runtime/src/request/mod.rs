//! Requests, from the arguments of an operation to bytes. No I/O.

mod added;
mod base_url;
mod body;
mod convert;
mod declared;
mod dots;
mod finish;
mod flatten;
mod header;
mod json_path;
mod key;
mod link;
mod path;
mod prepared;
mod preview;
mod separated;
mod target;
mod writer;

pub use self::base_url::BaseUrl;
pub(crate) use self::flatten::{Style, flatten};
pub use self::header::{CommonHeaders, TakeHeader};
pub(crate) use self::link::Link;
pub use self::prepared::Prepared;
pub use self::preview::{Preview, PreviewBody, PreviewContent, PreviewPart};
pub use self::writer::RequestWriter;
