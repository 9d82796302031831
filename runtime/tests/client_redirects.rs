//! Results that a server hands to another host: fetched there, by a request that has nothing of ours in it.

mod client_support;

use bytes::Bytes;
use client_support::{CANARY, GetThing, Sample, builder, credentials, run, scripted, secs};
use tradewire::testing::{Captured, Scripted, SetClock};
use tradewire::{
    BodyShape, Builder, Download, Encoding, Error, ErrorKind, Meta, Operation, Redirects, Reply, RequestWriter,
    RetryPolicy, Safety,
};

const SIGNED: &str = "https://files.example/a/b.pdf?sig=s1gned-v4lue&exp=1";

macro_rules! operation {
    ($name:ident, $method:literal, $safety:expr) => {
        #[derive(Debug, Clone)]
        struct $name;
        impl Operation for $name {
            type Output = Download;
            fn meta() -> &'static Meta {
                static META: Meta = Meta {
                    platform: &client_support::PLATFORM,
                    id: "files.get",
                    path: "/files",
                    method: $method,
                    safety: $safety,
                    auth: &["key", "basic"],
                    limit: 0,
                    success: &[200],
                    body: BodyShape::new(Encoding::Json),
                    redirects: Redirects::AnyHost,
                    ..Meta::GET
                };
                &META
            }
            fn write(&self, w: &mut RequestWriter<'_>) -> Result<(), Error> {
                w.query("size", tradewire::ListStyle::Brackets, &3_i64)?;
                if $method == "POST" {
                    w.body(&"print this")
                } else {
                    Ok(())
                }
            }
            fn read(reply: &Reply<'_>) -> Result<Download, Error> {
                reply.download()
            }
        }
    };
}

operation!(GetFile, "GET", Safety::Read);
operation!(Print, "POST", Safety::Unsafe);

/// The request at the other host is bare.
fn assert_bare(request: &Captured) {
    assert_eq!(request.method.as_str(), "GET");
    assert!(request.body.is_empty());
    let names: Vec<&str> = request.headers.keys().map(http::HeaderName::as_str).collect();
    assert_eq!(names, ["accept"], "{request:?}");
    assert_eq!(request.uri.to_string(), SIGNED);
}

#[test]
fn a_file_is_fetched_where_the_server_says() {
    for status in [301, 302, 303, 307, 308] {
        let (server, _, client) = scripted(
            Scripted::new()
                .reply_with_headers(status, [("location", SIGNED)], "")
                .reply_with_headers(200, [("content-type", "application/pdf")], "%PDF"),
        );
        let file = run(client.call(GetFile).header("x-own", CANARY).send()).unwrap();
        assert_eq!(
            (&file.bytes[..], file.content_type.as_deref()),
            (&b"%PDF"[..], Some("application/pdf"))
        );
        assert_bare(&server.last_request());
        let first = &server.requests()[0];
        assert!(first.header("authorization").is_some() && first.header("x-own") == Some(CANARY));
    }
}

#[test]
fn what_was_written_is_not_sent_on() {
    for status in [301, 302, 303] {
        let (server, _, client) = scripted(
            Scripted::new()
                .reply_with_headers(status, [("location", SIGNED)], "")
                .reply(200, "%PDF"),
        );
        assert_eq!(run(client.call(Print).send()).unwrap().bytes, "%PDF");
        assert_bare(&server.last_request());
    }
    // These say that the request itself shall go there.
    for status in [307, 308] {
        let (server, _, client) = scripted(Scripted::new().reply_with_headers(status, [("location", SIGNED)], ""));
        let error = run(client.call(Print).send()).unwrap_err();
        assert!(
            error.to_string().contains("a request with content to another host"),
            "{error}"
        );
        assert_eq!(server.requests().len(), 1);
    }
    // On the same host the result is read with the same credentials.
    let (server, _, client) = scripted(
        Scripted::new()
            .reply_with_headers(303, [("location", "/results/5")], "")
            .reply(200, "%PDF"),
    );
    assert_eq!(run(client.call(Print).send()).unwrap().bytes, "%PDF");
    let second = server.last_request();
    second.assert("GET", "/results/5");
    assert!(second.body.is_empty() && second.header("authorization").is_some());
}

#[test]
fn other_hosts_send_on_without_ever_getting_anything() {
    let (server, _, client) = scripted(
        Scripted::new()
            .reply_with_headers(302, [("location", "https://front.example/x")], "")
            .reply_with_headers(302, [("location", "/y?z=1")], "")
            .reply_with_headers(302, [("location", "https://shop.example/files/raw")], "")
            .reply(200, "%PDF"),
    );
    assert_eq!(run(client.call(GetFile).send()).unwrap().bytes, "%PDF");
    let seen: Vec<String> = server
        .requests()
        .iter()
        .skip(1)
        .map(|request| request.uri.to_string())
        .collect();
    assert_eq!(
        seen,
        [
            "https://front.example/x",
            "https://front.example/y?z=1",
            // Our own host, but named by another: without credentials.
            "https://shop.example/files/raw"
        ]
    );
    for request in server.requests().iter().skip(1) {
        assert!(request.header("authorization").is_none());
    }
    let circle = Scripted::new().otherwise(|_| {
        http::Response::builder()
            .status(302)
            .header("location", SIGNED)
            .body(Bytes::new())
            .unwrap()
    });
    let (server, _, client) = scripted(circle);
    let error = run(client.call(GetFile).send()).unwrap_err();
    assert!(error.to_string().contains("again and again"), "{error}");
    assert_eq!(server.requests().len(), 6);
}

#[test]
fn addresses_that_no_server_may_name_are_refused() {
    for (location, why) in [
        ("http://files.example/a", "to another host, without TLS"),
        ("https://user:pass@files.example/a", "to another host, "),
        ("https://127.0.0.1/a", "which is this machine or its own network"),
        ("https://localhost:1/a", "which is this machine or its own network"),
        ("https://[::1]/a", "which is this machine or its own network"),
        (
            "https://[::ffff:127.0.0.1]/a",
            "which is this machine or its own network",
        ),
        (
            "https://169.254.169.254/latest/meta-data",
            "which is this machine or its own network",
        ),
        ("https://0.0.0.0/", "which is this machine or its own network"),
        ("https://127.1/", "which is this machine or its own network"),
        ("https://2130706433/", "which is this machine or its own network"),
        ("https://0x7F000001/", "which is this machine or its own network"),
        ("https://0177.0.0.01/", "which is this machine or its own network"),
        ("https://127.0.0.1./", "which is this machine or its own network"),
        ("https://169.254.0xA9FE/", "which is this machine or its own network"),
        ("https://LocalHost./", "which is this machine or its own network"),
        ("https://files.localhost/", "which is this machine or its own network"),
        ("https://[::127.0.0.1]/", "which is this machine or its own network"),
        (
            "https://files.example\\@evil.example/",
            "to another host, by an address",
        ),
        ("https://файлы.example/a", "without saying where to"),
        ("ftp://files.example/a", "to another host, by an address"),
        ("//files.example/a", "to an address that cannot be read"),
        ("https:files.example", "to an address that cannot be read"),
        ("", "to an address that cannot be read"),
    ] {
        let (server, _, client) = scripted(Scripted::new().answer(move |_| {
            let value = http::HeaderValue::from_bytes(location.as_bytes()).unwrap();
            http::Response::builder()
                .status(302)
                .header("location", value)
                .body(Bytes::new())
                .unwrap()
        }));
        let error = run(client.call(GetFile).send()).unwrap_err();
        assert!(error.to_string().contains(why), "{location}: {error}");
        assert_eq!(server.requests().len(), 1, "{location}");
        assert!(!format!("{error} {error:?}").contains("pass"), "{error:?}");
    }
    let long = format!("https://files.example/{}", "a".repeat(20_000));
    let (_, _, client) = scripted(Scripted::new().reply_with_headers(302, [("location", long.as_str())], ""));
    assert!(run(client.call(GetFile).send()).is_err());
}

#[test]
fn a_refusal_there_is_not_one_of_the_platform() {
    let (server, _, client) = scripted(
        Scripted::new()
            .reply_with_headers(302, [("location", SIGNED)], "")
            .reply_with_headers(
                403,
                [("x-amz-request-id", "R1")],
                "<Error><Code>AccessDenied</Code></Error>",
            ),
    );
    let error = run(client.call(GetFile).send()).unwrap_err();
    assert_eq!(
        (error.kind(), error.is_auth(), error.status()),
        (ErrorKind::Api, false, None)
    );
    let shown = format!("{error} {error:?}");
    assert!(shown.contains("`files.example`, which answers 403"), "{shown}");
    assert!(!shown.contains("v4lue") && !shown.contains("sig="), "{shown}");
    assert!(error.body_text().contains("AccessDenied"));
    assert_eq!(error.headers()["x-amz-request-id"], "R1");
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn only_the_other_host_is_asked_again() {
    // What was done at the platform is not done twice for a storage that hangs.
    let (server, _, client) = scripted(
        Scripted::new()
            .reply_with_headers(303, [("location", SIGNED)], "")
            .reply(503, "")
            .fail_to_connect()
            .reply(200, "%PDF"),
    );
    let retry = RetryPolicy::default().max_attempts(4);
    assert_eq!(run(client.call(Print).retry(retry).send()).unwrap().bytes, "%PDF");
    let posts = server
        .requests()
        .iter()
        .filter(|request| request.method == "POST")
        .count();
    assert_eq!((posts, server.requests().len()), (1, 4));
}

/// Five requests a second are allowed to the account; another host does not count them.
#[test]
fn other_hosts_do_not_count_with_the_account() {
    let server = Scripted::new().otherwise(|request| {
        let reply = http::Response::builder();
        if request.uri.host() == Some("files.example") {
            reply.body(Bytes::from_static(b"%PDF")).unwrap()
        } else {
            reply.status(302).header("location", SIGNED).body(Bytes::new()).unwrap()
        }
    });
    let clock = SetClock::new();
    let client: Sample = builder(&server, &clock).build().unwrap();
    for _ in 0..5 {
        run(client.call(GetFile).send()).unwrap();
    }
    assert!(clock.passed() < secs(1), "{:?}", clock.passed());
}

#[test]
fn raw_replies_are_handed_out_as_they_are() {
    let script = || Scripted::new().reply_with_headers(302, [("location", SIGNED)], "moved");
    let (_, _, client) = scripted(script());
    let reply = run(client.call(GetThing(1)).send_raw()).unwrap();
    assert_eq!((reply.status().as_u16(), &reply.body()[..]), (302, &b"moved"[..]));
    assert_eq!(reply.headers()["location"], SIGNED);
    let (_, _, client) = scripted(script());
    let reply = run(client.0.raw("POST", "/things").send_raw()).unwrap();
    assert_eq!(reply.status().as_u16(), 302);
    // A call that cannot go there says where it should have gone.
    let (_, _, client) = scripted(script());
    let error = run(client.call(GetThing(1)).send()).unwrap_err();
    assert_eq!(error.headers()["location"], SIGNED);
    assert!(!format!("{error:?}").contains("v4lue"), "{error:?}");
    // What another host answers is as it is, too.
    let (_, _, client) = scripted(script().reply(403, "no"));
    let reply = run(client.call(GetFile).send_raw()).unwrap();
    assert_eq!(reply.status().as_u16(), 403);
}

#[test]
fn headers_of_errors_hold_no_credentials() {
    let echo = format!("Basic user=app; {CANARY}");
    let (_, _, client) =
        scripted(Scripted::new().reply_with_headers(404, [("x-echo", echo.as_str()), ("x-request-id", "R2")], "{}"));
    let error = run(client.call(GetThing(1)).send()).unwrap_err();
    assert_eq!(error.headers()["x-request-id"], "R2");
    let echoed = error.headers()["x-echo"].to_str().unwrap_or_default().to_owned();
    assert!(!echoed.contains(CANARY), "{echoed}");
}

/// Over `http`, as with a server on one's own machine: nothing is lost by going on without TLS.
#[test]
fn a_plain_base_may_lead_to_plain_addresses() {
    let (plain, clock) = (
        Scripted::new()
            .reply_with_headers(302, [("location", "http://127.0.0.1:9/f")], "")
            .reply(200, "%PDF"),
        SetClock::new(),
    );
    let client: Sample = Builder::new("http://127.0.0.1:8")
        .credentials(credentials())
        .transport(plain.clone())
        .clock(clock)
        .build()
        .unwrap();
    assert_eq!(run(client.call(GetFile).send()).unwrap().bytes, "%PDF");
    assert_eq!(plain.last_request().uri.to_string(), "http://127.0.0.1:9/f");
}
