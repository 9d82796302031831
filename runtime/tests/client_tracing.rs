//! What a subscriber of `tracing` sees of calls, and what it must not see.

#![cfg(feature = "tracing")]

mod client_support;

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use client_support::{CANARY, CreateThing, GetThing, ListTotals, run, scripted};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};
use tradewire::Error;
use tradewire::client::transport::TransportErrorKind;
use tradewire::testing::Scripted;

/// Writes down everything: a line for each span, record and event.
#[derive(Clone, Default)]
struct Notes(Arc<Mutex<Vec<String>>>);

impl Notes {
    fn note(&self, what: &str, metadata: Option<&Metadata<'_>>, fields: impl FnOnce(&mut Line)) {
        let mut line = Line(what.to_owned());
        if let Some(metadata) = metadata {
            let _ = write!(line.0, " {}", metadata.level());
            if metadata.is_span() {
                let _ = write!(line.0, " {}", metadata.name());
            }
        }
        fields(&mut line);
        self.0.lock().unwrap().push(line.0);
    }
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0, " {field}={value:?}");
    }
}

impl Subscriber for Notes {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.note("span", Some(span.metadata()), |line| span.record(line));
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, values: &Record<'_>) {
        self.note("record", None, |line| values.record(line));
    }
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        self.note("event", Some(event.metadata()), |line| event.record(line));
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// Runs calls against a script and gives what was written down.
fn watched(server: Scripted, calls: impl FnOnce(&client_support::Sample) -> Vec<Result<(), Error>>) -> Vec<String> {
    let notes = Notes::default();
    tracing::subscriber::with_default(notes.clone(), || {
        let (_, _, client) = scripted(server);
        calls(&client)
    });
    notes.0.lock().unwrap().clone()
}

fn get(client: &client_support::Sample) -> Vec<Result<(), Error>> {
    vec![run(client.call(GetThing(7)).send()).map(drop)]
}

#[test]
fn a_call_is_a_span_with_its_attempts() {
    let server = Scripted::new()
        .reply_with_headers(429, [("retry-after", "7")], "")
        .reply(200, "{}");
    let lines = watched(server, get);
    assert_eq!(
        lines,
        [
            r#"span INFO tradewire_call platform="sample" operation="things.get""#,
            r"event DEBUG message=attempt attempt=1 status=429 duration_ms=0",
            r"event WARN message=sending again attempt=2 pause_ms=7000",
            r"event DEBUG message=waiting for the account's request limit wait_ms=7000",
            r"event DEBUG message=attempt attempt=2 status=200 duration_ms=0",
            r"record attempts=2",
            r"record status=200",
            r"record duration_ms=7000",
        ]
    );
}

#[test]
fn failures_are_told_by_their_kind() {
    let lines = watched((0..4).fold(Scripted::new(), |server, _| server.fail_to_connect()), get);
    assert!(
        lines
            .iter()
            .any(|line| line.starts_with("event DEBUG message=attempt attempt=4 error=Connect")),
        "{lines:#?}"
    );
    assert!(
        lines.contains(&"record error=Connect".to_owned()) && lines.contains(&"record attempts=4".to_owned()),
        "{lines:#?}"
    );
}

#[test]
fn a_listing_that_changes_is_a_warning() {
    let server = Scripted::new()
        .reply(200, r#"{"items":[{"id":1}],"total":3}"#)
        .reply(200, r#"{"items":[{"id":3}],"total":2}"#);
    let lines = watched(server, |client| {
        let mut items = client.call(ListTotals::default()).items();
        std::iter::from_fn(|| run(items.next()))
            .map(|item| item.map(drop))
            .collect()
    });
    let told: Vec<_> = lines.iter().filter(|line| line.contains("message=listing")).collect();
    assert_eq!(
        told,
        [
            r#"event WARN message=listing platform="sample" operation="things.list_totals" notice=the total fell from 3 to 2 at page 2"#
        ]
    );
}

#[test]
fn nothing_secret_or_personal_is_seen() {
    let server = Scripted::new()
        .reply_with_headers(401, [("x-request-id", CANARY)], format!(r#"{{"message":"{CANARY}"}}"#))
        .reply_with_headers(
            302,
            [("location", format!("https://evil.example/{CANARY}").as_str())],
            "",
        )
        .reply(200, format!(r#"{{"name":"{CANARY}"}}"#))
        .fail(TransportErrorKind::Interrupted);
    let lines = watched(server, |client| {
        let mut outcomes = Vec::new();
        for _ in 0..4 {
            let call = client
                .call(CreateThing(CANARY.to_owned()))
                .header("x-secret", CANARY)
                .extra_query("secret", CANARY);
            outcomes.push(run(call.send()).map(drop));
        }
        outcomes
    });
    assert_eq!(lines.iter().filter(|line| line.starts_with("span")).count(), 4);
    let all = lines.join("\n");
    assert!(
        !all.contains(CANARY) && !all.contains("shop.example") && !all.contains("evil"),
        "{all}"
    );
}
