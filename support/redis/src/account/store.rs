//! What is told to the store and asked there.

use std::time::Duration;

use tokio::time::Instant;

use super::lane::LOOK;
use super::{Account, weights_in};
use crate::link::Run;
use crate::own::{Own, later};
use crate::steps::{Outcome, Placed, Steps, Wanted, Worker};

/// What one run of an introduction weighs at most: the store has an entry for each, and does nothing else meanwhile.
const MOST_UNITS: u32 = 20_000;

/// One who asks in a run of the script.
pub(crate) struct Asking {
    pub(super) lane: Vec<usize>,
    pub(super) ticket: u64,
    pub(super) number: u64,
    pub(super) weights: Vec<(usize, u32)>,
    pub(super) arrives: Instant,
}

impl Account {
    /// What the store has to know of this worker first, in as many runs as it takes.
    pub(crate) fn introduction(&self, run_id: &str, worker: &Worker, now: Instant) -> Vec<Run> {
        let (mut parts, mut entries, mut units) = (Vec::new(), Vec::new(), 0);
        for (number, grant) in self.own.all() {
            let arrived = if grant.arrived > now {
                i64::try_from((grant.arrived - now).as_micros()).unwrap_or(i64::MAX)
            } else {
                -i64::try_from((now - grant.arrived).as_micros()).unwrap_or(i64::MAX)
            };
            for (at, weight) in &grant.weights {
                if units + weight > MOST_UNITS && !entries.is_empty() {
                    parts.push(std::mem::take(&mut entries));
                    units = 0;
                }
                units += weight;
                entries.push((*at, worker.id(number), arrived, *weight, !grant.is_over));
            }
        }
        parts.push(entries);
        let last = parts.len() - 1;
        let run = |(part, entries): (usize, Vec<_>)| {
            let mut steps = Steps::default();
            steps.enter(run_id, part < last, &entries);
            steps.run(&self.keys, &self.limits, &self.epoch, worker)
        };
        parts.into_iter().enumerate().map(run).collect()
    }

    /// What one run of the introduction came to.
    pub(crate) fn introduced(&mut self, part: usize, outcome: Outcome) -> Result<(), String> {
        let Outcome::Done { epoch, is_young, .. } = outcome else {
            return Err("the store does not take an introduction".to_owned());
        };
        if part > 0 && epoch != self.epoch {
            return Err("the store forgot what it was told just now".to_owned());
        }
        (self.epoch, self.is_young) = (epoch, is_young);
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

    /// The store is back.
    pub(crate) fn come_back(&mut self, now: Instant) {
        self.hurry(now);
    }
}
