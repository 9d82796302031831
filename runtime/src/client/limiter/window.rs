//! The requests that weigh in the account's window.
//!
//! A server counts a request when it arrives, which is some time between its departure and its reply: a first one waits for a
//! connection, a later one overtakes it. So a request weighs from its departure until a whole window after its reply. One that
//! has no reply yet counts as arriving just now, but not later than a connection may take. One that counts for several is that
//! many in every sum.
//!
//! Only counts and times are kept, so that a number that a server sends costs nothing, however large it is.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use super::tally::Tally;

/// Farther away than any program runs. Sums of times stop there, as clocks end somewhere.
const NEVER: Duration = Duration::from_secs(10 * 365 * 24 * 3600);

/// Shortest window that makes sense.
const SHORTEST: Duration = Duration::from_millis(1);

/// How long before it is told to begin times are told apart: some callers looked at the clock before.
const BEFORE: Duration = Duration::from_secs(3600);

#[derive(Debug)]
pub(super) struct Window {
    length: Duration,
    /// Longest time from departure to arrival.
    way: Duration,
    /// Times are counted from then.
    start: Instant,
    /// Those that arrived, by the nanosecond.
    arrived: Tally,
    /// Those that have no reply yet, by the numbers of their departures.
    flying: BTreeMap<u64, Flying>,
    /// What they count for.
    flying_weights: Tally,
    /// Those that were given up at an unknown time; they count as arriving when the line is looked at next.
    given_up: usize,
}

#[derive(Debug, Clone, Copy)]
struct Flying {
    left: Instant,
    /// How many requests it counts for.
    weight: usize,
}

/// `at` and `wait` later, or as far away as makes no difference.
pub(super) fn later(at: Instant, wait: Duration) -> Instant {
    at.checked_add(wait.min(NEVER)).unwrap_or(at)
}

impl Window {
    pub(super) fn new(length: Duration, way: Duration, now: Instant) -> Self {
        let length = length.clamp(SHORTEST, NEVER);
        // A server may tell that its window began as long ago as it is.
        let start = now.checked_sub(length.saturating_add(BEFORE));
        Self {
            length,
            way,
            start: start.or_else(|| now.checked_sub(BEFORE)).unwrap_or(now),
            arrived: Tally::default(),
            flying: BTreeMap::new(),
            flying_weights: Tally::default(),
            given_up: 0,
        }
    }

    pub(super) fn length(&self) -> Duration {
        self.length
    }

    /// How many weigh.
    pub(super) fn total(&self) -> usize {
        self.arrived
            .total()
            .saturating_add(self.flying_weights.total())
            .saturating_add(self.given_up)
    }

    /// Brings the window to the present: what is older than it is forgotten.
    pub(super) fn forget_old(&mut self, now: Instant) {
        let given_up = std::mem::take(&mut self.given_up);
        self.add(given_up, now);
        while let Some((departure, first)) = self.flying.first_key_value() {
            let (departure, arrived) = (*departure, later(first.left, self.way));
            if arrived > now {
                break;
            }
            let weight = self.land(departure);
            self.add(weight.unwrap_or_default(), arrived);
        }
        while let Some((time, count)) = self.arrived.first() {
            if later(self.instant(time), self.length) > now {
                break;
            }
            self.arrived.take(time, count);
        }
    }

    /// A request that counts for `weight` leaves.
    pub(super) fn depart(&mut self, departure: u64, weight: usize, now: Instant) {
        // Where numbers end, the one before has the same.
        self.give_up(departure);
        self.flying.insert(departure, Flying { left: now, weight });
        self.flying_weights.add(departure, weight);
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
        self.flying.contains_key(&departure)
    }

    /// What those without a reply count for that left before that one.
    pub(super) fn flying_before(&self, departure: u64) -> usize {
        self.flying_weights.before(departure)
    }

    /// Enters requests that arrived then.
    pub(super) fn add(&mut self, count: usize, at: Instant) {
        let time = at.saturating_duration_since(self.start).as_nanos();
        self.arrived.add(u64::try_from(time).unwrap_or(u64::MAX), count);
    }

    /// Takes out the oldest of those that arrived.
    pub(super) fn remove_oldest(&mut self, count: usize) {
        let mut left = count;
        while let Some((time, count)) = self.arrived.first().filter(|_| left > 0) {
            self.arrived.take(time, left);
            left = left.saturating_sub(count);
        }
    }

    /// How many of those that weigh arrived for certain.
    pub(super) fn arrived(&self) -> usize {
        self.arrived.total()
    }

    /// When the one that has `nth` others before it stops to weigh, at the earliest.
    pub(super) fn release(&self, nth: usize, now: Instant) -> Instant {
        let arrived = self.arrived.find(nth).map(|time| self.instant(time));
        later(arrived.unwrap_or(now), self.length)
    }

    fn instant(&self, time: u64) -> Instant {
        // It came from an instant, so there is one.
        self.start.checked_add(Duration::from_nanos(time)).unwrap_or(self.start)
    }

    /// What it counts for, if it was on its way.
    fn land(&mut self, departure: u64) -> Option<usize> {
        let landed = self.flying.remove(&departure)?;
        self.flying_weights.take(departure, landed.weight);
        Some(landed.weight)
    }
}
