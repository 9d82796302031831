//! What an attempt may take, and what the next one knows of it.

mod client_support;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use client_support::{CreateThing, DeleteCounted, DeleteThing, GetThing, PutContent, builder, run, scripted, secs};
use tradewire::client::transport::{BoxFuture, ExchangeLimits, Transport, TransportError, TransportErrorKind};
use tradewire::testing::{Scripted, SetClock};
use tradewire::{ErrorKind, RetryPolicy};

/// A server that hangs the first few times; notes what time each attempt is given, and uses all of it.
#[derive(Clone)]
struct Hanging {
    times: usize,
    clock: SetClock,
    given: Arc<Mutex<Vec<Duration>>>,
}

impl Transport for Hanging {
    fn exchange(
        &self,
        _: http::Request<Bytes>,
        limits: ExchangeLimits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let mut given = self.given.lock().unwrap();
        given.push(limits.idle);
        let hangs = given.len() <= self.times;
        drop(given);
        Box::pin(async move {
            if hangs {
                self.clock.advance(limits.idle);
                return Err(TransportError::new(TransportErrorKind::Timeout, "nothing came"));
            }
            Ok(http::Response::new("{}".into()))
        })
    }
}

fn hanging(times: usize) -> (Hanging, tradewire::Builder<client_support::Sample>) {
    let clock = SetClock::new();
    let server = Hanging {
        times,
        clock: clock.clone(),
        given: Arc::default(),
    };
    let builder = builder(&Scripted::new(), &clock).transport(server.clone());
    (server, builder)
}

#[test]
fn a_read_that_hangs_leaves_time_for_another() {
    let (server, builder) = hanging(1);
    let replied = run(builder.build().unwrap().call(GetThing(1)).send_with_metadata()).unwrap();
    assert_eq!(replied.metadata.attempts, 2);
    let given = server.given.lock().unwrap();
    assert_eq!(given[0], secs(30), "half of the call's time");
    assert!(given[1] >= secs(29), "then all that is left: {given:?}");
}

#[test]
fn the_time_of_an_attempt_can_be_set() {
    let (server, builder) = hanging(3);
    let client = builder.attempt_timeout(secs(5)).build().unwrap();
    run(client.call(GetThing(1)).send()).unwrap();
    assert_eq!(*server.given.lock().unwrap(), [secs(5); 4]);

    server.given.lock().unwrap().clear();
    let policy = RetryPolicy::default().attempt_timeout(secs(7));
    run(client.call(GetThing(1)).retry(policy).send()).unwrap();
    assert_eq!(*server.given.lock().unwrap(), [secs(7); 4]);
}

#[test]
fn what_must_not_be_repeated_has_all_the_time() {
    let (server, builder) = hanging(1);
    let client = builder.attempt_timeout(secs(5)).build().unwrap();
    let error = run(client.call(CreateThing("x".into())).send()).unwrap_err();
    assert!(error.is_timeout() && error.is_outcome_unknown(), "{error}");
    assert_eq!(*server.given.lock().unwrap(), [secs(60)]);

    let (server, builder) = hanging(1);
    let client = builder.build().unwrap();
    run(client.call(GetThing(1)).retry(RetryPolicy::never()).send()).unwrap_err();
    assert_eq!(*server.given.lock().unwrap(), [secs(60)]);
    let upload = tradewire::Upload::from_reader(&b"x"[..]);
    run(client.call(PutContent(upload)).send()).unwrap();
    assert_eq!(server.given.lock().unwrap()[1], secs(60), "it can be sent only once");
}

#[test]
fn a_repeated_removal_that_finds_nothing_worked() {
    let lost = [
        Scripted::new().fail(TransportErrorKind::Timeout),
        Scripted::new().fail(TransportErrorKind::Interrupted),
        Scripted::new().reply(502, ""),
        Scripted::new().reply(504, ""),
    ];
    for server in lost {
        let (_, _, client) = scripted(server.reply(404, r#"{"message":"no such thing"}"#));
        let replied = run(client.call(DeleteThing(1)).send_with_metadata()).unwrap();
        assert_eq!((replied.metadata.attempts, replied.metadata.status.as_u16()), (2, 404));
    }
}

#[test]
fn a_removal_that_was_never_carried_out_does_not_work_for_that() {
    let not_lost = [
        (Scripted::new(), 1),
        (Scripted::new().fail_to_connect(), 2),
        (Scripted::new().reply(429, ""), 2),
        (Scripted::new().reply_with_headers(503, [("retry-after", "1")], ""), 2),
    ];
    for (server, attempts) in not_lost {
        let (_, _, client) = scripted(server.reply(404, ""));
        let error = run(client.call(DeleteThing(1)).send()).unwrap_err();
        assert!(error.is_not_found() && !error.is_outcome_unknown(), "{error}");
        assert_eq!(error.attempts(), attempts);
    }
    let (_, _, client) = scripted(Scripted::new().reply(502, "").reply(403, ""));
    let error = run(client.call(DeleteThing(1)).send()).unwrap_err();
    assert!(error.is_auth() && error.is_outcome_unknown(), "{error}");
    let (_, _, client) = scripted(Scripted::new().reply(502, "").reply(404, ""));
    let error = run(client.call(GetThing(1)).send()).unwrap_err();
    assert!(error.is_not_found(), "only a removal works by finding nothing");
}

#[test]
fn a_result_that_is_lost_is_told_as_such() {
    let server = Scripted::new().fail(TransportErrorKind::Interrupted).reply(404, "");
    let (_, _, client) = scripted(server);
    let error = run(client.call(DeleteCounted(1)).send()).unwrap_err();
    assert_eq!((error.kind(), error.is_not_found()), (ErrorKind::Api, true));
    assert!(error.is_outcome_unknown());
    assert!(
        error
            .to_string()
            .ends_with("(after 2 attempts, of which one may have been carried out)"),
        "{error}"
    );
}
