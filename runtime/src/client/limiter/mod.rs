//! Keeps an account within the request budget its platform declares.
//!
//! One [`Limiter`] serves all clones of a client. A caller takes a [`Place`] in line and learns when it may go, so callers go in
//! the order they came and never all at once. No window of the server sees more requests than the budget, whether it counts in fixed
//! or in sliding windows. A place that is dropped before its time goes to those behind it.
//!
//! Each place has a time of its own rather than a place at the head of a queue: a caller that stopped polling (a stream that
//! nobody reads for a while) must not hold up the others.
//!
//! `line` has the reckoning and the reasons for it, over the requests that still weigh (`window`) and what a server asked for
//! (`pause`); `queue` and `tally` keep count of many; here are the lock around it, and places that free themselves when dropped.

mod line;
mod pause;
mod queue;
mod tally;
mod window;

use std::sync::{Mutex, PoisonError};
use std::task::Waker;
use std::time::{Duration, Instant};

use self::line::Line;
pub(crate) use self::pause::longest as longest_pause;
use crate::meta;

/// Shared state behind one declared budget.
#[derive(Debug)]
pub(crate) struct Limiter {
    line: Mutex<Line>,
}

/// A place in line. Dropped before it is used, it is free for the others.
#[derive(Debug)]
pub(crate) struct Place<'l> {
    limiter: &'l Limiter,
    number: u64,
    /// What its holder was told last.
    at: Instant,
    used: bool,
}

/// A request that left. Dropped without a reply, it counts as arriving until then.
#[derive(Debug)]
pub(crate) struct Departed<'l> {
    limiter: &'l Limiter,
    number: u64,
    departure: u64,
}

impl Limiter {
    /// The budget that a platform declares; the server's own count may correct it. A request is on its way to the server for
    /// `way` at most.
    pub(crate) fn new(declared: &meta::Limit, way: Duration, now: Instant) -> Self {
        let window = Duration::from_secs(u64::from(declared.per_seconds));
        Self {
            line: Mutex::new(Line::new(declared.requests as usize, None, window, way, now)),
        }
    }

    /// The user's own budget in place of the `declared` one; the server's count may only narrow it.
    pub(crate) fn with_budget(
        (requests, window): (u32, Duration),
        declared: &meta::Limit,
        way: Duration,
        now: Instant,
    ) -> Self {
        let own = Some(requests as usize);
        Self {
            line: Mutex::new(Line::new(declared.requests as usize, own, window, way, now)),
        }
    }

    /// Takes the next place in line.
    pub(crate) fn reserve(&self, now: Instant) -> Place<'_> {
        let (number, at) = self.with(|line| line.join(now));
        Place {
            limiter: self,
            number,
            at,
            used: false,
        }
    }

    /// How long the server itself asked all to wait, while they do.
    pub(crate) fn wish(&self, now: Instant) -> Option<Duration> {
        let until = self.with(|line| line.wish(now))?;
        Some(until.saturating_duration_since(now))
    }

    /// Does something with the line, and afterwards wakes those who may go earlier for it.
    fn with<T>(&self, act: impl FnOnce(&mut Line) -> T) -> T {
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        let outcome = act(&mut line);
        let woken = line.take_woken();
        drop(line);
        woken.into_iter().for_each(Waker::wake);
        outcome
    }
}

impl<'l> Place<'l> {
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

    /// Leaves the line for the server, or gives the place back if its time has not come.
    pub(crate) fn depart(mut self, now: Instant) -> Result<Departed<'l>, Self> {
        let Some(departure) = self.limiter.with(|line| line.depart(self.number, now)) else {
            self.wait(now);
            return Err(self);
        };
        self.used = true;
        Ok(Departed {
            limiter: self.limiter,
            number: self.number,
            departure,
        })
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

    /// The server's own count, told in the reply: `used` of `budget`.
    pub(crate) fn observe(&self, used: usize, budget: usize, now: Instant) {
        self.limiter
            .with(|line| line.observe(self.departure, used, budget, now));
    }

    /// The request has to go once more. It keeps its number and so goes before all who came later.
    pub(crate) fn again(self, now: Instant) -> Place<'l> {
        let at = self.limiter.with(|line| line.rejoin(self.number, now));
        Place {
            limiter: self.limiter,
            number: self.number,
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

#[cfg(test)]
mod tests;
