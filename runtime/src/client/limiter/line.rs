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
//! - A request may count for several. Numbers of departures are sums of weights, so that counts that are compared with the server's
//!   are in its own unit. One that came and found room for a part of itself only keeps what comes free for itself, or lighter ones
//!   behind it would take that for ever; for a window's length at most, as it may never come back.
//! - Time is given, never asked for, and nobody sleeps here: the caller does, as it may be dropped at any moment.

use std::task::Waker;
use std::time::{Duration, Instant};

use super::pause::{Pause, longest};
use super::queue::Queue;
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
    queue: Queue,
    next_number: u64,
    /// What the requests that left so far count for. A departure has the sum that it leads to as its number.
    departures: u64,
    pause: Option<Pause>,
    /// By the server's own words there is no room before.
    full_until: Option<Instant>,
    owed: Option<Owed>,
    seen: Option<Seen>,
    /// The latest time that was told.
    latest: Instant,
    /// Those who may go earlier than they thought.
    woken: Vec<Waker>,
}

/// One that came for more room than there was.
#[derive(Debug, Clone, Copy)]
struct Owed {
    number: u64,
    until: Instant,
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
            queue: Queue::default(),
            next_number: 0,
            departures: 0,
            pause: None,
            full_until: None,
            owed: None,
            seen: None,
            latest: now,
            woken: Vec::new(),
        }
    }

    pub(super) fn take_woken(&mut self) -> Vec<Waker> {
        std::mem::take(&mut self.woken)
    }

    /// The user's own budget, if a request that counts for `weight` will never find room in it. A budget that the server tells is no
    /// reason to give up: it may tell another one next.
    pub(super) fn never(&self, weight: usize) -> Option<usize> {
        self.own.filter(|own| weight > *own)
    }

    /// Takes the next place for a request that counts for `weight`.
    pub(super) fn join(&mut self, weight: usize, now: Instant) -> (u64, Instant) {
        self.bring_to(now);
        if self.queue.is_empty() && self.pause.is_some_and(|pause| pause.is_over(now)) {
            // Nobody is left of those who waited for its end.
            self.pause = None;
        }
        let number = self.next_number;
        self.next_number += 1;
        let at = self.time_at(self.queue.total(), weight, now);
        self.queue.insert(number, at, weight);
        (number, at)
    }

    pub(super) fn rejoin(&mut self, number: u64, weight: usize, now: Instant) -> Instant {
        self.bring_to(now);
        let at = self.time_at(self.queue.ahead(number), weight, now);
        self.queue.insert(number, at, weight);
        at
    }

    /// When the one with this number may leave, as things stand. `None`: nobody has it.
    pub(super) fn time_of(&self, number: u64) -> Option<Instant> {
        self.queue.get(number).map(|waiting| waiting.at)
    }

    pub(super) fn watch(&mut self, number: u64, at: Instant, waker: &Waker) -> bool {
        let Some(waiting) = self.queue.get_mut(number) else {
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

    /// Whether the one with this number may leave now. It is judged by those who really left, as others may be late.
    pub(super) fn may_depart(&mut self, number: u64, now: Instant) -> bool {
        self.bring_to(now);
        let Some(weight) = self.weight_of(number) else {
            // Cannot be; but nobody shall wait for ever.
            return true;
        };
        let has_room = self.window.total().saturating_add(weight) <= self.budget;
        let is_free = has_room && self.opens(now) <= now && !self.is_owed_before(number, now);
        let at = self.time_at(self.queue.ahead(number), weight, now);
        let Some(waiting) = self.queue.get_mut(number) else {
            return true;
        };
        // Those before it who do not come shall not hold it up.
        waiting.at = if is_free { waiting.at.min(at) } else { at };
        let may = is_free && waiting.at <= now;
        if weight > 1 && !has_room && !self.is_owed_before(number, now) {
            let until = later(now, self.window.length());
            self.owed = Some(Owed { number, until });
        }
        may
    }

    /// The one with this number leaves, which it may; the number of its departure.
    pub(super) fn depart(&mut self, number: u64, now: Instant) -> u64 {
        let Some(weight) = self.weight_of(number) else {
            return 0;
        };
        self.remove(number);
        self.departures = self.departures.saturating_add(weight as u64);
        self.window.depart(self.departures, weight, now);
        if let Some(pause) = &mut self.pause {
            pause.departed(self.departures, now);
        }
        self.wake_first();
        self.departures
    }

    pub(super) fn leave(&mut self, number: u64) {
        if self.remove(number) && self.queue.rank(number) <= PASSED_OVER {
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

    /// Takes over the server's count, told in the reply to the request that left with the number `departure`. `reset`: after that
    /// time its window ends, by its own words, which are believed as far as those about a pause.
    pub(super) fn observe(
        &mut self,
        departure: u64,
        (used, limit): (usize, usize),
        reset: Option<Duration>,
        now: Instant,
    ) {
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
        let since = reset.map_or(since, |reset| self.began(reset, now));
        self.full_until = reset
            .filter(|_| used >= limit)
            .map(|reset| later(now, reset.min(longest(self.window.length()))));
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

    /// When the server's window began that ends after the time of `reset`.
    fn began(&self, reset: Duration, now: Instant) -> Instant {
        let gone = self.window.length().saturating_sub(reset);
        now.checked_sub(gone).unwrap_or(now)
    }

    /// When the one with this number may leave, reckoned anew.
    #[cfg(test)]
    pub(super) fn outlook(&self, number: u64, now: Instant) -> Instant {
        let weight = self.weight_of(number).expect("it is in the line");
        self.time_at(self.queue.ahead(number), weight, now)
    }

    /// What the one with this number counts for, if it waits.
    fn weight_of(&self, number: u64) -> Option<usize> {
        self.queue.get(number).map(|waiting| self.in_budget(waiting.weight))
    }

    /// Whether it was there.
    fn remove(&mut self, number: u64) -> bool {
        self.owed = self.owed.filter(|owed| owed.number != number);
        self.queue.remove(number)
    }

    /// A request that counts for more than the server's budget takes all of it.
    fn in_budget(&self, weight: usize) -> usize {
        weight.clamp(1, self.budget)
    }

    /// Whether the room that is free, or will be next, is for one that came before.
    fn is_owed_before(&self, number: u64, now: Instant) -> bool {
        self.owed.is_some_and(|owed| owed.number < number && now < owed.until)
    }

    fn bring_to(&mut self, now: Instant) {
        self.latest = self.latest.max(now);
        self.window.forget_old(now);
        self.full_until = self.full_until.filter(|until| *until > now);
    }

    /// Wakes the first who waits for a later time than it has to.
    fn wake_first(&mut self) {
        let now = self.latest;
        let first = self.queue.first_later(PASSED_OVER, now);
        let Some((number, weight)) = first.and_then(|number| Some((number, self.weight_of(number)?))) else {
            return;
        };
        let at = self.time_at(self.queue.ahead(number), weight, now);
        if let Some(waiting) = self.queue.get_mut(number).filter(|waiting| at < waiting.at) {
            waiting.at = at;
            self.woken.extend(waiting.waker.take());
        }
    }

    /// When the pause lets the next one leave, and what the server said of its window.
    fn opens(&self, now: Instant) -> Instant {
        let opens = self.pause.map_or(now, |pause| {
            pause.opens(now, self.spacing(), |probe| self.window.is_flying(probe))
        });
        self.full_until.map_or(opens, |full| opens.max(full))
    }

    /// Time between two departures behind a pause.
    fn spacing(&self) -> Duration {
        self.window.length() / u32::try_from(self.budget).unwrap_or(u32::MAX)
    }

    /// When a request that counts for `weight` may leave that has `ahead` before it.
    fn time_at(&self, ahead: usize, weight: usize, now: Instant) -> Instant {
        let times = |wait: Duration, times: usize| wait.saturating_mul(u32::try_from(times).unwrap_or(u32::MAX));
        // The last of the places that it needs decides. A place that is free again after a window is taken by whoever has a whole
        // budget more before it.
        let last = ahead.saturating_add(self.in_budget(weight) - 1);
        let (rounds, place) = (last / self.budget, last % self.budget);
        let first = match place.saturating_add(self.window.total()).checked_sub(self.budget) {
            None => now,
            Some(nth) => self.window.release(nth, now),
        };
        let at = later(first, times(self.window.length(), rounds));
        match self.pause {
            Some(_) => at.max(later(self.opens(now), times(self.spacing(), ahead))),
            None => at.max(self.opens(now)),
        }
    }
}
