//! The budget as clients hold it: a handle to the thread that keeps it.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tradewire::client::budget::{Answer, Ask, Budget, BudgetError, News};
use tradewire::client::transport::BoxFuture;

use crate::account::weight;
use crate::error::ConnectError;
use crate::mode::{Mode, Told};
use crate::settings::RedisBudgetBuilder;

/// A request budget that the processes of an account share, kept in Redis or Valkey.
///
/// Clones are one worker; several clients of a process, also of different accounts and platforms, should be given clones of one. The store
/// is spoken to by a thread of its own, so that it serves async clients on any runtime and blocking ones. It ends with the last clone.
#[derive(Clone)]
pub struct RedisBudget {
    pub(crate) inbox: mpsc::UnboundedSender<Message>,
    pub(crate) told: Told,
}

/// What a request may count for: the store has an entry for each, and does nothing else while it makes them.
const HEAVIEST: u32 = 10_000;

/// What the thread is told.
pub(crate) enum Message {
    Ask {
        ask: Arc<Ask>,
        patience: Duration,
        answer: oneshot::Sender<Answer>,
    },
    Tell {
        ask: Arc<Ask>,
        news: News,
    },
}

impl RedisBudget {
    /// Connects to the store at `url` (`redis://host:6379/0`), as one of so many `workers`.
    ///
    /// # Errors
    /// See [`RedisBudgetBuilder::connect`].
    pub async fn connect(url: impl Into<String>, workers: u32) -> Result<Self, ConnectError> {
        Self::builder(url, workers).connect().await
    }

    /// Settings of a budget in the store at `url`. `workers`: the most processes that will run at once; what each may send while the store
    /// is away is the budget divided by it.
    pub fn builder(url: impl Into<String>, workers: u32) -> RedisBudgetBuilder {
        RedisBudgetBuilder::new(url.into(), workers)
    }

    /// Whether the store is there, as far as is known.
    #[must_use]
    pub fn mode(&self) -> Mode {
        self.told.mode()
    }
}

impl Budget for RedisBudget {
    fn ask<'a>(&'a self, ask: &'a Arc<Ask>, patience: Duration) -> BoxFuture<'a, Result<Answer, BudgetError>> {
        let too_heavy = ask.charged.iter().find(|charged| weight(charged) > HEAVIEST);
        if let Some(charged) = too_heavy {
            let (limit, weight) = (charged.limit, weight(charged));
            let error = format!(
                "it counts for {weight} in the limit `{limit}`, and more than {HEAVIEST} cannot be kept in the store"
            );
            return Box::pin(std::future::ready(Err(BudgetError::new(error))));
        }
        let (answer, answered) = oneshot::channel();
        let ask = Arc::clone(ask);
        // Sent when it is called, not when it is polled, as the order of calls is that of the line.
        let sent = self.inbox.send(Message::Ask { ask, patience, answer });
        Box::pin(async move {
            let ended = || BudgetError::new("its thread ended");
            sent.map_err(|_| ended())?;
            answered.await.map_err(|_| ended())
        })
    }

    fn tell(&self, ask: &Arc<Ask>, news: News) {
        let ask = Arc::clone(ask);
        // A thread that ended has nothing to keep any more.
        let _ = self.inbox.send(Message::Tell { ask, news });
    }
}

impl fmt::Debug for RedisBudget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisBudget")
            .field("mode", &self.mode())
            .finish_non_exhaustive()
    }
}
