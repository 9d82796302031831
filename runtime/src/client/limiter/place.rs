//! Places in one line, which free themselves when dropped.

use std::task::Waker;
use std::time::{Duration, Instant};

use super::budget::Limiter;
use crate::meta;

/// A place in line. Dropped before it is used, it is free for the others.
#[derive(Debug)]
pub(crate) struct Place<'l> {
    pub(super) limiter: &'l Limiter,
    pub(super) number: u64,
    /// How many requests it counts for.
    weight: usize,
    /// What its holder was told last.
    pub(super) at: Instant,
    used: bool,
}

/// A request that left. Dropped without a reply, it counts as arriving until then.
#[derive(Debug)]
pub(crate) struct Departed<'l> {
    limiter: &'l Limiter,
    number: u64,
    weight: usize,
    departure: u64,
}

impl<'l> Place<'l> {
    /// Takes the next place in line for a request that counts for `weight`.
    pub(super) fn reserve(limiter: &'l Limiter, weight: usize, now: Instant) -> Self {
        let (number, at) = limiter.with(|line| line.join(weight, now));
        Self {
            limiter,
            number,
            weight,
            at,
            used: false,
        }
    }

    /// How long until the request may leave, as things stand.
    pub(crate) fn wait(&mut self, now: Instant) -> Duration {
        if let Some(at) = self.limiter.with(|line| line.time_of(self.number)) {
            self.at = at;
        }
        self.at.saturating_duration_since(now)
    }

    /// Whether the request may leave earlier by now than was told; if not, `waker` is woken as soon as it may.
    pub(crate) fn is_earlier(&self, waker: &Waker) -> bool {
        self.limiter.with(|line| line.watch(self.number, self.at, waker))
    }

    /// It left its line with the number `departure`.
    pub(super) fn departed(mut self, departure: u64) -> Departed<'l> {
        self.used = true;
        Departed {
            limiter: self.limiter,
            number: self.number,
            weight: self.weight,
            departure,
        }
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        if !self.used {
            self.limiter.with(|line| line.leave(self.number));
        }
    }
}

impl<'l> Departed<'l> {
    /// There is a reply, or the exchange is over without one.
    pub(crate) fn replied(&self, now: Instant) {
        self.limiter.with(|line| line.replied(self.departure, now));
    }

    /// The server refused it for want of patience: nobody leaves for the time of `wait`, and those who waited leave one by one.
    /// `wished`: the server named the time.
    pub(crate) fn refused(&self, wait: Duration, wished: bool, now: Instant) {
        self.limiter
            .with(|line| line.refused(self.departure, wait, wished, now));
    }

    /// The server served it.
    pub(crate) fn served(&self, now: Instant) {
        self.limiter.with(|line| line.served(self.departure, now));
    }

    /// The table of the limit.
    pub(crate) fn limit(&self) -> &'static meta::Limit {
        self.limiter.declared
    }

    /// The server's own count, told in the reply: so many used of so many. `reset`: so long until its window ends, where it says so.
    pub(crate) fn observe(&self, count: (usize, usize), reset: Option<Duration>, now: Instant) {
        self.limiter
            .with(|line| line.observe(self.departure, count, reset, now));
    }

    /// The request has to go once more. It keeps its number and so goes before all who came later.
    pub(crate) fn again(self, now: Instant) -> Place<'l> {
        let at = self.limiter.with(|line| line.rejoin(self.number, self.weight, now));
        Place {
            limiter: self.limiter,
            number: self.number,
            weight: self.weight,
            at,
            used: false,
        }
    }
}

impl Drop for Departed<'_> {
    fn drop(&mut self) {
        self.limiter.with(|line| line.give_up(self.departure));
    }
}
