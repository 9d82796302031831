//! What a shared budget is asked, and what it is told.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::transport::BoxFuture;

/// Where several processes ask for places in an account's limits. [The module](super) says what it has to keep.
pub trait Budget: Send + Sync + 'static {
    /// Asks for the place of one request. It may answer at once, or when the place is there. `patience`: how long the call can wait; where
    /// it is certain that this is not enough, [`Answer::Later`] at once saves the wait.
    ///
    /// # Errors
    /// When the budget can give no place at all. The call fails with that, and nothing is sent. A budget whose store is away for a while
    /// should rather answer from what it has.
    fn ask<'a>(&'a self, ask: &'a Arc<Ask>, patience: Duration) -> BoxFuture<'a, Result<Answer, BudgetError>>;

    /// Tells what became of a ticket. Returns at once.
    fn tell(&self, ask: &Arc<Ask>, news: News);
}

impl<B: Budget + ?Sized> Budget for Arc<B> {
    fn ask<'a>(&'a self, ask: &'a Arc<Ask>, patience: Duration) -> BoxFuture<'a, Result<Answer, BudgetError>> {
        (**self).ask(ask, patience)
    }

    fn tell(&self, ask: &Arc<Ask>, news: News) {
        (**self).tell(ask, news);
    }
}

/// One call in the eyes of a budget.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Ask {
    /// Unlike that of any other call of this process; the lower one came first.
    pub ticket: u64,
    /// Name of the platform.
    pub platform: &'static str,
    /// Whose limits they are: what [`Builder::account`](crate::Builder::account) says, or the base address. It holds no credentials.
    pub account: Arc<str>,
    /// The limits that count the call, each once, in the platform's order; at least one.
    pub charged: Vec<Charged>,
    /// Longest time from leaving the client to arriving at the server.
    pub way: Duration,
}

impl Ask {
    /// For tests of budgets; clients make their own.
    #[must_use]
    pub fn new(ticket: u64, platform: &'static str, account: impl Into<Arc<str>>, charged: Vec<Charged>) -> Self {
        Self {
            ticket,
            platform,
            account: account.into(),
            charged,
            way: Duration::from_secs(10),
        }
    }
}

/// A limit that counts a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Charged {
    /// Name of the limit in the spec.
    pub limit: &'static str,
    /// Requests in one window; `u32::MAX`: as many as one likes.
    pub requests: u32,
    /// Whether the user set that number. It is then a share of the account's, which the server's own count may narrow, not widen.
    pub is_own: bool,
    /// Length of the window.
    pub window: Duration,
    /// Requests that may be under way at once.
    pub parallel: Option<u32>,
    /// How many requests the call counts for; 1 at least.
    pub weight: u32,
}

impl Charged {
    /// So many requests in each window, of which the call is one.
    #[must_use]
    pub fn new(limit: &'static str, requests: u32, window: Duration) -> Self {
        Self {
            limit,
            requests,
            is_own: false,
            window,
            parallel: None,
            weight: 1,
        }
    }

    /// Only so many at once.
    #[must_use]
    pub fn parallel(mut self, requests: u32) -> Self {
        self.parallel = Some(requests);
        self
    }

    /// It counts for so many.
    #[must_use]
    pub fn weight(mut self, weight: u32) -> Self {
        self.weight = weight.max(1);
        self
    }
}

/// What a budget answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Send it now.
    Go,
    /// No place comes within this time; ask again after it. The ticket keeps its place in line.
    Later(Duration),
}

/// What became of a ticket, and what the server said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum News {
    /// It is not going to be sent: it waits no more, and the place that it may have been given was not used.
    Left,
    /// The server has seen it, or never will: it has a reply, or the connection is gone.
    Replied,
    /// It is no longer under way: its permits are free.
    Over,
    /// The server wants no request for the time of `wait`, which is bounded as for a single client. `wished`: it named the time itself.
    Refused {
        /// How long.
        wait: Duration,
        /// Whether the server said so.
        wished: bool,
    },
    /// The server did what it was asked for, and so takes requests again.
    Served,
    /// The server's own count in one of the limits.
    Counted {
        /// Name of the limit.
        limit: &'static str,
        /// Requests that it counted in its window.
        used: u32,
        /// Requests that its window allows.
        of: u32,
        /// How long until its window ends, where it says so.
        reset: Option<Duration>,
    },
}

/// Why a budget can give no place at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BudgetError(Cow<'static, str>);

impl BudgetError {
    /// With a sentence for people, which must not hold secrets.
    pub fn new(message: impl Into<Cow<'static, str>>) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for BudgetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BudgetError {}
