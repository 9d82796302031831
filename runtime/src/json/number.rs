//! Numbers and booleans.

use super::drift::DriftKind;
use super::{DecodeError, Reader, scan};

/// Powers of ten that a double holds exactly, as far as 16 digits need them.
static POWERS_OF_TEN: [f64; 17] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
];

/// Digits that always fit an `i64`.
const SAFE_DIGITS: usize = 18;

impl<'a> Reader<'a> {
    /// Text of the next value, which must be a JSON number (no `NaN`, `+1`, `.5`, `01`).
    #[inline]
    pub fn number_text(&mut self) -> Result<&'a str, DecodeError> {
        self.peek();
        let start = self.pos;
        self.skip_number()?;
        Ok(&self.text[start..self.pos])
    }

    /// Steps over the number at the position.
    #[inline]
    pub(super) fn skip_number(&mut self) -> Result<(), DecodeError> {
        let (bytes, start) = (self.bytes(), self.pos);
        let negative = bytes.get(start) == Some(&b'-');
        let integer = start + usize::from(negative);
        let mut end = scan::digits_end(bytes, integer);
        if end == integer {
            return Err(if negative {
                self.syntax("invalid number")
            } else {
                self.unexpected("number")
            });
        }
        if bytes[integer] == b'0' && end > integer + 1 {
            return Err(self.syntax("number with a leading zero"));
        }
        if bytes.get(end) == Some(&b'.') {
            end = self.digits_after(end + 1)?;
        }
        if matches!(bytes.get(end), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
            end = self.digits_after(end + 1 + sign)?;
        }
        self.pos = end;
        Ok(())
    }

    /// End of the digits at `from`, of which there must be one.
    #[inline]
    fn digits_after(&mut self, from: usize) -> Result<usize, DecodeError> {
        let end = scan::digits_end(self.bytes(), from);
        if end == from {
            Err(self.syntax("invalid number"))
        } else {
            Ok(end)
        }
    }

    /// Steps over a string that is a plain number (`"12"`, `"-12.50"`), as decimals nearly always are, and gives what stands between its
    /// quotes. The quote has been seen. `None`, and nothing stepped over: it is something else.
    #[inline]
    pub(crate) fn quoted_number(&mut self) -> Option<&'a str> {
        let (bytes, start) = (self.bytes(), self.pos + 1);
        let integer = start + usize::from(bytes.get(start) == Some(&b'-'));
        let mut end = scan::digits_end(bytes, integer);
        if end == integer {
            return None;
        }
        if bytes.get(end) == Some(&b'.') {
            end = scan::digits_end(bytes, end + 1);
        }
        if bytes.get(end) != Some(&b'"') {
            return None;
        }
        self.pos = end + 1;
        self.text.get(start..end)
    }

    /// A whole number. Tolerates text that holds one, and a fraction of zeros; never rounds.
    #[inline]
    pub fn int(&mut self) -> Result<i64, DecodeError> {
        let negative = self.peek() == b'-';
        let bytes = self.bytes();
        let start = self.pos + usize::from(negative);
        let (mut at, mut value) = (start, 0u64);
        while let Some(digit) = digit(bytes, at) {
            value = value.wrapping_mul(10).wrapping_add(digit);
            at += 1;
        }
        let length = at - start;
        let plain = (1..=SAFE_DIGITS).contains(&length)
            && (length == 1 || bytes[start] != b'0')
            && !matches!(bytes.get(at), Some(b'.' | b'e' | b'E'));
        if !plain {
            return self.int_slow();
        }
        self.pos = at;
        #[allow(clippy::cast_possible_wrap)] // at most 18 digits
        let value = value as i64;
        Ok(if negative { -value } else { value })
    }

    #[cold]
    #[inline(never)]
    fn int_slow(&mut self) -> Result<i64, DecodeError> {
        let start = self.pos;
        let (value, found) = match self.peek() {
            b'"' => (whole(self.quoted()?.trim()), "text"),
            b'-' | b'0'..=b'9' => {
                let text = self.number_text()?;
                if let Ok(value) = text.parse() {
                    return Ok(value);
                }
                (whole(text), "number with a fraction")
            }
            _ => return Err(self.unexpected("integer")),
        };
        let Some(value) = value else {
            return Err(self.unfit(start, "integer"));
        };
        self.tolerate(DriftKind::ToleratedType, "integer", found)?;
        Ok(value)
    }

    /// A number as a double. Tolerates text that holds one; numbers beyond the range of a double are refused.
    #[inline]
    pub fn float(&mut self) -> Result<f64, DecodeError> {
        let negative = match self.peek() {
            b'"' => return self.float_in_text(),
            first => first == b'-',
        };
        let bytes = self.bytes();
        let start = self.pos + usize::from(negative);
        let (mut at, mut digits) = (start, 0u64);
        while let Some(digit) = digit(bytes, at) {
            digits = digits.wrapping_mul(10).wrapping_add(digit);
            at += 1;
        }
        let point = at;
        if bytes.get(at) == Some(&b'.') {
            at += 1;
            while let Some(digit) = digit(bytes, at) {
                digits = digits.wrapping_mul(10).wrapping_add(digit);
                at += 1;
            }
        }
        let tail = at - point; // the point and the digits after it
        let plain = point > start
            && tail != 1
            && at - start <= 16
            && digits < 1 << 53
            && (point == start + 1 || bytes[start] != b'0')
            && !matches!(bytes.get(at), Some(b'e' | b'E'));
        if !plain {
            return self.float_slow();
        }
        self.pos = at;
        // Below 2^53, and the power of ten is exact: one correctly rounded division (Clinger's fast path).
        #[allow(clippy::cast_precision_loss)]
        let value = digits as f64;
        let value = if tail == 0 {
            value
        } else {
            value / POWERS_OF_TEN[tail - 1]
        };
        Ok(if negative { -value } else { value })
    }

    #[inline(never)]
    fn float_slow(&mut self) -> Result<f64, DecodeError> {
        self.peek();
        let start = self.pos;
        match self.number_text()?.parse::<f64>() {
            Ok(value) if value.is_finite() => Ok(value),
            _ => Err(self.unfit(start, "number in the range of a double")),
        }
    }

    #[cold]
    #[inline(never)]
    fn float_in_text(&mut self) -> Result<f64, DecodeError> {
        let start = self.pos;
        let text = self.quoted()?.trim();
        // Only digits and their signs: `f64::from_str` knows `inf` and `NaN` as well.
        let numeric = text.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b));
        match text.parse::<f64>() {
            Ok(value) if numeric && value.is_finite() => {
                self.tolerate(DriftKind::ToleratedType, "number", "text")?;
                Ok(value)
            }
            _ => Err(self.unfit(start, "number")),
        }
    }

    /// `1` or `0` as a truth value. Tolerates `true`, `false`, and all four as text.
    pub(crate) fn flag(&mut self) -> Result<bool, DecodeError> {
        self.peek();
        let start = self.pos;
        let found = self.kind();
        let value = match found {
            "number" => truth(self.number_text()?),
            "text" => truth(self.quoted()?.trim()),
            "boolean" => Some(self.boolean()?),
            _ => return Err(self.unexpected("0 or 1")),
        };
        let Some(value) = value else {
            return Err(self.unfit(start, "0 or 1"));
        };
        if found != "number" {
            self.tolerate(DriftKind::ToleratedType, "0 or 1", found)?;
        }
        Ok(value)
    }

    /// `true` or `false`. Tolerates 0, 1, and all four as text.
    #[inline]
    pub fn boolean(&mut self) -> Result<bool, DecodeError> {
        match self.peek() {
            b't' => self.word("true").map(|()| true),
            b'f' => self.word("false").map(|()| false),
            _ => self.boolean_slow(),
        }
    }

    #[cold]
    #[inline(never)]
    fn boolean_slow(&mut self) -> Result<bool, DecodeError> {
        let start = self.pos;
        let (value, found) = match self.peek() {
            b'"' => (truth(self.quoted()?.trim()), "text"),
            b'-' | b'0'..=b'9' => (truth(self.number_text()?), "number"),
            _ => return Err(self.unexpected("boolean")),
        };
        let Some(value) = value else {
            return Err(self.unfit(start, "boolean"));
        };
        self.tolerate(DriftKind::ToleratedType, "boolean", found)?;
        Ok(value)
    }
}

#[inline]
fn digit(bytes: &[u8], at: usize) -> Option<u64> {
    bytes
        .get(at)
        .filter(|byte| byte.is_ascii_digit())
        .map(|byte| u64::from(byte - b'0'))
}

/// `12`, `12.`followed by zeros; `None` for anything else.
pub(super) fn whole(text: &str) -> Option<i64> {
    let integer = match text.split_once('.') {
        Some((integer, zeros)) if !zeros.is_empty() && zeros.bytes().all(|b| b == b'0') => integer,
        _ => text,
    };
    integer.parse().ok()
}

/// The truth value of `1`, `0`, `true`, `false`.
fn truth(text: &str) -> Option<bool> {
    match text {
        "1" | "true" => Some(true),
        "0" | "false" => Some(false),
        _ => None,
    }
}
