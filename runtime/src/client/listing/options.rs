//! What a caller sets for reading a listing.

use super::cursor::Cursor;

/// Settings for reading a listing.
#[derive(Debug, Clone, Default)]
pub(crate) struct PagingOptions {
    pub resume: Option<Cursor>,
    pub max_pages: Option<u64>,
    pub read_ahead: bool,
}
