//! Strings and keys.

use super::{DecodeError, Reader, scan};
use std::borrow::Cow;

/// Room for what follows the first escape of a string.
const BEHIND_ESCAPE: usize = 128;

impl<'a> Reader<'a> {
    /// The next value, which must be a JSON string.
    #[inline]
    pub fn string(&mut self) -> Result<&str, DecodeError> {
        if self.peek() != b'"' {
            return Err(self.unexpected("text"));
        }
        self.quoted()
    }

    /// The string whose opening quote is at the position.
    #[inline]
    pub(super) fn quoted(&mut self) -> Result<&str, DecodeError> {
        let start = self.pos + 1;
        let end = scan::string_end(self.bytes(), start);
        if self.bytes().get(end) == Some(&b'"') {
            self.pos = end + 1;
            return Ok(&self.text[start..end]);
        }
        self.unescape(start, end)?;
        Ok(&self.scratch)
    }

    /// As [`quoted`](Self::quoted), not tied to the reader: copied only if it holds escapes.
    pub(super) fn quoted_cow(&mut self) -> Result<Cow<'a, str>, DecodeError> {
        let start = self.pos + 1;
        let end = scan::string_end(self.bytes(), start);
        if self.bytes().get(end) == Some(&b'"') {
            self.pos = end + 1;
            return Ok(Cow::Borrowed(&self.text[start..end]));
        }
        self.unescape(start, end)?;
        Ok(Cow::Owned(self.scratch.clone()))
    }

    /// The key at `start`, which has escapes.
    #[cold]
    #[inline(never)]
    pub(super) fn escaped_key(&mut self, start: usize) -> Result<Cow<'a, str>, DecodeError> {
        let after = std::mem::replace(&mut self.pos, start);
        let name = self.quoted_cow()?;
        self.pos = after;
        Ok(name)
    }

    /// Fills `scratch` with the string that begins at `start` (after the quote) and is plain up to `end`, where a backslash, a
    /// control character or the end of the text stands.
    #[inline(never)]
    pub(super) fn unescape(&mut self, start: usize, end: usize) -> Result<(), DecodeError> {
        self.scratch.clear();
        // Enough for most at once.
        self.scratch.reserve(end.saturating_sub(start) + BEHIND_ESCAPE);
        let bytes = self.bytes();
        let (mut from, mut end) = (start, end);
        loop {
            self.scratch.push_str(&self.text[from..end]);
            self.pos = end;
            match bytes.get(end) {
                Some(b'"') => {
                    self.pos = end + 1;
                    return Ok(());
                }
                Some(b'\\') => {}
                Some(_) => return Err(self.syntax("control character in a string")),
                None => return Err(self.syntax("unterminated string")),
            }
            // Runs of escapes (`\u0430\u0431…`, as PHP writes Cyrillic) stay in this inner loop.
            while bytes.get(end) == Some(&b'\\') {
                let (character, length) = self.escape(end)?;
                self.scratch.push(character);
                end += length;
            }
            from = end;
            end = scan::string_end(bytes, from);
        }
    }

    /// The escape whose backslash is at `at`, and its length in bytes.
    #[inline]
    fn escape(&mut self, at: usize) -> Result<(char, usize), DecodeError> {
        let plain = match self.bytes().get(at + 1) {
            Some(b'u') => return self.unicode_escape(at),
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            _ => {
                self.pos = at;
                return Err(self.syntax("invalid escape"));
            }
        };
        Ok((plain, 2))
    }

    #[inline]
    fn unicode_escape(&mut self, at: usize) -> Result<(char, usize), DecodeError> {
        let first = self.hex(at + 2)?;
        let is_high = (0xD800..0xDC00).contains(&first);
        let (code, length) = if is_high && self.bytes().get(at + 6..at + 8) == Some(b"\\u") {
            let second = self.hex(at + 8)?;
            if !(0xDC00..0xE000).contains(&second) {
                self.pos = at;
                return Err(self.syntax("lone surrogate"));
            }
            (0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00), 12)
        } else {
            (first, 6)
        };
        if let Some(character) = char::from_u32(code) {
            Ok((character, length))
        } else {
            self.pos = at;
            Err(self.syntax("lone surrogate"))
        }
    }

    #[inline]
    pub(super) fn hex(&mut self, at: usize) -> Result<u32, DecodeError> {
        let digits = self.bytes().get(at..).and_then(|rest| rest.first_chunk::<4>());
        let (mut code, mut bad) = (0, 0);
        for &digit in digits.unwrap_or(b"----") {
            let value = HEX[usize::from(digit)];
            bad |= value;
            code = (code << 4) | u32::from(value);
        }
        if bad & NO_HEX != 0 {
            self.pos = at;
            return Err(self.syntax("invalid escape"));
        }
        Ok(code)
    }
}

/// Mark of a byte that is no hexadecimal digit.
const NO_HEX: u8 = 0x80;

static HEX: [u8; 256] = {
    let mut table = [NO_HEX; 256];
    let mut value = 0u8;
    while value < 16 {
        let digits = b"0123456789abcdef";
        let digit = digits[value as usize];
        table[digit as usize] = value;
        table[digit.to_ascii_uppercase() as usize] = value;
        value += 1;
    }
    table
};
