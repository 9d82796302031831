//! How many there are of each key, and how many before it.
//!
//! Anybody leaves from anywhere at any moment, and everybody asks how many stand before it. So they are counted by the leading digits
//! of their keys, for each number of those: whatever is asked or changed costs the same, however many there are.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Bits of a digit.
const DIGIT: u32 = 5;
/// Digits of the longest key.
const DIGITS: usize = u64::BITS.div_ceil(DIGIT) as usize;

#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Counts of keys, of keys without their last digit, without their last two, and so on.
    counts: [BTreeMap<u64, usize>; DIGITS],
    total: usize,
}

impl Tally {
    pub(super) fn total(&self) -> usize {
        self.total
    }

    /// The least key, and how many there are of it.
    pub(super) fn first(&self) -> Option<(u64, usize)> {
        self.counts[0].first_key_value().map(|(key, count)| (*key, *count))
    }

    /// `count` more of this key. No more than a number can say.
    pub(super) fn add(&mut self, key: u64, count: usize) {
        let count = count.min(usize::MAX - self.total);
        if count == 0 {
            return;
        }
        self.total += count;
        for (counts, prefix) in self.counts.iter_mut().zip(prefixes(key)) {
            *counts.entry(prefix).or_default() += count;
        }
    }

    /// So many less of this key, or none.
    pub(super) fn take(&mut self, key: u64, count: usize) {
        let count = self.counts[0].get(&key).map_or(0, |known| count.min(*known));
        if count == 0 {
            return;
        }
        self.total -= count;
        for (counts, prefix) in self.counts.iter_mut().zip(prefixes(key)) {
            if let Entry::Occupied(mut known) = counts.entry(prefix) {
                *known.get_mut() -= count;
                if *known.get() == 0 {
                    known.remove();
                }
            }
        }
    }

    /// How many there are of all keys below this one.
    pub(super) fn before(&self, key: u64) -> usize {
        let siblings = |(counts, prefix): (&BTreeMap<u64, usize>, u64)| {
            // Those that share all digits before this one, and have a lower one here.
            let lower = counts.range(prefix >> DIGIT << DIGIT..prefix);
            lower
                .inspect(|_| crate::steps::add(1))
                .map(|(_, count)| count)
                .sum::<usize>()
        };
        self.counts.iter().zip(prefixes(key)).map(siblings).sum()
    }

    /// The key of the one that has `nth` others before it.
    pub(super) fn find(&self, nth: usize) -> Option<u64> {
        let (mut left, mut found) = (nth, 0);
        for counts in self.counts.iter().rev() {
            let from = found << DIGIT;
            let mut inside = counts.range(from..=from | ((1 << DIGIT) - 1));
            found = inside.find_map(|(prefix, count)| {
                crate::steps::add(1);
                let is_here = left < *count;
                if !is_here {
                    left -= count;
                }
                is_here.then_some(*prefix)
            })?;
        }
        Some(found)
    }
}

fn prefixes(key: u64) -> impl Iterator<Item = u64> {
    std::iter::successors(Some(key), |prefix| Some(prefix >> DIGIT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_counts_as_a_list_does() {
        let mut tally = Tally::default();
        let mut list: Vec<u64> = Vec::new();
        let mut random = 0x9e37_79b9_7f4a_7c15_u64;
        let mut below = |limit: u64| {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            random % limit
        };
        let keys = [0, 1, 63, 64, 4095, 4096, 1 << 36, (1 << 36) + 7, u64::MAX - 1, u64::MAX];
        for _ in 0..2000 {
            let key = keys[usize::try_from(below(10)).unwrap()].saturating_sub(below(3));
            if below(5) < 3 {
                tally.add(key, 2);
                let at = list.partition_point(|known| *known < key);
                list.splice(at..at, [key, key]);
            } else {
                tally.take(key, 3);
                let (at, end) = (
                    list.partition_point(|known| *known < key),
                    list.partition_point(|known| *known <= key),
                );
                list.drain(at..end.min(at + 3));
            }
            assert_eq!(tally.total(), list.len());
            assert_eq!(tally.first().map(|(key, _)| key), list.first().copied());
            for key in keys {
                assert_eq!(tally.before(key), list.partition_point(|known| *known < key));
            }
            for nth in [0, 1, list.len() / 2, list.len().saturating_sub(1), list.len()] {
                assert_eq!(tally.find(nth), list.get(nth).copied());
            }
        }
    }

    #[test]
    fn numbers_do_not_overflow() {
        let mut tally = Tally::default();
        tally.add(5, usize::MAX - 1);
        tally.add(6, usize::MAX);
        assert_eq!(
            (tally.total(), tally.before(6), tally.find(usize::MAX - 1)),
            (usize::MAX, usize::MAX - 1, Some(6))
        );
        tally.take(5, usize::MAX);
        tally.take(6, 2);
        assert_eq!((tally.total(), tally.first()), (0, None));
        assert!(tally.counts.iter().all(BTreeMap::is_empty));
    }
}
