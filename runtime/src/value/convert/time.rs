//! `time`: dates, times and points in time.

use super::ConvertError;
use super::errors::{NO_DATE, NO_MOMENT, NO_OFFSET, NO_TIME, OUT_OF_RANGE};
use crate::value::calendar::{Clock, Day, Moment};
use crate::value::{Date, DateTime, LocalDateTime, Time, UnixSeconds};
use ::time::{Month, OffsetDateTime, PrimitiveDateTime, UtcOffset};

fn date(day: Day) -> Result<::time::Date, ConvertError> {
    let month = Month::try_from(day.month).map_err(|_| OUT_OF_RANGE)?;
    ::time::Date::from_calendar_date(day.year, month, day.day).map_err(|_| OUT_OF_RANGE)
}

/// A leap second counts as the second before it.
fn time(clock: Clock) -> Result<::time::Time, ConvertError> {
    ::time::Time::from_hms_nano(clock.hour, clock.minute, clock.second.min(59), clock.nanosecond)
        .map_err(|_| OUT_OF_RANGE)
}

fn day(date: ::time::Date) -> Result<Day, ConvertError> {
    Day::new(date.year(), date.month().into(), date.day()).ok_or(OUT_OF_RANGE)
}

fn clock(time: ::time::Time) -> Clock {
    let (hour, minute, second, nanosecond) = time.as_hms_nano();
    Clock {
        hour,
        minute,
        second,
        nanosecond,
    }
}

impl TryFrom<&Date> for ::time::Date {
    type Error = ConvertError;

    fn try_from(value: &Date) -> Result<Self, ConvertError> {
        date(value.parts().ok_or(NO_DATE)?)
    }
}

impl TryFrom<::time::Date> for Date {
    type Error = ConvertError;

    fn try_from(value: ::time::Date) -> Result<Self, ConvertError> {
        day(value).map(Self::of)
    }
}

impl TryFrom<&Time> for ::time::Time {
    type Error = ConvertError;

    fn try_from(value: &Time) -> Result<Self, ConvertError> {
        time(value.parts().ok_or(NO_TIME)?)
    }
}

impl From<::time::Time> for Time {
    fn from(value: ::time::Time) -> Self {
        Self::of(clock(value))
    }
}

impl TryFrom<&LocalDateTime> for PrimitiveDateTime {
    type Error = ConvertError;

    fn try_from(value: &LocalDateTime) -> Result<Self, ConvertError> {
        let moment = value.parts().ok_or(NO_MOMENT)?;
        Ok(Self::new(date(moment.day)?, time(moment.clock)?))
    }
}

impl TryFrom<PrimitiveDateTime> for LocalDateTime {
    type Error = ConvertError;

    fn try_from(value: PrimitiveDateTime) -> Result<Self, ConvertError> {
        Ok(Self::of(day(value.date())?, clock(value.time())))
    }
}

/// Keeps the written offset.
impl TryFrom<&DateTime> for OffsetDateTime {
    type Error = ConvertError;

    fn try_from(value: &DateTime) -> Result<Self, ConvertError> {
        let moment = value.parts().ok_or(NO_MOMENT)?;
        let offset = UtcOffset::from_whole_seconds(moment.offset.ok_or(NO_OFFSET)?).map_err(|_| OUT_OF_RANGE)?;
        Ok(PrimitiveDateTime::new(date(moment.day)?, time(moment.clock)?).assume_offset(offset))
    }
}

/// Keeps the offset, in whole minutes.
impl TryFrom<OffsetDateTime> for DateTime {
    type Error = ConvertError;

    fn try_from(value: OffsetDateTime) -> Result<Self, ConvertError> {
        let whole_minutes = i32::from(value.offset().whole_minutes()) * 60;
        let offset = UtcOffset::from_whole_seconds(whole_minutes).map_err(|_| OUT_OF_RANGE)?;
        let local = value.checked_to_offset(offset).ok_or(OUT_OF_RANGE)?;
        let moment = Moment {
            day: day(local.date())?,
            clock: clock(local.time()),
            offset: Some(whole_minutes),
        };
        Ok(Self::of(moment))
    }
}

impl TryFrom<&UnixSeconds> for OffsetDateTime {
    type Error = ConvertError;

    fn try_from(value: &UnixSeconds) -> Result<Self, ConvertError> {
        Self::from_unix_timestamp(value.seconds().ok_or(NO_MOMENT)?).map_err(|_| OUT_OF_RANGE)
    }
}

impl From<OffsetDateTime> for UnixSeconds {
    fn from(value: OffsetDateTime) -> Self {
        Self::new(value.unix_timestamp())
    }
}

#[cfg(test)]
mod tests {
    use crate::value::{Date, DateTime, LocalDateTime, Time, UnixSeconds};
    use ::time::{OffsetDateTime, PrimitiveDateTime};

    #[test]
    fn both_ways() -> Result<(), Box<dyn std::error::Error>> {
        let date = ::time::Date::try_from(&Date::from("2024-02-29"))?;
        assert_eq!(Date::try_from(date)?, "2024-02-29");
        let time = ::time::Time::try_from(&Time::from("18:30:05.25"))?;
        assert_eq!(Time::from(time), "18:30:05.25");
        let local = PrimitiveDateTime::try_from(&LocalDateTime::from("2024-02-29 18:30"))?;
        assert_eq!(LocalDateTime::try_from(local)?, "2024-02-29 18:30:00");
        let point = OffsetDateTime::try_from(&DateTime::from("2024-02-29T18:30:05+03:00"))?;
        assert_eq!(point.unix_timestamp(), 1_709_220_605);
        assert_eq!(DateTime::try_from(point)?, "2024-02-29T18:30:05+03:00");
        assert!(OffsetDateTime::try_from(&DateTime::from("soon")).is_err());
        assert_eq!(
            UnixSeconds::from(OffsetDateTime::try_from(&UnixSeconds::new(7))?),
            UnixSeconds::new(7)
        );
        Ok(())
    }
}
