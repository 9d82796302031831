//! What a request carries, written in its encoding.

use bytes::Bytes;

use super::flatten::{Style, flatten, scalar};
use crate::error::Error;
use crate::json::Json;
use crate::meta::{BodyShape, Encoding, ListStyle};
use crate::transport::Segment;
use crate::wire::{Content, Params, multipart};

/// A body as it goes out.
pub(crate) enum Written {
    None,
    /// Fields for the query.
    Query(Params),
    /// Fields of a form.
    Form(Params),
    Body {
        segments: Vec<Segment>,
        content_type: String,
    },
}

impl Written {
    fn bytes(bytes: impl Into<Bytes>, content_type: &str) -> Self {
        Self::Body {
            segments: vec![bytes.into().into()],
            content_type: content_type.to_owned(),
        }
    }
}

pub(crate) const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

/// Writes `content` as `encoding`.
pub(crate) fn write(
    content: &Content,
    shape: &BodyShape,
    encoding: Encoding,
    digits: bool,
    nonce: &str,
) -> Result<Written, Error> {
    match content {
        Content::Empty => Ok(Written::None),
        Content::Json(json) => fields(json, shape, encoding, digits),
        Content::Text(text) => Ok(Written::bytes(text.clone(), shape.content_type.unwrap_or(JSON))),
        Content::Parts(parts) => {
            let (content_type, segments) = multipart::compose(parts, nonce)?;
            Ok(Written::Body { segments, content_type })
        }
        Content::Upload(upload) => {
            let usual = if encoding == Encoding::Text {
                "text/plain; charset=utf-8"
            } else {
                "application/octet-stream"
            };
            let content_type = upload.media_type().or(shape.content_type).unwrap_or(usual).to_owned();
            Ok(Written::Body {
                segments: vec![upload.segment()],
                content_type,
            })
        }
    }
}

fn fields(json: &Json, shape: &BodyShape, encoding: Encoding, digits: bool) -> Result<Written, Error> {
    let style = Style {
        lists: shape.lists,
        digits,
    };
    match encoding {
        Encoding::Query => Ok(Written::Query(params(json, style)?)),
        Encoding::Form => Ok(Written::Form(params(json, style)?)),
        Encoding::FormJson => Ok(Written::Form(params(
            json,
            Style {
                lists: ListStyle::Json,
                digits,
            },
        )?)),
        Encoding::Text => {
            let Some(text) = scalar(json, digits) else {
                return Err(Error::build("a body of plain text must be a single value"));
            };
            Ok(Written::bytes(
                text.into_owned(),
                shape.content_type.unwrap_or("text/plain; charset=utf-8"),
            ))
        }
        Encoding::None | Encoding::Json | Encoding::Multipart | Encoding::Binary => {
            Ok(Written::bytes(json.to_string(), shape.content_type.unwrap_or(JSON)))
        }
    }
}

/// The members of an object as parameters.
fn params(json: &Json, style: Style) -> Result<Params, Error> {
    let mut params = Params::default();
    match json {
        Json::Object(members) => {
            for (name, value) in members.iter() {
                flatten(name, value, style, &mut params)?;
            }
            Ok(params)
        }
        Json::Null => Ok(params),
        _ => Err(Error::build("the body must be an object: its fields become parameters")),
    }
}
