//! A request that lacks only its address and credentials.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use http::Method;
use http::header::HeaderMap;

use super::convert::to_json;
use super::declared::Declared;
use super::flatten::scalar;
use super::header::{self, CommonHeaders};
use super::json_path;
use crate::error::Error;
use crate::json::{self, Encode, Json};
use crate::meta::{Encoding, Meta};
use crate::wire::{Content, Params, Part, PartContent, Upload};

/// A request as its operation wrote it, open to additions; [`Prepared::to_request`] makes it complete. Turning it into
/// bytes anew for each attempt gives each its own signature and the same content.
#[derive(Clone)]
pub struct Prepared {
    meta: &'static Meta,
    pub(super) method: Cow<'static, str>,
    /// Percent-encoded.
    pub(super) path: Cow<'static, str>,
    pub(super) query: Params,
    pub(super) headers: HeaderMap,
    pub(super) content: Content,
    pub(super) encoding: Encoding,
    /// What makes the separator of multipart bodies unlike all others; that of the stamp unless set.
    pub(super) boundary: Option<String>,
    /// The path is the server's own, from the root: it stands for itself, and rules were checked before.
    pub(super) redirected: bool,
    /// It is only shown, and rules are not checked.
    pub(super) unchecked: bool,
    /// What the operation has setters for.
    pub(super) declared: Declared,
    /// Complete address at another host, where the server sent us to: a plain `GET` of it is all that is left.
    pub(super) away: Option<String>,
}

impl Prepared {
    pub(crate) fn new(meta: &'static Meta) -> Self {
        Self {
            meta,
            method: Cow::Borrowed(meta.method),
            path: Cow::Borrowed(meta.path),
            query: Params::default(),
            headers: HeaderMap::new(),
            content: Content::Empty,
            encoding: meta.body.encoding,
            boundary: None,
            redirected: false,
            unchecked: false,
            declared: Declared::default(),
            away: None,
        }
    }

    /// The operation's table.
    #[must_use]
    pub fn meta(&self) -> &'static Meta {
        self.meta
    }

    /// HTTP verb.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// Uses this verb if the platform takes it for the same ([`Meta::aliases`]).
    pub fn prefer_verb(&mut self, verb: &Method) {
        if let Some(alias) = self.meta.aliases.iter().find(|alias| **alias == verb.as_str()) {
            self.method = Cow::Borrowed(alias);
        }
    }

    /// Percent-encoded path, without the prefix of the base address.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Parameters of the query. Fields of a body that goes into the query are not among them.
    #[must_use]
    pub fn query(&self) -> &Params {
        &self.query
    }

    /// Text of a query parameter by its dotted name, also of one that is a field of the body.
    #[must_use]
    pub fn query_value(&self, dotted: &str) -> Option<String> {
        if let Some(text) = self.query.get(dotted) {
            return Some(text.to_owned());
        }
        let json = self.in_query_body(dotted)?;
        scalar(json, self.meta.platform.digit_booleans).map(Cow::into_owned)
    }

    /// Sets a query parameter by its dotted name.
    pub fn set_query(&mut self, dotted: &str, value: &str) {
        if self.in_query_body(dotted).is_some() {
            if let Content::Json(json) = &mut self.content {
                json_path::set(json, &steps(dotted), Json::from(value));
            }
        } else {
            self.query.set(dotted, value);
        }
    }

    /// Removes a query parameter by its dotted name, with everything inside it.
    pub fn remove_query(&mut self, dotted: &str) {
        self.query.remove(dotted);
        if self.meta.body.encoding == Encoding::Query {
            if let Content::Json(json) = &mut self.content {
                json_path::remove(json, &steps(dotted));
            }
        }
    }

    /// Adds a query parameter, spelt as on the wire.
    pub fn extra_query(&mut self, name: &str, value: &str) {
        self.query.push(name, Some(value.to_owned()));
    }

    /// Adds a field to the body by its dotted path, within the wrapper key if there is one.
    ///
    /// # Errors
    /// The body is not made of fields, or `value` has no JSON form.
    pub fn extra_field(&mut self, dotted: &str, value: impl Into<Json>) -> Result<(), Error> {
        let failed =
            |why: &str| Err(Error::build(format!("field `{dotted}` cannot be added: {why}")).with_operation(self.meta));
        match (&self.content, self.encoding) {
            (Content::Upload(_), _) | (_, Encoding::Binary | Encoding::Text) => {
                return failed("the body is not made of fields");
            }
            (_, Encoding::None) => return failed("the operation has no body"),
            (_, Encoding::Multipart) => {
                if let Some(json) = to_json(dotted, &value.into())? {
                    self.add_field_parts(dotted, &json);
                }
                return Ok(());
            }
            _ => {}
        }
        let path: Vec<&str> = self.meta.body.key.into_iter().chain(steps(dotted)).collect();
        if json_path::set(self.root_json()?, &path, value.into()) {
            return Ok(());
        }
        Err(Error::build(format!(
            "field `{dotted}` cannot be added: what should hold it is no object"
        ))
        .with_operation(self.meta))
    }

    /// Sets the whole body of a raw request to JSON.
    ///
    /// # Errors
    /// `value` has no JSON form.
    pub fn set_json(&mut self, value: &dyn Encode) -> Result<(), Error> {
        self.content = to_json("body", value)?.map_or(Content::Empty, Content::Json);
        Ok(())
    }

    /// Sets the whole body of a raw request to bytes.
    pub fn set_bytes(&mut self, content_type: &str, bytes: impl Into<Bytes>) {
        self.set_upload(Upload::new(bytes).content_type(content_type));
    }

    /// Sets the whole body of a raw request.
    pub fn set_upload(&mut self, upload: Upload) {
        self.content = Content::Upload(upload);
    }

    /// Whether the request can be sent again with the same content. Streams that were begun cannot.
    #[must_use]
    pub fn is_replayable(&self) -> bool {
        self.content.is_replayable()
    }

    /// Separates the parts of a multipart body by this text each time that the request is sent, so that it is the same each time.
    pub(crate) fn keep_boundary(&mut self, nonce: &str) {
        self.boundary = Some(nonce.to_owned());
    }

    /// Sends the fields of a `query` body as JSON, where the platform has a switch for that. Very long queries are
    /// switched without being asked.
    ///
    /// # Errors
    /// The operation has no such switch.
    pub fn use_json_body(&mut self) -> Result<(), Error> {
        if self.meta.body.json_switch.is_none() {
            return Err(Error::build("its parameters cannot be sent as a JSON body").with_operation(self.meta));
        }
        self.encoding = Encoding::Json;
        Ok(())
    }

    /// Headers set so far.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Sets a header.
    ///
    /// # Errors
    /// Name or value is not allowed in a header.
    pub fn header(&mut self, name: &str, value: &str) -> Result<(), Error> {
        header::put(&mut self.headers, name, &[value.to_owned()])
    }

    /// Sets those headers that have no value yet.
    ///
    /// # Errors
    /// A name or value is not allowed in a header.
    pub fn common_headers(&mut self, headers: &CommonHeaders) -> Result<(), Error> {
        let headers = headers.written(self.meta.platform.digit_booleans)?;
        self.add_headers(&headers);
        Ok(())
    }

    /// Adds those headers that have no value yet.
    pub(crate) fn add_headers(&mut self, headers: &HeaderMap) {
        for name in headers.keys() {
            if !self.headers.contains_key(name) {
                for value in headers.get_all(name) {
                    self.headers.append(name.clone(), value.clone());
                }
            }
        }
    }

    /// The whole body as JSON, wrapper key included, whatever encoding it goes out in; `None` if it is not made of fields.
    pub(crate) fn into_json(mut self) -> Option<Json> {
        self.root_json().ok().map(std::mem::take)
    }

    /// The JSON of the body, `null` if nothing was written yet.
    pub(super) fn root_json(&mut self) -> Result<&mut Json, Error> {
        if let Content::Empty = self.content {
            self.content = Content::Json(Json::Null);
        } else if let Content::Text(text) = &self.content {
            let json = json::decode(text, json::Options::default())
                .map_err(|error| Error::build(format!("the body is no JSON: {error}")))?;
            self.content = Content::Json(json.value);
        }
        match &mut self.content {
            Content::Json(json) => Ok(json),
            _ => Err(Error::build("the body is not made of JSON fields")),
        }
    }

    /// Adds parts to a multipart body.
    pub(super) fn add_parts(&mut self, more: impl Iterator<Item = Part>) {
        match &mut self.content {
            Content::Parts(parts) => parts.extend(more),
            other => *other = Content::Parts(more.collect()),
        }
    }

    /// Adds a field to a multipart body: a plain list as a part for each element, anything deeper as JSON text.
    pub(super) fn add_field_parts(&mut self, name: &str, json: &Json) {
        let digits = self.meta.platform.digit_booleans;
        let text = |json: &Json| scalar(json, digits).map_or_else(|| json.to_string(), Cow::into_owned);
        let texts = match json {
            Json::Array(elements) => elements.iter().map(text).collect(),
            single => vec![text(single)],
        };
        let part = |text| Part {
            name: name.to_owned(),
            content: PartContent::Text(text),
        };
        self.add_parts(texts.into_iter().map(part));
    }

    /// The field of a body that goes into the query.
    fn in_query_body(&self, dotted: &str) -> Option<&Json> {
        match &self.content {
            Content::Json(json) if self.meta.body.encoding == Encoding::Query => json_path::get(json, &steps(dotted)),
            _ => None,
        }
    }
}

pub(super) fn steps(dotted: &str) -> Vec<&str> {
    dotted.split('.').collect()
}

/// Shows names of parameters, never their values, and nothing of the body.
impl fmt::Debug for Prepared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Prepared")
            .field("operation", &self.meta.id)
            .field("method", &self.method)
            .field("query", &self.query)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}
