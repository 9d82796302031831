//! Hooks: what was told before an attempt is told after it, however that ends.

mod client_support;

use std::future::pending;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Waker};

use client_support::{GetThing, Sample, builder, run};
use http::{HeaderMap, HeaderValue};
use tradewire::client::transport::{BoxFuture, ExchangeLimits, Transport, TransportError};
use tradewire::client::{Attempt, AttemptOutcome, Hook};
use tradewire::testing::{Scripted, SetClock};
use tradewire::{Bytes, ErrorKind, http};

/// Counts what is under way, as a gauge does, and adds a header.
#[derive(Clone, Default)]
struct Gauge {
    header: &'static str,
    told: Arc<Mutex<Vec<String>>>,
}

impl Gauge {
    fn of(header: &'static str) -> Self {
        Self {
            header,
            ..Self::default()
        }
    }

    fn lines(&self) -> Vec<String> {
        self.told.lock().unwrap().clone()
    }
}

impl Hook for Gauge {
    fn before(&self, attempt: &Attempt<'_>, headers: &mut HeaderMap) {
        if !self.header.is_empty() {
            headers.insert(self.header, HeaderValue::from_static("1"));
        }
        self.told.lock().unwrap().push(format!("+{}", attempt.number));
    }

    fn after(&self, attempt: &Attempt<'_>, outcome: &AttemptOutcome<'_>) {
        let status = outcome.status.map(|status| status.as_u16());
        let told = format!(
            "-{} {status:?} {:?} {}",
            attempt.number, outcome.failure, outcome.is_dropped
        );
        self.told.lock().unwrap().push(told);
    }
}

const NOT_SENT: &str = "-1 None Some(Request) false";

#[test]
fn a_clash_is_told_to_those_who_were_told_of_the_attempt() {
    let gauges = ["x-a", "x-b", "x-a", "x-c"].map(Gauge::of);
    let server = Scripted::new();
    let built = gauges
        .iter()
        .fold(builder(&server, &SetClock::new()), |builder, gauge| {
            builder.hook(gauge.clone())
        });
    let client: Sample = built.build().unwrap();
    let error = run(client.call(GetThing(7)).send()).unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Build, 0));
    assert!(error.to_string().contains("the header `x-a`"), "{error}");
    assert!(server.requests().is_empty());
    for gauge in &gauges[..3] {
        assert_eq!(gauge.lines(), ["+1", NOT_SENT]);
    }
    assert!(gauges[3].lines().is_empty(), "it was not told of the attempt");
}

/// Never answers.
struct Silent;

impl Transport for Silent {
    fn exchange(
        &self,
        _: http::Request<Bytes>,
        _: ExchangeLimits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(pending())
    }
}

#[test]
fn a_call_that_is_dropped_ends_its_attempt() {
    let gauge = Gauge::default();
    let built = builder(&Scripted::new(), &SetClock::new())
        .transport(Silent)
        .hook(gauge.clone());
    let client: Sample = built.build().unwrap();
    let mut context = Context::from_waker(Waker::noop());
    // One that was never polled was never begun.
    drop(client.call(GetThing(1)).send());
    assert!(gauge.lines().is_empty());
    {
        let mut call = pin!(client.call(GetThing(1)).send());
        assert!(call.as_mut().poll(&mut context).is_pending());
        assert_eq!(gauge.lines(), ["+1"]);
    }
    assert_eq!(gauge.lines(), ["+1", "-1 None None true"]);
}

#[test]
fn one_that_ended_is_not_told_of_again() {
    let gauge = Gauge::default();
    let server = Scripted::new().fail_to_connect().reply(200, "{}");
    let client: Sample = builder(&server, &SetClock::new()).hook(gauge.clone()).build().unwrap();
    run(client.call(GetThing(1)).send()).unwrap();
    let told = ["+1", "-1 None Some(Connect) false", "+2", "-2 Some(200) None false"];
    assert_eq!(gauge.lines(), told);
}

/// Breaks a promise of the language, as a bug would.
struct Broken;

impl Transport for Broken {
    fn exchange(
        &self,
        _: http::Request<Bytes>,
        _: ExchangeLimits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        panic!("a bug")
    }
}

#[test]
fn a_panic_passes_hooks_by() {
    let gauge = Gauge::default();
    let built = builder(&Scripted::new(), &SetClock::new())
        .transport(Broken)
        .hook(gauge.clone());
    let client: Sample = built.build().unwrap();
    let call = std::panic::AssertUnwindSafe(|| run(client.call(GetThing(1)).send()));
    assert!(std::panic::catch_unwind(call).is_err());
    assert_eq!(gauge.lines(), ["+1"]);
}

#[cfg(feature = "blocking")]
#[test]
fn a_clash_is_the_same_without_async() {
    let gauges = ["x-a", "x-a"].map(Gauge::of);
    let [first, second] = gauges.clone();
    let client: Sample = builder(&Scripted::new(), &SetClock::new())
        .hook(first)
        .hook(second)
        .build()
        .unwrap();
    let client = tradewire::blocking::Client::new(client.0).unwrap();
    let error = tradewire::Call::new(client, GetThing(7)).send().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Build);
    assert!(gauges.iter().all(|gauge| gauge.lines() == ["+1", NOT_SENT]));
}
