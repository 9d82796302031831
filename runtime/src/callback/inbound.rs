//! A request from the platform, read part by part.

use std::cell::{Cell, OnceCell, RefCell};
use std::fmt;

use bytes::Bytes;
use percent_encoding::percent_decode_str;

use super::form;
use super::payload::Payload;
use crate::error::{Error, ErrorKind};
use crate::json::{self, Decode, DecodeError, DecodeErrorKind, Decoded, Json, Object, Options, Pattern};
use crate::meta::{CallbackMeta, Encoding};
use crate::reply::{Notes, media_type};
use crate::wire::Upload;

const FIELD: &str = "field";
const QUERY: &str = "query parameter";

/// A request as it came, with what the spec says about it.
///
/// Reading is as tolerant as that of replies. The body may be JSON or a form of either sort: its first byte tells, else its
/// `Content-Type`, else the spec.
pub struct InboundRequest<'a> {
    meta: &'static CallbackMeta,
    request: &'a http::Request<Bytes>,
    query: OnceCell<Result<Json, &'static str>>,
    payload: OnceCell<Payload>,
    body: OnceCell<Result<Json, DecodeError>>,
    /// Whether something of the body, or of the query, went into a value.
    found_body: Cell<bool>,
    found_query: Cell<bool>,
    options: Options,
    notes: RefCell<Notes>,
}

impl<'a> InboundRequest<'a> {
    /// A request of this callback.
    #[must_use]
    pub fn new(meta: &'static CallbackMeta, request: &'a http::Request<Bytes>) -> Self {
        Self {
            meta,
            request,
            query: OnceCell::new(),
            payload: OnceCell::new(),
            body: OnceCell::new(),
            found_body: Cell::new(false),
            found_query: Cell::new(false),
            options: Options::default(),
            notes: RefCell::default(),
        }
    }

    /// What was noticed by the reads so far; it is handed out once.
    pub fn take_notes(&self) -> Notes {
        self.notes.take()
    }

    /// Takes nothing but what the spec says; for tests.
    #[must_use]
    pub fn strict(mut self) -> Self {
        self.options = Options::strict();
        self
    }

    /// A query parameter; objects and lists are gathered from their brackets.
    ///
    /// # Errors
    /// It is missing though required, or does not fit.
    pub fn query<T: Decode>(&self, name: &str) -> Result<T, Error> {
        self.part(QUERY, name, self.query_json()?.get(name))
    }

    /// A family of query parameters (`custom_{key}`) as a map of its keys.
    ///
    /// # Errors
    /// A value does not fit.
    pub fn query_family<T: Decode>(&self, template: &'static str) -> Result<T, Error> {
        let pattern = Pattern::new(template);
        let members = self.query_json()?.as_object().into_iter().flat_map(Object::iter);
        let family: Object = members
            .filter_map(|(name, value)| Some((pattern.name_in(name)?.to_owned(), value.clone())))
            .collect();
        if !family.is_empty() {
            self.found_query.set(true);
        }
        self.part("query parameters", template, Some(&Json::Object(family)))
    }

    /// A header.
    ///
    /// # Errors
    /// It is missing though required, or does not fit.
    pub fn header<T: Decode>(&self, name: &str) -> Result<T, Error> {
        let text = self
            .request
            .headers()
            .get(name)
            .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
        self.part("header", name, text.map(Json::String).as_ref())
    }

    /// A placeholder of the path. The integrator may serve the callback under a longer path than the spec's: the ends are compared.
    ///
    /// # Errors
    /// It is missing or does not fit.
    pub fn path<T: Decode>(&self, name: &str) -> Result<T, Error> {
        let text = placeholder(self.meta.path, self.request.uri().path(), name);
        self.part("path parameter", name, text.map(Json::String).as_ref())
    }

    /// The whole body, taken out of its wrapper key if it has one.
    ///
    /// # Errors
    /// It is missing though required, or does not fit, or is an object of which no key is known.
    pub fn body<T: Decode>(&self) -> Result<T, Error> {
        let value = match (self.meta.body.key, self.payload()) {
            // No value: not even a form without fields, or one whose fields are all optional.
            (_, Payload::Empty) => self.part("the", "body", None),
            (Some(key), _) => self.main(self.body_json()?.get(key), &format!("{FIELD} `{key}`")),
            (None, _) => self.main(Some(self.body_json()?), "the body"),
        }?;
        self.found_body.set(true);
        Ok(value)
    }

    /// What a body is about, which has to be recognised.
    fn main<T: Decode>(&self, json: Option<&Json>, what: &str) -> Result<T, Error> {
        let nothing = Json::Null;
        let json = json.unwrap_or(&nothing);
        let decoded = match json {
            // Strictly: it is no empty list.
            Json::Null => json.decode_with(Options::strict()),
            Json::String(text) if text.is_empty() && !T::EMPTY_TEXT => Json::Null.decode_with(Options::strict()),
            _ if json.is_empty() && has_fields::<T>() => {
                return Err(self.error(format!("{what} has none of the fields that belong in it")));
            }
            _ => {
                let options = Options {
                    recognise: true,
                    listing: Some(""),
                    ..self.options
                };
                match self.payload() {
                    // As it came, with its repeated keys and its places.
                    Payload::Json if self.meta.body.key.is_none() => json::decode(self.request.body(), options),
                    _ => json.decode_with(options),
                }
            }
        };
        match decoded {
            Ok(decoded) => match decoded.rejected.first() {
                // Each element of a list has to be recognised, and none may be left out.
                Some(rejected) => Err(self.misfit(what, rejected.error.clone())),
                None => self.noted(Ok(decoded), what),
            },
            Err(error) => self.noted(Err(error), what),
        }
    }

    /// One field of the body.
    ///
    /// # Errors
    /// It is missing though required, or does not fit.
    pub fn field<T: Decode>(&self, name: &str) -> Result<T, Error> {
        self.part(FIELD, name, self.body_json()?.get(name))
    }

    /// The whole body as it came.
    ///
    /// # Errors
    /// None today.
    #[allow(clippy::unnecessary_wraps)] // All reading methods look the same to the generator.
    pub fn bytes(&self) -> Result<Upload, Error> {
        self.found_body.set(true);
        let upload = Upload::new(self.request.body().clone());
        Ok(match media_type(self.request.headers()) {
            Some(media) => upload.content_type(media),
            None => upload,
        })
    }

    /// Checks that something of what came was read: else it would pass for a request without any of its optional parts.
    ///
    /// # Errors
    /// The body is empty where one is described, or nothing of it is known, or what came should have been in the query.
    pub fn recognised(&self) -> Result<(), Error> {
        const NOTHING: [&[u8]; 4] = [b"", b"{}", b"[]", b"null"];
        let content = json::content(self.request.body());
        let why = match self.meta.body.encoding {
            // Some libraries send the form of an empty list of fields.
            Encoding::None if self.found_query.get() || NOTHING.contains(&content) => return Ok(()),
            Encoding::None => "it has a body, and none of the parameters that belong in its query",
            _ if self.found_body.get() => return Ok(()),
            _ if content.is_empty() => "the body is empty",
            _ => "the body has none of the fields that belong in it",
        };
        Err(self.error(why))
    }

    pub(super) fn meta(&self) -> &'static CallbackMeta {
        self.meta
    }

    pub(super) fn request(&self) -> &http::Request<Bytes> {
        self.request
    }

    pub(super) fn query_json(&self) -> Result<&Json, Error> {
        let query = || self.request.uri().query().unwrap_or_default().as_bytes();
        let json = self.query.get_or_init(|| form::to_json(query(), false));
        json.as_ref()
            .map_err(|why| self.error(format!("the query cannot be read: {why}")))
    }

    fn payload(&self) -> &Payload {
        let (headers, body) = (self.request.headers(), self.request.body());
        self.payload
            .get_or_init(|| Payload::of(self.meta.body.encoding, headers, body))
    }

    pub(super) fn body_json(&self) -> Result<&Json, Error> {
        let json = match self.payload() {
            Payload::Other(why) => return Err(self.error(format!("the body cannot be read: {why}"))),
            Payload::Fields(json) => return Ok(json),
            Payload::Empty => self.body.get_or_init(|| Ok(Json::Object(Object::new()))),
            Payload::Json => self.body.get_or_init(|| {
                let decoded = json::decode(self.request.body(), Options::default());
                decoded.map(|decoded| decoded.value)
            }),
        };
        json.as_ref().map_err(|error| self.misfit("the body", error.clone()))
    }

    /// Only types that can be nothing take what is missing.
    fn part<T: Decode>(&self, kind: &str, name: &str, json: Option<&Json>) -> Result<T, Error> {
        match json {
            Some(json) => {
                match kind {
                    FIELD => self.found_body.set(true),
                    QUERY => self.found_query.set(true),
                    _ => {}
                }
                // Everything is text in a query, a path or a header, so these are never read strictly.
                let options = if kind == FIELD {
                    self.options
                } else {
                    Options::default()
                };
                self.noted(json.decode_with(options), &format!("{kind} `{name}`"))
            }
            None => match Json::Null.decode_with(Options::strict()) {
                Ok(decoded) => Ok(decoded.value),
                Err(_) => Err(self.error(format!("{kind} `{name}` is missing"))),
            },
        }
    }

    /// Keeps what was noticed on the way to the value.
    fn noted<T>(&self, decoded: Result<Decoded<T>, DecodeError>, what: &str) -> Result<T, Error> {
        match decoded {
            Ok(decoded) => Ok(self.notes.borrow_mut().keep(decoded)),
            Err(error) => Err(self.misfit(what, error)),
        }
    }

    fn misfit(&self, what: &str, error: DecodeError) -> Error {
        self.error(format!("{what} does not fit: {error}")).with_source(error)
    }

    pub(super) fn error(&self, detail: impl Into<std::borrow::Cow<'static, str>>) -> Error {
        let mut error = Error::new(ErrorKind::Callback, detail);
        let inner = error.inner_mut();
        inner.platform = Some(self.meta.platform.name);
        inner.operation = Some(self.meta.id);
        inner.place = Some(self.meta.place);
        error
    }
}

/// Whether a `T` is an object with fields of its own: it does not take one that has none of them.
fn has_fields<T: Decode>() -> bool {
    let options = Options {
        recognise: true,
        ..Options::default()
    };
    let foreign = json::decode::<T>(br#"{"":null}"#, options);
    foreign.is_err_and(|error| error.kind() == DecodeErrorKind::Foreign)
}

/// Text of a placeholder where the ends of template and path agree.
fn placeholder(template: &str, path: &str, name: &str) -> Option<String> {
    let segments = |text: &str| {
        text.split('/')
            .filter(|segment| !segment.is_empty())
            .map(ToOwned::to_owned)
            .collect::<Vec<_>>()
    };
    let (template, path) = (segments(template), segments(path));
    let wanted = format!("{{{name}}}");
    for (pattern, segment) in template.iter().rev().zip(path.iter().rev()) {
        if let Some((before, after)) = pattern.split_once(&wanted) {
            let text = segment.strip_prefix(before)?.strip_suffix(after)?;
            return Some(percent_decode_str(text).decode_utf8_lossy().into_owned());
        }
        if !pattern.contains('{') && pattern != segment {
            return None;
        }
    }
    None
}

/// Shows nothing of what came.
impl fmt::Debug for InboundRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InboundRequest")
            .field("callback", &self.meta.id)
            .finish_non_exhaustive()
    }
}
