//! The one error type of clients.

mod body;
mod display;
mod element;
mod field;
mod parts;
mod predicates;
mod redact;
mod retry_after;

use std::borrow::Cow;
use std::error::Error as StdError;
use std::str::FromStr;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::StatusCode;

pub use self::element::FailedElement;
pub use self::field::FieldError;
pub(crate) use self::parts::Saved;
pub use self::retry_after::RetryAfter;

use self::parts::bare_url;
use crate::json::Rejected;
use crate::meta::{Meta, StatusMeaning};

/// Why a call has no result.
///
/// Which kinds and questions there are, and what to do about each, [the guide](crate::guide::errors) has at a glance.
///
/// It is one pointer wide. Neither `Display` nor `Debug` shows credentials, request bodies, reply bodies or the query
/// of an address; the head of the reply body is at [`Error::body`]. Both are one line of a few thousand characters at most, whatever a
/// server sent (`{:#?}` has a line for each part).
///
/// Servers echo what they refuse. The errors of a client have its credentials blotted out, in every text, in whatever way they are
/// escaped there: no eight characters in a row are left of any of them. Those of four to seven characters are blotted out whole, those of
/// four and five only where no letter or digit stands beside them; shorter ones stay, for they cannot be told from ordinary text.
/// What a program asks for as the server's reply is as it came: [`Error::partial_body`], `send_raw`, and decoded values.
pub struct Error(Box<Inner>);

#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(crate) struct Inner {
    pub kind: ErrorKind,
    /// What went wrong, as a sentence without a full stop.
    pub detail: Cow<'static, str>,
    pub platform: Option<&'static str>,
    pub operation: Option<&'static str>,
    pub place: Option<&'static str>,
    /// Without query and user info.
    pub url: Option<String>,
    pub status: Option<StatusCode>,
    pub meaning: Option<StatusMeaning>,
    pub message: Option<String>,
    pub code: Option<String>,
    pub fields: Vec<FieldError>,
    /// Elements of what was sent that were not taken; the first of them …
    pub failed: Vec<FailedElement>,
    /// … and how many they are.
    pub failed_total: usize,
    /// The reply says nothing of some of the elements.
    pub leaves_elements_open: bool,
    pub request_id: Option<String>,
    pub retry_after: Option<RetryAfter>,
    pub attempts: u32,
    pub unknown_outcome: bool,
    /// Headers of the reply.
    pub headers: http::HeaderMap,
    /// Head of the reply body.
    pub body: Vec<u8>,
    /// The body is longer than that.
    pub is_body_cut: bool,
    /// Which page of a listing it is about, from 1.
    pub page: Option<u64>,
    /// Elements of a listing that cannot be read.
    pub rejected: Vec<Rejected>,
    /// It stands in the place of one of them.
    pub is_element: bool,
    /// The whole reply, kept after a partial success and where elements cannot be read.
    pub saved: Option<Saved>,
    pub source: Option<Box<dyn StdError + Send + Sync>>,
}

/// What sort of failure an [`Error`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request cannot be made from what was given; nothing was sent.
    Build,
    /// The client holds none of the credentials that the operation accepts; nothing was sent.
    Credentials,
    /// No connection to the server; nothing was sent.
    Connect,
    /// The server's certificate is not valid for its address, or nobody trusted vouches for it; nothing was sent.
    Certificate,
    /// The time was up.
    Timeout,
    /// The connection broke off before the reply was complete.
    Interrupted,
    /// The reply is larger than the client allows.
    TooLarge,
    /// The call was given up by the caller.
    Cancelled,
    /// The platform refused the request, by its status or in the body.
    Api,
    /// The platform did part of the work, or could not do some element of a batch, whatever the status; [`Error::partial`] has the whole
    /// result and [`Error::failed_elements`] what failed.
    Partial,
    /// The reply does not fit the operation. If only elements of a listing do not, [`Error::rejected`] has them and
    /// [`Error::partial`] the others.
    Decode,
    /// A request from the platform cannot be understood, or its signature is wrong.
    Callback,
}

impl Error {
    /// Most bytes of a reply body that an error keeps.
    pub const BODY_LIMIT: usize = 8 * 1024;

    /// An error with a sentence for people; the sentence must not hold secrets.
    #[cold]
    pub fn new(kind: ErrorKind, detail: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner {
            kind,
            detail: detail.into(),
            platform: None,
            operation: None,
            place: None,
            url: None,
            status: None,
            meaning: None,
            message: None,
            code: None,
            fields: Vec::new(),
            failed: Vec::new(),
            failed_total: 0,
            leaves_elements_open: false,
            request_id: None,
            retry_after: None,
            attempts: 0,
            unknown_outcome: false,
            headers: http::HeaderMap::new(),
            body: Vec::new(),
            is_body_cut: false,
            page: None,
            rejected: Vec::new(),
            is_element: false,
            saved: None,
            source: None,
        }))
    }

    #[cold]
    pub(crate) fn build(detail: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Build, detail)
    }

    /// The whole reply, after a partial success.
    pub(crate) fn saved(&self) -> Option<&Saved> {
        self.0.saved.as_ref()
    }

    pub(crate) fn inner_mut(&mut self) -> &mut Inner {
        &mut self.0
    }

    /// Names the operation, unless one is named already.
    #[must_use]
    #[cold]
    pub fn with_operation(mut self, meta: &'static Meta) -> Self {
        if self.0.operation.is_none() {
            self.0.platform = Some(meta.platform.name);
            self.0.operation = Some(meta.id);
            self.0.place = Some(meta.place);
        }
        self
    }

    /// Adds the cause. Its texts must not hold secrets; errors of HTTP libraries often show the whole address.
    #[must_use]
    #[cold]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// Names the address; its user info, query and fragment are left out.
    #[must_use]
    #[cold]
    pub fn with_url(mut self, url: &str) -> Self {
        self.0.url = Some(bare_url(url));
        self
    }

    /// Says which page of a listing it is about.
    #[must_use]
    #[cold]
    pub(crate) fn with_page(mut self, page: u64) -> Self {
        self.0.page = Some(page);
        self
    }

    /// Adds how often the request was sent.
    #[must_use]
    #[cold]
    pub fn with_attempts(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    /// Says that the platform may have carried the request out all the same.
    #[must_use]
    #[cold]
    pub(crate) fn with_unknown_outcome(mut self, unknown: bool) -> Self {
        self.0.unknown_outcome |= unknown;
        self
    }

    /// What sort of failure it is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Platform of the operation that failed: `insales`. Clients of several platforms share this type.
    #[must_use]
    pub fn platform(&self) -> Option<&'static str> {
        self.0.platform
    }

    /// Operation that failed: `orders.update`.
    #[must_use]
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation
    }

    /// Spec file of the operation.
    #[must_use]
    pub fn place(&self) -> Option<&'static str> {
        self.0.place
    }

    /// Address of the request, without its query.
    #[must_use]
    pub fn url(&self) -> Option<&str> {
        self.0.url.as_deref()
    }

    /// HTTP status of the reply, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// What the platform says, for people.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// The platform's code, or its message where that is one of the known ones.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// [`Error::code`] as a type of the platform's crate: `error.code_as::<ErrorCode>()`.
    #[must_use]
    pub fn code_as<T: FromStr>(&self) -> Option<T> {
        self.code()?.parse().ok()
    }

    /// What the platform says about single fields, at most 1000 messages; of a batch also what it says about its elements.
    #[must_use]
    pub fn field_errors(&self) -> &[FieldError] {
        &self.0.fields
    }

    /// Elements of a listing that cannot be read; [`Error::partial`] has the others. Their text is the server's, but for the
    /// client's credentials; it does not show in `Display` and `Debug`.
    #[must_use]
    pub fn rejected(&self) -> &[Rejected] {
        &self.0.rejected
    }

    /// The element in whose place this error stands, in a stream of elements: its position on the page, its path and its text. Reading
    /// goes on behind it.
    #[must_use]
    pub fn element(&self) -> Option<&Rejected> {
        self.0.rejected.first().filter(|_| self.0.is_element)
    }

    /// The server's name for the request, to quote to its support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// How often the request was sent; 0 if never or unknown.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Headers of the reply, with the client's credentials blotted out; empty if there was none.
    #[must_use]
    pub fn headers(&self) -> &http::HeaderMap {
        &self.0.headers
    }

    /// Head of the reply body, at most [`Error::BODY_LIMIT`] bytes, with the client's credentials blotted out.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.0.body
    }

    /// Whether the reply body was longer than [`body`](Self::body). Behind [`Error::BODY_LIMIT`] nothing of it is kept.
    #[must_use]
    pub fn is_body_cut(&self) -> bool {
        self.0.is_body_cut
    }

    /// Which page of a listing could not be read, counted from 1 where this reading began.
    #[must_use]
    pub fn page(&self) -> Option<u64> {
        self.0.page
    }

    /// Head of the reply body as text.
    #[must_use]
    pub fn body_text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.0.body)
    }

    /// Head of the reply body as bytes that can be kept without the error. After a partial success [`partial_body`](Self::partial_body) has the
    /// whole of it.
    #[must_use]
    pub fn body_bytes(&self) -> Bytes {
        Bytes::copy_from_slice(&self.0.body)
    }

    /// How long the server asks to wait, counted from `now`.
    #[must_use]
    pub fn retry_after(&self, now: SystemTime) -> Option<Duration> {
        self.0.retry_after.map(|wait| wait.from(now))
    }

    /// The whole body after a partial success, where elements of a batch failed, and where some cannot be read; also of the reply to a
    /// write that cannot be read, for it may name what was made. It is as the server sent it: credentials that it echoes are in it.
    #[must_use]
    pub fn partial_body(&self) -> Option<&Bytes> {
        self.0.saved.as_ref().map(|saved| &saved.body)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0
            .source
            .as_ref()
            .map(|source| -> &(dyn StdError + 'static) { source.as_ref() })
    }
}

const _: () = {
    const fn may_travel<T: Send + Sync + 'static>() {}
    may_travel::<Error>();
};
