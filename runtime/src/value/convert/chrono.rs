//! `chrono`: dates, times and points in time.

use super::ConvertError;
use super::errors::{NO_DATE, NO_MOMENT, NO_OFFSET, NO_TIME, NOT_ONE_POINT, OUT_OF_RANGE};
use crate::value::calendar::{Clock, Day, Moment};
use crate::value::{Date, DateTime, LocalDateTime, Time, UnixSeconds};
use ::chrono::{
    DateTime as Zoned, Datelike as _, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset as _, TimeZone,
    Timelike as _, Utc,
};

fn naive_date(day: Day) -> Result<NaiveDate, ConvertError> {
    NaiveDate::from_ymd_opt(day.year, day.month.into(), day.day.into()).ok_or(OUT_OF_RANGE)
}

/// A leap second counts as the second before it.
fn naive_time(clock: Clock) -> Result<NaiveTime, ConvertError> {
    let second = clock.second.min(59);
    NaiveTime::from_hms_nano_opt(clock.hour.into(), clock.minute.into(), second.into(), clock.nanosecond)
        .ok_or(OUT_OF_RANGE)
}

fn day(date: NaiveDate) -> Result<Day, ConvertError> {
    let part = |value: u32| u8::try_from(value).map_err(|_| OUT_OF_RANGE);
    Day::new(date.year(), part(date.month())?, part(date.day())?).ok_or(OUT_OF_RANGE)
}

/// chrono writes a leap second as nanoseconds of a second and more.
fn clock(time: NaiveTime) -> Result<Clock, ConvertError> {
    let part = |value: u32| u8::try_from(value).map_err(|_| OUT_OF_RANGE);
    let nanosecond = time.nanosecond() % 1_000_000_000;
    Clock::new(
        part(time.hour())?,
        part(time.minute())?,
        part(time.second())?,
        nanosecond,
    )
    .ok_or(OUT_OF_RANGE)
}

impl TryFrom<&Date> for NaiveDate {
    type Error = ConvertError;

    fn try_from(value: &Date) -> Result<Self, ConvertError> {
        naive_date(value.parts().ok_or(NO_DATE)?)
    }
}

impl TryFrom<NaiveDate> for Date {
    type Error = ConvertError;

    fn try_from(value: NaiveDate) -> Result<Self, ConvertError> {
        day(value).map(Self::of)
    }
}

impl TryFrom<&Time> for NaiveTime {
    type Error = ConvertError;

    fn try_from(value: &Time) -> Result<Self, ConvertError> {
        naive_time(value.parts().ok_or(NO_TIME)?)
    }
}

impl TryFrom<NaiveTime> for Time {
    type Error = ConvertError;

    fn try_from(value: NaiveTime) -> Result<Self, ConvertError> {
        clock(value).map(Self::of)
    }
}

impl TryFrom<&LocalDateTime> for NaiveDateTime {
    type Error = ConvertError;

    fn try_from(value: &LocalDateTime) -> Result<Self, ConvertError> {
        let moment = value.parts().ok_or(NO_MOMENT)?;
        Ok(Self::new(naive_date(moment.day)?, naive_time(moment.clock)?))
    }
}

impl TryFrom<NaiveDateTime> for LocalDateTime {
    type Error = ConvertError;

    fn try_from(value: NaiveDateTime) -> Result<Self, ConvertError> {
        Ok(Self::of(day(value.date())?, clock(value.time())?))
    }
}

/// Keeps the written offset.
impl TryFrom<&DateTime> for Zoned<FixedOffset> {
    type Error = ConvertError;

    fn try_from(value: &DateTime) -> Result<Self, ConvertError> {
        let moment = value.parts().ok_or(NO_MOMENT)?;
        let offset = FixedOffset::east_opt(moment.offset.ok_or(NO_OFFSET)?).ok_or(OUT_OF_RANGE)?;
        let local = NaiveDateTime::new(naive_date(moment.day)?, naive_time(moment.clock)?);
        offset.from_local_datetime(&local).single().ok_or(OUT_OF_RANGE)
    }
}

/// Keeps the offset, in whole minutes.
impl TryFrom<Zoned<FixedOffset>> for DateTime {
    type Error = ConvertError;

    fn try_from(value: Zoned<FixedOffset>) -> Result<Self, ConvertError> {
        let whole_minutes = value.offset().local_minus_utc() / 60 * 60;
        let offset = FixedOffset::east_opt(whole_minutes).ok_or(OUT_OF_RANGE)?;
        let local = value.with_timezone(&offset).naive_local();
        let (day, clock) = (day(local.date())?, clock(local.time())?);
        Ok(Self::of(Moment {
            day,
            clock,
            offset: Some(whole_minutes),
        }))
    }
}

impl TryFrom<&UnixSeconds> for Zoned<Utc> {
    type Error = ConvertError;

    fn try_from(value: &UnixSeconds) -> Result<Self, ConvertError> {
        Self::from_timestamp(value.seconds().ok_or(NO_MOMENT)?, 0).ok_or(OUT_OF_RANGE)
    }
}

impl From<Zoned<Utc>> for UnixSeconds {
    fn from(value: Zoned<Utc>) -> Self {
        Self::new(value.timestamp())
    }
}

impl LocalDateTime {
    /// The point in time at which the clocks of `zone` show this, with the offset that holds there and then; an offset that the text has
    /// itself counts instead.
    ///
    /// `chrono_tz` has zones by the names that [`TimeZone::name`](crate::TimeZone::name) gives.
    ///
    /// # Errors
    /// They show it twice or never, as they do when the clocks are changed; or it is no moment.
    pub fn in_chrono_zone<Z: TimeZone>(&self, zone: &Z) -> Result<DateTime, ConvertError> {
        let moment = self.parts().ok_or(NO_MOMENT)?;
        let seconds = if let Some(offset) = moment.offset {
            offset
        } else {
            let naive = NaiveDateTime::try_from(self)?;
            let offset = zone.offset_from_local_datetime(&naive).single();
            offset.ok_or(NOT_ONE_POINT)?.fix().local_minus_utc()
        };
        self.at_offset(seconds).ok_or(OUT_OF_RANGE)
    }
}

impl DateTime {
    /// What the clocks of `zone` show at this point in time: the way back of [`LocalDateTime::in_chrono_zone`].
    ///
    /// # Errors
    /// The text has no offset from UTC or is no date and time, or the clocks show a year that four digits cannot write.
    pub fn local_in_chrono_zone<Z: TimeZone>(&self, zone: &Z) -> Result<LocalDateTime, ConvertError> {
        let point = Zoned::<FixedOffset>::try_from(self)?;
        LocalDateTime::try_from(point.with_timezone(zone).naive_local())
    }
}

#[cfg(test)]
mod tests {
    use crate::value::{Date, DateTime, LocalDateTime, Time, UnixSeconds};
    use ::chrono::{
        DateTime as Zoned, FixedOffset, MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Timelike as _,
        Utc,
    };

    #[test]
    fn both_ways() -> Result<(), Box<dyn std::error::Error>> {
        let date = NaiveDate::try_from(&Date::from("2024-02-29"))?;
        assert_eq!(Date::try_from(date)?, "2024-02-29");
        assert!(Date::try_from(NaiveDate::MAX).is_err());
        let time = NaiveTime::try_from(&Time::from("18:30:05.25"))?;
        assert_eq!(Time::try_from(time)?, "18:30:05.25");
        let local = NaiveDateTime::try_from(&LocalDateTime::from("2024-02-29T18:30"))?;
        assert_eq!(LocalDateTime::try_from(local)?, "2024-02-29 18:30:00");
        let point = Zoned::<FixedOffset>::try_from(&DateTime::from("2024-02-29 18:30:05 -0530"))?;
        assert_eq!(point.timestamp(), 1_709_251_205);
        assert_eq!(DateTime::try_from(point)?, "2024-02-29T18:30:05-05:30");
        assert!(Zoned::<FixedOffset>::try_from(&DateTime::from("2024-02-29 18:30:05")).is_err());
        let utc = Zoned::<Utc>::try_from(&UnixSeconds::new(1_709_208_000))?;
        assert_eq!(UnixSeconds::from(utc), UnixSeconds::new(1_709_208_000));
        Ok(())
    }
    /// Clocks that are put forward at two and back at three on each day.
    #[derive(Clone, Copy)]
    struct Changing;

    impl TimeZone for Changing {
        type Offset = FixedOffset;

        fn from_offset(_: &FixedOffset) -> Self {
            Self
        }

        fn offset_from_local_date(&self, local: &NaiveDate) -> MappedLocalTime<FixedOffset> {
            self.offset_from_local_datetime(&local.and_time(NaiveTime::MIN))
        }

        fn offset_from_local_datetime(&self, local: &NaiveDateTime) -> MappedLocalTime<FixedOffset> {
            let offset = |hours: i32| FixedOffset::east_opt(hours * 3600).expect("an offset");
            match local.hour() {
                2 => MappedLocalTime::None,
                3 => MappedLocalTime::Ambiguous(offset(1), offset(2)),
                _ => MappedLocalTime::Single(offset(2)),
            }
        }

        fn offset_from_utc_date(&self, _: &NaiveDate) -> FixedOffset {
            FixedOffset::east_opt(0).expect("an offset")
        }

        fn offset_from_utc_datetime(&self, utc: &NaiveDateTime) -> FixedOffset {
            let hours = if utc.hour() < 12 { 1 } else { 2 };
            FixedOffset::east_opt(hours * 3600).expect("an offset")
        }
    }

    #[test]
    fn local_times_in_a_zone() -> Result<(), Box<dyn std::error::Error>> {
        let at = |text: &str| LocalDateTime::from(text).in_chrono_zone(&Changing);
        assert_eq!(at("2024-02-29 18:30:05.5")?, "2024-02-29T18:30:05.5+02:00");
        assert_eq!(at("2024-02-29 02:30:05+05:00")?, "2024-02-29T02:30:05+05:00");
        assert!(at("2024-02-29 02:30").is_err() && at("2024-02-29 03:30").is_err());
        assert!(at("someday").is_err());
        let shown = |text: &str| DateTime::from(text).local_in_chrono_zone(&Changing);
        assert_eq!(shown("2024-02-29T06:30:05.5+00:00")?, "2024-02-29 07:30:05.5");
        assert_eq!(shown("2024-02-29T23:30:05+01:00")?, "2024-03-01 00:30:05");
        assert!(shown("2024-07-01 16:30:00").is_err() && shown("someday").is_err());
        Ok(())
    }
}
