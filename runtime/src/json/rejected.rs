//! What the reader could not put in its place, and what it tells of it.

use std::fmt;

use super::DecodeError;
use crate::text::{Blotter, Shown};

/// How many misfits are told with path and error; further ones are only counted. Their text is in the value all the same.
pub const MAX_MISFITS: usize = 100;

/// An element of the listing that could not be read.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rejected {
    /// Its position among all elements of the list, from 0.
    pub index: usize,
    /// Its JSON path: `$.orders[2]`. The path of the trouble inside it is in `error`.
    pub path: String,
    /// What was wrong with it.
    pub error: DecodeError,
    /// Its text as it came; JSON, unless that is the trouble. A client blots its credentials out of it.
    pub raw: String,
}

/// The value of a known key that did not fit its field. The field is empty, the text stands in the object's `Extra`.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Misfit {
    /// JSON path of the field: `$.orders[2].total`.
    pub path: String,
    /// What was wrong; the path of the trouble, which may be deeper, is in it.
    pub error: DecodeError,
}

impl Rejected {
    /// Takes secrets out of what the document said.
    pub(crate) fn redact(&mut self, blotter: &Blotter) {
        blotter.clean(&mut self.path);
        blotter.clean(&mut self.raw);
        self.error.redact(blotter);
    }
}

impl Misfit {
    /// Takes secrets out of what the document said.
    pub(crate) fn redact(&mut self, blotter: &Blotter) {
        blotter.clean(&mut self.path);
        self.error.redact(blotter);
    }
}

impl fmt::Debug for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rejected")
            .field("index", &self.index)
            .field("path", &Shown(&self.path))
            .field("error", &self.error)
            .field("raw", &format_args!("{} bytes", self.raw.len()))
            .finish()
    }
}

impl fmt::Debug for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Misfit")
            .field("path", &Shown(&self.path))
            .field("error", &self.error)
            .finish()
    }
}

/// A member of an object that is still being read, and that no field holds.
#[derive(Clone, Copy)]
pub(super) struct Kept {
    /// The key as JSON text with its colon, where it does not stand in the span.
    pub(super) key: &'static str,
    /// Of the member, or of its value if `key` is given.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) mark: Option<u8>,
}
