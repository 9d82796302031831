//! Passing over values: checked against the grammar, but not kept.

use super::lenient::value_end;
use super::reader::MAX_DEPTH;
use super::{DecodeError, Reader, quick, scan};

impl<'a> Reader<'a> {
    /// Skips one value of any kind, checking its grammar.
    pub fn skip(&mut self) -> Result<(), DecodeError> {
        self.skip_here()
    }

    /// As [`skip`](Self::skip), without a call.
    #[allow(clippy::inline_always)] // for the loop over members, where pages with many unknown keys spend their time
    #[inline(always)]
    pub(super) fn skip_here(&mut self) -> Result<(), DecodeError> {
        let first = self.peek();
        let levels = MAX_DEPTH.saturating_sub(self.depth);
        match quick::value_end(self.bytes(), self.pos, first, levels) {
            Some(end) => {
                self.pos = end;
                Ok(())
            }
            None => self.skip_slow(first),
        }
    }

    /// What is not plain, and what is wrong.
    #[cold]
    #[inline(never)]
    fn skip_slow(&mut self, first: u8) -> Result<(), DecodeError> {
        match first {
            b'{' | b'[' => self.skip_nested(),
            first => self.skip_scalar(first),
        }
    }

    fn skip_scalar(&mut self, first: u8) -> Result<(), DecodeError> {
        match first {
            b'"' => self.skip_string(),
            b'-' | b'0'..=b'9' => self.skip_number(),
            b't' => self.word("true"),
            b'f' => self.word("false"),
            b'n' => self.word("null"),
            0 => Err(self.unexpected("a value")),
            _ => Err(self.syntax("expected a value")),
        }
    }

    /// Passes over one value of any kind, be it JSON or not, as long as its end can be told.
    pub(super) fn pass(&mut self) -> Result<(), DecodeError> {
        self.peek();
        let (start, depth) = (self.pos, self.depth);
        let Err(error) = self.skip() else { return Ok(()) };
        self.depth = depth;
        self.pos = value_end(self.bytes(), start).ok_or(error)?;
        Ok(())
    }

    /// Text of the next value as it stands in the document.
    pub fn raw(&mut self) -> Result<&'a str, DecodeError> {
        self.peek();
        let start = self.pos;
        self.skip()?;
        Ok(&self.text[start..self.pos])
    }

    #[inline]
    pub(super) fn skip_string(&mut self) -> Result<(), DecodeError> {
        let start = self.pos + 1;
        let end = scan::string_end(self.bytes(), start);
        if self.bytes().get(end) == Some(&b'"') {
            self.pos = end + 1;
            return Ok(());
        }
        // What is skipped obeys the same grammar as what is read, escapes included.
        self.unescape(start, end)
    }

    /// Skips the list or object at the position step by step: it knows where a mistake is. A loop, so that depth costs no stack.
    pub(super) fn skip_nested(&mut self) -> Result<(), DecodeError> {
        let (outer, start) = (self.depth, self.pos);
        // One bit for each open container, the innermost lowest: 1 for an object. As many as `MAX_DEPTH`.
        let mut objects = 0u128;
        loop {
            // Before a value.
            match self.peek() {
                b'{' => {
                    self.enter()?;
                    objects = objects << 1 | 1;
                    if self.next_key(true)? {
                        self.skip_key()?;
                        continue;
                    }
                    objects >>= 1;
                }
                b'[' => {
                    self.enter()?;
                    objects <<= 1;
                    if self.next_item(true)? {
                        continue;
                    }
                    objects >>= 1;
                }
                first => self.skip_scalar(first)?,
            }
            // After a value.
            while self.depth > outer {
                if objects & 1 == 0 {
                    if self.next_item(false)? {
                        break;
                    }
                } else if self.next_key(false)? {
                    self.skip_key()?;
                    break;
                }
                objects >>= 1;
            }
            if self.depth == outer {
                crate::steps::add(self.pos - start);
                return Ok(());
            }
        }
    }

    fn skip_key(&mut self) -> Result<(), DecodeError> {
        self.skip_string()?;
        self.colon()
    }
}
