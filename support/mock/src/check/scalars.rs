//! Scalars and constants of the model against JSON.

use serde_json::Value;
use tradewire_codegen::model::{Literal, Scalar};

/// Whether a value is what a constant, a listed value or a `clear` says.
pub(crate) fn is(literal: &Literal, value: &Value) -> bool {
    match (literal, value) {
        (Literal::Null, Value::Null) => true,
        (Literal::Boolean(wanted), Value::Bool(found)) => wanted == found,
        (Literal::Integer(wanted), Value::Number(found)) => found.as_i64() == Some(*wanted),
        (Literal::Number(wanted), Value::Number(found)) => wanted.parse::<f64>().ok() == found.as_f64(),
        (Literal::String(wanted), Value::String(found)) => wanted == found,
        _ => false,
    }
}

/// A constant as text, as it stands in a query.
pub(crate) fn text_of(literal: &Literal) -> String {
    match literal {
        Literal::Null => String::new(),
        Literal::Boolean(value) => value.to_string(),
        Literal::Integer(value) => value.to_string(),
        Literal::Number(text) | Literal::String(text) => text.clone(),
    }
}

/// The text of a value that tells a variant.
pub(crate) fn tag_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}

/// Whether a value is such a scalar; else what would be.
pub(crate) fn fits(scalar: Scalar, value: &Value) -> Result<(), &'static str> {
    let text = value.as_str();
    let integer = value.as_i64().is_some();
    let (fits, expected) = match scalar {
        Scalar::Any => (true, ""),
        // Its content is no JSON; that there is one, is told by the part.
        Scalar::File => (!value.is_null(), "a file"),
        Scalar::String => (text.is_some(), "text"),
        Scalar::Integer => (integer, "a whole number"),
        Scalar::Number => (value.is_number(), "a number"),
        Scalar::Decimal => (value.is_number() || text.is_some_and(is_decimal), "a decimal number"),
        Scalar::Boolean => (value.is_boolean(), "true or false"),
        Scalar::Flag => (value.is_boolean() || matches!(value.as_i64(), Some(0 | 1)), "1 or 0"),
        Scalar::Date => (text.is_some_and(|text| is_date(text, "")), "a date"),
        Scalar::Time => (text.is_some_and(is_clock), "a time of day"),
        Scalar::MonthDay => (text.is_some_and(is_month_day), "month and day"),
        Scalar::DateTime => (
            text.is_some_and(|text| is_moment(text, true)),
            "date and time with an offset",
        ),
        Scalar::LocalDateTime => (
            text.is_some_and(|text| is_moment(text, false)),
            "date and time without an offset",
        ),
        Scalar::UnixSeconds => (
            integer || text.is_some_and(|text| text.parse::<i64>().is_ok()),
            "seconds since 1970",
        ),
        Scalar::TimestampOrIso => (integer || text.is_some(), "seconds since 1970, or date and time"),
        Scalar::Uuid => (text.is_some_and(is_uuid), "a UUID"),
        Scalar::Base64 => (text.is_some_and(is_base64), "base64"),
    };
    if fits { Ok(()) } else { Err(expected) }
}

/// In lines or in one, with padding or without, and perhaps cut short: servers of these platforms take it all.
fn is_base64(text: &str) -> bool {
    let digits = text.trim_end().trim_end_matches('=');
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_' | b'\n' | b'\r');
    digits.bytes().all(fits)
}

fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    all(whole) && all(fraction)
}

fn numbers<const N: usize>(text: &str, by: char) -> Option<[u32; N]> {
    let mut out = [0; N];
    let mut parts = text.split(by);
    for slot in &mut out {
        let part = parts.next()?;
        if part.is_empty() || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        *slot = part.parse().ok()?;
    }
    parts.next().is_none().then_some(out)
}

/// `2024-02-29`, `2024/02/29` or `29.02.2024`, and this behind it.
fn is_date(text: &str, behind: &str) -> bool {
    let Some(text) = text.strip_suffix(behind) else {
        return false;
    };
    let day = numbers::<3>(text, '-').or_else(|| numbers(text, '/'));
    let day = day.or_else(|| numbers(text, '.').map(|[day, month, year]| [year, month, day]));
    day.is_some_and(|[_, month, day]| (1..=12).contains(&month) && (1..=31).contains(&day))
}

fn is_month_day(text: &str) -> bool {
    let day = numbers::<2>(text, '.').or_else(|| numbers(text, '-'));
    day.is_some_and(|[month, day]| (1..=12).contains(&month) && (1..=31).contains(&day))
}

/// `18:30`, `18:30:05` or `18:30:05.250`.
fn is_clock(text: &str) -> bool {
    let whole = text.split('.').next().unwrap_or_default();
    let clock = numbers::<3>(whole, ':').or_else(|| numbers(whole, ':').map(|[hour, minute]| [hour, minute, 0]));
    clock.is_some_and(|[hour, minute, second]| hour < 25 && minute < 60 && second < 61)
}

fn is_moment(text: &str, with_offset: bool) -> bool {
    let Some((day, rest)) = text.split_once(['T', ' ']) else {
        return false;
    };
    let rest = rest.trim_end();
    let at = rest.find(['+', '-', 'Z', ' ']);
    let (clock, offset) = at.map_or((rest, ""), |at| rest.split_at(at));
    is_date(day, "") && is_clock(clock) && (with_offset == is_offset(offset.trim()))
}

fn is_offset(text: &str) -> bool {
    let digits = text.trim_start_matches(['+', '-']).replace(':', "");
    text == "Z" || text.starts_with(['+', '-']) && digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_uuid(text: &str) -> bool {
    let lengths: Vec<usize> = text.split('-').map(str::len).collect();
    lengths == [8, 4, 4, 4, 12] && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn dates_are_looked_at() {
        for (scalar, right, wrong) in [
            (
                Scalar::Date,
                vec!["2024-02-29", "29.02.2024"],
                vec!["2024-13-01", "today", "2024-02"],
            ),
            (Scalar::Time, vec!["18:30", "18:30:05"], vec!["18", "18:61", "ab:cd"]),
            (
                Scalar::DateTime,
                vec![
                    "2024-02-29T18:30:05+03:00",
                    "2024-02-29 18:30:05 +0300",
                    "2024-02-29T18:30:05.123Z",
                ],
                vec!["2024-02-29 18:30:05", "2024-02-29"],
            ),
            (
                Scalar::LocalDateTime,
                vec!["2024-02-29 18:30:05", "2024-02-29 18:30"],
                vec!["2024-02-29T18:30:05Z"],
            ),
            (Scalar::MonthDay, vec!["02.29"], vec!["13.01"]),
            (Scalar::Decimal, vec!["12.50", "-3"], vec!["1e5", "", ".", "12,5"]),
            (
                Scalar::Uuid,
                vec!["123e4567-e89b-12d3-a456-426614174000"],
                vec!["123e4567"],
            ),
        ] {
            for text in right {
                assert_eq!(fits(scalar, &json!(text)), Ok(()), "{text}");
            }
            for text in wrong {
                assert!(fits(scalar, &json!(text)).is_err(), "{text}");
            }
        }
    }
}
