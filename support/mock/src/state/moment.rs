//! Moments as numbers, so that they can be compared, and as text, as a type writes them.

use serde_json::{Value, json};
use tradewire_codegen::model::{Field, Platform, Scalar, Type};

use crate::sample::formatted;

/// Days since 1970 of a date of the calendar.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Year, month, day, hour, minute, second of a moment.
pub(super) fn parts(unix: i64) -> [u64; 6] {
    let (days, second) = (unix.div_euclid(86_400) + 719_468, unix.rem_euclid(86_400));
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    [year, month, day, second / 3600, second / 60 % 60, second % 60].map(|part| u64::try_from(part).unwrap_or_default())
}

/// Seconds since 1970 of a number or a text; whether it is a day without a time. A text without an offset counts as UTC.
pub(super) fn seconds(value: &Value) -> Option<(i64, bool)> {
    let text = match value {
        Value::Number(number) => return number.as_i64().map(|seconds| (seconds, false)),
        Value::String(text) => text.trim(),
        _ => return None,
    };
    let (day, rest) = text.split_once(['T', ' ']).unwrap_or((text, ""));
    let numbers = |text: &str, by: char| {
        text.split(by)
            .map(|part| part.parse::<u16>().ok().map(i64::from))
            .collect::<Option<Vec<i64>>>()
    };
    let (year, month, date) = match (numbers(day, '-').as_deref(), numbers(day, '.').as_deref()) {
        (Some([year, month, day]), _) | (_, Some([day, month, year])) => (*year, *month, *day),
        _ => return None,
    };
    if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&date) {
        return None;
    }
    let midnight = days(year, month, date) * 86_400;
    if rest.is_empty() {
        return Some((midnight, true));
    }
    let at = rest.find(['+', '-', 'Z', ' ']).unwrap_or(rest.len());
    let (clock, offset) = rest.split_at(at);
    let clock = numbers(clock.split('.').next().unwrap_or_default(), ':')?;
    let part = |at: usize| clock.get(at).copied().unwrap_or_default();
    let offset = offset.trim();
    let digits: String = offset.chars().filter(char::is_ascii_digit).collect();
    let hours = digits
        .get(..2)
        .and_then(|text| text.parse::<i64>().ok())
        .unwrap_or_default();
    let minutes = digits
        .get(2..4)
        .and_then(|text| text.parse::<i64>().ok())
        .unwrap_or_default();
    let ahead = (hours * 60 + minutes) * 60 * if offset.starts_with('-') { -1 } else { 1 };
    Some((midnight + part(0) * 3600 + part(1) * 60 + part(2) - ahead, false))
}

/// A moment as a field writes it; `None` where it is no field for one.
pub(super) fn written(platform: &Platform, field: &Field, unix: i64) -> Option<Value> {
    let Type::Scalar(scalar) = platform.bare(&field.ty) else {
        return None;
    };
    let usual = match scalar {
        Scalar::UnixSeconds | Scalar::TimestampOrIso => return Some(json!(unix)),
        Scalar::DateTime => "Y-m-d\\TH:i:sP",
        Scalar::LocalDateTime => "Y-m-d H:i:s",
        Scalar::Date => "Y-m-d",
        _ => return None,
    };
    let format = field.format.as_ref().map_or(usual, |format| format.text.as_str());
    // Offsets are written as of three hours, so that those who read them have to reckon with one.
    let shown = if format.contains(['P', 'O']) {
        unix.saturating_add(10_800)
    } else {
        unix
    };
    Some(json!(formatted(format, parts(shown))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_go_there_and_back() {
        for unix in [0, 951_782_399, 951_782_400, 1_709_220_605, 4_102_444_800] {
            let [year, month, day, hour, minute, second] = parts(unix);
            let text = format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}");
            assert_eq!(seconds(&json!(text)), Some((unix, false)), "{text}");
        }
        assert_eq!(parts(1_709_220_605), [2024, 2, 29, 15, 30, 5]);
        assert_eq!(
            seconds(&json!("2024-02-29T18:30:05.250+03:00")),
            Some((1_709_220_605, false))
        );
        assert_eq!(seconds(&json!("29.02.2024")), Some((1_709_164_800, true)));
        assert_eq!(seconds(&json!("999999999999-1-1")), None);
        assert_eq!(seconds(&json!("soon")), None);
    }
}
