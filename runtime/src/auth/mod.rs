//! Credentials, and how they get onto a request.

mod apply;
mod credentials;
mod oauth1;
mod redact;
mod stamp;
mod template;

pub(crate) use apply::{Signable, apply};
pub use credentials::Credentials;
pub use stamp::Stamp;
