//! Times as seconds since 1970.

use super::DateTime;
use crate::json::{Decode, DecodeError, Encode, Reader, Writer};
use std::cmp::Ordering;
use std::fmt;

/// A point in time as whole seconds since 1970-01-01T00:00:00Z.
///
/// Read from a number or from text; what is no whole number is kept as text, so that it costs no reply, and
/// [`seconds`](Self::seconds) is then `None`. Such values have no order.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct UnixSeconds(Kept);

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Kept {
    Seconds(i64),
    Text(Box<str>),
}

impl UnixSeconds {
    /// From seconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn new(seconds: i64) -> Self {
        Self(Kept::Seconds(seconds))
    }

    /// The seconds; `None` if the server wrote something else.
    #[must_use]
    pub fn seconds(&self) -> Option<i64> {
        if let Kept::Seconds(seconds) = self.0 {
            Some(seconds)
        } else {
            None
        }
    }

    /// Whether it is a number of seconds.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.seconds().is_some()
    }

    /// The same point as date and time in UTC.
    #[must_use]
    pub fn to_date_time(&self) -> Option<DateTime> {
        DateTime::from_unix_seconds(self.seconds()?)
    }
}

impl From<i64> for UnixSeconds {
    fn from(seconds: i64) -> Self {
        Self::new(seconds)
    }
}

impl PartialOrd for UnixSeconds {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        if self == other {
            return Some(Ordering::Equal);
        }
        Some(self.seconds()?.cmp(&other.seconds()?))
    }
}

/// The number, or the text that stood for it. A precision does not cut it.
impl fmt::Display for UnixSeconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kept::Seconds(seconds) => seconds.fmt(f),
            Kept::Text(text) => super::pad::text(f, text),
        }
    }
}

impl Decode for UnixSeconds {
    #[inline]
    fn blank() -> Self {
        Self::new(0)
    }

    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        if let Some(seconds) = r.seconds()? {
            self.0 = Kept::Seconds(seconds);
            return Ok(());
        }
        self.0 = Kept::Text(r.text()?.into());
        r.tolerated("seconds since 1970", "text")
    }
}

impl Reader<'_> {
    /// A whole number, also in quotes. `None`, with the position unchanged, for anything else.
    fn seconds(&mut self) -> Result<Option<i64>, DecodeError> {
        let first = self.peek();
        let start = self.mark();
        if matches!(first, b'-' | b'0'..=b'9') {
            if let Ok(seconds) = self.int() {
                return Ok(Some(seconds));
            }
        } else if first == b'"' {
            if let Ok(seconds) = self.string()?.trim().parse() {
                self.tolerated("seconds since 1970", "text")?;
                return Ok(Some(seconds));
            }
        }
        self.reset(&start);
        Ok(None)
    }
}

impl Encode for UnixSeconds {
    fn encode(&self, w: &mut Writer) {
        match &self.0 {
            Kept::Seconds(seconds) => seconds.encode(w),
            Kept::Text(text) => w.text(text),
        }
    }
}

/// A point in time that is written either as seconds since 1970 or as date and time.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Timestamp {
    /// Whole seconds since 1970-01-01T00:00:00Z.
    Seconds(i64),
    /// Date and time as written.
    Text(DateTime),
}

impl Timestamp {
    /// Whole seconds since 1970-01-01T00:00:00Z; `None` for text without an offset or that does not parse.
    #[must_use]
    pub fn unix_seconds(&self) -> Option<i64> {
        match self {
            Self::Seconds(seconds) => Some(*seconds),
            Self::Text(text) => text.unix_seconds(),
        }
    }

    /// Whether it is a number or a date and time.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        match self {
            Self::Seconds(_) => true,
            Self::Text(text) => text.is_valid(),
        }
    }
}

impl From<i64> for Timestamp {
    fn from(seconds: i64) -> Self {
        Self::Seconds(seconds)
    }
}

impl From<DateTime> for Timestamp {
    fn from(value: DateTime) -> Self {
        Self::Text(value)
    }
}

impl From<&str> for Timestamp {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Seconds(seconds) => seconds.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}

impl Decode for Timestamp {
    #[inline]
    fn blank() -> Self {
        Self::Seconds(0)
    }

    /// Digits in quotes are seconds as well.
    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        if let Some(seconds) = r.seconds()? {
            *self = Self::Seconds(seconds);
            return Ok(());
        }
        let mut text = DateTime::blank();
        text.read(r)?;
        *self = Self::Text(text);
        Ok(())
    }
}

impl Encode for Timestamp {
    fn encode(&self, w: &mut Writer) {
        match self {
            Self::Seconds(seconds) => seconds.encode(w),
            Self::Text(text) => text.encode(w),
        }
    }
}
