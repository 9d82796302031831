//! Numbers written out, digit by digit. Nothing here is binary, and nothing grows by the value of an exponent.

use super::{DecimalError, MAX_DIGITS, Parts, Rounding};
use std::cmp::Ordering;
use std::iter::repeat_n;

/// A number without point and exponent: its digits as values, the first one first, and how many of them stand behind the point.
#[derive(Debug, Clone, Default)]
pub(super) struct Plain {
    negative: bool,
    digits: Vec<u8>,
    scale: usize,
}

impl Plain {
    /// `text` written out, with the zeros behind the point that it has.
    pub(super) fn read(text: &str) -> Result<Self, DecimalError> {
        let parts = Parts::split(text).ok_or(DecimalError::NO_NUMBER)?;
        if is_zero(&parts) {
            let scale = if parts.exponent == 0 { parts.fraction.len() } else { 0 };
            return Self::zero(scale).checked();
        }
        let scale = to_i64(parts.fraction.len()).saturating_sub(parts.exponent);
        // The length of the text bounds the work, the exponent must not.
        if scale.unsigned_abs() > MAX_DIGITS as u64 {
            return Err(DecimalError::TOO_LONG);
        }
        let mut digits: Vec<u8> = digits(&parts).skip_while(|digit| *digit == 0).collect();
        digits.extend(repeat_n(0, to_usize(scale.saturating_neg())));
        let negative = parts.negative;
        let scale = to_usize(scale);
        Self {
            negative,
            digits,
            scale,
        }
        .checked()
    }

    /// `text` with exactly `places` digits behind the point. Its length does not matter; an exponent that would add more
    /// than [`MAX_DIGITS`] zeros does.
    pub(super) fn round(text: &str, places: usize, rounding: Rounding) -> Result<Self, DecimalError> {
        let parts = Parts::split(text).ok_or(DecimalError::NO_NUMBER)?;
        if is_zero(&parts) {
            return Ok(Self::zero(places));
        }
        let length = parts.integer.len() + parts.fraction.len();
        let before_point = to_i64(parts.integer.len()).saturating_add(parts.exponent);
        if before_point.saturating_sub(to_i64(length)) > to_i64(MAX_DIGITS) {
            return Err(DecimalError::TOO_LONG);
        }
        let kept = before_point.saturating_add(to_i64(places));
        let mut all = digits(&parts);
        let mut kept_digits: Vec<u8> = all.by_ref().take(to_usize(kept)).collect();
        // Digits that begin behind the place after the last one kept: that place holds a zero.
        let next = if kept < 0 { 0 } else { all.next().unwrap_or(0) };
        let more = all.any(|digit| digit != 0);
        kept_digits.extend(repeat_n(0, to_usize(kept).saturating_sub(length)));
        let last = kept_digits.last().copied().unwrap_or(0);
        if rounding.grows(last, next, more) {
            increment(&mut kept_digits);
        }
        Ok(Self {
            negative: parts.negative,
            digits: kept_digits,
            scale: places,
        })
    }

    fn zero(scale: usize) -> Self {
        Self {
            scale,
            ..Self::default()
        }
    }

    /// The number, if it is short enough to go on reckoning with it.
    fn checked(self) -> Result<Self, DecimalError> {
        if self.digits.len().max(self.scale) > MAX_DIGITS {
            Err(DecimalError::TOO_LONG)
        } else {
            Ok(self)
        }
    }

    pub(super) fn negated(self) -> Self {
        Self {
            negative: !self.negative,
            ..self
        }
    }

    /// The sum, with as many digits behind the point as the longer of the two has.
    pub(super) fn add(&self, other: &Self) -> Result<Self, DecimalError> {
        let scale = self.scale.max(other.scale);
        let length = [self, other].map(|number| number.digits.len() + scale - number.scale);
        let length = length.into_iter().max().unwrap_or(0) + 1;
        let (ours, theirs) = (self.aligned(length, scale), other.aligned(length, scale));
        let (negative, digits) = if self.negative == other.negative {
            (self.negative, sum(&ours, &theirs))
        } else if ours.cmp(&theirs) == Ordering::Less {
            (other.negative, difference(&theirs, &ours))
        } else {
            (self.negative, difference(&ours, &theirs))
        };
        let digits = digits.into_iter().skip_while(|digit| *digit == 0).collect();
        Self {
            negative,
            digits,
            scale,
        }
        .checked()
    }

    /// `length` digits, `scale` of them behind the point.
    fn aligned(&self, length: usize, scale: usize) -> Vec<u8> {
        let behind = scale - self.scale;
        let before = length - behind - self.digits.len();
        repeat_n(0, before)
            .chain(self.digits.iter().copied())
            .chain(repeat_n(0, behind))
            .collect()
    }

    /// The product, with the digits behind the point of both.
    pub(super) fn multiply(&self, other: &Self) -> Result<Self, DecimalError> {
        // At most 1000 times 81 for each place, which a u32 holds.
        let mut places = vec![0_u32; self.digits.len() + other.digits.len()];
        for (shift, ours) in self.digits.iter().rev().enumerate() {
            for (place, theirs) in places.iter_mut().skip(shift).zip(other.digits.iter().rev()) {
                *place += u32::from(*ours) * u32::from(*theirs);
            }
        }
        let mut carry = 0;
        let mut digits = Vec::with_capacity(places.len());
        for place in places {
            carry += place;
            digits.push(low_digit(carry));
            carry /= 10;
        }
        digits.reverse();
        let leading = digits.iter().take_while(|digit| **digit == 0).count();
        digits.drain(..leading);
        Self {
            negative: self.negative != other.negative,
            digits,
            scale: self.scale + other.scale,
        }
        .checked()
    }

    /// The number as text: `-12.50`. Zero has no sign.
    pub(super) fn text(&self) -> String {
        let leading = self.digits.iter().take_while(|digit| **digit == 0).count();
        let digits = self.digits.get(leading..).unwrap_or_default();
        let length = digits.len().max(self.scale + 1);
        let padded = repeat_n(0, length - digits.len()).chain(digits.iter().copied());
        let mut out = String::with_capacity(length + 2);
        if self.negative && !digits.is_empty() {
            out.push('-');
        }
        for (at, digit) in padded.enumerate() {
            if at == length - self.scale {
                out.push('.');
            }
            out.push(char::from(b'0' + digit));
        }
        out
    }

    /// All digits as one integer, if that fits.
    pub(super) fn to_integer(&self) -> Option<i64> {
        self.digits.iter().try_fold(0_i64, |value, digit| {
            let digit = i64::from(*digit);
            let value = value.checked_mul(10)?;
            // Towards the sign from the start: `i64::MIN` has no positive counterpart.
            if self.negative {
                value.checked_sub(digit)
            } else {
                value.checked_add(digit)
            }
        })
    }
}

/// The digits of a number from the first one written, as values.
fn digits<'a>(parts: &Parts<'a>) -> impl Iterator<Item = u8> + use<'a> {
    parts.integer.bytes().chain(parts.fraction.bytes()).map(|b| b - b'0')
}

fn is_zero(parts: &Parts<'_>) -> bool {
    digits(parts).all(|digit| digit == 0)
}

/// One more in the last place.
fn increment(digits: &mut Vec<u8>) {
    for digit in digits.iter_mut().rev() {
        if *digit < 9 {
            *digit += 1;
            return;
        }
        *digit = 0;
    }
    digits.insert(0, 1);
}

/// The sum of two numbers of equal length whose first digits leave room for a carry.
fn sum(a: &[u8], b: &[u8]) -> Vec<u8> {
    let mut carry = 0;
    let mut out: Vec<u8> = (a.iter().zip(b).rev())
        .map(|(a, b)| {
            let place = a + b + carry;
            carry = place / 10;
            place % 10
        })
        .collect();
    out.reverse();
    out
}

/// `a - b` for numbers of equal length, `a` not the smaller one.
fn difference(a: &[u8], b: &[u8]) -> Vec<u8> {
    let mut borrow = 0;
    let mut out: Vec<u8> = (a.iter().zip(b).rev())
        .map(|(a, b)| {
            let place = 10 + a - b - borrow;
            borrow = u8::from(place < 10);
            place % 10
        })
        .collect();
    out.reverse();
    out
}

#[allow(clippy::cast_possible_truncation)] // below ten
fn low_digit(value: u32) -> u8 {
    (value % 10) as u8
}

fn to_i64(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Zero for what is below it.
fn to_usize(count: i64) -> usize {
    usize::try_from(count.max(0)).unwrap_or(usize::MAX)
}
