//! The line of one account: who left lately, who waits, and when each may go.
//!
//! Why it is so:
//!
//! - It keeps the time of every departure within the last window, not a bucket of tokens. A bucket that is full lets a whole budget
//!   go at once and refills meanwhile, so that some window sees up to twice the budget; a server that counts in windows refuses
//!   that. With the times, no window sees more than the budget, wherever the server lets its windows begin. A budget is a few
//!   hundred requests, so the list is short.
//! - A place is a forecast, a departure is judged anew: between the two others may have been late, or the server may have told
//!   its count.
//! - The server counts requests of other programs too. They are entered as departures at the time when the window was first seen:
//!   so they weigh as long as the server's window can last, and are forgotten with it.
//! - Counts come with replies, and replies overtake each other. Departures have numbers, so that an older count is known as one,
//!   and those who left after the counted request are added to it.
//! - A budget that the user set is a share of the account's. The server's count cannot know of shares, so it narrows it and never
//!   widens it.
//! - Behind a pause all leave one by one. Whoever waited for it would else leave at once, into a budget that is hardly free.
//! - A refused request keeps its number when it comes back. If it went to the end of the line, it could be refused for ever.
//! - Time is given, never asked for, and nobody sleeps here: the caller does, as it may be dropped at any moment.

use std::collections::VecDeque;
use std::task::Waker;
use std::time::{Duration, Instant};

#[derive(Debug)]
pub(super) struct Line {
    budget: usize,
    /// The user's own budget, which the server's may narrow but not widen.
    own: Option<usize>,
    window: Duration,
    /// Departures within the last window, also those that others of the account must have made; oldest first.
    left: VecDeque<Instant>,
    /// Those who wait, in order of arrival.
    waiting: VecDeque<Waiting>,
    next_number: u64,
    /// Requests that left so far.
    departures: u64,
    pause: Option<Pause>,
    seen: Option<Seen>,
    /// Those who may go earlier than they thought.
    woken: Vec<Waker>,
}

#[derive(Debug)]
struct Waiting {
    number: u64,
    at: Instant,
    waker: Option<Waker>,
}

/// Nobody leaves before `until`; afterwards one by one.
#[derive(Debug, Clone, Copy)]
struct Pause {
    until: Instant,
    /// The last departure behind the pause.
    left: Option<Instant>,
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
    pub(super) fn new(requests: usize, window: Duration, own: bool) -> Self {
        let budget = requests.max(1);
        Self {
            budget,
            own: own.then_some(budget),
            window,
            left: VecDeque::new(),
            waiting: VecDeque::new(),
            next_number: 0,
            departures: 0,
            pause: None,
            seen: None,
            woken: Vec::new(),
        }
    }

    pub(super) fn take_woken(&mut self) -> Vec<Waker> {
        std::mem::take(&mut self.woken)
    }

    pub(super) fn join(&mut self, now: Instant) -> u64 {
        self.forget_old(now);
        if self.waiting.is_empty() && self.pause.is_some_and(|pause| pause.left.unwrap_or(pause.until) <= now) {
            // Nobody is left of those who waited for its end.
            self.pause = None;
        }
        let number = self.next_number;
        self.next_number += 1;
        let at = self.next_time(now);
        self.waiting.push_back(Waiting {
            number,
            at,
            waker: None,
        });
        number
    }

    pub(super) fn rejoin(&mut self, number: u64, now: Instant) {
        let place = self.waiting.partition_point(|waiting| waiting.number < number);
        self.waiting.insert(
            place,
            Waiting {
                number,
                at: now,
                waker: None,
            },
        );
        self.reschedule(place, now);
    }

    pub(super) fn time_of(&self, number: u64) -> Option<Instant> {
        self.find(number)
            .and_then(|place| self.waiting.get(place))
            .map(|waiting| waiting.at)
    }

    pub(super) fn watch(&mut self, number: u64, at: Instant, waker: &Waker) -> bool {
        let Some(waiting) = self.find(number).and_then(|place| self.waiting.get_mut(place)) else {
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
        self.forget_old(now);
        let Some(place) = self.find(number) else {
            // Cannot be; but nobody shall wait for ever.
            return Some(self.departures);
        };
        let first_of_budget = self
            .left
            .len()
            .checked_sub(self.budget)
            .and_then(|first| self.left.get(first));
        let free_at = first_of_budget.map_or(now, |first| *first + self.window);
        if let Some(waiting) = self.waiting.get_mut(place) {
            waiting.at = waiting.at.max(free_at);
            if waiting.at > now {
                return None;
            }
        }
        self.waiting.remove(place);
        self.left.push_back(now);
        if let Some(pause) = &mut self.pause {
            pause.left = Some(now);
        }
        self.departures += 1;
        Some(self.departures)
    }

    pub(super) fn leave(&mut self, number: u64) {
        let Some(place) = self.find(number) else { return };
        let Some(gone) = self.waiting.remove(place) else { return };
        // Those behind may move up, one after another.
        self.reschedule(place, gone.at);
    }

    pub(super) fn pause(&mut self, until: Instant, now: Instant) {
        if self.pause.is_none_or(|pause| pause.until < until) {
            self.pause = Some(Pause { until, left: None });
            self.reschedule(0, now);
        }
    }

    /// Takes over the server's count, told in the reply to the request that left with the number `departure`.
    pub(super) fn observe(&mut self, departure: u64, used: usize, limit: usize, now: Instant) {
        if limit == 0 || self.seen.is_some_and(|seen| seen.departure > departure) {
            // Replies overtake each other; an older count says nothing new.
            return;
        }
        let since = match self.seen {
            // A count that falls is that of a new window.
            Some(seen) if seen.used <= used && now.saturating_duration_since(seen.since) < self.window => seen.since,
            _ => now,
        };
        self.seen = Some(Seen { departure, used, since });
        self.forget_old(now);
        let budget = self.own.map_or(limit, |own| own.min(limit));
        // Those who left since are not in the count.
        let since_then = usize::try_from(self.departures - departure).unwrap_or(usize::MAX);
        let free = limit.saturating_sub(used).saturating_sub(since_then);
        let free_here = budget.saturating_sub(self.left.len());
        let before = (self.budget, self.left.len());
        self.budget = budget;
        if free < free_here {
            let place = self.left.partition_point(|left| *left <= since);
            for _ in free..free_here {
                self.left.insert(place, since);
            }
        } else if self.own.is_none() {
            let surplus = (free - free_here).min(self.left.len());
            self.left.drain(..surplus);
        }
        if before != (self.budget, self.left.len()) {
            self.reschedule(0, now);
        }
    }

    fn find(&self, number: u64) -> Option<usize> {
        let place = self.waiting.partition_point(|waiting| waiting.number < number);
        self.waiting
            .get(place)
            .is_some_and(|waiting| waiting.number == number)
            .then_some(place)
    }

    fn forget_old(&mut self, now: Instant) {
        while self
            .left
            .front()
            .is_some_and(|left| now.saturating_duration_since(*left) >= self.window)
        {
            self.left.pop_front();
        }
    }

    /// Gives those who wait from `place` on a time anew, in the old order and none before `earliest`.
    fn reschedule(&mut self, place: usize, earliest: Instant) {
        for mut waiting in self.waiting.split_off(place) {
            let at = self.next_time(earliest);
            if at < waiting.at {
                self.woken.extend(waiting.waker.take());
            }
            waiting.at = at;
            self.waiting.push_back(waiting);
        }
    }

    /// Time of the place behind all others.
    fn next_time(&self, earliest: Instant) -> Instant {
        let mut at = earliest;
        if let Some(ahead) = (self.left.len() + self.waiting.len()).checked_sub(self.budget) {
            let first_of_budget = match ahead.checked_sub(self.left.len()) {
                None => self.left.get(ahead).copied(),
                Some(place) => self.waiting.get(place).map(|waiting| waiting.at),
            };
            at = first_of_budget.map_or(at, |first| at.max(first + self.window));
        }
        if let Some(pause) = self.pause {
            let spacing = self.window / u32::try_from(self.budget).unwrap_or(u32::MAX);
            let ahead = self
                .waiting
                .back()
                .map(|waiting| waiting.at)
                .filter(|ahead| *ahead >= pause.until)
                .or(pause.left);
            at = at.max(ahead.map_or(pause.until, |ahead| ahead + spacing));
        }
        at
    }
}
