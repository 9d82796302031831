//! One declared limit: the line for its budget, and the gate for what is under way at once.

use std::sync::{Arc, Mutex, PoisonError};
use std::task::Waker;
use std::time::{Duration, Instant};

use super::gate::Gate;
use super::line::Line;
use crate::client::budget::Charged;
use crate::meta;

/// Shared state behind one declared budget.
#[derive(Debug)]
pub(crate) struct Limiter {
    pub(super) declared: &'static meta::Limit,
    pub(super) line: Mutex<Line>,
    /// Where only so many requests may be under way at once.
    pub(super) gate: Option<Arc<Gate>>,
    /// The same for a shared budget.
    terms: Charged,
}

impl Limiter {
    /// What a platform declares, which the server's own count may correct. A request is on its way to the server for `way` at most.
    /// `own`: the user's budget in its place, which the server's count may only narrow; `parallel`: the user's number of requests
    /// at once in place of the declared one.
    pub(crate) fn new(
        declared: &'static meta::Limit,
        own: Option<(u32, Duration)>,
        parallel: Option<u32>,
        way: Duration,
        now: Instant,
    ) -> Self {
        let window = own.map_or(declared.window(), |(_, window)| window);
        let parallel = parallel.or((declared.parallel > 0).then_some(declared.parallel));
        let mut terms = Charged::new(
            declared.name,
            own.map_or(declared.requests, |(requests, _)| requests.max(1)),
            window,
        );
        terms.is_own = own.is_some();
        terms.parallel = parallel.map(|parallel| parallel.max(1));
        let own = own.map(|(requests, _)| requests as usize);
        Self {
            declared,
            line: Mutex::new(Line::new(declared.requests as usize, own, window, way, now)),
            gate: parallel.map(Gate::new),
            terms,
        }
    }

    /// What a shared budget is to know of a request that counts for `weight`.
    pub(super) fn charged(&self, weight: usize) -> Charged {
        self.terms.weight(u32::try_from(weight).unwrap_or(u32::MAX))
    }

    /// The user's own budget, if a request that counts for `weight` will never find room in it.
    pub(super) fn never(&self, weight: usize) -> Option<usize> {
        self.with(|line| line.never(weight))
    }

    /// How long the server itself asked all to wait, while they do.
    pub(super) fn wish(&self, now: Instant) -> Option<Duration> {
        let until = self.with(|line| line.wish(now))?;
        Some(until.saturating_duration_since(now))
    }

    /// Does something with the line, and afterwards wakes those who may go earlier for it.
    pub(super) fn with<T>(&self, act: impl FnOnce(&mut Line) -> T) -> T {
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        let outcome = act(&mut line);
        let woken = line.take_woken();
        drop(line);
        woken.into_iter().for_each(Waker::wake);
        outcome
    }
}
