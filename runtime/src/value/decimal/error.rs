//! Why there is no decimal number.

use std::fmt;

/// Text that is no decimal number, or a number with too many digits to reckon with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecimalError(Reason);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reason {
    NoNumber,
    TooLong,
}

impl DecimalError {
    pub(super) const NO_NUMBER: Self = Self(Reason::NoNumber);
    pub(super) const TOO_LONG: Self = Self(Reason::TooLong);
}

impl fmt::Display for DecimalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Reason::NoNumber => f.write_str("not a decimal number"),
            Reason::TooLong => write!(
                f,
                "a decimal number of more than {} digits, written out",
                super::MAX_DIGITS
            ),
        }
    }
}

impl std::error::Error for DecimalError {}
