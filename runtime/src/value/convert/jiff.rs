//! `jiff`: dates, times and timestamps.

use super::ConvertError;
use super::errors::{NO_DATE, NO_MOMENT, NO_OFFSET, NO_TIME, NOT_ONE_POINT, OUT_OF_RANGE};
use crate::value::calendar::{Clock, Day, Moment};
use crate::value::{Date, DateTime, LocalDateTime, Time, UnixSeconds};
use ::jiff::{Timestamp, civil};

fn date(day: Day) -> Result<civil::Date, ConvertError> {
    let year = i16::try_from(day.year).map_err(|_| OUT_OF_RANGE)?;
    let month = i8::try_from(day.month).map_err(|_| OUT_OF_RANGE)?;
    let day = i8::try_from(day.day).map_err(|_| OUT_OF_RANGE)?;
    civil::Date::new(year, month, day).map_err(|_| OUT_OF_RANGE)
}

/// A leap second counts as the second before it.
fn time(clock: Clock) -> Result<civil::Time, ConvertError> {
    let part = |value: u8| i8::try_from(value).map_err(|_| OUT_OF_RANGE);
    let nanosecond = i32::try_from(clock.nanosecond).map_err(|_| OUT_OF_RANGE)?;
    civil::Time::new(
        part(clock.hour)?,
        part(clock.minute)?,
        part(clock.second.min(59))?,
        nanosecond,
    )
    .map_err(|_| OUT_OF_RANGE)
}

fn day(date: civil::Date) -> Option<Day> {
    Day::new(
        date.year().into(),
        date.month().unsigned_abs(),
        date.day().unsigned_abs(),
    )
}

fn clock(time: civil::Time) -> Clock {
    Clock {
        hour: time.hour().unsigned_abs(),
        minute: time.minute().unsigned_abs(),
        second: time.second().unsigned_abs(),
        nanosecond: time.subsec_nanosecond().unsigned_abs(),
    }
}

impl TryFrom<&Date> for civil::Date {
    type Error = ConvertError;

    fn try_from(value: &Date) -> Result<Self, ConvertError> {
        date(value.parts().ok_or(NO_DATE)?)
    }
}

impl TryFrom<civil::Date> for Date {
    type Error = ConvertError;

    fn try_from(value: civil::Date) -> Result<Self, ConvertError> {
        day(value).map(Self::of).ok_or(OUT_OF_RANGE)
    }
}

impl TryFrom<&Time> for civil::Time {
    type Error = ConvertError;

    fn try_from(value: &Time) -> Result<Self, ConvertError> {
        time(value.parts().ok_or(NO_TIME)?)
    }
}

impl From<civil::Time> for Time {
    fn from(value: civil::Time) -> Self {
        Self::of(clock(value))
    }
}

impl TryFrom<&LocalDateTime> for civil::DateTime {
    type Error = ConvertError;

    fn try_from(value: &LocalDateTime) -> Result<Self, ConvertError> {
        let moment = value.parts().ok_or(NO_MOMENT)?;
        Ok(Self::from_parts(date(moment.day)?, time(moment.clock)?))
    }
}

impl TryFrom<civil::DateTime> for LocalDateTime {
    type Error = ConvertError;

    fn try_from(value: civil::DateTime) -> Result<Self, ConvertError> {
        Ok(Self::of(day(value.date()).ok_or(OUT_OF_RANGE)?, clock(value.time())))
    }
}

impl TryFrom<&DateTime> for Timestamp {
    type Error = ConvertError;

    fn try_from(value: &DateTime) -> Result<Self, ConvertError> {
        let moment = value.parts().ok_or(NO_MOMENT)?;
        let seconds = moment.unix_seconds().ok_or(NO_OFFSET)?;
        let nanosecond = i32::try_from(moment.clock.nanosecond).map_err(|_| OUT_OF_RANGE)?;
        Self::new(seconds, 0)
            .and_then(|t| t.checked_add(::jiff::SignedDuration::new(0, nanosecond)))
            .map_err(|_| OUT_OF_RANGE)
    }
}

/// Written in UTC.
impl TryFrom<Timestamp> for DateTime {
    type Error = ConvertError;

    fn try_from(value: Timestamp) -> Result<Self, ConvertError> {
        let utc = ::jiff::tz::Offset::UTC.to_datetime(value);
        let day = day(utc.date()).ok_or(OUT_OF_RANGE)?;
        Ok(Self::of(Moment {
            day,
            clock: clock(utc.time()),
            offset: Some(0),
        }))
    }
}

impl TryFrom<&UnixSeconds> for Timestamp {
    type Error = ConvertError;

    fn try_from(value: &UnixSeconds) -> Result<Self, ConvertError> {
        Self::from_second(value.seconds().ok_or(NO_MOMENT)?).map_err(|_| OUT_OF_RANGE)
    }
}

impl From<Timestamp> for UnixSeconds {
    fn from(value: Timestamp) -> Self {
        Self::new(value.as_second())
    }
}

impl LocalDateTime {
    /// The point in time at which the clocks of `zone` show this, with the offset that holds there and then; an offset that the text has
    /// itself counts instead.
    ///
    /// `jiff::tz::TimeZone::get` finds a zone by the name that [`TimeZone::name`](crate::TimeZone::name) gives.
    ///
    /// # Errors
    /// They show it twice or never, as they do when the clocks are changed; or it is no moment.
    pub fn in_jiff_zone(&self, zone: &::jiff::tz::TimeZone) -> Result<DateTime, ConvertError> {
        let moment = self.parts().ok_or(NO_MOMENT)?;
        let seconds = if let Some(offset) = moment.offset {
            offset
        } else {
            let civil = civil::DateTime::try_from(self)?;
            let point = zone.to_ambiguous_timestamp(civil).unambiguous();
            zone.to_offset(point.map_err(|_| NOT_ONE_POINT)?).seconds()
        };
        self.at_offset(seconds).ok_or(OUT_OF_RANGE)
    }
}

impl DateTime {
    /// What the clocks of `zone` show at this point in time: the way back of [`LocalDateTime::in_jiff_zone`].
    ///
    /// # Errors
    /// The text has no offset from UTC or is no date and time, or the clocks show a year that four digits cannot write.
    pub fn local_in_jiff_zone(&self, zone: &::jiff::tz::TimeZone) -> Result<LocalDateTime, ConvertError> {
        let point = Timestamp::try_from(self)?;
        LocalDateTime::try_from(zone.to_datetime(point))
    }
}

#[cfg(test)]
mod tests {
    use crate::value::{Date, DateTime, LocalDateTime, Time, UnixSeconds};
    use ::jiff::{Timestamp, civil};

    #[test]
    fn both_ways() -> Result<(), Box<dyn std::error::Error>> {
        assert_eq!(
            civil::Date::try_from(&Date::from("29.02.2024"))?,
            civil::date(2024, 2, 29)
        );
        assert_eq!(Date::try_from(civil::date(2024, 2, 29))?, "2024-02-29");
        assert!(Date::try_from(civil::date(-1, 1, 1)).is_err());
        assert_eq!(civil::Time::try_from(&Time::from("18:30"))?, civil::time(18, 30, 0, 0));
        assert_eq!(Time::from(civil::time(18, 30, 5, 120_000_000)), "18:30:05.12");
        let local = civil::date(2024, 2, 29).at(18, 30, 5, 0);
        assert_eq!(
            civil::DateTime::try_from(&LocalDateTime::from("2024-02-29 18:30:05"))?,
            local
        );
        assert_eq!(LocalDateTime::try_from(local)?, "2024-02-29 18:30:05");
        let text = DateTime::from("2024-02-29T18:30:05.5+03:00");
        let point: Timestamp = "2024-02-29T15:30:05.5Z".parse()?;
        assert_eq!(Timestamp::try_from(&text)?, point);
        assert_eq!(DateTime::try_from(point)?, "2024-02-29T15:30:05.5+00:00");
        assert!(Timestamp::try_from(&DateTime::from("2024-02-29 18:30:05")).is_err());
        assert_eq!(
            UnixSeconds::from(Timestamp::try_from(&UnixSeconds::new(-5))?),
            UnixSeconds::new(-5)
        );
        Ok(())
    }
    #[test]
    fn local_times_in_a_zone() -> Result<(), Box<dyn std::error::Error>> {
        use ::jiff::tz::TimeZone;
        // Rules as the database has them, written out: none is read in this test.
        let berlin = TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3")?;
        let at = |text: &str| LocalDateTime::from(text).in_jiff_zone(&berlin);
        assert_eq!(at("2024-02-29 18:30:05.5")?, "2024-02-29T18:30:05.5+01:00");
        assert_eq!(at("2024-07-01 18:30")?, "2024-07-01T18:30:00+02:00");
        assert_eq!(at("2024-07-01 18:30+05:00")?, "2024-07-01T18:30:00+05:00");
        assert!(at("2024-03-31 02:30:00").is_err() && at("2024-10-27 02:30:00").is_err());
        assert!(at("someday").is_err());
        let shown = |text: &str| DateTime::from(text).local_in_jiff_zone(&berlin);
        assert_eq!(shown("2024-02-29T20:30:05.5+03:00")?, "2024-02-29 18:30:05.5");
        assert_eq!(shown("2024-07-01T16:30:00Z")?, "2024-07-01 18:30:00");
        assert!(shown("2024-07-01 16:30:00").is_err() && shown("someday").is_err());
        Ok(())
    }
}
