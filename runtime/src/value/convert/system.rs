//! The standard library's point in time.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::ConvertError;
use crate::value::calendar::{Clock, DAY, Day, Moment};
use crate::value::{DateTime, Timestamp, UnixSeconds};

/// Whole seconds since 1970-01-01T00:00:00Z, rounded down, and the nanoseconds beyond them. What lies beyond 64 bits is their end.
fn since_epoch(time: SystemTime) -> (i64, u32) {
    let whole = |seconds: u64| i64::try_from(seconds).unwrap_or(i64::MAX);
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => (whole(after.as_secs()), after.subsec_nanos()),
        Err(before) => {
            let before = before.duration();
            match before.subsec_nanos() {
                0 => (-whole(before.as_secs()), 0),
                part => ((-whole(before.as_secs())).saturating_sub(1), 1_000_000_000 - part),
            }
        }
    }
}

/// The point so many seconds and nanoseconds after 1970-01-01T00:00:00Z.
fn to_system_time(seconds: i64, nanosecond: u32) -> Result<SystemTime, ConvertError> {
    let whole = Duration::from_secs(seconds.unsigned_abs());
    let second = if seconds < 0 {
        UNIX_EPOCH.checked_sub(whole)
    } else {
        UNIX_EPOCH.checked_add(whole)
    };
    second
        .and_then(|second| second.checked_add(Duration::from_nanos(nanosecond.into())))
        .ok_or(ConvertError::OUT_OF_RANGE)
}

/// Written in UTC, with the fraction of the second where there is one ([`DateTime::without_fraction`] takes it away). A point outside
/// the years 0 to 9999 becomes text that is not valid, and is not sent.
impl From<SystemTime> for DateTime {
    fn from(time: SystemTime) -> Self {
        let (seconds, nanosecond) = since_epoch(time);
        let moment = || {
            let of_day = u32::try_from(seconds.rem_euclid(DAY)).ok()?;
            let part = |value: u32| u8::try_from(value).ok();
            let (hour, minute, second) = (part(of_day / 3600)?, part(of_day / 60 % 60)?, part(of_day % 60)?);
            Some(Moment {
                day: Day::from_epoch(seconds.div_euclid(DAY))?,
                clock: Clock::new(hour, minute, second, nanosecond)?,
                offset: Some(0),
            })
        };
        match moment() {
            Some(moment) => Self::of(moment),
            None => Self::from(format!("{seconds} seconds since 1970")),
        }
    }
}

impl TryFrom<&DateTime> for SystemTime {
    type Error = ConvertError;

    fn try_from(value: &DateTime) -> Result<Self, ConvertError> {
        let moment = value.parts().ok_or(ConvertError::NO_MOMENT)?;
        let seconds = moment.unix_seconds().ok_or(ConvertError::NO_OFFSET)?;
        to_system_time(seconds, moment.clock.nanosecond)
    }
}

/// The second in which `time` lies.
impl From<SystemTime> for UnixSeconds {
    fn from(time: SystemTime) -> Self {
        Self::new(since_epoch(time).0)
    }
}

impl TryFrom<&UnixSeconds> for SystemTime {
    type Error = ConvertError;

    fn try_from(value: &UnixSeconds) -> Result<Self, ConvertError> {
        to_system_time(value.seconds().ok_or(ConvertError::NO_MOMENT)?, 0)
    }
}

/// As date and time, with the fraction of the second.
impl From<SystemTime> for Timestamp {
    fn from(time: SystemTime) -> Self {
        Self::Text(time.into())
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime, UNIX_EPOCH};

    use crate::value::{DateTime, Timestamp, UnixSeconds};

    #[test]
    fn both_ways() {
        for (time, text, seconds) in [
            (UNIX_EPOCH, "1970-01-01T00:00:00+00:00", 0),
            (
                UNIX_EPOCH + Duration::new(1_709_231_405, 250_000_000),
                "2024-02-29T18:30:05.25+00:00",
                1_709_231_405,
            ),
            (
                UNIX_EPOCH - Duration::from_millis(1),
                "1969-12-31T23:59:59.999+00:00",
                -1,
            ),
            (UNIX_EPOCH - Duration::from_secs(5), "1969-12-31T23:59:55+00:00", -5),
        ] {
            let made = DateTime::from(time);
            assert_eq!(made, text);
            assert_eq!(SystemTime::try_from(&made), Ok(time), "{text}");
            assert_eq!(UnixSeconds::from(time), UnixSeconds::new(seconds));
            assert_eq!(Timestamp::from(time), Timestamp::from(text));
        }
        let second = UNIX_EPOCH - Duration::from_secs(5);
        assert_eq!(SystemTime::try_from(&UnixSeconds::new(-5)), Ok(second));
        assert!(
            SystemTime::try_from(&DateTime::from("2024-02-29 18:30:05")).is_err(),
            "no offset"
        );
    }

    #[test]
    fn a_point_that_cannot_be_written_is_not_sent() {
        let far = DateTime::from(UNIX_EPOCH + Duration::from_secs(400_000_000_000));
        assert!(!far.is_valid());
        assert!(crate::json::to_string(&far).is_err(), "{far}");
    }
}
