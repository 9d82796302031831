//! Dates without a time.

use super::calendar::{Day, Scanner};
use super::text::text_value;
use std::cmp::Ordering;

text_value! {
    /// A date, written `2024-02-29`.
    ///
    /// Keeps the text of the wire; the accessors give `None` where it does not parse (`29.02.2024` and a date with a time do).
    /// Order is that of the calendar; equality is that of the text. Dates that do not parse have no order.
    Date, "date"
}

impl Date {
    /// A date from its parts; `None` if there is no such day. Years 0 to 9999.
    #[must_use]
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        Day::new(year, month, day).map(Self::of)
    }

    pub(super) fn of(day: Day) -> Self {
        let Day { year, month, day } = day;
        Self(format!("{year:04}-{month:02}-{day:02}").into())
    }

    pub(super) fn parts(&self) -> Option<Day> {
        let mut scanner = Scanner(self.0.trim().as_bytes());
        let day = scanner.day()?;
        // A time after it is passed over.
        (scanner.at_end() || super::calendar::moment(&self.0).is_some()).then_some(day)
    }

    /// Whether the text is a date.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.parts().is_some()
    }

    /// The year.
    #[must_use]
    pub fn year(&self) -> Option<i32> {
        self.parts().map(|date| date.year)
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(&self) -> Option<u8> {
        self.parts().map(|date| date.month)
    }

    /// The day of the month, from 1.
    #[must_use]
    pub fn day(&self) -> Option<u8> {
        self.parts().map(|date| date.day)
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        if self == other {
            return Some(Ordering::Equal);
        }
        Some(self.parts()?.cmp(&other.parts()?).then_with(|| self.0.cmp(&other.0)))
    }
}

text_value! {
    /// A day of the year, written `12.31` (month, then day).
    MonthDay, "month and day"
}

impl MonthDay {
    /// From month and day; `None` if no year has such a day.
    #[must_use]
    pub fn new(month: u8, day: u8) -> Option<Self> {
        Day::new(2000, month, day).map(|_| Self(format!("{month:02}.{day:02}").into()))
    }

    fn parts(&self) -> Option<(u8, u8)> {
        let mut scanner = Scanner(self.0.trim().as_bytes());
        let month = scanner.small(1, 2)?;
        scanner.one_of(b".-/")?;
        let day = scanner.small(1, 2)?;
        let fits = scanner.at_end() && Day::new(2000, month, day).is_some();
        fits.then_some((month, day))
    }

    /// Whether the text is a month and a day.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.parts().is_some()
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(&self) -> Option<u8> {
        self.parts().map(|(month, _)| month)
    }

    /// The day of the month, from 1.
    #[must_use]
    pub fn day(&self) -> Option<u8> {
        self.parts().map(|(_, day)| day)
    }
}

impl PartialOrd for MonthDay {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        if self == other {
            return Some(Ordering::Equal);
        }
        Some(self.parts()?.cmp(&other.parts()?).then_with(|| self.0.cmp(&other.0)))
    }
}
