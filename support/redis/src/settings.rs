//! What a budget is set to.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use redis::{ConnectionInfo, IntoConnectionInfo};

use crate::budget::RedisBudget;
use crate::error::ConnectError;
use crate::keeper;
use crate::link::RedisStore;
use crate::mode::{Change, Told};

/// Collects the settings of a [`RedisBudget`]; get one from [`RedisBudget::builder`].
#[must_use = "a builder does nothing until `.connect()` or `.start()`"]
pub struct RedisBudgetBuilder {
    url: String,
    pub(crate) settings: Settings,
    told: Told,
}

/// Longest time between two attempts to connect.
const LONGEST: Duration = Duration::from_secs(3600);

#[derive(Debug, Clone)]
pub(crate) struct Settings {
    pub workers: u32,
    pub prefix: String,
    pub timeout: Duration,
    pub lease: Duration,
    pub longest_backoff: Duration,
}

impl Settings {
    pub(crate) fn new(workers: u32) -> Self {
        Self {
            workers: workers.max(1),
            prefix: "tradewire".to_owned(),
            timeout: Duration::from_secs(1),
            lease: Duration::from_secs(15),
            longest_backoff: Duration::from_secs(5),
        }
    }
}

impl RedisBudgetBuilder {
    pub(crate) fn new(url: String, workers: u32) -> Self {
        Self {
            url,
            settings: Settings::new(workers),
            told: Told::default(),
        }
    }

    /// What all keys begin with; `tradewire` unless set. Programs that share a budget must have the same.
    pub fn prefix(mut self, prefix: impl Into<String>) -> Self {
        self.settings.prefix = prefix.into();
        self
    }

    /// How long the store may take to answer before it counts as away; 1 second unless set, and 10 milliseconds at least.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = timeout.max(Duration::from_millis(10));
        self
    }

    /// How long a worker that died keeps the permits that it held; 15 seconds unless set, and 3 seconds at least. Workers that live renew
    /// theirs in time, however long a request is under way.
    pub fn lease(mut self, lease: Duration) -> Self {
        self.settings.lease = lease.max(Duration::from_secs(3));
        self
    }

    /// Longest time between two attempts to reach a store that is away; 5 seconds unless set, and 100 milliseconds at least, an hour at
    /// most.
    pub fn longest_backoff(mut self, longest: Duration) -> Self {
        self.settings.longest_backoff = longest.clamp(Duration::from_millis(100), LONGEST);
        self
    }

    /// Called when the store goes and when it comes back, on the thread of the budget: it should return soon, and
    /// hold no clone of the budget, which would then never end.
    pub fn on_change(mut self, hook: impl Fn(&Change) + Send + Sync + 'static) -> Self {
        self.told.hook = Some(Arc::new(hook));
        self
    }

    /// Connects to the store.
    ///
    /// # Errors
    /// When the address is none, the store cannot be reached or refuses the credentials, or no thread can be had.
    pub async fn connect(self) -> Result<RedisBudget, ConnectError> {
        let (budget, first) = self.set_up()?;
        match first.await {
            Ok(Ok(())) => Ok(budget),
            Ok(Err(why)) => Err(ConnectError::new(why)),
            Err(_) => Err(ConnectError::new("the thread of the budget ended")),
        }
    }

    /// Does not wait for the store: until it is there, this worker is [alone](crate::Mode::Alone). For programs without async, and for those
    /// that shall start while the store is away.
    ///
    /// # Errors
    /// When the address is none, or no thread can be had.
    pub fn start(self) -> Result<RedisBudget, ConnectError> {
        Ok(self.set_up()?.0)
    }

    fn set_up(self) -> Result<(RedisBudget, keeper::First), ConnectError> {
        let info = address(&self.url)?;
        let store = RedisStore::new(info, self.settings.timeout)?;
        keeper::start(store, self.settings, self.told)
    }
}

fn address(url: &str) -> Result<ConnectionInfo, ConnectError> {
    // Not the library's words: they may quote the address, in which a password can stand.
    url.into_connection_info().map_err(|_| {
        ConnectError::new(
            "the address of the store is none; it looks like `redis://host:6379/0`, `rediss://…` for TLS (crate feature `tls`) or `unix:///path`",
        )
    })
}

impl fmt::Debug for RedisBudgetBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisBudgetBuilder")
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_a_store_is_logged_in_with_is_not_told() {
        // Nobody listens on the first port; the others are no addresses.
        for url in [
            "redis://worker:hunter2@127.0.0.1:1/0",
            "http://worker:hunter2@127.0.0.1/",
            "redis://worker:hunter2@127.0.0.1:70000/",
            "worker:hunter2",
        ] {
            let builder = RedisBudget::builder(url, 2);
            let shown = format!("{builder:?}");
            let error = builder.connect().await.map(|_| ()).unwrap_err();
            let told = format!("{shown} {error} {error:?}");
            assert!(!told.contains("hunter2") && !error.to_string().is_empty(), "{told}");
        }
    }

    #[tokio::test]
    async fn without_a_store_a_worker_can_start_alone() {
        let budget = RedisBudget::builder("redis://127.0.0.1:1", 2).start().unwrap();
        assert_eq!(budget.mode(), crate::Mode::Alone);
    }
}
