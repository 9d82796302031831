//! What is sent again, when, and what never is.

mod client_support;

use client_support::{CreateThing, GetThing, UploadFiles, builder, run, scripted, secs};
use tradewire::client::Clock;
use tradewire::client::transport::{BoxFuture, TransportErrorKind};
use tradewire::testing::{Scripted, SetClock};
use tradewire::{ErrorKind, RetryPolicy};

#[test]
fn a_read_is_repeated_after_every_passing_failure() {
    let failures = [
        Scripted::new().fail(TransportErrorKind::Connect),
        Scripted::new().fail(TransportErrorKind::Timeout),
        Scripted::new().fail(TransportErrorKind::Interrupted),
        Scripted::new().reply(408, ""),
        Scripted::new().reply(429, ""),
        Scripted::new().reply(502, "<html>Bad Gateway</html>"),
        Scripted::new().reply(503, ""),
        Scripted::new().reply(504, ""),
    ];
    for server in failures {
        let (server, clock, client) = scripted(server.reply(200, r#"{"id":7}"#));
        let replied = run(client.call(GetThing(7)).send_with_metadata()).unwrap();
        assert_eq!(replied.value.get("id").and_then(tradewire::Json::as_i64), Some(7));
        assert_eq!(
            (replied.metadata.attempts, server.requests().len(), clock.waits().len()),
            (2, 2, 1)
        );
    }
}

#[test]
fn what_the_server_may_have_done_is_never_sent_twice() {
    let failures = [
        Scripted::new().fail(TransportErrorKind::Timeout),
        Scripted::new().fail(TransportErrorKind::Interrupted),
        Scripted::new().reply(500, ""),
        Scripted::new().reply(502, ""),
        Scripted::new().reply(503, ""),
        Scripted::new().reply_with_headers(503, [("retry-after", "1")], "<html>Backend fetch failed</html>"),
        Scripted::new().reply_with_headers(504, [("retry-after", "1")], ""),
    ];
    for server in failures {
        let (server, _, client) = scripted(server.reply(200, "{}"));
        assert!(run(client.call(CreateThing("x".into())).send()).is_err());
        assert_eq!(server.requests().len(), 1, "{server:?}");
    }
}

/// The status decides what is sent again; a text in the body only tells the caller.
#[test]
fn a_known_refusal_inside_a_success_is_not_sent_again() {
    let refused = || Scripted::new().reply(200, r#"{"success":false,"message":"Too many calls!"}"#);
    let (server, _, client) = scripted(refused().reply(200, "{}"));
    let unsafe_call = run(client.call(CreateThing("x".into())).send()).unwrap_err();
    assert_eq!(server.requests().len(), 1);
    let (server, _, client) = scripted(refused().reply(200, "{}"));
    let read = run(client.call(GetThing(7)).send()).unwrap_err();
    assert_eq!(server.requests().len(), 1);
    for error in [unsafe_call, read] {
        assert!(error.is_rate_limited() && error.is_retryable());
        assert_eq!((error.code(), error.attempts()), (Some("Too many calls"), 1));
    }
}

#[test]
fn what_the_server_certainly_did_not_do_is_sent_again_byte_for_byte() {
    let failures = [
        Scripted::new().fail(TransportErrorKind::Connect),
        Scripted::new().reply(429, ""),
        Scripted::new().reply_with_headers(503, [("retry-after", "1")], ""),
    ];
    for server in failures {
        let (server, _, client) = scripted(server.reply(200, "{}"));
        run(client.call(CreateThing("Кот \"x\"".into())).send()).unwrap();
        let [first, second] = &server.requests()[..] else {
            panic!("two requests expected")
        };
        assert_eq!(
            (&first.body, &first.uri, &first.headers),
            (&second.body, &second.uri, &second.headers)
        );
    }
}

#[test]
fn a_multipart_body_is_the_same_in_each_attempt() {
    let server = Scripted::new().reply(429, "").fail_to_connect().reply(200, "[]");
    let (server, _, client) = scripted(server);
    let files = vec![tradewire::File::new("a.txt", "content")];
    run(client
        .call(UploadFiles {
            kind: "x".into(),
            files,
        })
        .send())
    .unwrap();
    let [first, second, third] = &server.requests()[..] else {
        panic!("three requests expected")
    };
    assert!(first.body.len() > 100 && first.body == second.body && second.body == third.body);
    assert_eq!(first.headers, third.headers);
}

#[test]
fn other_statuses_are_final() {
    for status in [400, 401, 403, 404, 409, 422, 500, 501] {
        let (server, _, client) = scripted(Scripted::new().reply(status, r#"{"message":"no"}"#));
        let error = run(client.call(GetThing(1)).send()).unwrap_err();
        assert_eq!(error.status().map(|s| s.as_u16()), Some(status));
        assert_eq!(server.requests().len(), 1);
    }
}

#[test]
fn the_servers_wait_is_honoured_in_both_forms() {
    for (header, wait) in [("7", 7), ("Thu, 01 Jan 2026 00:00:30 GMT", 30)] {
        let server = Scripted::new()
            .reply_with_headers(429, [("retry-after", header)], "")
            .reply(200, "{}");
        let (_, clock, client) = scripted(server);
        run(client.call(GetThing(1)).send()).unwrap();
        assert_eq!(clock.waits(), [secs(wait)]);
    }
}

#[test]
fn the_servers_wait_is_honoured_in_less_usual_forms() {
    let hour_behind = [
        ("retry-after", "Wed, 31 Dec 2025 23:00:30 GMT"),
        ("date", "Wed, 31 Dec 2025 23:00:00 GMT"),
    ];
    for (headers, wait) in [
        (&[("retry-after", "1.5")][..], 1500),
        (&hour_behind[..], 30_000),
        // A UNIX time: a minute after the clock's.
        (&[("retry-after", "1767225660")][..], 60_000),
    ] {
        let server = Scripted::new()
            .reply_with_headers(429, headers.iter().copied(), "")
            .reply(200, "{}");
        let (_, clock, client) = scripted(server);
        run(client.call(GetThing(1)).timeout(secs(100)).send()).unwrap();
        assert_eq!(clock.waits(), [std::time::Duration::from_millis(wait)]);
    }
}

#[test]
fn no_header_stops_the_account_for_long() {
    for wait in [
        "1000000000",
        "86400",
        "2592000",
        "Sat, 31 Jan 2026 00:00:00 GMT",
        "4102444800",
    ] {
        let server = Scripted::new()
            .reply_with_headers(429, [("retry-after", wait)], "")
            .otherwise(|_| http::Response::new("{}".into()));
        let (server, clock, client) = scripted(server);
        let _ = run(client.call(GetThing(1)).retry(RetryPolicy::never()).send());
        // A window is a second: two of them, and five minutes.
        clock.advance(secs(302));
        run(client.call(GetThing(2)).send()).unwrap();
        run(client.call(GetThing(3)).send()).unwrap();
        assert_eq!(server.requests().len(), 3, "{wait}");
    }
}

#[test]
fn one_reply_of_an_ailing_report_stops_nobody_else() {
    let server = Scripted::new()
        .reply_with_headers(503, [("retry-after", "300")], "<html>busy</html>")
        .reply(200, "{}");
    let (_, clock, client) = scripted(server);
    run(client.call(GetThing(1)).send()).unwrap_err();
    run(client.call(GetThing(2)).send()).unwrap();
    assert!(clock.waits().is_empty());
}

#[test]
fn a_wait_beyond_the_deadline_is_not_begun() {
    let server = Scripted::new().reply_with_headers(429, [("retry-after", "120")], "");
    let (server, clock, client) = scripted(server);
    let error = run(client.call(GetThing(1)).send()).unwrap_err();
    assert!(error.is_rate_limited());
    assert_eq!((server.requests().len(), clock.waits().len()), (1, 0));
    assert_eq!(error.retry_after(std::time::SystemTime::now()), Some(secs(120)));
}

#[test]
fn senseless_waits_do_no_harm() {
    for wait in [
        "18446744073709551615",
        "99999999999999999999999",
        "-1",
        "1.5",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "now",
        "",
    ] {
        let server = Scripted::new()
            .reply_with_headers(429, [("retry-after", wait)], "")
            .reply(200, "{}");
        let (_, _, client) = scripted(server);
        match run(client.call(GetThing(1)).send()) {
            Ok(_) => {}
            Err(error) => assert!(error.is_rate_limited(), "{wait}: {error}"),
        }
    }
}

#[test]
fn refusals_do_not_use_up_the_budget_of_repeats() {
    let server = (0..60).fold(Scripted::new(), |server, _| server.reply(429, "").reply(200, "{}"));
    let clock = SetClock::new();
    let client = builder(&server, &clock)
        .rate_limit("default", 1_000_000, secs(1))
        .build()
        .unwrap();
    for _ in 0..60 {
        run(client.call(GetThing(1)).send()).unwrap();
    }
}

#[test]
fn attempts_are_counted_and_end() {
    let down = || (0..9).fold(Scripted::new(), |server, _| server.fail_to_connect());
    let (server, _, client) = scripted(down());
    let error = run(client.call(GetThing(1)).send()).unwrap_err();
    assert_eq!(
        (error.kind(), error.attempts(), server.requests().len()),
        (ErrorKind::Connect, 4, 4)
    );

    let (server, _, client) = scripted(down());
    run(client.call(GetThing(1)).retry(RetryPolicy::never()).send()).unwrap_err();
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn an_ailing_server_is_not_buried_in_repeats() {
    let server = (0..500).fold(Scripted::new(), |server, _| server.reply(502, ""));
    let clock = SetClock::new();
    let client = builder(&server, &clock)
        .rate_limit("default", 1_000_000, secs(1))
        .build()
        .unwrap();
    for _ in 0..100 {
        run(client.call(GetThing(1)).send()).unwrap_err();
    }
    assert!(
        server.requests().len() <= 121,
        "{} requests for 100 calls",
        server.requests().len()
    );
}

/// Time that stands still, so that a wait never ends.
struct Frozen;

impl Clock for Frozen {
    fn now(&self) -> std::time::Instant {
        static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
        *START.get_or_init(std::time::Instant::now)
    }
    fn system(&self) -> std::time::SystemTime {
        std::time::SystemTime::UNIX_EPOCH
    }
    fn sleep(&self, _: std::time::Duration) -> BoxFuture<'_, ()> {
        Box::pin(std::future::pending())
    }
}

#[test]
fn dropping_the_call_ends_its_waits() {
    let server = Scripted::new().reply(503, "").reply(200, "{}");
    let client = builder(&server, &SetClock::new()).clock(Frozen).build().unwrap();
    let mut call = Box::pin(client.call(GetThing(1)).send());
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    assert!(
        call.as_mut().poll(&mut context).is_pending(),
        "it waits before its second attempt"
    );
    drop(call);
    assert_eq!((server.requests().len(), server.steps_left()), (1, 1));
}

#[test]
fn the_preferred_verb_is_used_where_the_platform_takes_it() {
    let clock = SetClock::new();
    let server = Scripted::new().reply(200, "{}").reply(200, "{}");
    let client = builder(&server, &clock)
        .prefer_verb("UPDATE".parse().unwrap())
        .build()
        .unwrap();
    run(client.call(CreateThing("x".into())).send()).unwrap();
    assert_eq!(server.last_request().method, "UPDATE");
    run(client.call(GetThing(1)).send()).unwrap();
    assert_eq!(server.last_request().method, "GET");
}

#[test]
fn redirects_stay_on_the_host() {
    let moved = |to| {
        Scripted::new()
            .reply_with_headers(301, [("location", to)], "")
            .reply(200, "{}")
    };
    for to in [
        "/elsewhere?x=1",
        "https://shop.example/elsewhere?x=1",
        "https://SHOP.example:443/elsewhere?x=1",
    ] {
        let (server, _, client) = scripted(moved(to));
        run(client.call(GetThing(1)).send()).unwrap();
        let last = server.last_request();
        assert_eq!(
            (last.uri.to_string().as_str(), last.header("authorization").is_some()),
            ("https://shop.example/elsewhere?x=1", true)
        );
    }
    for to in [
        "https://evil.example/",
        "http://shop.example/",
        "//evil.example/",
        "https://shop.example:8443/",
        "https://shop.example@evil.example/",
        "ftp://shop.example/",
        "/a/%2e%2e/admin",
        "https://shop.example/a/..;/admin",
        "/a\\..\\admin",
        "junk",
    ] {
        let (server, _, client) = scripted(moved(to));
        run(client.call(GetThing(1)).send()).unwrap_err();
        assert_eq!(server.requests().len(), 1, "followed {to}");
    }
    let around = (0..9).fold(Scripted::new(), |server, _| {
        server.reply_with_headers(302, [("location", "/things/1")], "")
    });
    let (server, _, client) = scripted(around);
    let error = run(client.call(GetThing(1)).send()).unwrap_err();
    assert!(error.to_string().contains("redirects (302) again and again"), "{error}");
    assert_eq!(server.requests().len(), 6);
}

#[test]
fn a_post_is_not_turned_into_something_else_by_a_redirect() {
    let (server, _, client) = scripted(
        Scripted::new()
            .reply_with_headers(302, [("location", "/x")], "")
            .reply(200, "{}"),
    );
    run(client.call(CreateThing("x".into())).send()).unwrap_err();
    assert_eq!(server.requests().len(), 1);
    let (server, _, client) = scripted(
        Scripted::new()
            .reply_with_headers(307, [("location", "/x")], "")
            .reply(200, "{}"),
    );
    run(client.call(CreateThing("x".into())).send()).unwrap();
    assert_eq!(
        (
            server.last_request().method.as_str(),
            server.last_request().body_text().as_str()
        ),
        ("PATCH", r#""x""#)
    );
}

#[test]
fn plain_http_needs_permission() {
    let build = |url: &str, allow: bool| {
        let builder = tradewire::Builder::<client_support::Sample>::new(url)
            .transport(Scripted::new())
            .clock(SetClock::new());
        if allow {
            builder.allow_http().build()
        } else {
            builder.build()
        }
    };
    assert!(
        build("http://shop.example", false)
            .unwrap_err()
            .to_string()
            .contains("allow_http")
    );
    assert!(build("http://shop.example", true).is_ok());
    assert!(build("http://127.0.0.1:8080", false).is_ok());
}
