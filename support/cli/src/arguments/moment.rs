//! Dates and times, out of how people write them into how the platform does.

use tradewire::json::{Encode, to_vec};
use tradewire::meta::Moment;
use tradewire::value::EncodeAs;
use tradewire::{Date, DateTime, Formatted, Json, LocalDateTime, MonthDay, Param, Time};

const DAY: &str = "a day as 2026-01-31";
const POINT: &str =
    "a point in time as 2026-01-31, 2026-01-31T15:30:00Z or 2026-01-31T15:30:00+03:00 (without an offset it is UTC)";
const LOCAL: &str = "a date and time of the account's clock as 2026-01-31 or 2026-01-31 15:30:00, without an offset";
const SECONDS: &str =
    "seconds since 1970, or a point in time as 2026-01-31 or 2026-01-31T15:30:00Z (without an offset it is UTC)";

/// The value on the wire; or what is taken in this place.
pub fn read(param: &Param, text: &str) -> Result<Json, String> {
    match param.moment {
        None => Ok(Json::from(text)),
        Some(Moment::Date) => {
            // A time of day would be lost.
            let has_time = DateTime::parse(text).is_ok();
            written(param, Date::parse(text).ok().filter(|_| !has_time), DAY)
        }
        Some(Moment::Time) => written(param, Time::parse(text).ok(), "a time of day as 15:30 or 15:30:00"),
        Some(Moment::MonthDay) => {
            let day = MonthDay::parse(text).map_err(|_| "a day of the year as 01-31".to_owned())?;
            json(&day)
        }
        Some(Moment::DateTime) => written(param, point(text), POINT),
        Some(Moment::LocalDateTime) => written(param, local(text), LOCAL),
        Some(Moment::UnixSeconds) => {
            let typed = text.parse::<i64>().ok();
            let seconds = typed.or_else(|| point(text)?.unix_seconds());
            seconds.map(Json::from).ok_or_else(|| SECONDS.to_owned())
        }
        Some(Moment::Timestamp) => match text.parse::<i64>() {
            Ok(seconds) => Ok(Json::from(seconds)),
            Err(_) => written(param, point(text), SECONDS),
        },
    }
}

/// In the form that the platform wants.
fn written<T: EncodeAs>(param: &Param, value: Option<T>, expected: &str) -> Result<Json, String> {
    let value = value.ok_or_else(|| expected.to_owned())?;
    match param.format {
        Some(format) => json(&Formatted(&value, format)),
        None => json(&value),
    }
}

fn json(value: &dyn Encode) -> Result<Json, String> {
    let text = to_vec(value).map_err(|error| format!("what can be written there ({error})"))?;
    Json::parse(&String::from_utf8_lossy(&text)).map_err(|error| error.to_string())
}

/// A point in time: with its offset, or in UTC; a day alone is its first moment.
fn point(text: &str) -> Option<DateTime> {
    let point = match DateTime::parse(text) {
        Ok(point) => point,
        Err(_) => DateTime::parse(&format!("{}T00:00:00", day(text)?)).ok()?,
    };
    match point.offset_seconds() {
        Some(_) => Some(point),
        None => LocalDateTime::parse(point.as_str()).ok()?.at_offset(0),
    }
}

/// What a clock shows; a day alone is its first moment.
fn local(text: &str) -> Option<LocalDateTime> {
    if DateTime::parse(text).is_ok_and(|point| point.offset_seconds().is_some()) {
        return None;
    }
    match LocalDateTime::parse(text) {
        Ok(local) => Some(local),
        Err(_) => LocalDateTime::parse(&format!("{} 00:00:00", day(text)?)).ok(),
    }
}

/// The day in the usual form.
fn day(text: &str) -> Option<String> {
    let day = Date::parse(text).ok()?;
    let day = Date::new(day.year()?, day.month()?, day.day()?)?;
    Some(day.as_str().to_owned())
}

#[cfg(test)]
mod tests {
    use super::read;
    use tradewire::Param;
    use tradewire::meta::{Kind, Moment};

    fn sent(moment: Moment, format: Option<&'static str>, text: &str) -> Option<String> {
        let param = Param {
            kind: Kind::Moment,
            moment: Some(moment),
            format,
            ..Param::QUERY
        };
        Some(read(&param, text).ok()?.to_string())
    }

    #[test]
    fn what_people_write_becomes_what_the_platform_wants() {
        for (moment, format, text, expected) in [
            (Moment::Date, None, "2026-01-31", Some("\"2026-01-31\"")),
            (Moment::Date, Some("d.m.Y"), "2026-01-31", Some("\"31.01.2026\"")),
            (Moment::Date, None, "2026-01-31T10:00:00Z", None),
            (Moment::Date, None, "yesterday", None),
            (
                Moment::DateTime,
                None,
                "2026-01-31",
                Some("\"2026-01-31T00:00:00+00:00\""),
            ),
            (
                Moment::DateTime,
                None,
                "2026-01-31T10:00:00",
                Some("\"2026-01-31T10:00:00+00:00\""),
            ),
            (
                Moment::DateTime,
                None,
                "2026-01-31T10:00:00+03:00",
                Some("\"2026-01-31T10:00:00+03:00\""),
            ),
            (Moment::DateTime, None, "1767225600", None),
            (
                Moment::LocalDateTime,
                None,
                "2026-01-31",
                Some("\"2026-01-31 00:00:00\""),
            ),
            (
                Moment::LocalDateTime,
                Some("d.m.Y H:i"),
                "2026-01-31 10:30",
                Some("\"31.01.2026 10:30\""),
            ),
            (Moment::LocalDateTime, Some("d.m.Y H:i"), "2026-01-31 10:30:15", None),
            (Moment::LocalDateTime, None, "2026-01-31T10:00:00Z", None),
            (Moment::UnixSeconds, None, "1767225600", Some("1767225600")),
            (Moment::UnixSeconds, None, "2026-01-01", Some("1767225600")),
            (
                Moment::UnixSeconds,
                None,
                "2026-01-01T03:00:00+03:00",
                Some("1767225600"),
            ),
            (Moment::UnixSeconds, None, "soon", None),
            (Moment::Timestamp, None, "1767225600", Some("1767225600")),
            (Moment::Time, Some("H:i"), "10:30", Some("\"10:30\"")),
            (Moment::Time, None, "25:00", None),
            (Moment::MonthDay, None, "01-31", Some("\"01-31\"")),
        ] {
            let found = sent(moment, format, text);
            assert_eq!(found.as_deref(), expected, "{moment:?} {format:?} {text}");
        }
    }
}
