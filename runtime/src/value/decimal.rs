//! Decimal numbers that never pass through binary floating point.

use crate::json::digits::{self, Parts};
use crate::json::{Decode, DecodeError, Encode, Reader, Writer};
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

/// A decimal number, kept as the text in which it was written: money, weights, rates.
///
/// On the wire it is a JSON number or a string; both are read, and a value that was read is written in the form in which it came.
/// A value made here is written as a number unless [`quoted`](Self::quoted) is asked for.
///
/// Equality, order and hash are numeric and exact: `12.50` equals `12.5` and `1.25e1`, whatever the form on the wire.
/// For arithmetic convert it, for instance to `rust_decimal::Decimal` (feature `rust_decimal`).
///
/// ```
/// use tradewire::Decimal;
/// let price: Decimal = "12.50".parse()?;
/// assert_eq!(price.as_str(), "12.50");
/// assert_eq!(price, Decimal::new(1250, 2));
/// # Ok::<(), tradewire::DecimalError>(())
/// ```
#[derive(Clone)]
pub struct Decimal {
    text: Box<str>,
    quoted: bool,
}

/// Text that is no decimal number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecimalError(());

impl fmt::Display for DecimalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a decimal number")
    }
}

impl std::error::Error for DecimalError {}

impl Decimal {
    /// `mantissa` divided by ten `scale` times: `new(1250, 2)` is 12.50.
    #[must_use]
    pub fn new(mantissa: i64, scale: u8) -> Self {
        let scale = usize::from(scale);
        let digits = format!("{:0width$}", mantissa.unsigned_abs(), width = scale + 1);
        let (integer, fraction) = digits.split_at(digits.len() - scale);
        let sign = if mantissa < 0 { "-" } else { "" };
        let point = if scale == 0 { "" } else { "." };
        Self::unquoted([sign, integer, point, fraction].concat())
    }

    fn unquoted(text: impl Into<Box<str>>) -> Self {
        Self {
            text: text.into(),
            quoted: false,
        }
    }

    /// The text as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The same number, written as a JSON string.
    #[must_use]
    pub fn quoted(self) -> Self {
        Self { quoted: true, ..self }
    }

    /// The same number, written as a JSON number.
    #[must_use]
    pub fn as_number(self) -> Self {
        let text = if digits::is_json_number(&self.text) {
            self.text
        } else {
            json_text(&self.text).into()
        };
        Self { text, quoted: false }
    }

    /// Whether it is written as a JSON string.
    #[must_use]
    pub fn is_quoted(&self) -> bool {
        self.quoted
    }

    /// Whether it is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        digits::compare(&self.text, "0").is_eq()
    }

    /// Whether it is below zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        digits::compare(&self.text, "0").is_lt()
    }

    /// The nearest double, for display and charts; infinite beyond its range.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        self.text.parse().unwrap_or(0.0)
    }
}

/// `text`, a decimal number by a wider grammar (`+5`, `.5`, `007`), as a JSON number.
fn json_text(text: &str) -> String {
    let Some(parts) = Parts::split(text) else {
        return "0".to_owned();
    };
    let integer = match parts.integer.trim_start_matches('0') {
        "" => "0",
        digits => digits,
    };
    let mut out = String::with_capacity(text.len() + 1);
    if parts.negative {
        out.push('-');
    }
    out.push_str(integer);
    if !parts.fraction.is_empty() {
        out.push('.');
        out.push_str(parts.fraction);
    }
    if parts.exponent != 0 {
        out.push('e');
        out.push_str(&parts.exponent.to_string());
    }
    out
}

/// Accepts an optional sign, digits with an optional point, an optional exponent, and white space around it. No comma, no grouping.
impl FromStr for Decimal {
    type Err = DecimalError;

    fn from_str(text: &str) -> Result<Self, DecimalError> {
        let text = text.trim();
        if digits::is_json_number(text) {
            return Ok(Self::unquoted(text));
        }
        Parts::split(text)
            .map(|_| Self::unquoted(json_text(text)))
            .ok_or(DecimalError(()))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Decimal({})", self.text)
    }
}

/// Zero.
impl Default for Decimal {
    fn default() -> Self {
        Self::unquoted("0")
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text || self.cmp(other).is_eq()
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        digits::compare(&self.text, &other.text)
    }
}

impl Hash for Decimal {
    fn hash<H: Hasher>(&self, state: &mut H) {
        digits::hash(&self.text, state);
    }
}

macro_rules! from_integers {
    ($($integer:ty)*) => {$(
        impl From<$integer> for Decimal {
            fn from(value: $integer) -> Self {
                Self::unquoted(itoa::Buffer::new().format(value))
            }
        }
    )*};
}

from_integers!(i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 isize usize);

impl Decode for Decimal {
    #[inline]
    fn blank() -> Self {
        Self {
            text: Box::default(),
            quoted: false,
        }
    }

    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        if r.peek() == b'"' {
            let start = r.mark();
            let mut text = r.string()?;
            if !digits::is_number(text) {
                text = text.trim();
                if !digits::is_number(text) {
                    return Err(r.unfit_since(&start, "decimal"));
                }
            }
            *self = Self {
                text: text.into(),
                quoted: true,
            };
        } else if matches!(r.peek(), b'-' | b'0'..=b'9') {
            *self = Self::unquoted(r.number_text()?);
        } else {
            return Err(r.unexpected("decimal"));
        }
        Ok(())
    }
}

impl Encode for Decimal {
    fn encode(&self, w: &mut Writer) {
        if self.quoted {
            w.text(&self.text);
        } else {
            w.raw(&self.text);
        }
    }
}
