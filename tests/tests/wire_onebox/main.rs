//! What `tradewire-onebox` sends and how it reads what comes back.

mod document;
mod failures;
mod json_body;
mod parts;
mod replies;
mod requests;
mod secrets;

use tradewire::Credentials as Held;
use tradewire::http::Method;
use tradewire::testing::{Scripted, SetClock};
use tradewire_onebox::{Client, Credentials, LoginCredentials, blocking};
use tradewire_tests::Wire;

/// Stand-ins of the document.
fn login() -> Held {
    Credentials::login(LoginCredentials {
        login: "LOGIN".into(),
        password_hash: "PASSWORD".into(),
    })
}

/// A blocking client on a table.
fn boxed(wire: &Wire) -> blocking::Client {
    blocking::Client::builder("https://box.example")
        .credentials(login())
        .transport(wire.transport())
        .build()
        .expect("a client")
}

/// The same, preferring a verb.
fn boxed_by(wire: &Wire, verb: Method) -> blocking::Client {
    blocking::Client::builder("https://box.example")
        .credentials(login())
        .transport(wire.transport())
        .prefer_verb(verb)
        .build()
        .expect("a client")
}

/// An async client on a server in memory; waits cost no time.
fn scripted(server: &Scripted) -> Client {
    Client::builder("https://box.example")
        .credentials(login())
        .transport(server.clone())
        .clock(SetClock::new())
        .build()
        .expect("a client")
}

#[test]
fn every_resource_has_a_table() {
    assert!(tradewire_tests::resources("onebox").iter().eq(["orders"]));
}
