//! Replies: success or failure, and reading them. No I/O.

mod beside;
mod entry;
mod failure;
mod fields;
mod headers;
mod links;
mod markup;
mod outcomes;
mod page;
mod said;
mod sent;
mod tolerance;
mod whole;

use std::cell::RefCell;
use std::fmt;
use std::sync::{Arc, LazyLock};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

pub use headers::LimitState;
pub(crate) use headers::{media_type, params as header_params, request_id};
pub(crate) use links::{NextLink, next_link};
pub use tolerance::Tolerance;

use crate::error::{Error, ErrorKind, RetryAfter, Saved};
use crate::json::{self, Decode, DecodeError, Decoded, Drift, Extra, Json, Misfit, Mode, Options, Rejected};
use crate::meta::{Meta, StatusMeaning};
use crate::text::{Blotter, Few, Shown};
use crate::transport::kept;

/// A complete reply to an operation, with all that is needed to read it: [`json`](Self::json) and its like give the output, or the
/// [`Error`] that the reply stands for, by its status and by what the platform's table says of its body. What did not fit on the way is
/// in [`take_notes`](Self::take_notes).
pub struct Reply<'a> {
    meta: &'static Meta,
    status: StatusCode,
    headers: &'a HeaderMap,
    body: &'a Bytes,
    options: Options,
    tolerance: Tolerance,
    notes: RefCell<Notes>,
    blotter: &'a Arc<Blotter>,
    /// Makes the body that was sent once more, where it is known.
    sent: Option<&'a dyn Fn() -> Option<Json>>,
}

/// What was noticed while a reply was read.
#[derive(Clone, Default, PartialEq)]
pub struct Notes {
    /// Elements of the listing that could not be read.
    pub rejected: Vec<Rejected>,
    /// Fields whose value did not fit; it stands in the `extra` of its object. The first 100.
    pub misfits: Vec<Misfit>,
    /// How many did not fit in all.
    pub misfits_total: usize,
    /// What was tolerated, if reports were asked for.
    pub drift: Vec<Drift>,
    /// What stood beside the wrapper key, where the operation has one.
    pub beside: Extra,
}

impl Notes {
    /// Adds what was noticed on the way to a value, and gives the value.
    pub(crate) fn keep<T>(&mut self, decoded: Decoded<T>) -> T {
        // As of nearly all.
        if decoded.rejected.is_empty() && decoded.misfits_total == 0 && decoded.drift.is_empty() {
            return decoded.value;
        }
        self.rejected.extend(decoded.rejected);
        self.misfits.extend(decoded.misfits);
        self.misfits_total += decoded.misfits_total;
        self.drift.extend(decoded.drift);
        decoded.value
    }

    /// Takes secrets out of what the document said.
    fn redact(&mut self, blotter: &Blotter) {
        self.rejected.iter_mut().for_each(|rejected| rejected.redact(blotter));
        self.misfits.iter_mut().for_each(|misfit| misfit.redact(blotter));
        self.drift.iter_mut().for_each(|drift| drift.redact(blotter));
    }
}

impl fmt::Debug for Notes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Notes")
            .field("rejected", &Few(&self.rejected))
            .field("misfits", &Few(&self.misfits))
            .field("misfits_total", &self.misfits_total)
            .field("drift", &Few(&self.drift))
            .field("beside", &self.beside.len())
            .finish()
    }
}

/// A file that an operation answered with.
#[derive(Clone, PartialEq, Eq)]
pub struct Download {
    /// Its content.
    pub bytes: Bytes,
    /// Its name without any path, where the server gave one. It comes from outside: check it before using it on a disk.
    pub file_name: Option<String>,
    /// Its media type, where the server gave one.
    pub content_type: Option<String>,
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Download({:?}, {:?}, {} bytes)",
            self.file_name.as_deref().map(Shown),
            self.content_type.as_deref().map(Shown),
            self.bytes.len()
        )
    }
}

impl<'a> Reply<'a> {
    /// A reply of any status.
    #[must_use]
    pub fn new(meta: &'static Meta, status: StatusCode, headers: &'a HeaderMap, body: &'a Bytes) -> Self {
        Self {
            meta,
            status,
            headers,
            body,
            options: Options::default(),
            tolerance: Tolerance::default(),
            notes: RefCell::default(),
            blotter: no_secrets(),
            sent: None,
        }
    }

    /// Says whether to report what was tolerated, and how much memory the result may take. The list that it is about is that of the
    /// operation, whatever `options` say; and [`Mode::Strict`] is [`Tolerance::Strict`].
    #[must_use]
    pub fn with_options(mut self, options: Options) -> Self {
        self.options = options;
        if options.mode == Mode::Strict {
            self.tolerance = Tolerance::Strict;
        }
        self
    }

    /// Says what to do about what is not as described.
    #[must_use]
    pub fn with_tolerance(mut self, tolerance: Tolerance) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// Takes these secrets out of what is told about the reply beside its result.
    pub(crate) fn with_blotter(mut self, blotter: &'a Arc<Blotter>) -> Self {
        self.blotter = blotter;
        self
    }

    /// Says what was sent, as JSON with its wrapper key: elements of a batch are sought there by their ids. It is asked for only where
    /// some failed.
    pub(crate) fn with_sent(mut self, sent: Option<&'a dyn Fn() -> Option<Json>>) -> Self {
        self.sent = sent;
        self
    }

    /// How to read the body.
    fn options(&self) -> Options {
        Options {
            mode: match self.tolerance {
                Tolerance::Strict => Mode::Strict,
                Tolerance::Whole | Tolerance::Skip => Mode::Tolerant,
            },
            listing: Some(self.meta.listing()),
            recognise: true,
            ..self.options
        }
    }

    /// The operation's table.
    #[must_use]
    pub fn meta(&self) -> &'static Meta {
        self.meta
    }

    /// HTTP status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// All headers.
    #[must_use]
    pub fn headers(&self) -> &'a HeaderMap {
        self.headers
    }

    /// The whole body.
    #[must_use]
    pub fn body(&self) -> &'a Bytes {
        self.body
    }

    /// The server's name for the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&'a str> {
        headers::request_id(self.headers)
    }

    /// State of the request budget, where the platform tells it.
    #[must_use]
    pub fn limit_state(&self) -> Option<LimitState> {
        self.meta
            .limits()
            .find_map(|limit| LimitState::told(self.headers, limit))
    }

    /// What was noticed by the reads so far; it is handed out once.
    pub fn take_notes(&self) -> Notes {
        let mut notes = self.notes.take();
        notes.redact(self.blotter);
        notes
    }

    /// The body as JSON, taken out of its wrapper where the operation has one; the [notes](Self::take_notes) then have what stood
    /// beside it.
    ///
    /// # Errors
    /// It does not fit.
    pub fn json<T: Decode>(&self) -> Result<T, Error> {
        match self.meta.reply.key {
            Some(key) => self.json_under(key, self.meta.reply.or_bare),
            None if self.is_blank() => self.blank(),
            None => self.read(json::decode(self.body, self.options())),
        }
    }

    /// What stands under `key` of the body, or with `or_bare` the body itself if it has no such key.
    ///
    /// # Errors
    /// It does not fit.
    pub fn json_under<T: Decode>(&self, key: &'static str, or_bare: bool) -> Result<T, Error> {
        if self.is_blank() {
            self.blank()
        } else {
            let wrapped = json::decode_under(self.body, key, or_bare, self.options());
            self.read(wrapped.map(|wrapped| {
                self.notes.borrow_mut().beside = wrapped.beside;
                wrapped.decoded
            }))
        }
    }

    /// As [`json`](Self::json), where a list comes of which one element is meant.
    ///
    /// # Errors
    /// It does not fit. The list is empty: [`Error::is_not_found`]. It holds several: none of them is handed out for the one meant.
    pub fn only_json<T: Decode>(&self) -> Result<T, Error> {
        let mut list: Vec<T> = self.json()?;
        match (list.pop(), list.len()) {
            (Some(only), 0) => Ok(only),
            (None, _) if !self.notes.borrow().rejected.is_empty() => {
                Err(self.error(ErrorKind::Decode, "the only element of the list does not fit"))
            }
            (None, _) => {
                let mut error = self.error(ErrorKind::Api, "the list that came for it is empty");
                error.inner_mut().meaning = Some(StatusMeaning::NotFound);
                Err(error)
            }
            (Some(_), others) => Err(self.error(
                ErrorKind::Decode,
                format!("{} elements came where one is meant", others + 1),
            )),
        }
    }

    /// A header as a value.
    ///
    /// # Errors
    /// It is missing though required, came with different values, or does not fit.
    pub fn header<T: Decode>(&self, name: &'static str) -> Result<T, Error> {
        let mut values = self.headers.get_all(name).iter();
        let first = values.next();
        if values.any(|other| Some(other) != first) {
            return Err(self.whole(format!("the header `{name}` came with different values")));
        }
        let text = first.map(|value| String::from_utf8_lossy(value.as_bytes()).trim().to_owned());
        let decoded = match text {
            // Strictly: what is missing is no empty list.
            None => Json::Null.decode_with(Options::strict()),
            // All is text in a header.
            Some(text) => Json::String(text).decode_with(Options::default()),
        };
        match decoded {
            Ok(decoded) => Ok(self.notes.borrow_mut().keep(decoded)),
            Err(_) if first.is_none() => Err(self.whole(format!("the header `{name}` is missing"))),
            Err(error) => Err(self
                .whole(format!("the header `{name}` does not fit: {error}"))
                .with_source(error)),
        }
    }

    /// The error for a reply with a status of success that the operation does not name, where replies differ by status. It has the whole
    /// reply.
    #[must_use]
    pub fn undeclared_status(&self) -> Error {
        self.whole(format!(
            "nothing is known of a reply with the status {}",
            self.status.as_u16()
        ))
    }

    /// An error that keeps the reply: whatever was done, what it says may be all that tells.
    fn whole(&self, detail: String) -> Error {
        let mut error = self.error(ErrorKind::Decode, detail);
        error.inner_mut().saved = Some(self.save());
        error
    }

    /// Nothing, whatever the body says.
    ///
    /// # Errors
    /// None today.
    #[allow(clippy::unnecessary_wraps)] // All reading methods look the same to the generator.
    pub fn empty(&self) -> Result<(), Error> {
        Ok(())
    }

    /// The body as text, without byte-order marks at its start. Bytes that are not UTF-8 are replaced.
    ///
    /// # Errors
    /// None today.
    #[allow(clippy::unnecessary_wraps)] // All reading methods look the same to the generator.
    pub fn text(&self) -> Result<String, Error> {
        let text = String::from_utf8_lossy(self.body);
        Ok(text.trim_start_matches('\u{feff}').to_owned())
    }

    /// The body as a file.
    ///
    /// # Errors
    /// None today.
    #[allow(clippy::unnecessary_wraps)] // All reading methods look the same to the generator.
    pub fn download(&self) -> Result<Download, Error> {
        Ok(Download {
            bytes: kept(self.body),
            file_name: self.clean(headers::file_name(self.headers)),
            content_type: self.clean(media_type(self.headers)),
        })
    }

    /// A text of a header, with secrets blotted out.
    fn clean(&self, text: Option<String>) -> Option<String> {
        text.map(|text| self.blotter.text(&text).into_owned())
    }

    /// An error that says where this reply came from.
    pub(crate) fn error(&self, kind: ErrorKind, detail: impl Into<std::borrow::Cow<'static, str>>) -> Error {
        let mut error = Error::new(kind, detail).with_operation(self.meta);
        let inner = error.inner_mut();
        inner.status = Some(self.status);
        inner.request_id = self.request_id().map(ToOwned::to_owned);
        inner.retry_after = RetryAfter::told(self.headers, self.meta.platform.retry_after);
        inner.headers = self.headers.clone();
        inner.keep_body(self.body);
        error
    }

    /// A blank body stands for `null`, which only types that can be nothing take. Strictly: it is no empty list, else a listing would
    /// end at a reply that got lost. A deletion is done when the status says so, so its result may also be an object of which nothing
    /// was told; what such an object requires is not made up.
    fn blank<T: Decode>(&self) -> Result<T, Error> {
        let nothing = json::decode(b"null", Options::strict());
        if nothing.is_err() && self.meta.method == "DELETE" && self.tolerance != Tolerance::Strict {
            return self.read(json::decode(b"{}", Options::strict()));
        }
        self.read(nothing)
    }

    fn is_blank(&self) -> bool {
        json::content(self.body).is_empty()
    }

    fn read<T>(&self, result: Result<Decoded<T>, DecodeError>) -> Result<T, Error> {
        let mut decoded = result.map_err(|error| self.misfit(error))?;
        if !decoded.listing_found {
            self.expect_listing()?;
        }
        let unreadable = match self.tolerance {
            Tolerance::Skip => Vec::new(),
            Tolerance::Strict | Tolerance::Whole => std::mem::take(&mut decoded.rejected),
        };
        beside::pass_foreseen(self.meta, &mut decoded.drift);
        let value = self.notes.borrow_mut().keep(decoded);
        if unreadable.is_empty() {
            Ok(value)
        } else {
            Err(self.unreadable(unreadable))
        }
    }
}

/// One for all, as most replies get another at once.
fn no_secrets() -> &'static Arc<Blotter> {
    static NONE: LazyLock<Arc<Blotter>> = LazyLock::new(Arc::default);
    &NONE
}

impl fmt::Debug for Reply<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply")
            .field("operation", &self.meta.id)
            .field("status", &self.status.as_u16())
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish_non_exhaustive()
    }
}

impl Saved {
    pub(crate) fn reply(&self) -> Reply<'_> {
        Reply::new(self.meta, self.status, &self.headers, &self.body).with_blotter(&self.blotter)
    }
}
