//! The zone in which dates and times without an offset count.

use super::calendar::{Clock, DAY, Day, Moment};
use super::{DateTime, LocalDateTime};

/// Offsets are less than a day and have no seconds, or they could not be written.
const LARGEST: i32 = 24 * 3600;

/// Where the clock of a platform stands: what its [`LocalDateTime`]s mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TimeZone {
    /// Always this many seconds from UTC, east positive.
    Fixed(i32),
    /// A zone by its name in the IANA database, `Europe/Moscow`: its offset may differ from day to day.
    Named(&'static str),
    /// That of the account; the text says where it is set.
    Account(&'static str),
}

impl TimeZone {
    /// Seconds from UTC, east positive, where they are the same on every day.
    #[must_use]
    pub const fn offset_seconds(self) -> Option<i32> {
        match self {
            Self::Fixed(seconds) => Some(seconds),
            Self::Named(_) | Self::Account(_) => None,
        }
    }

    /// The zone's name in the IANA database, where it is known.
    #[must_use]
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::Named(name) => Some(name),
            Self::Fixed(_) | Self::Account(_) => None,
        }
    }
}

/// An offset that can be written.
fn offset(seconds: i32) -> Option<i32> {
    (seconds % 60 == 0 && seconds.abs() < LARGEST).then_some(seconds)
}

impl LocalDateTime {
    /// The point in time at which a clock shows this, `offset_seconds` from UTC (east positive; `3 * 3600` for `+03:00`). An offset that
    /// the text has itself counts instead. `None` if the text is no date and time, or an offset is no whole minute less than a day.
    #[must_use]
    pub fn at_offset(&self, offset_seconds: i32) -> Option<DateTime> {
        let moment = self.parts()?;
        let offset = offset(moment.offset.unwrap_or(offset_seconds))?;
        Some(DateTime::of(Moment {
            offset: Some(offset),
            ..moment
        }))
    }
}

impl DateTime {
    /// What a clock shows at this point, `offset_seconds` from UTC (east positive), the fraction of the second included. `None` if the text
    /// has no offset or is no date and time, if the offset is no whole minute less than a day, or outside the years 0 to 9999.
    #[must_use]
    pub fn local_at(&self, offset_seconds: i32) -> Option<LocalDateTime> {
        let moment = self.parts()?;
        let seconds = moment.unix_seconds()?.checked_add(offset(offset_seconds)?.into())?;
        let of_day = u32::try_from(seconds.rem_euclid(DAY)).ok()?;
        let part = |value: u32| u8::try_from(value).ok();
        let clock = Clock::new(
            part(of_day / 3600)?,
            part(of_day / 60 % 60)?,
            part(of_day % 60)?,
            moment.clock.nanosecond,
        )?;
        Some(LocalDateTime::of(Day::from_epoch(seconds.div_euclid(DAY))?, clock))
    }
}

#[cfg(test)]
mod tests {
    use super::{DateTime, LocalDateTime, TimeZone};

    const MOSCOW: i32 = 3 * 3600;

    #[test]
    fn local_times_become_points_and_back() {
        for (local, offset, point) in [
            ("2024-02-29 18:30:05", MOSCOW, Some("2024-02-29T18:30:05+03:00")),
            ("2024-02-29T18:30:05.250", -19_800, Some("2024-02-29T18:30:05.25-05:30")),
            ("2024-02-29 18:30", 0, Some("2024-02-29T18:30:00+00:00")),
            // What the server says itself counts.
            ("2024-02-29 18:30:05+05:00", MOSCOW, Some("2024-02-29T18:30:05+05:00")),
            ("yesterday", MOSCOW, None),
            ("0000-00-00 00:00:00", MOSCOW, None),
            ("2024-02-29 18:30:05", 90, None),
            ("2024-02-29 18:30:05", 86_400, None),
            ("2024-02-29 18:30:05", i32::MIN, None),
        ] {
            let found = LocalDateTime::from(local).at_offset(offset);
            assert_eq!(found.as_ref().map(DateTime::as_str), point, "{local} {offset}");
        }
    }

    #[test]
    fn points_show_on_a_clock() {
        for (point, offset, local) in [
            ("2024-02-29T18:30:05Z", MOSCOW, Some("2024-02-29 21:30:05")),
            ("2024-02-29T23:30:05.250+00:00", MOSCOW, Some("2024-03-01 02:30:05.25")),
            ("2024-03-01T00:30:00+03:00", 0, Some("2024-02-29 21:30:00")),
            ("2024-02-29T18:30:05", MOSCOW, None),
            ("0000-01-01T00:00:00Z", -3600, None),
            ("9999-12-31T23:59:00Z", 3600, None),
            ("2024-02-29T18:30:05Z", i32::MAX, None),
        ] {
            let found = DateTime::from(point).local_at(offset);
            assert_eq!(found.as_ref().map(LocalDateTime::as_str), local, "{point} {offset}");
        }
    }

    #[test]
    fn a_zone_has_an_offset_or_a_name() {
        let zones = [
            TimeZone::Fixed(MOSCOW),
            TimeZone::Named("Europe/Moscow"),
            TimeZone::Account("Settings"),
        ];
        let said = zones.map(|zone| (zone.offset_seconds(), zone.name()));
        assert_eq!(
            said,
            [(Some(MOSCOW), None), (None, Some("Europe/Moscow")), (None, None)]
        );
    }
}
