//! Decimal numbers as text: grammar and comparison, exact at any length.

use std::cmp::Ordering;

/// Whether `text` is a number by the grammar of JSON.
pub(crate) fn is_json_number(text: &str) -> bool {
    let Some(parts) = Parts::split(text) else { return false };
    !text.starts_with('+')
        && !parts.integer.is_empty()
        && (parts.integer.len() == 1 || !parts.integer.starts_with('0'))
        && (!parts.has_point || !parts.fraction.is_empty())
}

/// Whether `text` is a decimal number by the wider grammar of [`Parts`].
pub(crate) fn is_number(text: &str) -> bool {
    is_plain(text.as_bytes()) || Parts::split(text).is_some()
}

/// `12`, `-12.50`: what nearly all numbers look like, in one pass.
fn is_plain(text: &[u8]) -> bool {
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    let integer = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    match digits.get(integer..) {
        Some([]) => integer > 0,
        Some([b'.', fraction @ ..]) => integer > 0 && fraction.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}

/// The pieces of `[sign] digits [. digits] [e [sign] digits]`, with at least one digit before the exponent.
pub(crate) struct Parts<'a> {
    pub(crate) negative: bool,
    pub(crate) integer: &'a str,
    pub(crate) has_point: bool,
    pub(crate) fraction: &'a str,
    pub(crate) exponent: i64,
}

impl<'a> Parts<'a> {
    pub(crate) fn split(text: &'a str) -> Option<Self> {
        let (negative, rest) = match text.as_bytes().first()? {
            b'-' => (true, &text[1..]),
            b'+' => (false, &text[1..]),
            _ => (false, text),
        };
        let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent)?),
            None => (rest, 0),
        };
        let (integer, fraction, has_point) = match mantissa.split_once('.') {
            Some((integer, fraction)) => (integer, fraction, true),
            None => (mantissa, "", false),
        };
        let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        let fits = all_digits(integer) && all_digits(fraction) && integer.len() + fraction.len() > 0;
        fits.then_some(Self {
            negative,
            integer,
            has_point,
            fraction,
            exponent,
        })
    }

    /// Digits from the first that is not zero, without trailing zeros, and the power of ten of the first one.
    fn significant(&self) -> (impl Iterator<Item = u8> + use<'_>, i64) {
        let digits = || self.integer.bytes().chain(self.fraction.bytes());
        let all = self.integer.len() + self.fraction.len();
        let leading = digits().take_while(|digit| *digit == b'0').count();
        let trailing = self
            .fraction
            .bytes()
            .rev()
            .chain(self.integer.bytes().rev())
            .take_while(|digit| *digit == b'0')
            .count();
        let kept = all.saturating_sub(leading).saturating_sub(trailing);
        let to_i64 = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let first_power = (to_i64(self.integer.len()) - to_i64(leading) - 1).saturating_add(self.exponent);
        (
            digits().skip(leading).take(kept),
            if kept == 0 { i64::MIN } else { first_power },
        )
    }
}

/// An exponent; beyond `i64` it stays at the bound, which is far beyond any use.
fn parse_exponent(text: &str) -> Option<i64> {
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let size = digits.parse().unwrap_or(i64::MAX / 4).min(i64::MAX / 4);
    Some(if negative { -size } else { size })
}

/// Numeric order of two numbers. Text that is no number counts as zero.
pub(crate) fn compare(a: &str, b: &str) -> Ordering {
    match (Parts::split(a), Parts::split(b)) {
        (Some(a), Some(b)) => {
            let (a_digits, a_power) = a.significant();
            let (b_digits, b_power) = b.significant();
            let sign = |parts: &Parts<'_>, power: i64| match (power == i64::MIN, parts.negative) {
                (true, _) => 0,
                (_, true) => -1,
                (_, false) => 1,
            };
            let (a_sign, b_sign) = (sign(&a, a_power), sign(&b, b_power));
            a_sign.cmp(&b_sign).then_with(|| {
                let size = a_power.cmp(&b_power).then_with(|| a_digits.cmp(b_digits));
                if a_sign < 0 { size.reverse() } else { size }
            })
        }
        (Some(_), None) => compare(a, "0"),
        (None, Some(_)) => compare("0", b),
        (None, None) => Ordering::Equal,
    }
}

/// Feeds `hasher` so that equal numbers hash alike.
pub(crate) fn hash<H: std::hash::Hasher>(text: &str, hasher: &mut H) {
    if let Some(parts) = Parts::split(text) {
        let (digits, power) = parts.significant();
        hasher.write_i64(power);
        if power != i64::MIN {
            hasher.write_u8(u8::from(parts.negative));
            digits.for_each(|digit| hasher.write_u8(digit));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{compare, is_json_number};
    use std::cmp::Ordering;

    #[test]
    fn grammar() {
        for good in ["0", "-0", "10", "0.5", "1e5", "1E+05", "-12.50e-3"] {
            assert!(is_json_number(good), "{good}");
        }
        for bad in [
            "", "-", "+1", "01", ".5", "1.", "1e", "1e+", "e5", "1.2.3", "0x1", " 1", "1 ", "NaN", "١",
        ] {
            assert!(!is_json_number(bad), "{bad}");
        }
    }

    #[test]
    fn order() {
        let rising = [
            "-1e99999999999999999999",
            "-10",
            "-2.5",
            "-0.001",
            "0",
            "1e-30",
            "0.099",
            "0.1",
            "1.5",
            "9",
            "10",
            "1e30",
        ];
        for (i, a) in rising.iter().enumerate() {
            for (j, b) in rising.iter().enumerate() {
                assert_eq!(compare(a, b), i.cmp(&j), "{a} {b}");
            }
        }
    }

    #[test]
    fn equal_in_any_writing() {
        for set in [
            ["12.5", "12.50", "1.25e1", "0012.5"],
            ["0", "-0.00", "0e9", ".0"],
            ["1200", "12e2", "1.2E+3", "+1200.0"],
        ] {
            for a in set {
                for b in set {
                    assert_eq!(compare(a, b), Ordering::Equal, "{a} {b}");
                }
            }
        }
    }
}
