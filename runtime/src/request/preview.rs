//! A request for people to look at.

use bytes::Bytes;
use http::{HeaderMap, Method, Uri};

use super::{BaseUrl, Prepared};
use crate::auth::{Credentials, Stamp};
use crate::error::Error;
use crate::transport::Segment;
use crate::wire::multipart::{Part, PartContent};
use crate::wire::{Content, File};

/// What would be sent, for people to look at: files are named, and not read.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Preview {
    /// The verb.
    pub method: Method,
    /// The address.
    pub uri: Uri,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: PreviewBody,
}

/// The body of a [`Preview`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum PreviewBody {
    /// As it would be sent; empty if there is none.
    Bytes(Bytes),
    /// Content of this many bytes, where their number is known, that is read when it is sent.
    Upload(Option<u64>),
    /// The parts of a multipart body.
    Parts(Vec<PreviewPart>),
}

/// A part of a multipart body.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PreviewPart {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub content: PreviewContent,
}

/// What a part holds.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PreviewContent {
    /// Text.
    Text(String),
    /// A file.
    File {
        /// Its name.
        name: String,
        /// Its media type, if one was said.
        media_type: Option<String>,
        /// Its bytes, where their number is known.
        length: Option<u64>,
    },
}

impl Prepared {
    /// What would be sent.
    ///
    /// # Errors
    /// As [`Prepared::to_request`].
    pub fn preview(&self, base: &BaseUrl, credentials: &Credentials, stamp: &Stamp) -> Result<Preview, Error> {
        let request = self
            .complete(base, credentials, stamp)
            .map_err(|error| error.with_operation(self.meta()))?;
        let (head, segments) = request.into_parts();
        let body = match &self.content {
            Content::Parts(parts) => PreviewBody::Parts(parts.iter().map(part).collect()),
            Content::Upload(upload) => PreviewBody::Upload(upload.segment().length()),
            Content::Empty | Content::Json(_) | Content::Text(_) => PreviewBody::Bytes(joined(&segments)),
        };
        Ok(Preview {
            method: head.method,
            uri: head.uri,
            headers: head.headers,
            body,
        })
    }

    /// Without the check of rules: what is only shown may have something else in the place of a secret.
    pub(crate) fn unchecked(mut self) -> Self {
        self.unchecked = true;
        self
    }
}

/// What is written of fields is in memory.
fn joined(segments: &[Segment]) -> Bytes {
    let pieces: Vec<&Bytes> = segments.iter().filter_map(|segment| segment.content.bytes()).collect();
    match pieces[..] {
        [only] => only.clone(),
        _ => pieces.into_iter().flatten().copied().collect(),
    }
}

fn part(part: &Part) -> PreviewPart {
    PreviewPart {
        name: part.name.clone(),
        content: match &part.content {
            PartContent::Text(text) => PreviewContent::Text(text.clone()),
            PartContent::File(file) => of_file(file),
        },
    }
}

fn of_file(file: &File) -> PreviewContent {
    PreviewContent::File {
        name: file.name().to_owned(),
        media_type: file.media_type().map(ToOwned::to_owned),
        length: file.segment().length(),
    }
}
