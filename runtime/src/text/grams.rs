//! The pieces of secrets, as hashes: the secrets themselves are not kept once more.

#![allow(clippy::disallowed_types, reason = "looked up, never walked")]

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

use super::symbols::Symbol;

/// So many characters in a row are never shown of a secret.
pub(super) const RUN: usize = 8;
/// Shorter secrets cannot be told from ordinary text.
pub(super) const SHORTEST: usize = 4;
/// Shorter ones are only taken for the secret where no letter or digit stands beside them.
const SHORTEST_WITHIN: usize = 6;

/// All runs of [`RUN`] characters in secrets, the whole of shorter secrets, and what a cut may leave of them.
#[derive(Default)]
pub(super) struct Grams {
    hasher: RandomState,
    whole: HashSet<u64>,
    parts: HashSet<u64>,
    /// Lengths of what is in `whole`.
    lengths: Vec<usize>,
    /// What begins with other characters is in none of the sets.
    beginnings: HashSet<u32>,
}

impl Grams {
    pub(super) fn add(&mut self, secret: &[Symbol]) {
        if secret.len() < SHORTEST {
            return;
        }
        let values: Vec<u32> = secret.iter().map(|symbol| symbol.value).collect();
        let length = values.len().min(RUN);
        for run in values.windows(length) {
            self.whole.insert(self.hash(run));
            self.beginnings.extend(run.first());
        }
        if !self.lengths.contains(&length) {
            self.lengths.push(length);
        }
        for length in 1..length {
            for part in values.windows(length) {
                self.parts.insert(self.hash(part));
            }
        }
    }

    fn hash(&self, values: &[u32]) -> u64 {
        self.hasher.hash_one(values)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lengths.is_empty()
    }

    /// The spans of `text` that show too much of a secret. The ends of `text` are ends of words if they are `open` on neither side.
    pub(super) fn find(&self, text: &[Symbol], open: [bool; 2], found: &mut Vec<(usize, usize)>) {
        let values: Vec<u32> = text.iter().map(|symbol| symbol.value).collect();
        for at in 0..values.len() {
            if !values.get(at).is_some_and(|value| self.beginnings.contains(value)) {
                continue;
            }
            for length in &self.lengths {
                let Some(run) = values.get(at..at + length) else {
                    continue;
                };
                if self.whole.contains(&self.hash(run))
                    && (*length >= SHORTEST_WITHIN || is_word(&values, at, at + length, open))
                {
                    let ends = text.get(at).zip(text.get(at + length - 1));
                    found.extend(ends.map(|(first, last)| (first.start, last.end)));
                }
            }
        }
    }

    /// How many of the last symbols are a piece of a secret.
    pub(super) fn ends_with_part(&self, text: &[Symbol]) -> usize {
        let values: Vec<u32> = text
            .iter()
            .rev()
            .take(RUN - 1)
            .rev()
            .map(|symbol| symbol.value)
            .collect();
        let is_part = |length: &usize| {
            let part = values.get(values.len() - length..).unwrap_or_default();
            self.parts.contains(&self.hash(part))
        };
        (1..=values.len()).rev().find(is_part).unwrap_or_default()
    }
}

fn is_word(values: &[u32], start: usize, end: usize, open: [bool; 2]) -> bool {
    let inside = |value: Option<&u32>, open: bool| match value {
        Some(value) => char::from_u32(*value).is_some_and(char::is_alphanumeric),
        None => open,
    };
    let before = start.checked_sub(1).and_then(|before| values.get(before));
    !inside(before, open[0]) && !inside(values.get(end), open[1])
}
