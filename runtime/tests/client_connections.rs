//! What becomes of calls when connections, runtimes and callers go away: nothing is sent twice, no reply goes to another request, and
//! the client stays usable.

#![cfg(feature = "reqwest")]

mod client_support;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};
use std::time::Duration;

use client_support::driver::{Async, Driver, Settings};
use client_support::server::{After, Server};
use client_support::{CreateThing, GetLabel, GetThing, Sample};
use tradewire::ErrorKind;

with_both_clients! {
    a_large_body_is_not_sent_again_on_another_connection
    of_two_replies_to_a_request_none_goes_to_the_next_one
    no_time_is_too_short_or_too_long
    texts_stay_where_they_belong
}

/// How often each body reached the server.
fn counts(server: &Server) -> BTreeMap<Vec<u8>, usize> {
    let mut counts = BTreeMap::new();
    for request in server
        .requests()
        .into_iter()
        .filter(|request| request.method == "PATCH")
    {
        *counts.entry(request.body).or_default() += 1;
    }
    counts
}

/// The body of `CreateThing`.
fn body(text: &str) -> Vec<u8> {
    format!("\"{text}\"").into_bytes()
}

fn a_large_body_is_not_sent_again_on_another_connection<D: Driver>() {
    let server = Server::start(|request, line| match request.turn {
        0 => line.json("{}"),
        _ => Ok(After::Close),
    });
    let client = D::new(&Settings::new(server.url()));
    client.send(GetThing(1)).unwrap();
    let error = client.send(CreateThing("x".repeat(4 << 20))).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Interrupted);
    let counts = counts(&server);
    assert_eq!(counts.into_values().collect::<Vec<_>>(), [1]);
    client.send(GetThing(1)).unwrap();
}

fn of_two_replies_to_a_request_none_goes_to_the_next_one<D: Driver>() {
    let server = Server::start(|request, line| {
        let number = request.target.trim_start_matches("/things/");
        let reply = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{number}", number.len());
        line.send(reply.repeat(2))?;
        Ok(After::Keep)
    });
    let client = D::new(&Settings::new(server.url()));
    for number in 0..100 {
        assert_eq!(client.send(GetThing(number)).unwrap().value.as_i64(), Some(number));
    }
}

fn no_time_is_too_short_or_too_long<D: Driver>() {
    let server = Server::json(&["{}"]);
    for timeout in [Duration::ZERO, Duration::from_nanos(1), Duration::MAX] {
        let settings = Settings {
            timeout,
            ..Settings::new(server.url())
        };
        let client = D::new(&settings);
        let calls = [
            (timeout, client.send(GetThing(1)).map(drop)),
            (timeout, client.send(CreateThing("x".into())).map(drop)),
            (
                Duration::ZERO,
                client.send_within(GetThing(1), Duration::ZERO).map(drop),
            ),
            (Duration::MAX, client.send_within(GetThing(1), Duration::MAX).map(drop)),
        ];
        for (time, outcome) in calls {
            match outcome {
                Ok(()) => assert!(!time.is_zero()),
                Err(error) => assert!(error.is_timeout() && time < Duration::MAX, "{time:?}: {error}"),
            }
        }
    }
}

fn texts_stay_where_they_belong<D: Driver>() {
    let texts = [
        "a\r\nX-Evil: 1",
        "a\n\nGET /evil",
        "a\0b",
        "кот 🐈",
        "a b&c=d#e?f/../g",
        "\u{85}\u{2028}",
    ];
    let server = Server::json(&["{}"]);
    let client = D::new(&Settings::new(server.url()));
    for text in texts {
        let before = server.requests().len();
        client.raw("GET", "/q", Some(("x", text)), None).unwrap();
        let _ = client.raw("GET", "/h", None, Some(("X-Own", text)));
        let _ = client.raw("GET", &format!("/p/{text}"), None, None);
        let _ = client.raw(&format!("GET{text}"), "/m", None, None);
        let requests = server.requests();
        let query = form_urlencoded::parse(requests[before].target.trim_start_matches("/q?").as_bytes());
        assert_eq!(query.collect::<Vec<_>>(), [("x".into(), text.into())]);
        for request in &requests[before..] {
            assert_eq!(request.method, "GET", "{text:?}");
            assert_eq!(request.header("x-evil"), None, "{text:?}");
            assert!(request.header("host").is_some(), "{text:?} split a request");
            let path = request.target.split('?').next().unwrap_or_default();
            assert!(["/q", "/h"].contains(&path) || path.starts_with("/p/"), "{path}");
            assert!(
                request.target.bytes().all(|byte| byte.is_ascii_graphic()),
                "{}",
                request.target
            );
        }
    }
}

/// What came of one of many calls, and the text that it sent.
type Sent = (String, Result<(), tradewire::Error>);

/// A call that went well was seen once, any other once at most.
fn assert_once(server: &Server, sent: &[Sent]) {
    let counts = counts(server);
    for (text, outcome) in sent {
        match (counts.get(&body(text)).copied().unwrap_or(0), outcome) {
            (1, Ok(())) => {}
            (0 | 1, Err(error)) => assert_eq!(error.kind(), ErrorKind::Interrupted, "{error}"),
            (times, outcome) => panic!("{text} was sent {times} times: {outcome:?}"),
        }
    }
}

/// A server that answers nobody of the first forty before all have come, so that each needs a connection of its own.
fn forty() -> Server {
    let barrier = Barrier::new(40);
    Server::start(move |request, line| {
        if request.number < 40 {
            barrier.wait();
        }
        line.json("{}")
    })
}

#[test]
fn forty_requests_at_the_moment_in_which_idle_connections_close() {
    let server = forty();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(4)
        .enable_all()
        .build()
        .unwrap();
    let client: Sample = Settings::new(server.url()).builder().build().unwrap();
    let sent = runtime.block_on(async {
        let warm: Vec<_> = (0..40).map(|n| tokio::spawn(client.call(GetThing(n)).send())).collect();
        for call in warm {
            call.await.unwrap().unwrap();
        }
        let calls: Vec<_> = (0..40)
            .map(|number| {
                let text = format!("{number}");
                (text.clone(), tokio::spawn(client.call(CreateThing(text)).send()))
            })
            .collect();
        assert!(server.connections() >= 40);
        server.close_connections();
        let mut sent = Vec::new();
        for (text, call) in calls {
            sent.push((text, call.await.unwrap().map(drop)));
        }
        sent
    });
    assert_once(&server, &sent);
    runtime.block_on(client.call(GetThing(1)).send()).unwrap();
}

#[cfg(feature = "blocking")]
#[test]
fn forty_threads_at_the_moment_in_which_idle_connections_close() {
    use client_support::driver::Blocking;

    let server = forty();
    let client = Blocking::new(&Settings::new(server.url()));
    let warm: Vec<_> = (0..40).map(|number| (number, client.clone())).collect();
    std::thread::scope(|scope| {
        for (number, client) in &warm {
            scope.spawn(|| client.send(GetThing(*number)).unwrap());
        }
    });
    let start = Barrier::new(41);
    let sent: Vec<Sent> = std::thread::scope(|scope| {
        let call = |number: i32| {
            let (client, start, text) = (client.clone(), &start, format!("{number}"));
            scope.spawn(move || {
                start.wait();
                let outcome = client.send(CreateThing(text.clone())).map(drop);
                (text, outcome)
            })
        };
        let calls: Vec<_> = (0..40).map(call).collect();
        start.wait();
        assert!(server.connections() >= 40);
        server.close_connections();
        calls.into_iter().map(|call| call.join().unwrap()).collect()
    });
    assert_once(&server, &sent);
    client.send(GetThing(1)).unwrap();
}

#[test]
fn fifty_requests_that_are_given_up_midway() {
    let begun = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&begun);
    let server = Server::start(move |request, line| {
        if request.method == "GET" {
            return line.json("{}");
        }
        line.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")?;
        count.fetch_add(1, Ordering::Relaxed);
        line.fall_silent()
    });
    let Async { client, runtime } = Async::new(&Settings::new(server.url()));
    runtime.block_on(async {
        for number in 0..50 {
            let call = tokio::spawn(client.call(CreateThing(format!("{number}"))).send());
            // Some are given up before they left, some within the reply.
            while number % 2 == 0 && begun.load(Ordering::Relaxed) <= number / 2 {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            call.abort();
            assert!(call.await.unwrap_err().is_cancelled());
        }
        client.call(GetThing(1)).send().await.unwrap();
    });
    let counts = counts(&server);
    assert!(
        counts.len() >= 25 && counts.values().all(|times| *times == 1),
        "{counts:?}"
    );
}

#[test]
fn twenty_files_that_are_given_up_midway() {
    let server = Server::start(|request, line| {
        if !request.target.ends_with("/label") {
            return line.json("{}");
        }
        line.send("HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nContent-Length: 1000000000\r\n\r\n")?;
        line.send_for_ever(&[b'x'; 16_384], Duration::ZERO)
    });
    let Async { client, runtime } = Async::new(&Settings::new(server.url()));
    runtime.block_on(async {
        for number in 0..20 {
            let mut file = client.call(GetLabel(number)).send_stream().await.unwrap();
            assert!(!file.next().await.unwrap().unwrap().is_empty());
        }
        client.call(GetThing(1)).send().await.unwrap();
    });
    assert_eq!(server.requests().len(), 21);
}

#[test]
fn a_client_outlives_its_runtimes() {
    let server = Server::json(&["{}"]);
    let Async { client, runtime } = Async::new(&Settings::new(server.url()));
    drop(runtime);
    for number in 0..4 {
        let Async { runtime, .. } = Async::new(&Settings::new(server.url()));
        runtime.block_on(async {
            // The connection of the runtime before is still among those that are kept.
            client.call(CreateThing(format!("{number}"))).send().await.unwrap();
            client.call(GetThing(number)).send().await.unwrap();
        });
    }
    let counts = counts(&server);
    assert_eq!(counts.values().copied().collect::<Vec<_>>(), [1; 4], "{counts:?}");
    assert_eq!(server.requests().len(), 8);
}
