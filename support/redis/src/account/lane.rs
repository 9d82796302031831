//! Those who wait in the same limits, in their order.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::Instant;
use tradewire::client::budget::{Answer, Ask};

use crate::own::{Limit, later};

/// Whoever waits at the store asks again after so long at the latest: it is in the line there for three times as long.
pub(super) const LOOK: Duration = Duration::from_secs(1);

pub(super) struct Lane {
    pub waiting: BTreeMap<u64, Waiting>,
    /// When the first one is to ask again.
    pub next: Instant,
}

pub(super) struct Waiting {
    pub ask: Arc<Ask>,
    pub until: Option<Instant>,
    pub answer: oneshot::Sender<Answer>,
}

impl Lane {
    /// Tells those for whom it takes too long, as things stand; the first one waits for `wait`.
    pub(super) fn tell_impatient(&mut self, wait: Duration, limits: &[Limit], key: &[usize], now: Instant) {
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
