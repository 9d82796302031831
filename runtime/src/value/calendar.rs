//! Written dates and times, and the civil calendar.

/// Seconds in a day.
pub(super) const DAY: i64 = 86_400;

/// A day of the proleptic Gregorian calendar.
#[allow(clippy::struct_field_names)] // a day of a month is called a day
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day {
    pub(super) year: i32,
    pub(super) month: u8,
    pub(super) day: u8,
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Clock {
    pub(super) hour: u8,
    pub(super) minute: u8,
    pub(super) second: u8,
    pub(super) nanosecond: u32,
}

/// A date with a time and, where it was written, the offset from UTC in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) day: Day,
    pub(super) clock: Clock,
    pub(super) offset: Option<i32>,
}

impl Day {
    pub(super) fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let fits = (0..=9999).contains(&year) && (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
        fits.then_some(Self { year, month, day })
    }

    /// Days since 1970-01-01.
    pub(super) fn since_epoch(self) -> i64 {
        // Years are counted from March, so that the leap day is the last of its year.
        let shifted_year = i64::from(self.year) - i64::from(self.month <= 2);
        let shifted_month = (i64::from(self.month) + 9) % 12;
        let before_year = shifted_year * 365 + shifted_year.div_euclid(4) - shifted_year.div_euclid(100)
            + shifted_year.div_euclid(400);
        let before_month = (153 * shifted_month + 2) / 5;
        before_year + before_month + i64::from(self.day) - 1 - 719_468
    }

    /// The day `days` after 1970-01-01; `None` outside the years 0 to 9999.
    pub(super) fn from_epoch(days: i64) -> Option<Self> {
        let shifted = days.checked_add(719_468)?;
        let era = shifted.div_euclid(146_097);
        let of_era = shifted.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 {
            shifted_month + 3
        } else {
            shifted_month - 9
        };
        let year = era * 400 + year_of_era + i64::from(month <= 2);
        Self::new(
            i32::try_from(year).ok()?,
            u8::try_from(month).ok()?,
            u8::try_from(day).ok()?,
        )
    }
}

impl Clock {
    pub(super) fn new(hour: u8, minute: u8, second: u8, nanosecond: u32) -> Option<Self> {
        // A leap second is written as :60.
        let fits = hour < 24 && minute < 60 && second <= 60 && nanosecond < 1_000_000_000;
        fits.then_some(Self {
            hour,
            minute,
            second,
            nanosecond,
        })
    }

    pub(super) fn seconds(self) -> i64 {
        i64::from(self.hour) * 3600 + i64::from(self.minute) * 60 + i64::from(self.second)
    }
}

impl Moment {
    /// Seconds since 1970-01-01T00:00:00Z, if the offset is known.
    pub(super) fn unix_seconds(self) -> Option<i64> {
        Some(self.day.since_epoch() * DAY + self.clock.seconds() - i64::from(self.offset?))
    }
}

fn days_in(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// What is written after a time.
enum Offset {
    None,
    Seconds(i32),
}

/// Takes text apart from the left.
pub(super) struct Scanner<'a>(pub(super) &'a [u8]);

impl Scanner<'_> {
    /// `least` to `most` digits as a number.
    pub(super) fn number(&mut self, least: usize, most: usize) -> Option<u32> {
        let length = self.0.iter().take(most).take_while(|b| b.is_ascii_digit()).count();
        if length < least {
            return None;
        }
        let (digits, rest) = self.0.split_at(length);
        self.0 = rest;
        digits
            .iter()
            .try_fold(0u32, |n, digit| n.checked_mul(10)?.checked_add(u32::from(digit - b'0')))
    }

    pub(super) fn small(&mut self, least: usize, most: usize) -> Option<u8> {
        self.number(least, most)?.try_into().ok()
    }

    pub(super) fn one_of(&mut self, bytes: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        bytes.contains(first).then(|| {
            self.0 = rest;
            *first
        })
    }

    pub(super) fn at_end(&self) -> bool {
        self.0.is_empty()
    }

    /// `2024-02-29`, also `2024-2-9`, `2024/02/29` and `29.02.2024`.
    pub(super) fn day(&mut self) -> Option<Day> {
        let first = self.number(1, 4)?;
        let separator = self.one_of(b"-/.")?;
        let month = self.small(1, 2)?;
        self.one_of(&[separator])?;
        let last = self.number(1, 4)?;
        let (year, day) = if separator == b'.' {
            (last, first)
        } else {
            (first, last)
        };
        if year < 1000 && separator == b'.' {
            return None; // two-digit years are anybody's guess
        }
        Day::new(i32::try_from(year).ok()?, month, u8::try_from(day).ok()?)
    }

    /// `18:30`, `18:30:05`, `18:30:05.123456789`.
    pub(super) fn clock(&mut self) -> Option<Clock> {
        let hour = self.small(1, 2)?;
        self.one_of(b":")?;
        let minute = self.small(2, 2)?;
        let mut second = 0;
        let mut nanosecond = 0;
        if self.one_of(b":").is_some() {
            second = self.small(2, 2)?;
            if self.one_of(b".,").is_some() {
                nanosecond = self.fraction()?;
            }
        }
        Clock::new(hour, minute, second, nanosecond)
    }

    /// Digits after the point as nanoseconds; those past the ninth are dropped.
    fn fraction(&mut self) -> Option<u32> {
        let length = self.0.iter().take_while(|b| b.is_ascii_digit()).count();
        if length == 0 {
            return None;
        }
        let (digits, rest) = self.0.split_at(length);
        self.0 = rest;
        Some((0..9).fold(0, |n, i| {
            n * 10 + digits.get(i).map_or(0, |digit| u32::from(digit - b'0'))
        }))
    }

    /// `Z`, `UTC`, `+03:00`, `+0300`, `+03`, in seconds; `Offset::None` if nothing is written.
    fn offset(&mut self) -> Option<Offset> {
        if self.at_end() {
            return Some(Offset::None);
        }
        for name in [b"Z".as_slice(), b"z", b"UTC", b"GMT"] {
            if let Some(rest) = self.0.strip_prefix(name) {
                self.0 = rest;
                return Some(Offset::Seconds(0));
            }
        }
        let sign = if self.one_of(b"+-")? == b'-' { -1 } else { 1 };
        let hours = self.number(2, 2)?;
        self.one_of(b":");
        let minutes = if self.at_end() { 0 } else { self.number(2, 2)? };
        if hours > 23 || minutes > 59 {
            return None;
        }
        Some(Offset::Seconds(sign * i32::try_from(hours * 3600 + minutes * 60).ok()?))
    }

    /// A date and a time, with or without an offset.
    pub(super) fn moment(&mut self) -> Option<Moment> {
        let day = self.day()?;
        self.one_of(b"Tt ")?;
        let clock = self.clock()?;
        self.one_of(b" ");
        let offset = match self.offset()? {
            Offset::None => None,
            Offset::Seconds(seconds) => Some(seconds),
        };
        self.at_end().then_some(Moment { day, clock, offset })
    }
}

/// Parses `text` as a whole.
pub(super) fn moment(text: &str) -> Option<Moment> {
    Scanner(text.trim().as_bytes()).moment()
}

#[cfg(test)]
mod tests {
    use super::{Day, moment};

    #[test]
    fn days_both_ways() {
        for (days, (year, month, day)) in [
            (0, (1970, 1, 1)),
            (-1, (1969, 12, 31)),
            (11_016, (2000, 2, 29)),
            (19_782, (2024, 2, 29)),
            (-719_468, (0, 3, 1)),
            (2_932_896, (9999, 12, 31)),
        ] {
            let civil = Day::new(year, month, day).expect("a day");
            assert_eq!(civil.since_epoch(), days);
            assert_eq!(Day::from_epoch(days), Some(civil));
        }
        for days in (-719_528..2_932_896).step_by(97) {
            assert_eq!(Day::from_epoch(days).map(Day::since_epoch), Some(days));
        }
        assert_eq!(Day::from_epoch(i64::MAX), None);
        assert_eq!(Day::from_epoch(i64::MIN), None);
        assert_eq!(Day::new(2023, 2, 29), None);
        assert_eq!(Day::new(1900, 2, 29), None);
    }

    #[test]
    fn written_moments() {
        for (text, seconds) in [
            ("2024-02-29T12:00:00Z", Some(1_709_208_000)),
            ("2024-02-29T15:00:00.000+03:00", Some(1_709_208_000)),
            ("2024-02-29 15:00:00 +0300", Some(1_709_208_000)),
            ("29.02.2024 12:00 UTC", Some(1_709_208_000)),
            ("2024-02-29 12:00:00", None),
            ("0000-01-01T00:00:00Z", Some(-62_167_219_200)),
            ("9999-12-31T23:59:59+14:00", Some(253_402_250_399)),
        ] {
            assert_eq!(moment(text).expect(text).unix_seconds(), seconds, "{text}");
        }
        for bad in [
            "",
            "2024-02-30 12:00:00",
            "0000-00-00 00:00:00",
            "2024-02-29",
            "2024-02-29T25:00:00",
            "2024-02-29T12:00:00x",
            "01.02.24 10:00",
            "10000-01-01T00:00:00Z",
            "-0001-01-01T00:00:00Z",
            "2024-02-29T24:00:01Z",
            "2024-02-29T12:00:00+99:99",
            "2024-02-29T12:00:00+99999999999999999999",
            "99999999999999999999-02-29T12:00:00Z",
        ] {
            assert_eq!(moment(bad), None, "{bad}");
        }
    }
}
