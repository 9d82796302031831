//! One account in the eyes of this worker: who waits, what was granted, and what the store has yet to be told.
//!
//! Only the first in line of each set of limits asks the store. So workers take turns there, however many wait in each of them, and the
//! store's line is as long as there are workers.

mod alone;
mod lane;
mod news;
mod store;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::Instant;
use tradewire::client::budget::{Answer, Ask, Charged};

use self::lane::{Lane, Waiting};
pub(crate) use self::store::Asking;
use crate::keys::{Keys, plain};
use crate::own::{Grant, Limit, Own, later};
use crate::steps::Steps;

pub(crate) struct Account {
    keys: Keys,
    limits: Vec<Limit>,
    own: Own,
    /// By the limits that count those who wait in them.
    lanes: BTreeMap<Vec<usize>, Lane>,
    /// What the store has yet to be told.
    news: Steps,
    epoch: String,
    pub is_introduced: bool,
    /// Whether the store may not know yet what other workers were granted.
    is_young: bool,
    renewed: Instant,
}

impl Account {
    pub(crate) fn new(prefix: &str, ask: &Ask, now: Instant) -> Self {
        Self {
            keys: Keys::new(prefix, ask.platform, &ask.account),
            limits: Vec::new(),
            own: Own::default(),
            lanes: BTreeMap::new(),
            news: Steps::default(),
            epoch: String::new(),
            is_introduced: false,
            is_young: true,
            renewed: now,
        }
    }

    /// The place of a limit among those of the account. Clients that declare it in different ways are taken at their last word.
    fn index(&mut self, charged: &Charged) -> usize {
        let name = plain(charged.limit);
        if let Some(at) = self.limits.iter().position(|limit| limit.name == name) {
            self.limits[at].charged = *charged;
            return at;
        }
        self.limits.push(Limit {
            name,
            charged: *charged,
            told: None,
            closed_until: None,
        });
        self.limits.len() - 1
    }

    fn weights(&mut self, ask: &Ask) -> Vec<(usize, u32)> {
        let charged = ask.charged.iter();
        charged.map(|charged| (self.index(charged), weight(charged))).collect()
    }

    /// Somebody asks, or asks again.
    pub(crate) fn line_up(&mut self, ask: Arc<Ask>, patience: Duration, answer: oneshot::Sender<Answer>, now: Instant) {
        let mut lane: Vec<usize> = self.weights(&ask).into_iter().map(|(at, _)| at).collect();
        lane.sort_unstable();
        let lane = self.lanes.entry(lane).or_insert_with(|| Lane {
            waiting: BTreeMap::new(),
            next: now,
        });
        if lane.waiting.keys().next().is_none_or(|first| ask.ticket <= *first) {
            lane.next = now;
        }
        let until = now.checked_add(patience);
        lane.waiting.insert(ask.ticket, Waiting { ask, until, answer });
    }

    /// Something came free.
    fn hurry(&mut self, now: Instant) {
        for lane in self.lanes.values_mut() {
            lane.next = now;
        }
    }

    /// When something has to be done, if anything.
    pub(crate) fn due(&self, lease: Duration, is_shared: bool, now: Instant) -> Option<Instant> {
        if is_shared && !(self.news.is_empty() && self.is_introduced) {
            return Some(now);
        }
        let lanes = self.lanes.values().filter(|lane| !lane.waiting.is_empty());
        let first = lanes.map(|lane| lane.next).min();
        let renews = is_shared && self.held().next().is_some();
        let renew = renews.then(|| later(self.renewed, lease / 3));
        first.into_iter().chain(renew).min()
    }

    /// Grants that hold permits.
    fn held(&self) -> impl Iterator<Item = (u64, Vec<usize>)> {
        self.own
            .all()
            .filter(|(_, grant)| !grant.is_over)
            .filter_map(|(number, grant)| {
                let limits = grant.weights.iter().map(|(at, _)| *at);
                let with_permits = |at: &usize| {
                    self.limits
                        .get(*at)
                        .is_some_and(|limit| limit.charged.parallel.is_some())
                };
                let limits: Vec<usize> = limits.filter(with_permits).collect();
                (!limits.is_empty()).then_some((number, limits))
            })
    }

    pub(crate) fn purge(&mut self, now: Instant) {
        self.own.purge(&self.limits, now);
    }

    /// Whether nothing of it matters any more.
    pub(crate) fn is_idle(&self, now: Instant) -> bool {
        let mut closed = self.limits.iter().filter_map(|limit| limit.closed_until);
        self.lanes.is_empty()
            && self.news.is_empty()
            && self.own.all().next().is_none()
            && !closed.any(|until| now < until)
    }

    /// Gives a place; gets it back where nobody waits for it any more.
    fn grant(&mut self, asking: Asking, granted: u64, now: Instant) -> Option<(u64, Grant)> {
        let waiting = self.lanes.get_mut(&asking.lane).and_then(|lane| {
            lane.next = now;
            lane.waiting.remove(&asking.ticket)
        });
        let grant = Grant {
            ticket: asking.ticket,
            weights: asking.weights,
            arrived: asking.arrives,
            granted,
            is_over: false,
        };
        self.own.enter(asking.number, grant);
        match waiting.map(|waiting| waiting.answer.send(Answer::Go)) {
            Some(Ok(())) => None,
            _ => self.own.forgo(asking.ticket),
        }
    }
}

/// As [`Account::weights`], for limits that are known.
fn weights_in(limits: &[Limit], ask: &Ask) -> Vec<(usize, u32)> {
    let charged = ask.charged.iter();
    charged
        .filter_map(|charged| {
            let name = plain(charged.limit);
            let at = limits.iter().position(|limit| limit.name == name)?;
            Some((at, weight(charged)))
        })
        .collect()
}

/// What a call counts for: the whole budget at most, which then is its own.
pub(crate) fn weight(charged: &Charged) -> u32 {
    charged.weight.clamp(1, charged.requests.max(1))
}
