//! A call's turn at a shared budget. Whatever becomes of the call, the budget is told: guards do it when they are dropped.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::time::Duration;

use super::ask::{Answer, Ask, Budget, BudgetError, Charged, News};
use crate::transport::BoxFuture;

/// Tickets of the process.
static NEXT: AtomicU64 = AtomicU64::new(1);

/// The shared budget of a client, and whose it is.
#[derive(Clone)]
pub(crate) struct Shared {
    pub budget: Arc<dyn Budget>,
    pub platform: &'static str,
    pub account: Arc<str>,
    /// Longest time from leaving the client to arriving at the server.
    pub way: Duration,
}

/// A ticket, from asking to the reply.
pub(crate) struct SharedTurn {
    budget: Arc<dyn Budget>,
    ask: Arc<Ask>,
    state: AtomicU8,
}

/// Nothing has to be told.
const IDLE: u8 = 0;
/// The budget has been asked, and may have given a place that nobody saw.
const ASKED: u8 = 1;
/// The request may be on its way.
const SENT: u8 = 2;

/// What a request holds while it is under way.
pub(crate) struct Seat {
    budget: Arc<dyn Budget>,
    ask: Arc<Ask>,
    unused: bool,
}

impl Shared {
    pub(crate) fn turn(&self, charged: Vec<Charged>) -> SharedTurn {
        let mut ask = Ask::new(
            NEXT.fetch_add(1, Ordering::Relaxed),
            self.platform,
            Arc::clone(&self.account),
            charged,
        );
        ask.way = self.way;
        SharedTurn {
            budget: Arc::clone(&self.budget),
            ask: Arc::new(ask),
            state: AtomicU8::new(IDLE),
        }
    }
}

impl SharedTurn {
    /// Asks for a place, which may then be taken by [`SharedTurn::seat`].
    pub(crate) fn ask(&self, patience: Duration) -> BoxFuture<'_, Result<Answer, BudgetError>> {
        self.state.store(ASKED, Ordering::Relaxed);
        self.budget.ask(&self.ask, patience)
    }

    /// The place was given.
    pub(crate) fn seat(&self) -> Seat {
        self.state.store(SENT, Ordering::Relaxed);
        Seat {
            budget: Arc::clone(&self.budget),
            ask: Arc::clone(&self.ask),
            unused: false,
        }
    }

    /// The place that was given is not used; it may be asked for again.
    pub(crate) fn forgo(&self, mut seat: Seat) {
        self.state.store(IDLE, Ordering::Relaxed);
        seat.unused = true;
    }

    /// There is a reply, or the exchange is over without one.
    pub(crate) fn replied(&self) {
        if self.state.swap(IDLE, Ordering::Relaxed) == SENT {
            self.tell(News::Replied);
        }
    }

    pub(crate) fn tell(&self, news: News) {
        self.budget.tell(&self.ask, news);
    }
}

impl Drop for SharedTurn {
    fn drop(&mut self) {
        match *self.state.get_mut() {
            ASKED => self.tell(News::Left),
            SENT => self.tell(News::Replied),
            _ => {}
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let news = if self.unused { News::Left } else { News::Over };
        self.budget.tell(&self.ask, news);
    }
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared")
            .field("account", &self.account)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for SharedTurn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedTurn")
            .field("ask", &self.ask)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Seat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Seat")
            .field("ticket", &self.ask.ticket)
            .finish_non_exhaustive()
    }
}
