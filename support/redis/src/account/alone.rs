//! What is given while the store is away: this worker's own share.

use std::time::Duration;

use tokio::time::Instant;

use super::lane::LOOK;
use super::store::Asking;
use super::{Account, weights_in};
use crate::own::{Own, later};
use crate::steps::Steps;

impl Account {
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
}
