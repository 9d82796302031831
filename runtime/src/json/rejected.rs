//! Elements of a listing that could not be read and were set aside, so that one bad element does not lose the page.

use super::drift::DriftKind;
use super::lenient::value_end;
use super::{DecodeError, Mark, Reader};

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

impl Reader<'_> {
    /// Sets the element that begins at `start` aside: goes back, passes over it and keeps its text. Its text need not be JSON, but if
    /// its end cannot be told, nothing behind it can be trusted, and the document fails.
    #[cold]
    #[inline(never)]
    pub(super) fn set_aside(&mut self, start: &Mark, index: usize, error: DecodeError) -> Result<(), DecodeError> {
        if self.strict || error.is_fatal() {
            return Err(error);
        }
        self.reset(start);
        self.peek();
        let from = self.pos;
        let Some(end) = value_end(self.bytes(), from) else {
            return Err(error);
        };
        self.pos = end;
        self.tolerate(DriftKind::SkippedItem, error.expected(), "")?;
        let path = self.exact_path();
        let raw = self.text.get(from..end).unwrap_or_default().to_owned();
        self.charge(size_of::<Rejected>() + error.size() + path.len() + raw.len())?;
        self.rejected.push(Rejected {
            index,
            path,
            error,
            raw,
        });
        Ok(())
    }
}
