//! A bound on the memory that a value takes, which can be a hundred times the size of its text: `{}` in a list is two bytes, and the
//! struct that it becomes some thousand.
//!
//! What grows is counted: lists, maps, boxes and [`Json`](super::Json). All text together is no longer than the body, which is
//! counted once, at the start.

use super::{DecodeError, DecodeErrorKind, Reader};

/// The least room that a list takes when it gets its first element.
const FIRST: usize = 4;

impl Reader<'_> {
    /// Sets the most memory that the value may take, in bytes.
    pub(super) fn limit_memory(&mut self, max: usize) -> Result<(), DecodeError> {
        self.room = max;
        self.max_memory = max;
        self.charge(self.text.len())
    }

    /// Counts `bytes` of memory.
    #[inline]
    pub(super) fn charge(&mut self, bytes: usize) -> Result<(), DecodeError> {
        match self.room.checked_sub(bytes) {
            Some(room) => {
                self.room = room;
                Ok(())
            }
            None => Err(self.too_large()),
        }
    }

    /// Counts what a list of `length` elements of `size` bytes, all of whose room is taken, needs for another one.
    #[inline(never)]
    pub(super) fn charge_growth(&mut self, length: usize, size: usize) -> Result<(), DecodeError> {
        self.charge(length.max(FIRST).saturating_mul(size))
    }

    /// Counts another entry of a map of `length` entries, each of `size` bytes: nodes hold eleven and are half full at least.
    #[inline]
    pub(super) fn charge_entry(&mut self, length: usize, size: usize) -> Result<(), DecodeError> {
        if length % 6 == 0 {
            self.charge(size.saturating_mul(11))
        } else {
            Ok(())
        }
    }

    #[cold]
    #[inline(never)]
    fn too_large(&self) -> DecodeError {
        self.error(DecodeErrorKind::TooLarge, "less memory", self.max_memory.to_string())
    }
}
