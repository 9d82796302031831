//! What each worker does: make a client of the account, and call.

use std::time::Duration;

use tradewire_insales::{BasicCredentials, Client, Credentials, Error};
use tradewire_redis::RedisBudget;

/// Requests of the account in each [`WINDOW`]. The platform allows 500 in five minutes, of which nothing could be seen here; leave
/// `.rate_limit(…)` out to keep to that.
pub const REQUESTS: u32 = 20;
/// See [`REQUESTS`].
pub const WINDOW: Duration = Duration::from_secs(1);

/// A client of the shop at `url`. With a `budget` it asks there before each request, and so do all processes that were given the same;
/// without, its clones share one of their own.
///
/// # Errors
/// When `url` is no address.
pub fn client(url: &str, budget: Option<RedisBudget>) -> Result<Client, Error> {
    let app = BasicCredentials {
        app_id: "app id".into(),
        password: "password".into(),
    };
    let builder = Client::builder(url)
        .credentials(Credentials::basic(app))
        .rate_limit("default", REQUESTS, WINDOW);
    match budget {
        Some(budget) => builder.budget(budget).build(),
        None => builder.build(),
    }
}

/// Reads the first page of orders so many times, as the worker of this name.
///
/// # Errors
/// When a call fails.
pub async fn work(client: Client, name: &str, calls: usize) -> Result<(), Error> {
    for _ in 0..calls {
        client.orders().list().send().await?;
    }
    println!("{name}: {calls} calls");
    Ok(())
}
