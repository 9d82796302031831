//! The requests that weigh in the account's window.
//!
//! A server counts a request when it arrives, which is some time between its departure and its reply: a first one waits for a
//! connection, a later one overtakes it. So a request weighs from its departure until a whole window after its reply. One that
//! has no reply yet counts as arriving just now, but not later than a connection may take. One that counts for several is that
//! many in every sum.
//!
//! Only counts and times are kept, so that a number that a server sends costs nothing, however large it is.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// Farther away than any program runs. Sums of times stop there, as clocks end somewhere.
const NEVER: Duration = Duration::from_secs(10 * 365 * 24 * 3600);

/// Shortest window that makes sense.
const SHORTEST: Duration = Duration::from_millis(1);

#[derive(Debug)]
pub(super) struct Window {
    length: Duration,
    /// Longest time from departure to arrival.
    way: Duration,
    /// Those that arrived, oldest first.
    arrived: VecDeque<Group>,
    arrived_total: usize,
    /// Those that have no reply yet, in order of departure.
    flying: VecDeque<Flying>,
    flying_total: usize,
    /// Those that were given up at an unknown time; they count as arriving when the line is looked at next.
    given_up: usize,
}

/// So many requests arrived no later than then.
#[derive(Debug, Clone, Copy)]
struct Group {
    at: Instant,
    count: usize,
}

#[derive(Debug, Clone, Copy)]
struct Flying {
    departure: u64,
    left: Instant,
    /// How many requests it counts for.
    weight: usize,
}

/// `at` and `wait` later, or as far away as makes no difference.
pub(super) fn later(at: Instant, wait: Duration) -> Instant {
    at.checked_add(wait.min(NEVER)).unwrap_or(at)
}

impl Window {
    pub(super) fn new(length: Duration, way: Duration) -> Self {
        Self {
            length: length.clamp(SHORTEST, NEVER),
            way,
            arrived: VecDeque::new(),
            arrived_total: 0,
            flying: VecDeque::new(),
            flying_total: 0,
            given_up: 0,
        }
    }

    pub(super) fn length(&self) -> Duration {
        self.length
    }

    /// How many weigh.
    pub(super) fn total(&self) -> usize {
        self.arrived_total
            .saturating_add(self.flying_total)
            .saturating_add(self.given_up)
    }

    /// Brings the window to the present: what is older than it is forgotten.
    pub(super) fn forget_old(&mut self, now: Instant) {
        let given_up = std::mem::take(&mut self.given_up);
        self.add(given_up, now);
        while let Some(first) = self.flying.front().copied() {
            let arrived = later(first.left, self.way);
            if arrived > now {
                break;
            }
            self.flying.pop_front();
            self.flying_total = self.flying_total.saturating_sub(first.weight);
            self.add(first.weight, arrived);
        }
        while let Some(group) = self.arrived.front() {
            if later(group.at, self.length) > now {
                break;
            }
            self.arrived_total = self.arrived_total.saturating_sub(group.count);
            self.arrived.pop_front();
        }
    }

    /// A request that counts for `weight` leaves.
    pub(super) fn depart(&mut self, departure: u64, weight: usize, now: Instant) {
        self.flying_total = self.flying_total.saturating_add(weight);
        self.flying.push_back(Flying {
            departure,
            left: now,
            weight,
        });
    }

    /// The request with this number has its reply.
    pub(super) fn replied(&mut self, departure: u64, now: Instant) {
        if let Some(weight) = self.land(departure) {
            self.add(weight, now);
        }
    }

    /// Nobody waits for the reply any more.
    pub(super) fn give_up(&mut self, departure: u64) {
        if let Some(weight) = self.land(departure) {
            self.given_up = self.given_up.saturating_add(weight);
        }
    }

    pub(super) fn is_flying(&self, departure: u64) -> bool {
        self.find_flying(departure).is_some()
    }

    /// How many without a reply left before that one.
    pub(super) fn flying_before(&self, departure: u64) -> usize {
        let rank = self.flying.partition_point(|flying| flying.departure < departure);
        if self.flying_total == self.flying.len() {
            return rank;
        }
        self.flying.iter().take(rank).map(|flying| flying.weight).sum()
    }

    /// Enters requests that arrived then.
    pub(super) fn add(&mut self, count: usize, at: Instant) {
        if count == 0 {
            return;
        }
        self.arrived_total = self.arrived_total.saturating_add(count);
        let place = self.arrived.partition_point(|group| group.at <= at);
        let before = place.checked_sub(1).and_then(|before| self.arrived.get_mut(before));
        match before {
            Some(group) if group.at == at => group.count = group.count.saturating_add(count),
            _ => self.arrived.insert(place, Group { at, count }),
        }
    }

    /// Takes out the oldest of those that arrived.
    pub(super) fn remove_oldest(&mut self, count: usize) {
        let mut left = count;
        while let Some(group) = self.arrived.front_mut() {
            let taken = group.count.min(left);
            group.count -= taken;
            left -= taken;
            self.arrived_total = self.arrived_total.saturating_sub(taken);
            if group.count > 0 {
                break;
            }
            self.arrived.pop_front();
        }
    }

    /// How many of those that weigh arrived for certain.
    pub(super) fn arrived(&self) -> usize {
        self.arrived_total
    }

    /// When the one that has `nth` others before it stops to weigh, at the earliest.
    pub(super) fn release(&self, nth: usize, now: Instant) -> Instant {
        let arrived = if self.arrived.len() == self.arrived_total {
            self.arrived.get(nth).map(|group| group.at)
        } else {
            let mut before = 0_usize;
            let group = self.arrived.iter().find(|group| {
                before = before.saturating_add(group.count);
                before > nth
            });
            group.map(|group| group.at)
        };
        later(arrived.unwrap_or(now), self.length)
    }

    fn find_flying(&self, departure: u64) -> Option<usize> {
        let rank = self.flying.partition_point(|flying| flying.departure < departure);
        let found = self.flying.get(rank)?;
        (found.departure == departure).then_some(rank)
    }

    /// What it counts for, if it was on its way.
    fn land(&mut self, departure: u64) -> Option<usize> {
        let landed = self.flying.remove(self.find_flying(departure)?)?;
        self.flying_total = self.flying_total.saturating_sub(landed.weight);
        Some(landed.weight)
    }
}
