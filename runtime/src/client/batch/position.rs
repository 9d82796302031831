//! How far a run came.

use std::fmt;
use std::str::FromStr;

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// How far the sending of a list came: the first element that was not answered for. Its text form (`Display`, `FromStr`) can be stored
/// and read back in another process.
///
/// A run that goes on from it ([`Batches::resume_from`](super::Batches::resume_from)) has to be given the same elements in the same
/// order; it passes over those in front of the position and sends none of them again.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BatchPosition {
    operation: String,
    next: u64,
    under_way: u64,
}

impl BatchPosition {
    pub(super) fn new(operation: &str, next: u64, under_way: u64) -> Self {
        Self {
            operation: operation.to_owned(),
            next,
            under_way,
        }
    }

    /// Operation that it belongs to: `orders.upload`.
    #[must_use]
    pub fn operation(&self) -> &str {
        &self.operation
    }

    /// Position of the first element that was not answered for, from 0; so many were.
    #[must_use]
    pub fn next(&self) -> u64 {
        self.next
    }

    /// How many elements, from [`next`](Self::next) on, were being sent at that moment. Nobody knows what became of them: look before
    /// sending them once more.
    #[must_use]
    pub fn under_way(&self) -> u64 {
        self.under_way
    }

    /// The position behind the elements that were under way, for a run that shall not send them again.
    #[must_use]
    pub fn past_under_way(mut self) -> Self {
        self.next = self.next.saturating_add(std::mem::take(&mut self.under_way));
        self
    }
}

const VERSION: &str = "twb1";

impl fmt::Display for BatchPosition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operation = utf8_percent_encode(&self.operation, NON_ALPHANUMERIC);
        write!(f, "{VERSION}~{operation}~{}~{}", self.next, self.under_way)
    }
}

/// The text is no position of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidPosition;

impl fmt::Display for InvalidPosition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a position in batches: expected the text that an earlier one was stored as")
    }
}

impl std::error::Error for InvalidPosition {}

impl FromStr for BatchPosition {
    type Err = InvalidPosition;

    fn from_str(text: &str) -> Result<Self, InvalidPosition> {
        let parts: Vec<&str> = text.split('~').collect();
        let [VERSION, operation, next, under_way] = parts[..] else {
            return Err(InvalidPosition);
        };
        let operation = percent_decode_str(operation)
            .decode_utf8()
            .map_err(|_| InvalidPosition)?;
        Ok(Self {
            operation: operation.into_owned(),
            next: number(next)?,
            under_way: number(under_way)?,
        })
    }
}

/// Digits alone: no sign.
fn number(text: &str) -> Result<u64, InvalidPosition> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits).ok_or(InvalidPosition)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_position_reads_back() {
        for (next, under_way) in [(0, 0), (120, 50), (u64::MAX, 1)] {
            let position = BatchPosition::new("orders.upload~x", next, under_way);
            assert_eq!(position.to_string().parse(), Ok(position.clone()));
            let past = position.past_under_way();
            assert_eq!((past.next(), past.under_way()), (next.saturating_add(under_way), 0));
        }
        assert_eq!(BatchPosition::new("a.b", 7, 0).to_string(), "twb1~a%2Eb~7~0");
    }

    #[test]
    fn other_text_is_refused() {
        for text in [
            "",
            "twb1",
            "twb1~op~1",
            "twb1~op~1~0~",
            "twb1~op~x~0",
            "twb1~op~1~-1",
            "twb1~op~+1~0",
            "twb1~op~~0",
            "tw1~op~1~0",
            "twb1~%FF~1~0",
            "twb1~op~18446744073709551616~0",
        ] {
            assert_eq!(text.parse::<BatchPosition>(), Err(InvalidPosition), "{text}");
        }
    }
}
