//! The line of one account: who left lately, who waits, and when each may go.
//!
//! Why it is so:
//!
//! - It keeps the times of requests within the last window, not a bucket of tokens. A bucket that is full lets a whole budget
//!   go at once and refills meanwhile, so that some window sees up to twice the budget; a server that counts in windows refuses
//!   that. With the times, no window sees more than the budget, wherever the server lets its windows begin.
//! - A place is a forecast, a departure is judged anew: between the two others may have been late, or the server may have told
//!   its count.
//! - Whoever waits has a rank, and its time follows from that alone. So leaving the line costs nothing, however many stand
//!   behind: their times are reckoned anew when they ask, and only the first in line is woken to do so.
//! - The server counts requests of other programs too. They are entered as arrived at the time when the window was first seen:
//!   so they weigh as long as the server's window can last, and are forgotten with it.
//! - Counts come with replies, and replies overtake each other. Departures have numbers, so that an older count is known as one,
//!   and those who left after the counted request, or have no reply yet, are added to it.
//! - A budget that the user set is a share of the account's. The server's count cannot know of shares, so it narrows it and never
//!   widens it. A budget far beyond the declared one is no budget but a mistake, and passed over.
//! - Behind a pause all leave one by one. Whoever waited for it would else leave at once, into a budget that is hardly free.
//! - A refused request keeps its number when it comes back. If it went to the end of the line, it could be refused for ever.
//! - Time is given, never asked for, and nobody sleeps here: the caller does, as it may be dropped at any moment.

use std::task::Waker;
use std::time::{Duration, Instant};

use super::pause::Pause;
use super::queue::{Queue, Waiting};
use super::window::{Window, later};

/// How many times the declared budget a server's own is believed.
const MOST_TIMES: usize = 100;
/// How many are passed over whose time came and who did not, to find somebody to wake.
const PASSED_OVER: usize = 64;

#[derive(Debug)]
pub(super) struct Line {
    budget: usize,
    /// The user's own budget, which the server's may narrow but not widen.
    own: Option<usize>,
    /// Largest budget that the server is believed to have.
    most: usize,
    window: Window,
    /// Those who wait, in order of arrival.
    waiting: Queue,
    next_number: u64,
    /// Requests that left so far; the first has the number 1.
    departures: u64,
    pause: Option<Pause>,
    seen: Option<Seen>,
    /// The latest time that was told.
    latest: Instant,
    /// Those who may go earlier than they thought.
    woken: Vec<Waker>,
}

/// The server's count, as it was told last.
#[derive(Debug, Clone, Copy)]
struct Seen {
    departure: u64,
    used: usize,
    /// When the server's window was first seen. Requests of others in it were made before.
    since: Instant,
}

impl Line {
    /// `own`: the user's own budget. A request is on its way to the server for `way` at most.
    pub(super) fn new(declared: usize, own: Option<usize>, window: Duration, way: Duration, now: Instant) -> Self {
        let own = own.map(|own| own.max(1));
        Self {
            budget: own.unwrap_or(declared).max(1),
            own,
            most: declared.max(1).saturating_mul(MOST_TIMES),
            window: Window::new(window, way, now),
            waiting: Queue::default(),
            next_number: 0,
            departures: 0,
            pause: None,
            seen: None,
            latest: now,
            woken: Vec::new(),
        }
    }

    pub(super) fn take_woken(&mut self) -> Vec<Waker> {
        std::mem::take(&mut self.woken)
    }

    pub(super) fn join(&mut self, now: Instant) -> (u64, Instant) {
        self.bring_to(now);
        if self.waiting.is_empty() && self.pause.is_some_and(|pause| pause.is_over(now)) {
            // Nobody is left of those who waited for its end.
            self.pause = None;
        }
        let number = self.next_number;
        self.next_number += 1;
        let at = self.time_at(self.waiting.len(), now);
        self.waiting.insert(Waiting {
            number,
            at,
            waker: None,
        });
        (number, at)
    }

    pub(super) fn rejoin(&mut self, number: u64, now: Instant) -> Instant {
        self.bring_to(now);
        let at = self.time_at(self.waiting.rank(number), now);
        self.waiting.insert(Waiting {
            number,
            at,
            waker: None,
        });
        at
    }

    /// When the one with this number may leave, as things stand. `None`: nobody has it.
    pub(super) fn time_of(&self, number: u64) -> Option<Instant> {
        self.waiting.get(number).map(|waiting| waiting.at)
    }

    pub(super) fn watch(&mut self, number: u64, at: Instant, waker: &Waker) -> bool {
        let Some(waiting) = self.waiting.get_mut(number) else {
            return true;
        };
        if waiting.at < at {
            return true;
        }
        match &mut waiting.waker {
            Some(known) => known.clone_from(waker),
            none => *none = Some(waker.clone()),
        }
        false
    }

    /// The number of the departure, if the place's time has come. It is judged by those who really left, as others may be late.
    pub(super) fn depart(&mut self, number: u64, now: Instant) -> Option<u64> {
        self.bring_to(now);
        let Some(rank) = self.find(number) else {
            // Cannot be; but nobody shall wait for ever.
            return Some(0);
        };
        let is_free = self.window.total() < self.budget && self.opens(now) <= now;
        let at = self.time_at(rank, now);
        if let Some(waiting) = self.waiting.get_mut(number) {
            // Those before it who do not come shall not hold it up.
            waiting.at = if is_free { waiting.at.min(at) } else { at };
            if !is_free || waiting.at > now {
                return None;
            }
        }
        self.waiting.remove(number);
        self.departures += 1;
        self.window.depart(self.departures, now);
        if let Some(pause) = &mut self.pause {
            pause.departed(self.departures, now);
        }
        self.wake_first();
        Some(self.departures)
    }

    pub(super) fn leave(&mut self, number: u64) {
        let Some(rank) = self.find(number) else { return };
        self.waiting.remove(number);
        if rank <= PASSED_OVER {
            self.wake_first();
        }
    }

    /// The request that left with this number has its reply.
    pub(super) fn replied(&mut self, departure: u64, now: Instant) {
        self.window.replied(departure, now);
        self.bring_to(now);
    }

    /// Nobody waits for the reply to it any more.
    pub(super) fn give_up(&mut self, departure: u64) {
        self.window.give_up(departure);
    }

    /// The server refused the request that left with this number, and wants none for the time of `wait`; it said so if that
    /// is `wished`.
    pub(super) fn refused(&mut self, departure: u64, wait: Duration, wished: bool, now: Instant) {
        let pause = Pause::new(now, wait, wished, self.window.length(), self.departures);
        if self.pause.is_none_or(|known| known.gives_way_to(&pause, departure)) {
            self.pause = Some(pause);
        }
    }

    /// The server served the request that left with this number, and so takes requests again.
    pub(super) fn served(&mut self, departure: u64, now: Instant) {
        if self.pause.as_mut().is_some_and(|pause| pause.end(departure, now)) {
            self.bring_to(now);
            self.wake_first();
        }
    }

    /// When the pause ends that all wait for, in the server's own words.
    pub(super) fn wish(&self, now: Instant) -> Option<Instant> {
        self.pause.and_then(|pause| pause.wish(now))
    }

    /// Takes over the server's count, told in the reply to the request that left with the number `departure`.
    pub(super) fn observe(&mut self, departure: u64, used: usize, limit: usize, now: Instant) {
        let is_old = self.seen.is_some_and(|seen| seen.departure > departure);
        if is_old || limit == 0 || limit > self.most {
            // Replies overtake each other; an older count says nothing new.
            return;
        }
        let since = match self.seen {
            // A count that falls is that of a new window.
            Some(seen) if seen.used <= used && now.saturating_duration_since(seen.since) < self.window.length() => {
                seen.since
            }
            _ => now,
        };
        self.seen = Some(Seen { departure, used, since });
        self.bring_to(now);
        self.budget = self.own.map_or(limit, |own| own.min(limit));
        // Those who left since are not in the count, and those who may still be on their way might not be.
        let since_then = usize::try_from(self.departures.saturating_sub(departure)).unwrap_or(usize::MAX);
        let uncounted = since_then.saturating_add(self.window.flying_before(departure));
        let free = limit.saturating_sub(used).saturating_sub(uncounted);
        let free_here = self.budget.saturating_sub(self.window.total());
        if free < free_here {
            self.window.add(free_here - free, since);
        } else if self.own.is_none() {
            self.window.remove_oldest((free - free_here).min(self.window.arrived()));
        }
        self.wake_first();
    }

    pub(super) fn find(&self, number: u64) -> Option<usize> {
        self.waiting.get(number).map(|_| self.waiting.rank(number))
    }

    fn bring_to(&mut self, now: Instant) {
        self.latest = self.latest.max(now);
        self.window.forget_old(now);
    }

    /// Wakes the first who waits for a later time than it has to.
    fn wake_first(&mut self) {
        let now = self.latest;
        let front = self.waiting.iter().take(PASSED_OVER).enumerate();
        let mut late = front.filter(|(_, waiting)| waiting.at > now);
        let Some((rank, number)) = late.next().map(|(rank, waiting)| (rank, waiting.number)) else {
            return;
        };
        drop(late);
        let at = self.time_at(rank, now);
        if let Some(waiting) = self.waiting.get_mut(number).filter(|waiting| at < waiting.at) {
            waiting.at = at;
            self.woken.extend(waiting.waker.take());
        }
    }

    /// When the pause lets the next one leave.
    fn opens(&self, now: Instant) -> Instant {
        self.pause.map_or(now, |pause| {
            pause.opens(now, self.spacing(), |probe| self.window.is_flying(probe))
        })
    }

    /// Time between two departures behind a pause.
    fn spacing(&self) -> Duration {
        self.window.length() / u32::try_from(self.budget).unwrap_or(u32::MAX)
    }

    /// When whoever has `rank` others before it may leave.
    pub(super) fn time_at(&self, rank: usize, now: Instant) -> Instant {
        let times = |wait: Duration, times: usize| wait.saturating_mul(u32::try_from(times).unwrap_or(u32::MAX));
        // A place that is free again after a window is taken by whoever has a whole budget more before it.
        let (rounds, place) = (rank / self.budget, rank % self.budget);
        let first = match place.saturating_add(self.window.total()).checked_sub(self.budget) {
            None => now,
            Some(nth) => self.window.release(nth, now),
        };
        let at = later(first, times(self.window.length(), rounds));
        match self.pause {
            Some(_) => at.max(later(self.opens(now), times(self.spacing(), rank))),
            None => at,
        }
    }
}
