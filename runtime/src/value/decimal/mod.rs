//! Decimal numbers that never pass through binary floating point.

mod arithmetic;
mod codec;
mod convert;
mod display;
mod error;
mod order;
mod plain;
mod rounding;

#[cfg(test)]
mod tests;

pub use self::error::DecimalError;
pub use self::rounding::Rounding;

use crate::json::digits::{self, Parts};

/// Digits, written out without an exponent, up to which numbers are reckoned with.
const MAX_DIGITS: usize = 1000;

/// A decimal number, kept as the text in which it was written: money, weights, rates.
///
/// On the wire it is a JSON number or a string; both are read, and a value that was read is written in the form in which it came.
/// A value made here is written as a number unless [`quoted`](Self::quoted) is asked for.
///
/// Equality, order and hash are numeric and exact: `12.50` equals `12.5` and `1.25e1`, whatever the form on the wire.
///
/// Sums, products and rounding are exact as well, digit by digit, without a float in between. They are for numbers of up to
/// 1000 digits, written out; what a hostile server may send beyond that (`1e400000000`) is an error there, never a wrong
/// result, a panic or a lot of memory. For more than that, convert it, for instance to `rust_decimal::Decimal` (feature
/// `rust_decimal`).
///
/// ```
/// use tradewire::Decimal;
/// let price: Decimal = "12.50".parse()?;
/// assert_eq!(price.as_str(), "12.50");
/// assert_eq!(price, Decimal::new(1250, 2));
///
/// let total = price.checked_mul(3)?.checked_add(&"4.99".parse()?)?;
/// assert_eq!(total.as_str(), "42.49");
/// assert_eq!(total.checked_mul("0.2".parse::<Decimal>()?)?.round(2)?.as_str(), "8.50");
/// # Ok::<(), tradewire::DecimalError>(())
/// ```
#[derive(Clone)]
pub struct Decimal {
    text: Box<str>,
    quoted: bool,
}

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

    /// Whether it is zero, however it is written.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        digits::compare(&self.text, "0").is_eq()
    }

    /// Whether it is below zero; `-0.00` is not.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        digits::compare(&self.text, "0").is_lt()
    }
}

/// Zero.
impl Default for Decimal {
    fn default() -> Self {
        Self::unquoted("0")
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
