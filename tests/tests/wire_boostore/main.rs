//! What `tradewire-boostore` sends and how it reads what comes back.

mod auth;
mod batches;
mod callbacks;
mod content;
mod document;
mod groups;
mod limits;
mod replies;
mod requests;
mod values;

use tradewire::testing::{Scripted, SetClock};
use tradewire_boostore::{Client, Credentials, blocking};
use tradewire_tests::Wire;

/// A blocking client on a table.
fn shop(wire: &Wire) -> blocking::Client {
    blocking::Client::builder("https://site.com")
        .credentials(Credentials::consumer_secret("YOUR_SECRET").and(Credentials::access_key("123")))
        .transport(wire.transport())
        .build()
        .expect("a client")
}

/// An async client on a server in memory; waits cost no time.
fn scripted(server: &Scripted) -> Client {
    Client::builder("https://site.com")
        .credentials(Credentials::consumer_secret("YOUR_SECRET").and(Credentials::access_key("123")))
        .transport(server.clone())
        .clock(SetClock::new())
        .build()
        .expect("a client")
}

/// Every resource has a table of requests somewhere in this crate.
#[test]
fn every_resource_has_a_table() {
    let tables = [
        "articles",
        "blocks",
        "categories",
        "collections",
        "comments",
        "crm_orders",
        "exports",
        "orders",
        "pages",
        "producers",
        "products",
        "statistics",
    ];
    assert!(tradewire_tests::resources("boostore").iter().eq(tables));
}
