//! What the reader could not put in its place, and what it tells of it.

use super::DecodeError;

/// How many misfits are told with path and error; further ones are only counted. Their text is in the value all the same.
pub const MAX_MISFITS: usize = 100;

/// An element of the listing that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rejected {
    /// Its position among all elements of the list, from 0.
    pub index: usize,
    /// Its JSON path: `$.orders[2]`. The path of the trouble inside it is in `error`.
    pub path: String,
    /// What was wrong with it.
    pub error: DecodeError,
    /// Its text as it came; JSON, unless that is the trouble.
    pub raw: String,
}

/// The value of a known key that did not fit its field. The field is empty, the text stands in the object's `Extra`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Misfit {
    /// JSON path of the field: `$.orders[2].total`.
    pub path: String,
    /// What was wrong; the path of the trouble, which may be deeper, is in it.
    pub error: DecodeError,
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
