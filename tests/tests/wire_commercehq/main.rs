//! What `tradewire-commercehq` sends and how it reads what comes back.

mod errors;
mod files;
mod helpers;
mod listing;
mod orders;
mod replies;
mod requests;
mod rules;

use tradewire::testing::{Scripted, SetClock};
use tradewire_commercehq::{BasicCredentials, Client, Credentials, blocking};
use tradewire_tests::{Server, Wire};

/// A blocking client on a table.
fn shop(wire: &Wire) -> blocking::Client {
    blocking::Client::builder("https://shop.commercehq.com")
        .credentials(Credentials::basic(BasicCredentials {
            api_key: "key".into(),
            api_password: "secret".into(),
        }))
        .transport(wire.transport())
        .build()
        .expect("a client")
}

/// An async client on a server in memory; waits cost no time.
fn scripted(server: &Scripted) -> Client {
    Client::builder("https://shop.commercehq.com")
        .credentials(Credentials::basic(BasicCredentials {
            api_key: "key".into(),
            api_password: "secret".into(),
        }))
        .transport(server.clone())
        .clock(SetClock::new())
        .build()
        .expect("a client")
}

/// An async client on a real socket.
fn connected(server: &Server) -> Client {
    Client::builder(server.url())
        .credentials(Credentials::basic(BasicCredentials {
            api_key: "key".into(),
            api_password: "secret".into(),
        }))
        .build()
        .expect("a client")
}

/// Every resource has a table of requests somewhere in this crate.
#[test]
fn every_resource_has_a_table() {
    let tables = [
        "collections",
        "customers",
        "files",
        "fulfilments",
        "helpers",
        "orders",
        "products",
        "shipments",
        "shipping_carriers",
    ];
    assert!(tradewire_tests::resources("commercehq").iter().eq(tables));
}
