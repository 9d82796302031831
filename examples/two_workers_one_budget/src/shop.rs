//! A shop without orders, which keeps when whose requests arrived.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tradewire_tests::{Reply, Server};

/// The shop; it closes when dropped.
#[derive(Debug)]
pub struct Shop {
    server: Server,
    arrivals: Arc<Mutex<Vec<(Instant, String)>>>,
}

/// What arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statistics {
    /// Requests of each worker, by its name.
    pub requests: BTreeMap<String, usize>,
    /// The most requests in any window.
    pub most: usize,
}

impl Shop {
    /// Opens it.
    #[must_use]
    pub fn open() -> Self {
        let arrivals = Arc::<Mutex<Vec<(Instant, String)>>>::default();
        let seen = Arc::clone(&arrivals);
        let server = Server::start(move |request| {
            let worker = request.header("x-worker").unwrap_or("nobody").to_owned();
            let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
            seen.push((Instant::now(), worker));
            Reply::json(200, "[]")
        });
        Self { server, arrivals }
    }

    /// Its address.
    #[must_use]
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// What arrived so far, counted in windows of this length.
    #[must_use]
    pub fn statistics(&self, window: Duration) -> Statistics {
        let arrivals = self.arrivals.lock().unwrap_or_else(PoisonError::into_inner);
        let mut requests = BTreeMap::new();
        for (_, worker) in arrivals.iter() {
            *requests.entry(worker.clone()).or_default() += 1;
        }
        let windows = arrivals.iter().map(|(begin, _)| {
            let within = arrivals.iter().filter(|(at, _)| at >= begin && *at < *begin + window);
            within.count()
        });
        let most = windows.max().unwrap_or_default();
        Statistics { requests, most }
    }
}

impl fmt::Display for Statistics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (worker, requests) in &self.requests {
            writeln!(f, "{worker}: {requests} requests")?;
        }
        write!(f, "at most {} requests in any window", self.most)
    }
}
