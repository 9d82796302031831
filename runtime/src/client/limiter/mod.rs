//! Keeps an account within the request budget its platform declares.
//!
//! One [`Limiter`] serves all clones of a client. A caller takes a [`Place`] in line and learns when it may go, so callers go in
//! the order they came and never all at once. No window sees more departures than the budget, which is safe for servers that
//! count in fixed and in sliding windows alike. A place that is dropped before its time goes to those behind it.
//!
//! Each place has a time of its own rather than a place at the head of a queue: a caller that stopped polling (a stream that
//! nobody reads for a while) must not hold up the others.
//!
//! `line` has the reckoning and the reasons for it; here are the lock around it, and places that free themselves when dropped.

mod line;

use std::sync::{Mutex, PoisonError};
use std::task::Waker;
use std::time::{Duration, Instant};

use self::line::Line;
use crate::meta;

/// Longest pause that a server is believed to want.
const LONGEST_PAUSE: Duration = Duration::from_secs(24 * 3600);

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
    used: bool,
}

/// A request that left.
#[derive(Debug)]
pub(crate) struct Departed<'l> {
    limiter: &'l Limiter,
    number: u64,
    departure: u64,
}

impl Limiter {
    /// The budget that a platform declares; the server's own count may correct it.
    pub(crate) fn new(declared: &meta::Limit) -> Self {
        let window = Duration::from_secs(u64::from(declared.per_seconds));
        Self {
            line: Mutex::new(Line::new(declared.requests as usize, window, false)),
        }
    }

    /// The user's own budget; the server's count may only narrow it.
    pub(crate) fn with_budget(requests: usize, window: Duration) -> Self {
        Self {
            line: Mutex::new(Line::new(requests, window, true)),
        }
    }

    /// Takes the next place in line.
    pub(crate) fn reserve(&self, now: Instant) -> Place<'_> {
        let number = self.with(|line| line.join(now));
        Place {
            limiter: self,
            number,
            used: false,
        }
    }

    /// The server refused a request for want of patience: nobody leaves for the time of `wait`, and those who waited leave one
    /// by one.
    pub(crate) fn pause(&self, now: Instant, wait: Duration) {
        if let Some(until) = now.checked_add(wait.min(LONGEST_PAUSE)) {
            self.with(|line| line.pause(until, now));
        }
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
    /// When the request may leave, as things stand.
    pub(crate) fn at(&self) -> Option<Instant> {
        self.limiter.with(|line| line.time_of(self.number))
    }

    /// Whether the request may leave earlier than `at` by now; if not, `waker` is woken as soon as it may.
    pub(crate) fn is_before(&self, at: Instant, waker: &Waker) -> bool {
        self.limiter.with(|line| line.watch(self.number, at, waker))
    }

    /// Leaves the line for the server, or gives the place back if its time has not come.
    pub(crate) fn depart(mut self, now: Instant) -> Result<Departed<'l>, Self> {
        match self.limiter.with(|line| line.depart(self.number, now)) {
            Some(departure) => {
                self.used = true;
                Ok(Departed {
                    limiter: self.limiter,
                    number: self.number,
                    departure,
                })
            }
            None => Err(self),
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
    /// The server's own count, told in the reply: `used` of `budget`.
    pub(crate) fn observe(&self, used: usize, budget: usize, now: Instant) {
        self.limiter
            .with(|line| line.observe(self.departure, used, budget, now));
    }

    /// The request has to go once more. It keeps its number and so goes before all who came later.
    pub(crate) fn again(self, now: Instant) -> Place<'l> {
        self.limiter.with(|line| line.rejoin(self.number, now));
        Place {
            limiter: self.limiter,
            number: self.number,
            used: false,
        }
    }
}

#[cfg(test)]
mod tests;
