//! How far a run came.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::spans::Spans;

/// How far the sending of a list came. Its text form (`Display`, `FromStr`, and serde's with the feature `serde`) can be stored and read
/// back in another process.
///
/// | an element is | because | a run that goes on from here |
/// | --- | --- | --- |
/// | settled | its outcome was handed out, and it was sent, or refused for what it is | passes it over |
/// | in doubt | it was being sent, or nobody had read its outcome | hands it out as [`Unknown`](super::OutcomeKind::Unknown), without sending it |
/// | open | it did not leave, or was refused for a reason outside of it ([`is_open`](super::ElementOutcome::is_open)) | sends it |
///
/// So nothing is sent twice, and nothing is left out, though open ones may stand in front of settled ones: an outage of a few batches does
/// not end a run. That run ([`Batches::resume_from`](super::Batches::resume_from)) has to be given the same elements in the same order.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BatchPosition {
    operation: String,
    settled: Spans,
    in_doubt: Spans,
}

impl BatchPosition {
    /// Nothing is both settled and in doubt: what is in doubt is not settled.
    pub(super) fn new(operation: &str, mut settled: Spans, in_doubt: Spans) -> Self {
        for span in in_doubt.iter() {
            settled.remove(span);
        }
        Self {
            operation: operation.to_owned(),
            settled,
            in_doubt,
        }
    }

    /// Operation that it belongs to: `orders.upload`.
    #[must_use]
    pub fn operation(&self) -> &str {
        &self.operation
    }

    /// Position of the first element that is not settled, from 0; all in front of it are. Some behind it may be as well:
    /// [`settled`](Self::settled) has them all.
    #[must_use]
    pub fn next(&self) -> u64 {
        self.settled.prefix()
    }

    /// Positions of the elements that are settled, in order.
    #[must_use]
    pub fn settled(&self) -> Vec<Range<u64>> {
        self.settled.iter().collect()
    }

    /// Positions of the elements of which nobody knows what became of them, in order. Look whether the platform has them, and say so by
    /// [`settle`](Self::settle) or [`reopen`](Self::reopen); what is left is handed out by the next run.
    #[must_use]
    pub fn in_doubt(&self) -> Vec<Range<u64>> {
        self.in_doubt.iter().collect()
    }

    /// Says that these elements are done with: a run that goes on from here passes them over.
    pub fn settle(&mut self, positions: Range<u64>) {
        self.in_doubt.remove(positions.clone());
        self.settled.insert(positions);
    }

    /// Says that nothing was done about these elements: a run that goes on from here sends them.
    pub fn reopen(&mut self, positions: Range<u64>) {
        self.in_doubt.remove(positions.clone());
        self.settled.remove(positions);
    }

    pub(super) fn spans(&self) -> (&Spans, &Spans) {
        (&self.settled, &self.in_doubt)
    }
}

const VERSION: &str = "twb1";

impl fmt::Display for BatchPosition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operation = utf8_percent_encode(&self.operation, NON_ALPHANUMERIC);
        write!(f, "{VERSION}~{operation}~{}~{}", self.settled, self.in_doubt)
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
        let [VERSION, operation, settled, in_doubt] = parts[..] else {
            return Err(InvalidPosition);
        };
        let operation = percent_decode_str(operation).decode_utf8();
        let (Ok(operation), Some(settled), Some(in_doubt)) = (operation, Spans::parse(settled), Spans::parse(in_doubt))
        else {
            return Err(InvalidPosition);
        };
        if operation.is_empty() || settled.meets(&in_doubt) {
            return Err(InvalidPosition);
        }
        Ok(Self {
            operation: operation.into_owned(),
            settled,
            in_doubt,
        })
    }
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init)] // Lists of spans.
mod tests {
    use super::*;

    fn spans(text: &str) -> Spans {
        Spans::parse(text).unwrap()
    }

    #[test]
    fn a_stored_position_reads_back() {
        for (settled, in_doubt) in [("", ""), ("0-120", "120-170"), ("3-6.9-12", "0-3.6-9"), ("", "1-2")] {
            let position = BatchPosition::new("orders.upload~x", spans(settled), spans(in_doubt));
            assert_eq!(position.to_string().parse(), Ok(position));
        }
        let position = BatchPosition::new("a.b", spans("0-9"), spans("7-8"));
        assert_eq!(position.to_string(), "twb1~a%2Eb~0-7.8-9~7-8");
        assert_eq!((position.next(), position.in_doubt()), (7, vec![7..8]));
    }

    #[test]
    fn what_was_looked_up_is_no_longer_in_doubt() {
        let mut position = BatchPosition::new("a.b", spans("0-3"), spans("3-9"));
        position.settle(3..5);
        position.reopen(5..6);
        position.reopen(0..1);
        assert_eq!(position.to_string(), "twb1~a%2Eb~1-5~6-9");
        assert_eq!((position.next(), position.settled()), (0, vec![1..5]));
    }

    #[test]
    fn other_text_is_refused() {
        for text in [
            "",
            "twb1",
            "twb1~op~0-1",
            "twb1~op~0-1~~",
            "twb1~op~x~",
            "twb1~op~1~0",
            "twb1~op~0-1~0-1",
            "twb1~op~0-5~4-6",
            "twb1~op~3-1~",
            "twb1~~0-1~",
            "tw1~op~0-1~",
            "twb1~%FF~0-1~",
            "twb1~op~0-18446744073709551616~",
        ] {
            assert_eq!(text.parse::<BatchPosition>(), Err(InvalidPosition), "{text}");
        }
    }
}
