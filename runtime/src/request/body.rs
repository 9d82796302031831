//! What a request carries, before it is written in its encoding.

use bytes::Bytes;

use super::flatten::{Style, flatten, scalar};
use super::multipart::{self, Part};
use super::params::Params;
use crate::error::Error;
use crate::json::Json;
use crate::meta::{BodyShape, Encoding, ListStyle};

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
    Bytes {
        bytes: Bytes,
        content_type: Option<String>,
    },
}

/// A body as it goes out.
pub(crate) enum Written {
    None,
    /// Fields for the query.
    Query(Params),
    /// Fields of a form.
    Form(Params),
    Bytes {
        bytes: Bytes,
        content_type: String,
    },
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
        Content::Text(text) => Ok(Written::Bytes {
            bytes: text.clone(),
            content_type: shape.content_type.unwrap_or(JSON).to_owned(),
        }),
        Content::Parts(parts) => {
            let (content_type, bytes) = multipart::compose(parts, nonce)?;
            Ok(Written::Bytes {
                bytes,
                content_type,
            })
        }
        Content::Bytes {
            bytes,
            content_type,
        } => {
            let usual = if encoding == Encoding::Text {
                "text/plain; charset=utf-8"
            } else {
                "application/octet-stream"
            };
            let content_type = content_type
                .as_deref()
                .or(shape.content_type)
                .unwrap_or(usual)
                .to_owned();
            Ok(Written::Bytes {
                bytes: bytes.clone(),
                content_type,
            })
        }
    }
}

fn fields(
    json: &Json,
    shape: &BodyShape,
    encoding: Encoding,
    digits: bool,
) -> Result<Written, Error> {
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
            let content_type = shape
                .content_type
                .unwrap_or("text/plain; charset=utf-8")
                .to_owned();
            Ok(Written::Bytes {
                bytes: text.into_owned().into(),
                content_type,
            })
        }
        Encoding::None | Encoding::Json | Encoding::Multipart | Encoding::Binary => {
            Ok(Written::Bytes {
                bytes: json.to_string().into(),
                content_type: shape.content_type.unwrap_or(JSON).to_owned(),
            })
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
        _ => Err(Error::build(
            "the body must be an object: its fields become parameters",
        )),
    }
}
