//! Those who wait, in order of their numbers, each with its rank.

use std::collections::BTreeMap;
use std::task::Waker;
use std::time::Instant;

use super::tally::Tally;

#[derive(Debug)]
pub(super) struct Waiting {
    pub number: u64,
    pub at: Instant,
    pub waker: Option<Waker>,
}

#[derive(Debug, Default)]
pub(super) struct Queue {
    all: BTreeMap<u64, Waiting>,
    numbers: Tally,
}

impl Queue {
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub(super) fn insert(&mut self, waiting: Waiting) {
        let number = waiting.number;
        if self.all.insert(number, waiting).is_none() {
            self.numbers.add(number, 1);
        }
    }

    pub(super) fn remove(&mut self, number: u64) {
        if self.all.remove(&number).is_some() {
            self.numbers.take(number, 1);
        }
    }

    pub(super) fn get(&self, number: u64) -> Option<&Waiting> {
        self.all.get(&number)
    }

    pub(super) fn get_mut(&mut self, number: u64) -> Option<&mut Waiting> {
        self.all.get_mut(&number)
    }

    /// From the first on.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Waiting> {
        self.all.values().inspect(|_| crate::steps::add(1))
    }

    /// How many stand before that number, whether or not it waits itself.
    pub(super) fn rank(&self, number: u64) -> usize {
        self.numbers.before(number)
    }
}
