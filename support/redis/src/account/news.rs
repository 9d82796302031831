//! What became of tickets, and what the server said: kept here, and noted for the store.

use tokio::time::Instant;
use tradewire::client::budget::{Ask, News};

use super::Account;
use crate::keys::plain;
use crate::own::later;
use crate::steps::{Steps, Worker};

impl Account {
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
}
