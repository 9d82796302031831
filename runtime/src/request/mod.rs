//! Requests, from the arguments of an operation to bytes. No I/O.

mod base_url;
mod body;
mod convert;
pub(crate) mod escape;
mod finish;
mod flatten;
mod json_path;
mod multipart;
mod params;
mod path;
mod prepared;
mod target;
mod writer;

pub use base_url::BaseUrl;
pub(crate) use body::Content;
pub(crate) use flatten::{Style, flatten};
pub(crate) use multipart::Part;
pub use params::Params;
pub(crate) use params::bracketed;
pub use prepared::Prepared;
pub use writer::RequestWriter;
