//! A platform, clients of it, and one time for both.

use std::time::{Duration, Instant, SystemTime};

use serde_json::Value;
use tradewire::client::transport::BoxFuture;
use tradewire::testing::SetClock;
use tradewire::{Builder, Credentials, FromCore};
use tradewire_mock::{Builder as MockBuilder, Clock, Mock, Server};

/// When the clock of each world begins: that of [`SetClock`].
const NEW_YEAR_2026: i64 = 1_767_225_600;

/// A platform on this machine. Nobody waits in it: who does moves the time on, for clients and platform alike.
///
/// When it ends, what requests did that the spec does not allow fails the test, whenever that was; [`World::expect_violations`] is the way out.
pub struct World {
    pub mock: Mock,
    pub time: Time,
}

/// The time of a world.
#[derive(Clone)]
pub struct Time {
    client: SetClock,
    platform: Clock,
}

impl Time {
    /// Lets time pass.
    pub fn pass(&self, time: Duration) {
        self.client.advance(time);
        self.platform.forward(time);
    }

    /// Since the world began.
    pub fn passed(&self) -> Duration {
        self.client.passed()
    }
}

impl tradewire::client::Clock for Time {
    fn now(&self) -> Instant {
        self.client.now()
    }

    fn system(&self) -> SystemTime {
        self.client.system()
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        self.platform.forward(time);
        self.client.sleep(time)
    }
}

impl World {
    /// Of a platform that knows nothing yet.
    pub fn empty(platform: &str) -> Self {
        Self::with(platform, 0)
    }

    /// With so many things in each collection.
    pub fn with(platform: &str, samples: usize) -> Self {
        Self::of(platform, |builder| builder.samples(samples))
    }

    /// With settings of its own.
    pub fn of(platform: &str, set: impl FnOnce(MockBuilder) -> MockBuilder) -> Self {
        let specs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../specs");
        let builder = Mock::builder(specs, platform).unwrap_or_else(|error| panic!("{error}"));
        let clock = Clock::set(NEW_YEAR_2026);
        Self {
            mock: set(builder.samples(0).clock(clock.clone())).build(),
            time: Time {
                client: SetClock::new(),
                platform: clock,
            },
        }
    }

    /// Puts things into a collection, as if they had always been there.
    pub fn put(&self, collection: &str, things: impl IntoIterator<Item = Value>) {
        for thing in things {
            self.mock
                .insert(collection, &thing)
                .unwrap_or_else(|error| panic!("{error}"));
        }
    }

    /// What a collection holds.
    pub fn rows(&self, collection: &str) -> Vec<Value> {
        let mut state = self.mock.dump();
        let rows = match state["collections"][collection]["rows"].take() {
            Value::Array(rows) => rows,
            // Nothing was ever there.
            _ => Vec::new(),
        };
        rows.into_iter().map(|mut row| row["data"].take()).collect()
    }

    /// A client in whose network there is nothing but the mock.
    pub fn client<C: FromCore>(&self) -> C {
        self.ready(Builder::new("https://platform.example").transport(self.mock.transport()))
    }

    /// A client that goes by a socket.
    pub fn client_of<C: FromCore>(&self, server: &Server) -> C {
        self.ready(Builder::new(server.url()).allow_http())
    }

    fn ready<C: FromCore>(&self, builder: Builder<C>) -> C {
        let text = str::to_owned;
        let credentials = match C::PLATFORM.name {
            "retailcrm" => Credentials::scheme("api_key", [("api_key", text("key"))]),
            "insales" => Credentials::scheme("basic", [("app_id", text("app")), ("password", text("word"))]),
            "commercehq" => Credentials::scheme("basic", [("api_key", text("key")), ("api_password", text("word"))]),
            "boostore" => Credentials::scheme("bearer", [("consumer_secret", text("secret"))]),
            _ => Credentials::scheme("login_plain", [("login", text("me")), ("password", text("word"))]),
        };
        let builder = builder.credentials(credentials).clock(self.time.clone());
        builder.build().unwrap_or_else(|error| panic!("{error}"))
    }

    /// How often an operation was asked for.
    pub fn count(&self, operation: &str) -> usize {
        let seen = self.mock.seen();
        seen.iter()
            .filter(|seen| seen.operation.as_deref() == Some(operation))
            .count()
    }

    /// How many requests were answered with a status.
    pub fn answered(&self, status: u16) -> usize {
        self.mock.seen().iter().filter(|seen| seen.status == status).count()
    }

    /// No request did anything that the spec does not allow, so far.
    pub fn assert_no_violations(&self) {
        assert!(self.mock.violations().is_empty(), "{:#?}", self.mock.violations());
    }

    /// Requests were meant to do what the spec does not allow, at these places and at no other, and that is done with.
    pub fn expect_violations(&self, fields: &[&str]) {
        let found = self.mock.violations();
        let at: Vec<&str> = found.iter().map(|violation| violation.field.as_str()).collect();
        assert_eq!(at, fields, "{found:#?}");
        self.mock.forget_violations();
    }
}

impl Drop for World {
    fn drop(&mut self) {
        // A second panic would end all tests, and hide the first.
        if !std::thread::panicking() {
            self.assert_no_violations();
        }
    }
}

/// An order with a field that the spec does not have, in a world that then ends.
fn wrong_at_the_end(end: impl FnOnce(&World)) {
    let world = World::empty("retailcrm");
    let server = world.mock.serve(0).expect("a port");
    let crm: tradewire_retailcrm::blocking::Client = world.client_of(&server);
    let order = tradewire_retailcrm::orders::OrderCreate::new();
    let wrong = crm.orders().create(order).extra_field("colour", "red");
    wrong.send().expect_err("the spec has no colour");
    end(&world);
}

#[test]
#[should_panic = "body.colour"]
fn what_is_wrong_at_the_end_fails() {
    wrong_at_the_end(|_| {});
}

#[test]
fn what_is_meant_to_be_wrong_does_not_fail() {
    wrong_at_the_end(|world| world.expect_violations(&["body.colour"]));
}

#[test]
#[should_panic = "body.colour"]
fn what_is_wrong_elsewhere_than_it_is_meant_fails() {
    wrong_at_the_end(|world| world.expect_violations(&["body.order.colour"]));
}
