//! Objects without what they should have: fields, known keys, or being objects at all.

use super::drift::DriftKind;
use super::members::Members;
use super::path::Segment;
use super::{DecodeError, DecodeErrorKind, Reader, Record, Shape};

impl Reader<'_> {
    /// Refuses the object that began at `start` and has none of the keys of `shape`: it is something else, a refusal most likely.
    #[cold]
    #[inline(never)]
    pub(super) fn refuse_foreign(&mut self, shape: &'static Shape, start: usize) -> Result<(), DecodeError> {
        const SHOWN: usize = 3;
        if !self.recognise || shape.keys().is_empty() {
            return Ok(());
        }
        let inside = self.text.get(start + 1..self.pos).unwrap_or_default();
        let keys = Members::of(inside).take(SHOWN);
        let keys: Vec<String> = keys
            .map(|member| super::path::cut(&member.name()).into_owned())
            .collect();
        self.pos = start;
        self.path.pop();
        Err(self.error(DecodeErrorKind::Foreign, "a known key", keys.join(", ")))
    }

    /// PHP writes an empty object as `[]`.
    #[cold]
    #[inline(never)]
    pub(super) fn no_object(&mut self) -> Result<(), DecodeError> {
        if self.empty_list() {
            self.tolerate(DriftKind::ToleratedType, "object", "empty list")
        } else {
            Err(self.unexpected("object"))
        }
    }

    /// Required fields that were not there: taken as `null`, which nullable values accept.
    #[cold]
    #[inline(never)]
    pub(super) fn missing(&mut self, value: &mut dyn Record, seen: [u64; 2]) -> Result<(), DecodeError> {
        let shape = value.shape();
        for index in 0..shape.keys().len() {
            let bit = 1u64 << (index & 63);
            let word = (index >> 6) & 1;
            if shape.required()[word] & !seen[word] & bit == 0 {
                continue;
            }
            self.place(Segment::Field(shape, index));
            if !self.strict && self.read_as_null(&mut |r| value.field(index, r)) {
                self.tolerate(DriftKind::Missing, "", "")?;
            } else {
                return Err(self.error(DecodeErrorKind::Missing, "", String::new()));
            }
        }
        Ok(())
    }

    /// Empties the fields that were not in `seen`: this record has been read before.
    #[cold]
    #[inline(never)]
    pub(super) fn empty_rest(&mut self, value: &mut dyn Record, seen: [u64; 2]) {
        for index in 0..value.shape().keys().len() {
            if seen[(index >> 6) & 1] & (1 << (index & 63)) == 0 {
                self.read_as_null(&mut |r| value.field(index, r));
            }
        }
    }

    /// Lets `read` read a field as if it were there with nothing in it; `false` if its type has no such value. Lists and maps have
    /// none: one that is not there is not an empty one.
    pub(super) fn read_as_null(&mut self, read: &mut dyn FnMut(&mut Self) -> Result<(), DecodeError>) -> bool {
        let mark = self.mark();
        let text = std::mem::replace(&mut self.text, "null");
        let drifts = self.drifts.take();
        let strict = std::mem::replace(&mut self.strict, false);
        self.pos = 0;
        self.vacant = true;
        let fits = read(self).is_ok() && self.pos == self.text.len();
        self.vacant = false;
        self.text = text;
        self.strict = strict;
        self.drifts = drifts;
        self.reset(&mark);
        fits
    }

    /// Steps over `[]` if that is the next value.
    pub(super) fn empty_list(&mut self) -> bool {
        if self.peek() != b'[' {
            return false;
        }
        let start = self.pos;
        self.pos += 1;
        let empty = self.peek() == b']';
        self.pos = if empty { self.pos + 1 } else { start };
        empty
    }
}
