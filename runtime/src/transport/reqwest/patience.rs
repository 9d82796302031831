//! How long an exchange may take.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use tokio::time::{Instant, timeout_at};

use super::bodies::{Watch, late};
use crate::transport::{TransportError, TransportErrorKind};

/// The time without progress that an exchange may take, and the time in all.
pub(super) struct Patience {
    started: Instant,
    idle: Duration,
    /// `None`: it has no end, or one too far away to matter.
    end: Option<Instant>,
}

impl Patience {
    /// From now on; without `total`, only `idle` counts.
    pub(super) fn new(idle: Duration, total: Option<Duration>) -> Self {
        let started = Instant::now();
        Self {
            started,
            idle,
            end: total.and_then(|total| started.checked_add(total)),
        }
    }

    /// When it is over, if nothing moves after `latest`. `None`: never.
    fn due(&self, latest: Instant) -> Option<Instant> {
        let idle = latest.checked_add(self.idle);
        idle.into_iter().chain(self.end).min()
    }

    /// Waits for the head of a reply; `watch` sees the request move, where that takes a while.
    pub(super) async fn wait<T>(
        &self,
        mut exchange: impl Future<Output = T> + Unpin,
        watch: Option<&Watch>,
    ) -> Result<T, TransportError> {
        let latest = || watch.map_or(self.started, Watch::latest);
        loop {
            let Some(due) = self.due(latest()) else {
                return Ok(exchange.await);
            };
            match timeout_at(due, &mut exchange).await {
                Ok(outcome) => return Ok(outcome),
                Err(_) if self.due(latest()).is_none_or(|due| due > Instant::now()) => {}
                Err(_) => {
                    return Err(TransportError::new(
                        TransportErrorKind::Timeout,
                        "no progress and no reply in time",
                    ));
                }
            }
        }
    }

    /// Waits for the next piece of a reply.
    pub(super) async fn wait_for_piece<T>(
        &self,
        mut piece: Pin<&mut impl Future<Output = T>>,
    ) -> Result<T, TransportError> {
        // Most are there already, and need no timer.
        if let Poll::Ready(piece) = poll_fn(|context| Poll::Ready(piece.as_mut().poll(context))).await {
            return Ok(piece);
        }
        match self.due(Instant::now()) {
            Some(due) => timeout_at(due, piece).await.map_err(|_| late()),
            None => Ok(piece.await),
        }
    }
}
