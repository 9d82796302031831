//! Items that could not be read and were set aside, so that one bad item does not lose a page.

use super::DecodeError;

/// How many items are kept with their text; further ones are only counted, so that a hostile body cannot double its memory.
pub const MAX_REJECTED: usize = 100;

/// An item of a list, or a value of a map, that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rejected {
    /// Position among the items of its list or map, from 0.
    pub index: usize,
    /// JSON path of the item: `$.orders[2]`. The path of the trouble inside it is in `error`.
    pub path: String,
    /// What was wrong with it.
    pub error: DecodeError,
    /// Its JSON text as it came.
    pub raw: String,
}
