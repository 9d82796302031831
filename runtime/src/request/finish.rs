//! The last step: an `http::Request`.

use std::borrow::Cow;

use bytes::Bytes;
use http::Uri;
use http::header::{ACCEPT, CONTENT_TYPE, Entry, HeaderMap, HeaderValue};

use super::body::{self, FORM, Written};
use super::dots::leads_elsewhere;
use super::header;
use super::{BaseUrl, Prepared};
use crate::auth::{Credentials, Signable, Stamp, apply};
use crate::error::Error;
use crate::meta::{Encoding, Scheme, SchemeKind};
use crate::rules;
use crate::transport::{self, Body, Segment};
use crate::wire::{Content, Params};

/// Bytes of a path and query that every server takes.
const LONGEST_ADDRESS: usize = 4000;

/// A request to another host: nothing of ours is in it.
fn elsewhere(address: &str) -> Result<http::Request<Vec<Segment>>, Error> {
    let mut request = http::Request::new(Vec::new());
    *request.uri_mut() = address
        .parse()
        .map_err(|_| Error::build("the address that the server names is not valid"))?;
    request.headers_mut().insert(ACCEPT, HeaderValue::from_static("*/*"));
    Ok(request)
}

impl Prepared {
    /// The complete request: rules checked, body encoded, credentials applied. It holds credentials: neither show nor log its
    /// address and headers.
    ///
    /// # Errors
    /// A rule is broken, something cannot be encoded, or `credentials` hold nothing that the operation accepts.
    pub fn to_request(
        &self,
        base: &BaseUrl,
        credentials: &Credentials,
        stamp: &Stamp,
    ) -> Result<http::Request<Bytes>, Error> {
        self.complete(base, credentials, stamp)
            .and_then(in_memory)
            .map_err(|error| error.with_operation(self.meta()))
    }

    /// As [`Prepared::to_request`], with a body that may be a stream.
    ///
    /// # Errors
    /// As [`Prepared::to_request`].
    pub fn to_streaming_request(
        &self,
        base: &BaseUrl,
        credentials: &Credentials,
        stamp: &Stamp,
    ) -> Result<http::Request<Body>, Error> {
        let request = self
            .complete(base, credentials, stamp)
            .map_err(|error| error.with_operation(self.meta()))?;
        Ok(request.map(transport::body_of))
    }

    pub(super) fn complete(
        &self,
        base: &BaseUrl,
        credentials: &Credentials,
        stamp: &Stamp,
    ) -> Result<http::Request<Vec<Segment>>, Error> {
        if let Some(address) = &self.away {
            return elsewhere(address);
        }
        if !self.redirected && !self.unchecked {
            rules::check(self.meta().rules, &self.content, &self.query)?;
        }
        let Draft {
            method,
            mut query,
            mut headers,
            body,
            form,
        } = self.draft(stamp)?;
        let start = if self.redirected { base.origin() } else { base.as_str() };
        // With room for the query.
        let mut url = String::with_capacity(start.len() + self.path.len() + 1 + query.least_query_length());
        url.push_str(start);
        url.push_str(&self.path);
        // Checked as it is sent, wherever its parts come from.
        let path = url.get(base.origin().len()..).unwrap_or_default();
        if path.bytes().any(|byte| byte == b'\\') || leads_elsewhere(path) {
            return Err(Error::build("the path cannot be used: it has `.` or `..` segments"));
        }
        let mut signable = Signable {
            method: &method,
            url: &url,
            query: &mut query,
            form: form.as_ref(),
            headers: &mut headers,
        };
        apply(credentials, self.meta(), &mut signable, stamp)?;
        if !query.is_empty() {
            url.push('?');
            query.write_query(&mut url);
        }
        self.platform_headers(&mut headers)?;
        if let Entry::Vacant(accept) = headers.entry(ACCEPT) {
            accept.insert(HeaderValue::from_static("application/json, */*;q=0.5"));
        }
        let mut request = http::Request::new(body);
        *request.method_mut() = method
            .parse()
            .map_err(|_| Error::build(format!("`{}` is no HTTP verb", method.escape_debug())))?;
        // Taken over, where parsing would copy it.
        *request.uri_mut() = Uri::try_from(url).map_err(|_| Error::build("the address is not valid or too long"))?;
        *request.headers_mut() = headers;
        Ok(request)
    }

    /// Whether something in it is made of the stamp: a signature, or the separator of parts.
    pub(crate) fn is_stamped(&self) -> bool {
        let has_parts = self.encoding == Encoding::Multipart || matches!(self.content, Content::Parts(_));
        let signs = |scheme: &Scheme| matches!(scheme.kind, SchemeKind::OAuth1 { .. });
        // Few platforms have such a scheme at all.
        let is_signed = || self.meta().platform.auth.iter().any(signs) && self.meta().schemes().any(signs);
        (has_parts && self.boundary.is_none()) || is_signed()
    }

    /// Constants of all calls, where nobody said otherwise; what else they must have has to be there.
    fn platform_headers(&self, headers: &mut HeaderMap) -> Result<(), Error> {
        for common in self.meta().platform.headers {
            if headers.contains_key(common.name) {
                continue;
            }
            match common.value {
                Some(value) => header::put(headers, common.name, &[value.to_owned()])?,
                None if common.required => {
                    return Err(Error::build(format!(
                        "the header `{}` is missing, which every call must have; give it when the client is set up",
                        common.name
                    )));
                }
                None => {}
            }
        }
        Ok(())
    }

    /// Everything but credentials and address.
    fn draft(&self, stamp: &Stamp) -> Result<Draft<'_>, Error> {
        let draft = self.draft_as(self.encoding, stamp)?;
        let has_way_out =
            !self.redirected && self.encoding == Encoding::Query && self.meta().body.json_switch.is_some();
        if has_way_out && self.path.len() + draft.query.to_query().len() > LONGEST_ADDRESS {
            return self.draft_as(Encoding::Json, stamp);
        }
        Ok(draft)
    }

    fn draft_as(&self, encoding: Encoding, stamp: &Stamp) -> Result<Draft<'_>, Error> {
        let shape = &self.meta().body;
        let digits = self.meta().platform.digit_booleans;
        let mut draft = Draft {
            method: self.method.clone(),
            query: Cow::Borrowed(&self.query),
            headers: if self.headers.is_empty() {
                HeaderMap::new()
            } else {
                self.headers.clone()
            },
            body: Vec::new(),
            form: None,
        };
        let mut content_type = None;
        match body::write(
            &self.content,
            shape,
            encoding,
            digits,
            self.boundary.as_ref().unwrap_or(&stamp.nonce),
        )? {
            Written::None => content_type = self.type_without_body(encoding).map(ToOwned::to_owned),
            Written::Query(fields) => {
                for (name, value) in fields.iter() {
                    draft.query.to_mut().push(name, value.map(ToOwned::to_owned));
                }
            }
            Written::Form(fields) => {
                draft.body = vec![Bytes::from(fields.to_form()).into()];
                draft.form = Some(fields);
                content_type = Some(shape.content_type.unwrap_or(FORM).to_owned());
            }
            Written::Body {
                segments,
                content_type: named,
            } => {
                draft.body = segments;
                content_type = Some(named);
            }
        }
        if let (Encoding::Query, Encoding::Json, Some((name, value))) = (shape.encoding, encoding, shape.json_switch) {
            draft.query.to_mut().set(name, value);
            if is_bodyless(&draft.method) {
                let alias = self.meta().aliases.iter().find(|alias| !is_bodyless(alias));
                draft.method = Cow::Borrowed(alias.unwrap_or(&"POST"));
            }
        }
        if let Some(content_type) = content_type.filter(|_| !draft.headers.contains_key(CONTENT_TYPE)) {
            let value =
                HeaderValue::from_str(&content_type).map_err(|_| Error::build("the content type is not valid"))?;
            draft.headers.insert(CONTENT_TYPE, value);
        }
        Ok(draft)
    }

    /// Some servers refuse a POST or PUT that does not say what it would carry.
    fn type_without_body(&self, encoding: Encoding) -> Option<&'static str> {
        if is_bodyless(&self.method) || self.method == "DELETE" {
            return self.meta().body.content_type;
        }
        match encoding {
            Encoding::None | Encoding::Json => Some(self.meta().body.content_type.unwrap_or("application/json")),
            Encoding::Form | Encoding::FormJson => Some(FORM),
            Encoding::Query | Encoding::Multipart | Encoding::Binary | Encoding::Text => self.meta().body.content_type,
        }
    }
}

struct Draft<'p> {
    method: Cow<'static, str>,
    /// Copied only where something is added.
    query: Cow<'p, Params>,
    headers: HeaderMap,
    body: Vec<Segment>,
    /// The fields of a form, for signatures.
    form: Option<Params>,
}

/// The request with its body in memory.
fn in_memory(request: http::Request<Vec<Segment>>) -> Result<http::Request<Bytes>, Error> {
    let (head, segments) = request.into_parts();
    if !transport::is_plain(&segments) {
        return Err(Error::build("its content is streamed, which only a client can send"));
    }
    let body = transport::body_of(segments).as_bytes().cloned().unwrap_or_default();
    Ok(http::Request::from_parts(head, body))
}

fn is_bodyless(method: &str) -> bool {
    matches!(method, "GET" | "HEAD" | "OPTIONS")
}
