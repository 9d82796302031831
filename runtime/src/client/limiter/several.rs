//! A call among the limits that count it.
//!
//! A request leaves when all of its limits let it, in one step: if one of them had no room, it would else weigh in the others without
//! having been sent. Permits come last, when the times of the budgets have come, so that nobody holds one for as long as a budget
//! makes him wait. Limits are always taken in the platform's order, so that no two calls wait for each other.

use std::sync::{MutexGuard, PoisonError};
use std::task::Waker;
use std::time::{Duration, Instant};

use super::budget::Limiter;
use super::gate::{Gate, Permit, Ticket};
use super::line::Line;
use super::pause::longest;
use super::place::{Departed, Place};
use crate::client::budget::{Charged, News, Seat, Shared, SharedTurn};

/// The limits that count a call, and what it counts for in each; in the platform's order, each once.
#[derive(Debug, Clone, Default)]
pub(crate) struct Counted<'l> {
    limits: Vec<(&'l Limiter, usize)>,
    /// Where other processes ask too.
    shared: Option<&'l Shared>,
}

/// Places in all lines of a call. Dropped before they are used, they are free for the others.
#[derive(Debug)]
pub(crate) struct Places<'l> {
    by_limit: Vec<Place<'l>>,
    tickets: Vec<Ticket>,
    turn: Option<SharedTurn>,
}

/// A request that left, in the eyes of all limits that count it.
#[derive(Debug)]
pub(crate) struct Left<'l> {
    departed: Vec<Departed<'l>>,
    tickets: Vec<Ticket>,
    turn: Option<SharedTurn>,
}

impl<'l> Counted<'l> {
    /// `charges` are indices into `limiters`, with weights; `shared` is asked too, if there is one.
    pub(crate) fn new(
        limiters: &'l [Limiter],
        charges: impl Iterator<Item = (usize, u32)>,
        shared: Option<&'l Shared>,
    ) -> Self {
        if limiters.is_empty() {
            let limits = Vec::new();
            return Self { limits, shared };
        }
        let mut known: Vec<(usize, usize)> = charges
            .filter(|(at, _)| *at < limiters.len())
            .map(|(at, weight)| (at, usize::try_from(weight).unwrap_or(usize::MAX).max(1)))
            .collect();
        known.sort_unstable();
        // A lock that is taken twice would never come.
        known.dedup_by(|later, first| {
            let is_same = later.0 == first.0;
            if is_same {
                first.1 = first.1.saturating_add(later.1);
            }
            is_same
        });
        let limits = known.into_iter();
        Self {
            limits: limits
                .filter_map(|(at, weight)| Some((limiters.get(at)?, weight)))
                .collect(),
            shared,
        }
    }

    /// The limit, the weight and the user's own budget where the call would never find room.
    pub(crate) fn never(&self) -> Option<(&'static str, usize, usize)> {
        let mut limits = self.limits.iter();
        limits.find_map(|(limiter, weight)| Some((limiter.declared.name, *weight, limiter.never(*weight)?)))
    }

    /// Takes the next place in each line. `None`: nothing limits the call.
    pub(crate) fn reserve(&self, now: Instant) -> Option<Places<'l>> {
        if self.limits.is_empty() {
            return None;
        }
        let places: Vec<_> = self
            .limits
            .iter()
            .map(|(limiter, weight)| Place::reserve(limiter, *weight, now))
            .collect();
        let gates = self.limits.iter().filter_map(|(limiter, _)| limiter.gate.as_ref());
        Some(Places {
            by_limit: places,
            tickets: gates.map(Gate::ticket).collect(),
            turn: self.shared.map(|shared| shared.turn(self.charged())),
        })
    }

    fn charged(&self) -> Vec<Charged> {
        let limits = self.limits.iter();
        limits.map(|(limiter, weight)| limiter.charged(*weight)).collect()
    }

    /// How long the server itself asked all to wait, while they do.
    pub(crate) fn wish(&self, now: Instant) -> Option<Duration> {
        self.limits.iter().filter_map(|(limiter, _)| limiter.wish(now)).max()
    }
}

impl<'l> Places<'l> {
    /// How long until the request may leave, as things stand.
    pub(crate) fn wait(&mut self, now: Instant) -> Duration {
        let waits = self.by_limit.iter_mut().map(|place| place.wait(now));
        waits.max().unwrap_or_default()
    }

    /// Whether one of the lines is faster by now than was told; if not, `waker` is woken as soon as one is.
    pub(crate) fn is_earlier(&self, waker: &Waker) -> bool {
        // All of them have to know the waker.
        let mut is_earlier = false;
        for place in &self.by_limit {
            is_earlier |= place.is_earlier(waker);
        }
        is_earlier
    }

    /// The turn at the shared budget, if there is one.
    pub(crate) fn turn(&self) -> Option<&SharedTurn> {
        self.turn.as_ref()
    }

    /// The places in line for permits, in the order in which they are to be taken.
    pub(crate) fn tickets(&self) -> &[Ticket] {
        &self.tickets
    }

    /// Leaves all lines for the server, or none if the time of one has not come.
    pub(crate) fn depart(self, now: Instant) -> Result<Left<'l>, Self> {
        let limiters: Vec<&'l Limiter> = self.by_limit.iter().map(|place| place.limiter).collect();
        let mut lines: Vec<MutexGuard<'l, Line>> = limiters
            .iter()
            .map(|limiter| limiter.line.lock().unwrap_or_else(PoisonError::into_inner))
            .collect();
        let mut may = true;
        for (line, place) in lines.iter_mut().zip(&self.by_limit) {
            may &= line.may_depart(place.number, now);
        }
        let mut departed = Vec::new();
        let Self {
            by_limit: mut places,
            tickets,
            turn,
        } = self;
        if may {
            for (line, place) in lines.iter_mut().zip(places.drain(..)) {
                let departure = line.depart(place.number, now);
                departed.push(place.departed(departure));
            }
        }
        let woken: Vec<Waker> = lines.iter_mut().flat_map(|line| line.take_woken()).collect();
        drop(lines);
        woken.into_iter().for_each(Waker::wake);
        if may {
            return Ok(Left {
                departed,
                tickets,
                turn,
            });
        }
        let mut places = Self {
            by_limit: places,
            tickets,
            turn,
        };
        places.wait(now);
        Err(places)
    }
}

impl<'l> Left<'l> {
    /// There is a reply, or the exchange is over without one.
    pub(crate) fn replied(&self, now: Instant) {
        self.each(|departed| departed.replied(now));
        if let Some(turn) = &self.turn {
            turn.replied();
        }
    }

    /// The server refused it for want of patience: nobody leaves for the time of `wait`, and those who waited leave one by one.
    /// `wished`: the server named the time. It does not say which of the limits it means.
    pub(crate) fn refused(&self, wait: Duration, wished: bool, now: Instant) {
        self.each(|departed| departed.refused(wait, wished, now));
        if let Some(turn) = &self.turn {
            let window = self.departed.iter().map(|departed| departed.limit().window()).max();
            let wait = wait.min(longest(window.unwrap_or_default()));
            turn.tell(News::Refused { wait, wished });
        }
    }

    /// The server served it.
    pub(crate) fn served(&self, now: Instant) {
        self.each(|departed| departed.served(now));
        if let Some(turn) = &self.turn {
            turn.tell(News::Served);
        }
    }

    /// The server's own count in one of the limits, told in the reply: so many used of so many. A shared budget knows who the others are
    /// that it counted; the line of this process would take them for strangers.
    pub(crate) fn counted(
        &self,
        departed: &Departed<'l>,
        (used, of): (u32, u32),
        reset: Option<Duration>,
        now: Instant,
    ) {
        if let Some(turn) = &self.turn {
            let limit = departed.limit().name;
            turn.tell(News::Counted { limit, used, of, reset });
        } else {
            departed.observe((used as usize, of as usize), reset, now);
        }
    }

    /// What each limit makes of it.
    pub(crate) fn each(&self, tell: impl Fn(&Departed<'l>)) {
        self.departed.iter().for_each(tell);
    }

    /// The request has to go once more. It keeps its numbers and so goes before all who came later.
    pub(crate) fn again(self, now: Instant) -> Places<'l> {
        Places {
            by_limit: self.departed.into_iter().map(|departed| departed.again(now)).collect(),
            tickets: self.tickets,
            turn: self.turn,
        }
    }
}

/// Permits of one request, which is under way until they are dropped.
pub(crate) type Permits = Vec<Held>;

/// One of them: of this process, or of all.
#[derive(Debug)]
#[expect(dead_code, reason = "they are held")]
pub(crate) enum Held {
    Permit(Permit),
    Seat(Seat),
}
