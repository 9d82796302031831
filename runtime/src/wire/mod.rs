//! What requests are made of: parameters, parts, files, and how text is escaped. Rules look at it, credentials sign it, and
//! `request` puts it together, so it knows none of them.
//!
//! | file | concern |
//! | --- | --- |
//! | `escape` | percent-encoding |
//! | `params` | parameters of a query or a form |
//! | `file` | files and raw bytes, in memory or streamed |
//! | `multipart` | parts of a body |
//! | `content` | any body, not yet encoded |

mod content;
pub(crate) mod escape;
mod file;
pub(crate) mod multipart;
mod params;

pub(crate) use self::content::Content;
pub use self::file::{AsFiles, File, Upload};
pub(crate) use self::multipart::{Part, PartContent};
pub use self::params::Params;
pub(crate) use self::params::bracketed;
