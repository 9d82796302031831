//! Times of day.

use super::calendar::{Clock, Scanner};
use super::text::text_value;
use std::cmp::Ordering;

text_value! {
    /// A time of day, written `18:30` or `18:30:05`.
    ///
    /// Keeps the text of the wire; the accessors give `None` where it does not parse. Order is that of the clock, equality that of
    /// the text.
    Time, "time"
}

impl Time {
    /// A time from its parts, written with seconds; `None` if there is no such time.
    #[must_use]
    pub fn new(hour: u8, minute: u8, second: u8) -> Option<Self> {
        Clock::new(hour, minute, second, 0).map(Self::of)
    }

    pub(super) fn of(clock: Clock) -> Self {
        Self(write_clock(clock).into())
    }

    pub(super) fn parts(&self) -> Option<Clock> {
        let mut scanner = Scanner(self.0.trim().as_bytes());
        let clock = scanner.clock()?;
        scanner.at_end().then_some(clock)
    }

    /// Whether the text is a time.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.parts().is_some()
    }

    /// The hour, 0 to 23.
    #[must_use]
    pub fn hour(&self) -> Option<u8> {
        self.parts().map(|time| time.hour)
    }

    /// The minute.
    #[must_use]
    pub fn minute(&self) -> Option<u8> {
        self.parts().map(|time| time.minute)
    }

    /// The second; 0 if none is written.
    #[must_use]
    pub fn second(&self) -> Option<u8> {
        self.parts().map(|time| time.second)
    }

    /// The fraction of the second in nanoseconds.
    #[must_use]
    pub fn nanosecond(&self) -> Option<u32> {
        self.parts().map(|time| time.nanosecond)
    }
}

impl PartialOrd for Time {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        if self == other {
            return Some(Ordering::Equal);
        }
        Some(self.parts()?.cmp(&other.parts()?).then_with(|| self.0.cmp(&other.0)))
    }
}

/// `18:30:05`, with as many decimals as are needed.
pub(super) fn write_clock(clock: Clock) -> String {
    let Clock {
        hour,
        minute,
        second,
        nanosecond,
    } = clock;
    let mut text = format!("{hour:02}:{minute:02}:{second:02}");
    if nanosecond != 0 {
        text.push('.');
        text.push_str(format!("{nanosecond:09}").trim_end_matches('0'));
    }
    text
}
