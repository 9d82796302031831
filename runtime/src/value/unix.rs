//! Times as seconds since 1970.

use super::DateTime;
use crate::json::{Decode, DecodeError, Encode, Reader, Writer};
use std::fmt;

/// A point in time as whole seconds since 1970-01-01T00:00:00Z.
///
/// Read from a number or from text; text that is no whole number is kept, so that it costs no reply, and
/// [`seconds`](Self::seconds) is then `None`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Hash)]
pub struct UnixSeconds(Kept);

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Hash)]
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
        if let Kept::Seconds(seconds) = self.0 { Some(seconds) } else { None }
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

/// The number, or the text that stood for it.
impl fmt::Display for UnixSeconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kept::Seconds(seconds) => seconds.fmt(f),
            Kept::Text(text) => f.pad(text),
        }
    }
}

impl Decode for UnixSeconds {
    #[inline]
    fn blank() -> Self {
        Self::new(0)
    }

    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        if r.peek() != b'"' {
            self.0 = Kept::Seconds(r.int()?);
            return Ok(());
        }
        let text = r.text()?;
        let kept = match text.trim().parse() {
            Ok(seconds) => Kept::Seconds(seconds),
            Err(_) => Kept::Text(text.into()),
        };
        self.0 = kept;
        r.tolerated("seconds since 1970", "text")
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
        if r.peek() != b'"' {
            *self = Self::Seconds(r.int()?);
            return Ok(());
        }
        let mut text = DateTime::blank();
        let start = r.mark();
        if let Ok(seconds) = r.string()?.trim().parse() {
            *self = Self::Seconds(seconds);
            return r.tolerated("seconds or date and time", "number as text");
        }
        r.reset(&start);
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
