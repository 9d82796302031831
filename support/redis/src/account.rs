//! One account in the eyes of this worker: who waits, what was granted, and what the store has yet to be told.
//!
//! Only the first in line of each set of limits asks the store. So workers take turns there, however many wait in each of them, and the
//! store's line is as long as there are workers.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::Instant;
use tradewire::client::budget::{Answer, Ask, Charged, News};

use crate::keys::{Keys, plain};
use crate::link::Run;
use crate::own::{Grant, Limit, Own, later};
use crate::steps::{Outcome, Placed, Steps, Wanted, Worker};

/// Whoever waits at the store asks again after so long at the latest: it is in the line there for three times as long.
const LOOK: Duration = Duration::from_secs(1);

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

struct Lane {
    waiting: BTreeMap<u64, Waiting>,
    /// When the first one is to ask again.
    next: Instant,
}

struct Waiting {
    ask: Arc<Ask>,
    until: Option<Instant>,
    answer: oneshot::Sender<Answer>,
}

/// One who asks in a run of the script.
pub(crate) struct Asking {
    lane: Vec<usize>,
    ticket: u64,
    number: u64,
    weights: Vec<(usize, u32)>,
    arrives: Instant,
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
        charged
            .map(|charged| (self.index(charged), charged.weight.max(1)))
            .collect()
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

    /// Something became of a ticket. `worker` is nobody while the store is away: it is told when it is back.
    pub(crate) fn take(&mut self, ask: &Ask, news: News, worker: &Worker, is_shared: bool, now: Instant) {
        let mut steps = Steps::default();
        match news {
            News::Left => self.left(ask.ticket, worker, &mut steps, now),
            News::Replied => {
                if let Some((number, grant)) = self.own.of_ticket(ask.ticket) {
                    grant.arrived = grant.arrived.min(now);
                    steps.replied(worker, number, grant);
                }
            }
            News::Over => self.over(ask.ticket, worker, &mut steps, now),
            News::Refused { wait, .. } => {
                let limits: Vec<usize> = self.weights(ask).into_iter().map(|(at, _)| at).collect();
                for at in &limits {
                    let limit = &mut self.limits[*at];
                    limit.closed_until = limit.closed_until.max(Some(later(now, wait)));
                }
                steps.pause(wait, &limits);
            }
            News::Counted { limit, used, of, reset } => {
                let name = plain(limit);
                let Some(at) = self.limits.iter().position(|limit| limit.name == name) else {
                    return;
                };
                self.limits[at].count(used, of, reset, now);
                if let Some((_, grant)) = self.own.of_ticket(ask.ticket).filter(|(_, grant)| grant.granted > 0) {
                    steps.counted(at, (used, of), reset, grant);
                }
            }
            // A pause ends by itself, and nobody is let go before.
            _ => {}
        }
        if is_shared && self.is_introduced {
            self.news.append(steps);
        }
    }

    fn left(&mut self, ticket: u64, worker: &Worker, steps: &mut Steps, now: Instant) {
        let mut waited = false;
        for lane in self.lanes.values_mut() {
            let was_first = lane.waiting.keys().next() == Some(&ticket);
            waited |= lane.waiting.remove(&ticket).is_some();
            if was_first {
                lane.next = now;
            }
        }
        self.lanes.retain(|_, lane| !lane.waiting.is_empty());
        match self.own.of_ticket(ticket) {
            // Granted, and nobody saw it or used it.
            Some((_, grant)) if !waited && !grant.is_over => {
                if let Some((number, grant)) = self.own.forgo(ticket) {
                    steps.forgo(worker, number, &grant);
                    self.hurry(now);
                }
            }
            _ => steps.left(worker, ticket),
        }
    }

    fn over(&mut self, ticket: u64, worker: &Worker, steps: &mut Steps, now: Instant) {
        let limits = &self.limits;
        let has_permits =
            |(at, _): &(usize, u32)| limits.get(*at).is_some_and(|limit| limit.charged.parallel.is_some());
        let Some((number, grant)) = self.own.of_ticket(ticket) else {
            return;
        };
        grant.is_over = true;
        if grant.weights.iter().any(has_permits) {
            steps.over(worker, number, grant);
            self.hurry(now);
        }
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
    pub(crate) fn is_idle(&self) -> bool {
        self.lanes.is_empty() && self.news.is_empty() && self.own.all().next().is_none()
    }

    /// What the store has to know of this worker first.
    pub(crate) fn introduction(&self, run_id: &str, worker: &Worker, now: Instant) -> Run {
        let mut entries = Vec::new();
        for (number, grant) in self.own.all() {
            let arrived = if grant.arrived > now {
                i64::try_from((grant.arrived - now).as_micros()).unwrap_or(i64::MAX)
            } else {
                -i64::try_from((now - grant.arrived).as_micros()).unwrap_or(i64::MAX)
            };
            for (at, weight) in &grant.weights {
                entries.push((*at, worker.id(number), arrived, *weight, !grant.is_over));
            }
        }
        let mut steps = Steps::default();
        steps.enter(run_id, &entries);
        steps.run(&self.keys, &self.limits, &self.epoch, worker)
    }

    pub(crate) fn introduced(&mut self, outcome: Outcome) -> Result<(), String> {
        let Outcome::Done { epoch, is_young, .. } = outcome else {
            return Err("the store does not take an introduction".to_owned());
        };
        (self.epoch, self.is_young, self.is_introduced) = (epoch, is_young, true);
        Ok(())
    }

    /// What is to be told and asked now. The news are told once it is certain that they arrived: see [`Account::done`].
    pub(crate) fn steps(&mut self, worker: &Worker, now: Instant) -> Option<(Run, Vec<Asking>)> {
        if now >= later(self.renewed, worker.lease / 3) {
            self.renewed = now;
            let held: Vec<_> = self.held().collect();
            for (number, limits) in held {
                self.news.renew(worker, number, &limits);
            }
        }
        let mut steps = self.news.clone();
        let mut asking = Vec::new();
        for (key, lane) in &mut self.lanes {
            lane.waiting.retain(|_, waiting| !waiting.answer.is_closed());
            let Some((ticket, waiting)) = lane.waiting.iter().next().filter(|_| lane.next <= now) else {
                continue;
            };
            let weights = weights_in(&self.limits, &waiting.ask);
            let limits: Vec<_> = weights
                .iter()
                .filter_map(|(at, weight)| {
                    let limit = self.limits.get(*at)?;
                    let (mine, holds) = if self.is_young {
                        (self.own.weighs(*at, limit, now), self.own.holds(*at))
                    } else {
                        (0, 0)
                    };
                    Some((*at, *weight, mine, holds, limit.share(worker.workers)))
                })
                .collect();
            let number = Own::number();
            let wanted = Wanted {
                ticket: *ticket,
                number,
                way: waiting.ask.way,
                limits: &limits,
            };
            steps.ask(worker, &wanted);
            asking.push(Asking {
                lane: key.clone(),
                ticket: *ticket,
                number,
                weights,
                arrives: later(now, waiting.ask.way),
            });
        }
        self.lanes.retain(|_, lane| !lane.waiting.is_empty());
        if steps.is_empty() {
            return None;
        }
        Some((steps.run(&self.keys, &self.limits, &self.epoch, worker), asking))
    }

    /// The script did all of it.
    pub(crate) fn done(&mut self, outcome: Outcome, asking: Vec<Asking>, worker: &Worker, now: Instant) {
        let Outcome::Done { is_young, answers, .. } = outcome else {
            self.is_introduced = false;
            return;
        };
        self.is_young = is_young;
        self.news = Steps::default();
        for (asking, placed) in asking.into_iter().zip(answers) {
            match placed {
                Placed::Granted(granted) => {
                    let forgone = self.grant(asking, granted, now);
                    if let Some((number, grant)) = forgone {
                        self.news.forgo(worker, number, &grant);
                    }
                }
                Placed::Wait(wait) => {
                    if let Some(lane) = self.lanes.get_mut(&asking.lane) {
                        lane.next = now + wait.clamp(Duration::from_millis(1), LOOK);
                        lane.tell_impatient(wait, &self.limits, &asking.lane, now);
                    }
                }
            }
        }
        self.lanes.retain(|_, lane| !lane.waiting.is_empty());
    }

    /// The store does not answer: the next who may go by this worker's own share do.
    pub(crate) fn serve_alone(&mut self, workers: u32, now: Instant) {
        let lanes: Vec<Vec<usize>> = self.lanes.keys().cloned().collect();
        for key in lanes {
            while let Some(lane) = self.lanes.get_mut(&key) {
                lane.waiting.retain(|_, waiting| !waiting.answer.is_closed());
                let Some((ticket, waiting)) = lane.waiting.iter().next() else {
                    self.lanes.remove(&key);
                    break;
                };
                if lane.next > now {
                    break;
                }
                let (ticket, arrives) = (*ticket, later(now, waiting.ask.way));
                let weights = weights_in(&self.limits, &waiting.ask);
                if let Some(wait) = self.own.wait(&weights, &self.limits, workers, now) {
                    lane.next = now + wait.clamp(Duration::from_millis(1), LOOK);
                    lane.tell_impatient(wait, &self.limits, &key, now);
                    break;
                }
                let closed = weights.iter().filter_map(|(at, weight)| {
                    let limit = self.limits.get(*at)?;
                    let is_heavy = *weight > limit.share(workers).requests;
                    is_heavy.then(|| (*at, later(now, limit.stretch(*weight, workers))))
                });
                let closed: Vec<_> = closed.collect();
                let asking = Asking {
                    lane: key.clone(),
                    ticket,
                    number: Own::number(),
                    weights,
                    arrives,
                };
                if self.grant(asking, 0, now).is_none() {
                    for (at, until) in closed {
                        self.limits[at].closed_until = self.limits[at].closed_until.max(Some(until));
                    }
                }
            }
        }
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

    /// The store went: what it was not told it is told when it is back. `chance` is between 0 and 1.
    pub(crate) fn go_alone(&mut self, workers: u32, chance: f64, now: Instant) {
        self.is_introduced = false;
        self.is_young = true;
        self.news = Steps::default();
        for limit in &mut self.limits {
            if limit.share(workers).requests == 0 {
                // All workers begin now, and one request of each is more than the budget.
                let wait = limit.stretch(1, workers).mul_f64(chance.clamp(0.0, 1.0));
                limit.closed_until = limit.closed_until.max(Some(later(now, wait)));
            }
        }
        self.hurry(now);
    }

    /// The store is back.
    pub(crate) fn come_back(&mut self, now: Instant) {
        self.hurry(now);
    }
}

impl Lane {
    /// Tells those for whom it takes too long, as things stand; the first one waits for `wait`.
    fn tell_impatient(&mut self, wait: Duration, limits: &[Limit], key: &[usize], now: Instant) {
        let limits = key.iter().filter_map(|at| limits.get(*at));
        let slowest = limits.max_by_key(|limit| limit.charged.window / limit.charged.requests.max(1));
        let Some(charged) = slowest.map(|limit| limit.charged) else {
            return;
        };
        let mut too_long = Vec::new();
        for (rank, (ticket, waiting)) in self.waiting.iter().enumerate() {
            let windows = u32::try_from(rank).unwrap_or(u32::MAX) / charged.requests.max(1);
            let wait = wait.saturating_add(charged.window.saturating_mul(windows));
            if waiting.until.is_some_and(|until| later(now, wait) > until) {
                too_long.push((*ticket, wait));
            }
        }
        for (ticket, wait) in too_long {
            if let Some(waiting) = self.waiting.remove(&ticket) {
                // Whoever does not hear it has gone.
                let _ = waiting.answer.send(Answer::Later(wait));
                self.next = now;
            }
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
            Some((at, charged.weight.max(1)))
        })
        .collect()
}
