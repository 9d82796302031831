//! Those who wait in the line, in order of arrival.

use std::collections::VecDeque;
use std::task::Waker;
use std::time::Instant;

#[derive(Debug, Default)]
pub(super) struct Queue {
    waiting: VecDeque<Waiting>,
    /// What they count for.
    total: usize,
}

#[derive(Debug)]
pub(super) struct Waiting {
    pub(super) number: u64,
    /// When it may leave, as it was told last.
    pub(super) at: Instant,
    /// How many requests it counts for.
    pub(super) weight: usize,
    pub(super) waker: Option<Waker>,
}

impl Queue {
    pub(super) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// What all of them count for.
    pub(super) fn total(&self) -> usize {
        self.total
    }

    /// How many came before the one with this number.
    pub(super) fn rank_of(&self, number: u64) -> usize {
        self.waiting.partition_point(|waiting| waiting.number < number)
    }

    pub(super) fn find(&self, number: u64) -> Option<usize> {
        let rank = self.rank_of(number);
        self.get(rank)
            .is_some_and(|waiting| waiting.number == number)
            .then_some(rank)
    }

    pub(super) fn get(&self, rank: usize) -> Option<&Waiting> {
        self.waiting.get(rank)
    }

    pub(super) fn get_mut(&mut self, rank: usize) -> Option<&mut Waiting> {
        self.waiting.get_mut(rank)
    }

    /// What those count for who have a lower rank.
    pub(super) fn ahead_of(&self, rank: usize) -> usize {
        if self.total == self.waiting.len() {
            return rank;
        }
        self.waiting.iter().take(rank).map(|waiting| waiting.weight).sum()
    }

    /// Adds one where its number belongs.
    pub(super) fn insert(&mut self, number: u64, at: Instant, weight: usize) {
        let waiting = Waiting {
            number,
            at,
            weight,
            waker: None,
        };
        self.waiting.insert(self.rank_of(number), waiting);
        self.total = self.total.saturating_add(weight);
    }

    pub(super) fn remove(&mut self, rank: usize) {
        if let Some(gone) = self.waiting.remove(rank) {
            self.total = self.total.saturating_sub(gone.weight);
        }
    }

    /// Rank and weight of the first, among so many, who waits for a later time than `now`.
    pub(super) fn first_later(&self, among: usize, now: Instant) -> Option<(usize, usize)> {
        let mut front = self.waiting.iter().take(among).enumerate();
        let (rank, waiting) = front.find(|(_, waiting)| waiting.at > now)?;
        Some((rank, waiting.weight))
    }
}
