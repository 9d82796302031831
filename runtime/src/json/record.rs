//! Objects with known fields: one loop for all types.

use super::drift::DriftKind;
use super::kept::Frame;
use super::path::Segment;
use super::{DecodeError, Extra, MAX_FIELDS, Reader, Record, Shape};
use std::borrow::Cow;

/// What the next key of an object is. Small enough for registers.
enum Next {
    Field(usize),
    /// One that the shape does not know, with escapes or without. Its span is [`Reader::key`].
    Unknown(bool),
    End,
}

impl Reader<'_> {
    /// Reads an object field by field into `value`, which is blank and has no place for what is not described: unknown keys are
    /// passed over, and a value that does not fit is an error.
    pub fn record(&mut self, value: &mut dyn Record) -> Result<(), DecodeError> {
        self.members(value, false)
    }

    /// As [`record`](Self::record), and keeps what no field of `value` holds: unknown keys, and the values of known ones that `value`
    /// can do without and that did not fit. They are field [`MAX_FIELDS`], which takes them by [`extra`](Self::extra).
    #[inline]
    pub fn open_record(&mut self, value: &mut dyn Record) -> Result<(), DecodeError> {
        let base = self.kept.len();
        self.members(value, true)?;
        // Also where there are none: `value` may have been read before.
        self.rest = base;
        value.field(MAX_FIELDS, self)?;
        // Where no field took them.
        self.kept.truncate(base);
        Ok(())
    }

    /// What was kept of the record, for the field that is to hold it.
    pub fn extra(&mut self, extra: &mut Extra) -> Result<(), DecodeError> {
        *extra = if self.kept.len() > self.rest {
            self.take_kept(self.rest)?
        } else {
            Extra::new()
        };
        Ok(())
    }

    fn members(&mut self, value: &mut dyn Record, keeps: bool) -> Result<(), DecodeError> {
        let shape = value.shape();
        let tag = self.tag.take();
        let again = std::mem::take(&mut self.again);
        let outer = std::mem::take(&mut self.outer);
        let mut seen = [0u64; 2];
        self.path.push(Segment::Start);
        if self.peek() == b'{' {
            let start = self.pos;
            self.enter()?;
            let frame = Frame {
                has_spellings: shape.has_spellings(),
                depth: self.depth,
                path: self.path.len(),
                keeps,
            };
            let (mut expected, mut first, mut known) = (0, true, false);
            loop {
                match self.next_field(shape, expected, first)? {
                    Next::Field(index) => {
                        self.place(Segment::Field(shape, index));
                        let at = self.pos;
                        let (word, bit) = (&mut seen[(index >> 6) & 1], 1u64 << (index & 63));
                        let read = if *word & bit == 0 {
                            *word |= bit;
                            // What stands in a value that comes again comes again as well.
                            self.again = again;
                            let read = value.field(index, self);
                            self.again = false;
                            read
                        } else {
                            self.repeated(value, index)
                        };
                        if let Err(error) = read {
                            self.misfit(value, index, frame, at, error)?;
                        }
                        expected = index + 1;
                    }
                    Next::Unknown(escaped) => known |= self.unknown(value, tag, (frame, &mut seen), escaped)?,
                    Next::End => break,
                }
                first = false;
            }
            if outer && !first && !known && seen == [0, 0] {
                self.refuse_foreign(shape, start)?;
            }
        } else {
            self.no_object()?;
        }
        if again {
            self.empty_rest(value, seen);
        }
        let required = shape.required();
        if (required[0] & !seen[0]) | (required[1] & !seen[1]) != 0 {
            self.missing(value, seen)?;
        }
        self.path.pop();
        Ok(())
    }

    /// The next key. `expected` is the field to look for first: where fields come in the order of the shape, a key costs one
    /// comparison and no scan.
    #[inline]
    fn next_field(&mut self, shape: &'static Shape, expected: usize, first: bool) -> Result<Next, DecodeError> {
        let bytes = self.bytes();
        let at = self.pos + usize::from(!first && bytes.get(self.pos) == Some(&b','));
        if first || at > self.pos {
            if let (Some(key), Some(rest)) = (shape.keys().get(expected), bytes.get(at..)) {
                if super::scan::begins_with(rest, key.as_bytes()) {
                    self.pos = at + key.len();
                    return Ok(Next::Field(expected));
                }
            }
        } else if bytes.get(at) == Some(&b'}') {
            self.leave();
            return Ok(Next::End);
        }
        self.next_field_slow(shape, expected, first, at)
    }

    /// As [`next_field`](Self::next_field), which looked at byte `tried` in vain.
    #[inline(never)]
    fn next_field_slow(
        &mut self,
        shape: &'static Shape,
        expected: usize,
        first: bool,
        tried: usize,
    ) -> Result<Next, DecodeError> {
        if !self.next_key(first)? {
            return Ok(Next::End);
        }
        let bytes = self.bytes();
        let start = self.pos;
        if start != tried {
            // White space came before it.
            if let Some(key) = shape.keys().get(expected) {
                if super::scan::begins_with(&bytes[start..], key.as_bytes()) {
                    self.pos += key.len();
                    return Ok(Next::Field(expected));
                }
            }
        }
        let end = super::scan::string_end(bytes, start + 1);
        let escaped = bytes.get(end) != Some(&b'"');
        let found = if escaped {
            self.unescape(start + 1, end)?;
            // As written (keys of the shape are JSON text), else by meaning.
            shape
                .find(&bytes[start + 1..self.pos - 1])
                .or_else(|| shape.find(self.scratch.as_bytes()))
        } else {
            self.pos = end + 1;
            shape.find(&bytes[start + 1..end])
        };
        let end = self.pos;
        if bytes.get(end) == Some(&b':') {
            self.pos = end + 1;
        } else {
            self.colon()?;
        }
        if let Some(field) = found {
            return Ok(Next::Field(field));
        }
        self.key = (start, end);
        Ok(Next::Unknown(escaped))
    }

    /// The last of several equal keys counts. Values are overwritten when they are read; only a struct in place would keep what the
    /// first one had and the last one lacks, so the next record is told.
    #[cold]
    #[inline(never)]
    fn repeated(&mut self, value: &mut dyn Record, index: usize) -> Result<(), DecodeError> {
        self.tolerate(DriftKind::Duplicate, "", "")?;
        self.listing_again();
        self.again = true;
        value.field(index, self)?;
        self.again = false;
        Ok(())
    }

    /// A key that is not in the table. Whether it is known all the same: the tag of a union, of a family, past the end of the table.
    #[inline(never)]
    fn unknown(
        &mut self,
        value: &mut dyn Record,
        tag: Option<&'static str>,
        (frame, seen): (Frame, &mut [u64; 2]),
        escaped: bool,
    ) -> Result<bool, DecodeError> {
        let (start, end) = self.key;
        let name = if escaped {
            self.escaped_key(start)?
        } else {
            Cow::Borrowed(self.text.get(start + 1..end - 1).unwrap_or_default())
        };
        if tag.is_some_and(|tag| tag == name) {
            self.skip()?;
            return Ok(true);
        }
        self.place(Segment::Unknown(start, end));
        if frame.has_spellings && self.other_spelling(value, seen, frame, start, &name)? {
            return Ok(true);
        }
        let at = self.pos;
        match value.unknown(&name, self) {
            Ok(true) => {
                self.unfit = None;
                return Ok(true);
            }
            Ok(false) => {}
            Err(error) => {
                self.late_misfit(start, frame, at, error, &mut |r| value.unknown(&name, r).map(drop))?;
                return Ok(true);
            }
        }
        if let Some(error) = self.unfit.take() {
            self.keep_unfit(start, frame, at, error)?;
            return Ok(true);
        }
        if self.watched {
            // Errors of strict reading say no more than the key.
            self.peek();
            let found = if self.strict { "" } else { self.kind() };
            self.tolerate(DriftKind::UnknownKey, "", found)?;
        }
        if let Err(error) = self.skip_here() {
            self.keep_unfit(start, frame, at, error)?;
        } else if frame.keeps {
            self.keep(start);
        }
        Ok(false)
    }
}
