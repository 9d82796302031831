//! Booleans that are written as 1 and 0.

use crate::json::{Decode, DecodeError, Encode, Reader, Writer};
use std::fmt;

/// A boolean that stands as `1` or `0` on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Flag(pub bool);

impl Flag {
    /// `1`.
    pub const ON: Self = Self(true);
    /// `0`.
    pub const OFF: Self = Self(false);

    /// The truth value.
    #[must_use]
    pub const fn get(self) -> bool {
        self.0
    }
}

impl From<bool> for Flag {
    fn from(value: bool) -> Self {
        Self(value)
    }
}

impl From<Flag> for bool {
    fn from(flag: Flag) -> Self {
        flag.0
    }
}

impl PartialEq<bool> for Flag {
    fn eq(&self, other: &bool) -> bool {
        self.0 == *other
    }
}

/// `1` or `0`.
impl fmt::Display for Flag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        u8::from(self.0).fmt(f)
    }
}

impl Decode for Flag {
    #[inline]
    fn blank() -> Self {
        Self(false)
    }

    /// Tolerates `true`, `false`, and the same as text.
    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        self.0 = r.flag()?;
        Ok(())
    }
}

impl Encode for Flag {
    #[inline]
    fn encode(&self, w: &mut Writer) {
        w.raw(if self.0 { "1" } else { "0" });
    }
}
