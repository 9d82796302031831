//! Sets of positions, held as spans: a run settles its elements in long rows.

use std::fmt;
use std::ops::Range;

/// Positions, as spans that are in order, apart from each other and not empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Spans(Vec<(u64, u64)>);

impl Spans {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Range<u64>> {
        self.0.iter().map(|&(start, end)| start..end)
    }

    pub(super) fn contains(&self, at: u64) -> bool {
        let behind = self.0.partition_point(|&(_, end)| end <= at);
        self.0.get(behind).is_some_and(|&(start, _)| start <= at)
    }

    /// End of the span that begins at 0.
    pub(super) fn prefix(&self) -> u64 {
        match self.0.first() {
            Some(&(0, end)) => end,
            _ => 0,
        }
    }

    /// How many there are from `at` on.
    pub(super) fn count_from(&self, at: u64) -> u64 {
        let counts = self.0.iter().map(|&(start, end)| end.saturating_sub(start.max(at)));
        counts.fold(0, u64::saturating_add)
    }

    pub(super) fn insert(&mut self, span: Range<u64>) {
        if span.is_empty() {
            return;
        }
        // Those that overlap it or touch it become one with it.
        let first = self.0.partition_point(|&(_, end)| end < span.start);
        let last = self.0.partition_point(|&(start, _)| start <= span.end);
        let start = self
            .0
            .get(first)
            .map_or(span.start, |&(start, _)| start.min(span.start));
        let end = match last.checked_sub(1).and_then(|last| self.0.get(last)) {
            Some(&(_, end)) => end.max(span.end),
            None => span.end,
        };
        self.0.splice(first..last, [(start, end)]);
    }

    pub(super) fn remove(&mut self, span: Range<u64>) {
        if span.is_empty() {
            return;
        }
        let first = self.0.partition_point(|&(_, end)| end <= span.start);
        let last = self.0.partition_point(|&(start, _)| start < span.end);
        let touched = self.0.get(first..last).unwrap_or_default();
        let (Some(&(start, _)), Some(&(_, end))) = (touched.first(), touched.last()) else {
            return;
        };
        let rest = [(start, span.start), (span.end, end)];
        let rest = rest.into_iter().filter(|(start, end)| start < end);
        self.0.splice(first..last, rest.collect::<Vec<_>>());
    }

    /// Whether a position is in both.
    pub(super) fn meets(&self, other: &Self) -> bool {
        let meets = |&(start, end): &(u64, u64)| {
            let behind = other.0.partition_point(|&(_, there)| there <= start);
            other.0.get(behind).is_some_and(|&(there, _)| there < end)
        };
        self.0.iter().any(meets)
    }

    /// `0-6.9-12`, as `Display` writes it; empty for none.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut spans: Vec<(u64, u64)> = Vec::new();
        for span in text.split('.').filter(|_| !text.is_empty()) {
            let (start, end) = span.split_once('-')?;
            let (start, end) = (number(start)?, number(end)?);
            let is_apart = spans.last().is_none_or(|&(_, before)| before < start);
            if !is_apart || end <= start {
                return None;
            }
            spans.push((start, end));
        }
        Some(Self(spans))
    }
}

/// Digits alone: no sign.
fn number(text: &str) -> Option<u64> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits)
}

impl fmt::Display for Spans {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (start, end)) in self.0.iter().enumerate() {
            let point = if at == 0 { "" } else { "." };
            write!(f, "{point}{start}-{end}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn they_hold_what_a_set_holds(steps in proptest::collection::vec((any::<bool>(), 0_u64..24, 0_u64..6), 0..40)) {
            let (mut spans, mut set) = (Spans::default(), BTreeSet::new());
            for (adds, start, length) in steps {
                let span = start..start + length;
                if adds {
                    spans.insert(span.clone());
                    set.extend(span);
                } else {
                    spans.remove(span.clone());
                    set.retain(|at| !span.contains(at));
                }
                let held: Vec<u64> = spans.iter().flatten().collect();
                prop_assert_eq!(&held, &set.iter().copied().collect::<Vec<_>>());
                // In order and apart, or it would not read back.
                prop_assert_eq!(Spans::parse(&spans.to_string()), Some(spans.clone()));
                for at in 0..32 {
                    prop_assert_eq!(spans.contains(at), set.contains(&at));
                    prop_assert_eq!(spans.count_from(at), set.range(at..).count() as u64);
                    let one = Spans(vec![(at, at + 2)]);
                    prop_assert_eq!(spans.meets(&one), set.range(at..at + 2).next().is_some());
                }
                let first_gap = (0..=set.len() as u64).find(|at| !set.contains(at)).unwrap_or(0);
                prop_assert_eq!(spans.prefix(), first_gap);
            }
        }
    }

    #[test]
    fn the_ends_of_numbers_hold() {
        let mut spans = Spans::default();
        spans.insert(0..u64::MAX);
        spans.insert(5..5);
        assert_eq!((spans.count_from(0), spans.prefix()), (u64::MAX, u64::MAX));
        spans.remove(7..8);
        assert_eq!(spans.to_string(), format!("0-7.8-{}", u64::MAX));
        assert_eq!(Spans::parse(""), Some(Spans::default()));
        for text in [
            "0", "0-", "-1", "1-1", "2-1", "0-1.1-2", "3-4.0-1", "0-1.", ".", "+0-1", "0-+1", "a-b",
        ] {
            assert_eq!(Spans::parse(text), None, "{text}");
        }
    }
}
