//! What the RetailCRM crate sends, how it reads what comes back, and what it makes of the requests that RetailCRM sends.

#![allow(clippy::doc_markdown, reason = "platforms are called by their names")]

mod auth;
mod batches;
mod bodies;
mod callbacks;
mod entities;
mod errors;
mod files;
mod form;
mod kinds;
mod limits;
mod listing;
mod outcomes;
mod partial;
mod queries;
mod requests;
mod rules;
mod times;
mod tolerance;
mod unforeseen;

use tradewire::testing::{Scripted, SetClock};
use tradewire_retailcrm::{Client, Credentials, blocking};
use tradewire_tests::Wire;

const HOST: &str = "https://demo.retailcrm.ru";

/// A blocking client on a table of calls. Its clock is set by hand, so that ten calls a second cost no time.
fn account(wire: &Wire) -> blocking::Client {
    blocking::Client::builder(HOST)
        .credentials(Credentials::api_key("key"))
        .transport(wire.transport())
        .clock(SetClock::new())
        .build()
        .expect("a client")
}

/// An async client on a server in memory; waits cost no time.
fn scripted(server: &Scripted) -> Client {
    Client::builder(HOST)
        .credentials(Credentials::api_key("key"))
        .transport(server.clone())
        .clock(SetClock::new())
        .build()
        .expect("a client")
}
