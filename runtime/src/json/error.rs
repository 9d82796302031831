//! What can go wrong between JSON text and a value.

use std::fmt;

use crate::text::{Blotter, Shown, line};

/// Most characters of a refused text that an error shows.
const TEXT_SHOWN: usize = 60;

/// A reply, or a part of it, that could not be read.
///
/// Its text names what was expected, what stood there, the JSON path and the byte: `expected integer, found "x" at $.kids[1].id (byte 31)`.
/// Scalars are quoted up to 40 characters; longer values, objects and lists are only named by kind.
#[derive(Clone, PartialEq, Eq)]
pub struct DecodeError(Box<Inner>); // one pointer wide, so that `Result<(), DecodeError>` travels in a register

#[derive(Clone, PartialEq, Eq)]
struct Inner {
    kind: DecodeErrorKind,
    expected: &'static str,
    found: String,
    path: String,
    offset: usize,
}

/// The sort of a [`DecodeError`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// The text is not JSON (or not UTF-8).
    Syntax,
    /// More than 128 levels.
    TooDeep,
    /// Valid JSON of another type, or out of range.
    Type,
    /// A required field is not there.
    Missing,
    /// A field stands twice (strict mode only).
    Duplicate,
    /// A field came under another of its keys (strict mode only).
    OtherSpelling,
    /// A key that the type does not know (strict mode only).
    UnknownKey,
    /// A value that an enumeration or a union does not list.
    UnknownValue,
    /// An object of which no key is known: something else, a refusal most likely.
    Foreign,
    /// The value would take more memory than allowed.
    TooLarge,
}

impl DecodeError {
    #[cold]
    #[inline(never)]
    pub(super) fn new(
        kind: DecodeErrorKind,
        expected: &'static str,
        found: String,
        path: String,
        offset: usize,
    ) -> Self {
        Self(Box::new(Inner {
            kind,
            expected,
            found,
            path,
            offset,
        }))
    }

    /// Takes secrets out of what the document said.
    pub(crate) fn redact(&mut self, blotter: &Blotter) {
        blotter.clean(&mut self.0.found);
        blotter.clean(&mut self.0.path);
    }

    /// Whether no part of the document may be read for all that.
    pub(super) fn is_fatal(&self) -> bool {
        self.0.kind == DecodeErrorKind::TooLarge
    }

    /// Bytes of memory that it takes.
    pub(super) fn size(&self) -> usize {
        size_of::<Inner>() + self.0.found.len() + self.0.path.len()
    }

    /// The sort of error.
    #[must_use]
    pub fn kind(&self) -> DecodeErrorKind {
        self.0.kind
    }

    /// JSON path of the place, `$` for the whole document: `$.items[2].prices["eur"]`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// Byte of the body at which reading stopped.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.0.offset
    }

    /// What the type wanted; for a syntax error what is wrong.
    #[must_use]
    pub fn expected(&self) -> &'static str {
        self.0.expected
    }

    /// What stood there, empty where there is nothing to show.
    #[must_use]
    pub fn found(&self) -> &str {
        &self.0.found
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner {
            kind, expected, offset, ..
        } = &*self.0;
        let (found, path) = (Shown(&self.0.found), Shown(&self.0.path));
        match kind {
            DecodeErrorKind::Syntax => write!(f, "{expected}")?,
            DecodeErrorKind::TooDeep => write!(f, "nested too deep")?,
            DecodeErrorKind::Type | DecodeErrorKind::UnknownValue => write!(f, "expected {expected}, found {found}")?,
            DecodeErrorKind::Missing => write!(f, "missing field")?,
            DecodeErrorKind::Duplicate => write!(f, "duplicate field")?,
            DecodeErrorKind::OtherSpelling => write!(f, "another spelling of {expected}")?,
            DecodeErrorKind::UnknownKey => write!(f, "unknown key")?,
            DecodeErrorKind::Foreign => write!(f, "an object of another sort, with the keys {found}")?,
            DecodeErrorKind::TooLarge => write!(
                f,
                "the value takes more than {found} bytes of memory (`max_memory` of the client or of `Options` sets the bound)"
            )?,
        }
        write!(f, " at {path} (byte {offset})")
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("kind", &self.0.kind)
            .field("message", &self.to_string())
            .finish()
    }
}

impl std::error::Error for DecodeError {}

/// A value that has no JSON form, for instance a number that is not finite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncodeError {
    reason: &'static str,
    /// The text that is refused, where it is one.
    text: Option<String>,
    path: String,
}

impl EncodeError {
    #[cold]
    pub(super) fn new(reason: &'static str, path: String) -> Self {
        let text = None;
        Self { reason, text, path }
    }

    pub(super) fn of_text(reason: &'static str, text: &str, path: String) -> Self {
        let text = Some(line(text, TEXT_SHOWN));
        Self { reason, text, path }
    }

    /// Why the value cannot be written.
    #[must_use]
    pub fn reason(&self) -> &'static str {
        self.reason
    }

    /// JSON path of the value: `$.order.items[0].quantity`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.reason)?;
        if let Some(text) = &self.text {
            write!(f, " ({text:?})")?;
        }
        write!(f, " at {}", self.path)
    }
}

impl std::error::Error for EncodeError {}
