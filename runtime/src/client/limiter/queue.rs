//! Those who wait, in order of their numbers, each with its rank and with what those before it count for.

use std::collections::BTreeMap;
use std::task::Waker;
use std::time::Instant;

use super::tally::Tally;

#[derive(Debug, Default)]
pub(super) struct Queue {
    all: BTreeMap<u64, Waiting>,
    numbers: Tally,
    /// What they count for beyond one each, which costs those nothing that count for one.
    beyond: Tally,
}

#[derive(Debug)]
pub(super) struct Waiting {
    /// When it may leave, as it was told last.
    pub(super) at: Instant,
    /// How many requests it counts for.
    pub(super) weight: usize,
    pub(super) waker: Option<Waker>,
}

impl Queue {
    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// What all of them count for.
    pub(super) fn total(&self) -> usize {
        self.numbers.total().saturating_add(self.beyond.total())
    }

    /// How many came before the one with this number, whether or not it waits itself.
    pub(super) fn rank(&self, number: u64) -> usize {
        self.numbers.before(number)
    }

    /// What those count for who came before the one with this number, whether or not it waits itself.
    pub(super) fn ahead(&self, number: u64) -> usize {
        self.rank(number).saturating_add(self.beyond.before(number))
    }

    pub(super) fn get(&self, number: u64) -> Option<&Waiting> {
        self.all.get(&number)
    }

    pub(super) fn get_mut(&mut self, number: u64) -> Option<&mut Waiting> {
        self.all.get_mut(&number)
    }

    /// Adds one where its number belongs.
    pub(super) fn insert(&mut self, number: u64, at: Instant, weight: usize) {
        let waiting = Waiting {
            at,
            weight,
            waker: None,
        };
        match self.all.insert(number, waiting) {
            Some(known) => self.beyond.take(number, known.beyond()),
            None => self.numbers.add(number, 1),
        }
        self.beyond.add(number, weight.saturating_sub(1));
    }

    /// Whether it was there.
    pub(super) fn remove(&mut self, number: u64) -> bool {
        let Some(gone) = self.all.remove(&number) else {
            return false;
        };
        self.numbers.take(number, 1);
        self.beyond.take(number, gone.beyond());
        true
    }

    /// The first, among so many, who waits for a later time than `now`.
    pub(super) fn first_later(&self, among: usize, now: Instant) -> Option<u64> {
        let mut front = self.all.iter().take(among).inspect(|_| crate::steps::add(1));
        front.find(|(_, waiting)| waiting.at > now).map(|(number, _)| *number)
    }
}

impl Waiting {
    fn beyond(&self) -> usize {
        self.weight.saturating_sub(1)
    }
}
