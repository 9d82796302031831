//! Dates with a time, with and without an offset from UTC.

use super::calendar::{Clock, DAY, Day, Moment, moment};
use super::text::text_value;
use super::time::write_clock;
use std::cmp::Ordering;

text_value! {
    /// A point in time, written by RFC 3339 with an offset: `2024-02-29T18:30:05+03:00`.
    ///
    /// Keeps the text of the wire. With or without decimals, `T` or a space, `+0300`, and without any offset it parses all the same;
    /// text that does not parse is kept, and the accessors give `None`. Equality is that of the text; order is that of time, and
    /// there is none between a value with an offset and one without.
    DateTime, "date and time"
}

text_value! {
    /// A date and time without a zone, written `2024-02-29 18:30:05`; it counts in the zone of the account.
    ///
    /// Keeps the text of the wire; text that does not parse is kept, and the accessors give `None`. Equality is that of the text,
    /// order that of the calendar and clock.
    LocalDateTime, "date and time"
}

macro_rules! accessors {
    ($name:ident) => {
        impl $name {
            pub(super) fn parts(&self) -> Option<Moment> {
                moment(&self.0)
            }

            /// Whether the text is a date and time.
            #[must_use]
            pub fn is_valid(&self) -> bool {
                self.parts().is_some()
            }

            /// The year, as written.
            #[must_use]
            pub fn year(&self) -> Option<i32> {
                self.parts().map(|moment| moment.day.year)
            }

            /// The month, 1 to 12, as written.
            #[must_use]
            pub fn month(&self) -> Option<u8> {
                self.parts().map(|moment| moment.day.month)
            }

            /// The day of the month, from 1, as written.
            #[must_use]
            pub fn day(&self) -> Option<u8> {
                self.parts().map(|moment| moment.day.day)
            }

            /// The hour, 0 to 23, as written.
            #[must_use]
            pub fn hour(&self) -> Option<u8> {
                self.parts().map(|moment| moment.clock.hour)
            }

            /// The minute, as written.
            #[must_use]
            pub fn minute(&self) -> Option<u8> {
                self.parts().map(|moment| moment.clock.minute)
            }

            /// The second; 0 if none is written.
            #[must_use]
            pub fn second(&self) -> Option<u8> {
                self.parts().map(|moment| moment.clock.second)
            }

            /// The fraction of the second in milliseconds, rounded down.
            #[must_use]
            pub fn millisecond(&self) -> Option<u32> {
                self.nanosecond().map(|nanoseconds| nanoseconds / 1_000_000)
            }

            /// The fraction of the second in nanoseconds.
            #[must_use]
            pub fn nanosecond(&self) -> Option<u32> {
                self.parts().map(|moment| moment.clock.nanosecond)
            }

            /// The date alone.
            #[must_use]
            pub fn date(&self) -> Option<super::Date> {
                self.parts().map(|moment| super::Date::of(moment.day))
            }
        }
    };
}

accessors!(DateTime);
accessors!(LocalDateTime);

impl DateTime {
    /// The point `seconds` after 1970-01-01T00:00:00Z, written with `+00:00`; `None` outside the years 0 to 9999.
    #[must_use]
    pub fn from_unix_seconds(seconds: i64) -> Option<Self> {
        let day = Day::from_epoch(seconds.div_euclid(DAY))?;
        let second_of_day = u32::try_from(seconds.rem_euclid(DAY)).ok()?;
        let part = |value: u32| u8::try_from(value).ok();
        let clock = Clock::new(
            part(second_of_day / 3600)?,
            part(second_of_day / 60 % 60)?,
            part(second_of_day % 60)?,
            0,
        )?;
        Some(Self::of(Moment {
            day,
            clock,
            offset: Some(0),
        }))
    }

    pub(super) fn of(moment: Moment) -> Self {
        let day = super::Date::of(moment.day);
        let clock = write_clock(moment.clock);
        let offset = moment.offset.unwrap_or(0);
        let sign = if offset < 0 { '-' } else { '+' };
        let minutes = offset.unsigned_abs() / 60;
        Self(format!("{day}T{clock}{sign}{:02}:{:02}", minutes / 60, minutes % 60).into())
    }

    /// The same without the fraction of its second; text that is no date and time stays as it is.
    #[must_use]
    pub fn without_fraction(&self) -> Self {
        match self.parts() {
            Some(moment) if moment.clock.nanosecond != 0 => {
                let clock = Clock {
                    nanosecond: 0,
                    ..moment.clock
                };
                let whole = Self::of(Moment { clock, ..moment });
                match moment.offset {
                    Some(_) => whole,
                    // `of` writes an offset; this one had none.
                    None => Self(whole.0.trim_end_matches("+00:00").to_owned().into()),
                }
            }
            _ => self.clone(),
        }
    }

    /// The written offset from UTC in seconds, east positive; `None` if none is written.
    #[must_use]
    pub fn offset_seconds(&self) -> Option<i32> {
        self.parts()?.offset
    }

    /// Whole seconds since 1970-01-01T00:00:00Z; `None` if no offset is written.
    #[must_use]
    pub fn unix_seconds(&self) -> Option<i64> {
        self.parts()?.unix_seconds()
    }
}

impl PartialOrd for DateTime {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        if self == other {
            return Some(Ordering::Equal);
        }
        let (a, b) = (self.parts()?, other.parts()?);
        let time = match (a.unix_seconds(), b.unix_seconds()) {
            (Some(x), Some(y)) => x.cmp(&y).then(a.clock.nanosecond.cmp(&b.clock.nanosecond)),
            (None, None) => (a.day, a.clock).cmp(&(b.day, b.clock)),
            _ => return None,
        };
        Some(time.then_with(|| self.0.cmp(&other.0)))
    }
}

impl LocalDateTime {
    /// From its parts, written with seconds; `None` if there is no such time.
    #[must_use]
    pub fn new(year: i32, month: u8, day: u8, hour: u8, minute: u8, second: u8) -> Option<Self> {
        let day = Day::new(year, month, day)?;
        let clock = Clock::new(hour, minute, second, 0)?;
        Some(Self::of(day, clock))
    }

    pub(super) fn of(day: Day, clock: Clock) -> Self {
        Self(format!("{} {}", super::Date::of(day), write_clock(clock)).into())
    }
}

impl PartialOrd for LocalDateTime {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        if self == other {
            return Some(Ordering::Equal);
        }
        let (a, b) = (self.parts()?, other.parts()?);
        Some(
            (a.day, a.clock)
                .cmp(&(b.day, b.clock))
                .then_with(|| self.0.cmp(&other.0)),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{DateTime, LocalDateTime};
    use crate::value::{Date, Time};

    #[test]
    fn what_is_none_is_refused() {
        let error = DateTime::parse("yesterday").expect_err("no date");
        assert_eq!(error.to_string(), r#"expected date and time, found "yesterday""#);
        assert_eq!((error.expected(), error.text()), ("date and time", "yesterday"));
        assert_eq!(
            "2024-02-29T18:30Z".parse::<DateTime>().expect("a date").hour(),
            Some(18)
        );
        assert!(Date::parse("2024-02-30").is_err() && Time::parse("25:00").is_err());
        assert!("".parse::<LocalDateTime>().is_err());
    }

    #[test]
    fn what_a_program_gives_is_sent_only_if_it_is_valid() {
        let write = |value: &DateTime| crate::json::to_string(&vec![value.clone()]);
        let error = write(&"yesterday".into()).expect_err("not sent");
        assert_eq!(
            error.to_string(),
            r#"text that is no date and time ("yesterday") at $[0]"#
        );
        assert_eq!(
            write(&DateTime::verbatim("yesterday")).as_deref(),
            Ok(r#"["yesterday"]"#)
        );
        assert_eq!(
            write(&"2024-02-29 18:30".into()).as_deref(),
            Ok(r#"["2024-02-29 18:30"]"#)
        );
        // What a server sent goes back to it as it came, and is the same text as any other.
        let read = crate::json::decode::<DateTime>(br#""yesterday""#, crate::json::Options::default());
        let read = read.expect("kept").value;
        assert_eq!(write(&read).as_deref(), Ok(r#"["yesterday"]"#));
        assert_eq!(read, DateTime::from("yesterday"));
        assert_eq!(size_of::<DateTime>(), size_of::<Box<str>>());
    }

    #[test]
    fn a_fraction_can_be_left_out() {
        for (text, whole) in [
            ("2024-02-29T18:30:05.25+03:00", "2024-02-29T18:30:05+03:00"),
            ("2024-02-29 18:30:05.25", "2024-02-29T18:30:05"),
            ("2024-02-29 18:30:05", "2024-02-29 18:30:05"),
        ] {
            assert_eq!(DateTime::from(text).without_fraction(), whole);
        }
    }
}
