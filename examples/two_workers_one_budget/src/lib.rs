//! Two workers and the shop that they call, which keeps when their requests arrived.

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tradewire_insales::{BasicCredentials, Client, Credentials};
use tradewire_redis::RedisBudget;
use tradewire_tests::server::{Reply, Server};

/// Requests of the account in each [`WINDOW`]: less than the platform allows, so that there is something to see within a minute.
pub const REQUESTS: u32 = 20;
/// See [`REQUESTS`].
pub const WINDOW: Duration = Duration::from_secs(2);

/// When which worker's request arrived.
pub type Arrivals = Arc<Mutex<Vec<(Instant, String)>>>;

/// A shop on this machine.
#[must_use]
pub fn shop() -> (Server, Arrivals) {
    let arrivals = Arrivals::default();
    let seen = Arc::clone(&arrivals);
    let server = Server::start(move |request| {
        let worker = request.header("x-worker").unwrap_or("nobody").to_owned();
        let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.push((Instant::now(), worker));
        Reply::json(200, "[]")
    });
    (server, arrivals)
}

/// A client of the shop. With a `budget` it asks there, and so do all processes that have the same one; without, its clones share
/// its own.
///
/// # Errors
/// When the address is none.
pub fn client(url: &str, budget: Option<RedisBudget>) -> Result<Client, Box<dyn Error + Send + Sync>> {
    let app = BasicCredentials {
        app_id: "app id".into(),
        password: "password".into(),
    };
    let builder = Client::builder(url)
        .credentials(Credentials::basic(app))
        .rate_limit("default", REQUESTS, WINDOW);
    Ok(match budget {
        Some(budget) => builder.budget(budget).build()?,
        None => builder.build()?,
    })
}

/// Calls so many times.
///
/// # Errors
/// When a call fails.
pub async fn work(client: Client, worker: &str, calls: usize) -> Result<(), Box<dyn Error + Send + Sync>> {
    for _ in 0..calls {
        let call = client.raw("GET", "/admin/orders.json").header("x-worker", worker);
        call.send().await?;
    }
    Ok(())
}

/// Requests of each worker, and the most that arrived in any window.
#[must_use]
pub fn counted(arrivals: &Arrivals) -> (BTreeMap<String, usize>, usize) {
    let arrivals = arrivals.lock().unwrap_or_else(PoisonError::into_inner);
    let mut workers = BTreeMap::new();
    for (_, worker) in arrivals.iter() {
        *workers.entry(worker.clone()).or_default() += 1;
    }
    let windows = arrivals.iter().map(|(begin, _)| {
        let within = arrivals.iter().filter(|(at, _)| at >= begin && *at < *begin + WINDOW);
        within.count()
    });
    (workers, windows.max().unwrap_or_default())
}
