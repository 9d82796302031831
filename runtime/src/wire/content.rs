//! What a request carries, before it is written in its encoding.

use bytes::Bytes;

use super::Upload;
use super::multipart::{Part, PartContent};
use crate::json::Json;
use crate::transport;

/// Content of a body. Fields stay JSON until the request is sent, so that rules can look at them, callers can add to them, and the
/// same content can go out in more than one encoding.
#[derive(Clone, Default)]
pub(crate) enum Content {
    #[default]
    Empty,
    /// The body's value, wrapper key included.
    Json(Json),
    /// The same as finished JSON text, for bodies that need no second look.
    Text(Bytes),
    Parts(Vec<Part>),
    Upload(Upload),
}

impl Content {
    /// Whether it can be had (again).
    pub(crate) fn is_replayable(&self) -> bool {
        match self {
            Self::Upload(upload) => transport::is_replayable(&upload.segment().content),
            Self::Parts(parts) => parts.iter().all(|part| match &part.content {
                PartContent::File(file) => transport::is_replayable(&file.segment().content),
                PartContent::Text(_) => true,
            }),
            Self::Empty | Self::Json(_) | Self::Text(_) => true,
        }
    }
}
