//! What this worker was granted lately: to tell a store that lost it, and to keep to its share while there is none.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::time::Instant;
use tradewire::client::budget::Charged;

/// Farther away than any program runs; clocks end somewhere.
const NEVER: Duration = Duration::from_secs(10 * 365 * 24 * 3600);

/// `wait` after `at`, or as far away as makes no difference.
pub(crate) fn later(at: Instant, wait: Duration) -> Instant {
    at.checked_add(wait.min(NEVER)).unwrap_or(at)
}

/// A place that was given.
#[derive(Debug, Clone)]
pub(crate) struct Grant {
    pub ticket: u64,
    /// Limits by their index in the account, each with what the request weighs in it.
    pub weights: Vec<(usize, u32)>,
    /// When it arrived at the latest.
    pub arrived: Instant,
    /// When it was granted by the clock of the store; 0: by this worker alone.
    pub granted: u64,
    pub is_over: bool,
}

/// One limit of the account, as a client declared it.
#[derive(Debug, Clone)]
pub(crate) struct Limit {
    pub name: String,
    pub charged: Charged,
    /// The server's own budget, if it told one.
    pub told: Option<u32>,
    /// While this worker is alone: nothing leaves before.
    pub closed_until: Option<Instant>,
}

/// A worker's part of a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Share {
    /// Requests in each window; 0: less than one, see [`Limit::stretch`].
    pub requests: u32,
    /// Requests at once.
    pub at_once: u32,
}

#[derive(Debug, Default)]
pub(crate) struct Own {
    grants: BTreeMap<u64, Grant>,
    by_ticket: BTreeMap<u64, u64>,
}

impl Limit {
    /// What the server allows, as far as is known; `None`: any number.
    fn budget(&self) -> Option<u32> {
        let declared = (self.charged.requests < u32::MAX).then_some(self.charged.requests.max(1));
        match (self.told, declared) {
            (Some(told), Some(declared)) if self.charged.is_own => Some(told.min(declared)),
            (Some(told), _) => Some(told),
            (None, declared) => declared,
        }
    }

    /// The server told its count.
    pub(crate) fn count(&mut self, used: u32, of: u32, reset: Option<Duration>, now: Instant) {
        /// How many times the declared budget a server's own is believed.
        const MOST_TIMES: u32 = 100;
        if of == 0 || of > self.charged.requests.saturating_mul(MOST_TIMES) {
            return;
        }
        self.told = Some(of);
        if let Some(reset) = reset.filter(|_| used >= of) {
            // Such words are believed within the bounds of a pause.
            let longest = self
                .charged
                .window
                .saturating_mul(2)
                .saturating_add(Duration::from_secs(300));
            self.closed_until = self.closed_until.max(now.checked_add(reset.min(longest)));
        }
    }

    pub(crate) fn share(&self, workers: u32) -> Share {
        Share {
            requests: self.budget().map_or(u32::MAX, |budget| budget / workers),
            // What cannot be divided is left to each.
            at_once: self
                .charged
                .parallel
                .map_or(u32::MAX, |parallel| (parallel / workers).max(1)),
        }
    }

    /// How long a request takes up the whole share that weighs more than it: as many windows as the budget of all workers needs for one
    /// such request of each.
    pub(crate) fn stretch(&self, weight: u32, workers: u32) -> Duration {
        let budget = self.budget().unwrap_or(u32::MAX).max(1);
        let all = u64::from(weight.min(budget)) * u64::from(workers);
        let windows = all.div_ceil(u64::from(budget));
        self.charged
            .window
            .saturating_mul(u32::try_from(windows).unwrap_or(u32::MAX))
            .min(NEVER)
    }

    /// The window, and a little more: two clocks are never equally fast.
    pub(crate) fn window(&self) -> Duration {
        let window = self.charged.window;
        let longer = window.saturating_add(window / 1000);
        longer.saturating_add(Duration::from_millis(1)).min(NEVER)
    }
}

impl Own {
    /// A number for a grant that is asked for; not all of them come to be one.
    pub(crate) fn number() -> u64 {
        // Of the process, not of the account: the store may know numbers that were forgotten here.
        static NEXT: AtomicU64 = AtomicU64::new(1);
        NEXT.fetch_add(1, Ordering::Relaxed)
    }

    pub(crate) fn enter(&mut self, number: u64, grant: Grant) {
        self.by_ticket.insert(grant.ticket, number);
        self.grants.insert(number, grant);
    }

    /// The latest grant to a ticket.
    pub(crate) fn of_ticket(&mut self, ticket: u64) -> Option<(u64, &mut Grant)> {
        let number = *self.by_ticket.get(&ticket)?;
        Some((number, self.grants.get_mut(&number)?))
    }

    /// The grant was not used.
    pub(crate) fn forgo(&mut self, ticket: u64) -> Option<(u64, Grant)> {
        let number = self.by_ticket.remove(&ticket)?;
        Some((number, self.grants.remove(&number)?))
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = (u64, &Grant)> {
        self.grants.iter().map(|(number, grant)| (*number, grant))
    }

    /// Forgets what weighs no more and is not under way.
    pub(crate) fn purge(&mut self, limits: &[Limit], now: Instant) {
        let by_ticket = &mut self.by_ticket;
        self.grants.retain(|number, grant| {
            let stays = !grant.is_over
                || grant.weights.iter().any(|(limit, _)| {
                    limits
                        .get(*limit)
                        .is_some_and(|limit| now < later(grant.arrived, limit.window()))
                });
            if !stays && by_ticket.get(&grant.ticket) == Some(number) {
                by_ticket.remove(&grant.ticket);
            }
            stays
        });
    }

    /// What weighs of this worker in a limit.
    pub(crate) fn weighs(&self, at: usize, limit: &Limit, now: Instant) -> u32 {
        let grants = self
            .grants
            .values()
            .filter(|grant| now < later(grant.arrived, limit.window()));
        let weights = grants.flat_map(|grant| grant.weights.iter());
        weights
            .filter(|(limit, _)| *limit == at)
            .fold(0, |sum: u32, (_, weight)| sum.saturating_add(*weight))
    }

    /// How many of its requests are under way in a limit.
    pub(crate) fn holds(&self, at: usize) -> u32 {
        let held = self.grants.values().filter(|grant| !grant.is_over);
        let held = held.filter(|grant| grant.weights.iter().any(|(limit, _)| *limit == at));
        u32::try_from(held.count()).unwrap_or(u32::MAX)
    }

    /// While this worker is alone: how long until a request may go. `None`: now.
    pub(crate) fn wait(
        &self,
        wants: &[(usize, u32)],
        limits: &[Limit],
        workers: u32,
        now: Instant,
    ) -> Option<Duration> {
        let each = wants.iter().filter_map(|(at, weight)| {
            let limit = limits.get(*at)?;
            self.wait_in(*at, limit, *weight, workers, now)
        });
        each.max()
    }

    fn wait_in(&self, at: usize, limit: &Limit, weight: u32, workers: u32, now: Instant) -> Option<Duration> {
        /// When to look again for a permit.
        const LOOK: Duration = Duration::from_millis(20);
        let share = limit.share(workers);
        let closed = limit.closed_until.and_then(|until| until.checked_duration_since(now));
        let mut wait = closed.filter(|wait| !wait.is_zero());
        if limit.charged.parallel.is_some() && self.holds(at) >= share.at_once {
            wait = wait.max(Some(LOOK));
        }
        // A heavy request has the share for itself.
        let room = share.requests.saturating_sub(weight);
        let mut times: Vec<(Instant, u32)> = Vec::new();
        for grant in self.grants.values() {
            let mine = grant.weights.iter().filter(|(limit, _)| *limit == at);
            times.extend(mine.map(|(_, weight)| (later(grant.arrived, limit.window()), *weight)));
        }
        times.retain(|(until, _)| now < *until);
        times.sort_unstable();
        let mut total = times
            .iter()
            .fold(0, |sum: u32, (_, weight)| sum.saturating_add(*weight));
        for (until, weight) in times {
            if total <= room {
                break;
            }
            total = total.saturating_sub(weight);
            wait = wait.max(Some(until - now));
        }
        wait
    }
}
