//! Calls over real sockets, by the async and by the blocking client alike.

#![cfg(feature = "reqwest")]

mod client_support;

use std::io::Write as _;
use std::time::{Duration, Instant};

use client_support::driver::{Driver, Settings};
use client_support::server::{After, Server};
use client_support::{CANARY, CreateThing, GetLabel, GetThing, ListPages, UploadFiles, secs};
use tradewire::{ErrorKind, File};

with_both_clients! {
    a_call_goes_out_as_written_and_comes_back_decoded
    a_listing_keeps_its_connection
    a_connection_that_the_server_closed_is_replaced
    compressed_replies_are_read
    files_go_out_as_multipart
    a_file_comes_back_with_its_name
    an_interrupted_read_is_repeated_and_a_write_is_not
    a_refused_write_is_sent_again_byte_for_byte
    a_call_ends_at_its_timeout
    a_connection_that_hangs_is_given_up_for_another
    a_file_whose_server_hangs_is_asked_for_again
    a_file_that_comes_slowly_is_not_cut
    a_reply_that_comes_slowly_is_not_cut
    credentials_do_not_follow_a_redirect_to_another_port
    failures_carry_what_the_server_said
}

fn client<D: Driver>(server: &Server) -> D {
    D::new(&Settings::new(server.url()))
}

fn a_call_goes_out_as_written_and_comes_back_decoded<D: Driver>() {
    let server = Server::json(&[r#"{"id":7,"title":"Кот"}"#]);
    let replied = client::<D>(&server).send(CreateThing("Кот".into())).unwrap();
    assert_eq!(replied.value.get("title").and_then(|title| title.as_str()), Some("Кот"));
    let [request] = &server.requests()[..] else {
        panic!("one request expected")
    };
    assert_eq!((request.method.as_str(), request.target.as_str()), ("PATCH", "/things"));
    assert_eq!(request.body, r#""Кот""#.as_bytes());
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(
        request.header("content-length"),
        Some(request.body.len().to_string().as_str())
    );
    assert!(
        request
            .header("user-agent")
            .is_some_and(|agent| agent.starts_with("tradewire/"))
    );
    assert!(
        request
            .header("authorization")
            .is_some_and(|value| value.starts_with("Basic "))
    );
    assert!(
        request
            .header("accept-encoding")
            .is_some_and(|value| value.contains("gzip"))
    );
}

fn a_listing_keeps_its_connection<D: Driver>() {
    let pages: Vec<String> = (1..=20).map(|n| format!(r#"{{"items":[{n},{n}]}}"#)).collect();
    let mut bodies: Vec<&str> = pages.iter().map(String::as_str).collect();
    bodies.push(r#"{"items":[21]}"#);
    let server = Server::json(&bodies);
    let items = client::<D>(&server).drain(ListPages::default()).unwrap();
    assert_eq!((items.len(), items.first(), items.last()), (41, Some(&1), Some(&21)));
    let targets: Vec<_> = server.requests().into_iter().map(|request| request.target).collect();
    assert_eq!(targets.len(), 21);
    assert_eq!(&targets[..3], ["/things", "/things?page=2", "/things?page=3"]);
    // A connection is free again a moment after its reply was read; on a busy machine a request now and then finds it not yet so.
    assert!(server.connections() <= 10, "{} connections", server.connections());
}

fn a_connection_that_the_server_closed_is_replaced<D: Driver>() {
    let server = Server::start(|_, line| {
        line.json("{}")?;
        Ok(After::Close)
    });
    let client = client::<D>(&server);
    for number in 0..5 {
        client.send(GetThing(number)).unwrap();
    }
    assert_eq!((server.connections(), server.requests().len()), (5, 5));
}

fn compressed_replies_are_read<D: Driver>() {
    let server = Server::start(|_, line| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(format!(r#"{{"title":"{}"}}"#, "x".repeat(100_000)).as_bytes())?;
        line.reply(
            200,
            &[("Content-Type", "application/json"), ("Content-Encoding", "gzip")],
            encoder.finish()?,
        )
    });
    let replied = client::<D>(&server).send(GetThing(1)).unwrap();
    assert_eq!(
        replied
            .value
            .get("title")
            .and_then(|title| title.as_str())
            .map(str::len),
        Some(100_000)
    );
}

fn files_go_out_as_multipart<D: Driver>() {
    let server = Server::json(&["[]"]);
    let files = vec![
        File::new("фото.png", &b"\x89PNG"[..]).content_type("image/png"),
        File::new("b.txt", "b"),
    ];
    client::<D>(&server)
        .send(UploadFiles {
            kind: "products".into(),
            files,
        })
        .unwrap();
    let [request] = &server.requests()[..] else {
        panic!("one request expected")
    };
    let content_type = request.header("content-type").unwrap();
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").unwrap();
    let body = String::from_utf8_lossy(&request.body);
    let parts: Vec<_> = body.split(&format!("--{boundary}")).collect();
    assert_eq!((parts.len(), parts[4]), (5, "--\r\n"), "{body}");
    assert!(parts[1].contains("name=\"type\"\r\n\r\nproducts\r\n"));
    assert!(parts[2].contains("name=\"files[]\"; filename=\"фото.png\"\r\nContent-Type: image/png\r\n\r\n"));
    assert!(parts[3].contains("filename=\"b.txt\"\r\nContent-Type: application/octet-stream\r\n\r\nb\r\n"));
}

fn a_file_comes_back_with_its_name<D: Driver>() {
    let server = Server::start(|_, line| {
        let name = "attachment; filename=\"label.pdf\"; filename*=UTF-8''%D1%8F%D1%80%D0%BB%D1%8B%D0%BA.pdf";
        line.reply(
            200,
            &[("Content-Type", "application/pdf"), ("Content-Disposition", name)],
            b"%PDF-\0\xff",
        )
    });
    let label = client::<D>(&server).send(GetLabel(7)).unwrap().value;
    assert_eq!(
        (&label.bytes[..], label.file_name.as_deref()),
        (&b"%PDF-\0\xff"[..], Some("ярлык.pdf"))
    );
    assert_eq!(label.content_type.as_deref(), Some("application/pdf"));
}

fn an_interrupted_read_is_repeated_and_a_write_is_not<D: Driver>() {
    let server = Server::start(|request, line| {
        if request.number == 0 {
            Ok(After::Close)
        } else {
            line.json("{}")
        }
    });
    let replied = client::<D>(&server).send(GetThing(1)).unwrap();
    assert_eq!((replied.metadata.attempts, server.requests().len()), (2, 2));

    let server = Server::start(|request, line| {
        if request.number == 0 {
            Ok(After::Close)
        } else {
            line.json("{}")
        }
    });
    let error = client::<D>(&server).send(CreateThing("x".into())).unwrap_err();
    assert_eq!((error.kind(), server.requests().len()), (ErrorKind::Interrupted, 1));
}

fn a_refused_write_is_sent_again_byte_for_byte<D: Driver>() {
    let server = Server::start(|request, line| {
        if request.number == 0 {
            line.reply(429, &[("Retry-After", "0")], "")
        } else {
            line.json("{}")
        }
    });
    client::<D>(&server).send(CreateThing("Кот \"x\"".into())).unwrap();
    let [first, second] = &server.requests()[..] else {
        panic!("two requests expected")
    };
    assert_eq!((&first.body, &first.headers), (&second.body, &second.headers));
}

fn a_call_ends_at_its_timeout<D: Driver>() {
    let server = Server::start(|_, line| line.fall_silent());
    let settings = Settings {
        timeout: Duration::from_millis(200),
        ..Settings::new(server.url())
    };
    let (client, started) = (D::new(&settings), Instant::now());
    let error = client.send(GetThing(1)).unwrap_err();
    assert!(error.is_timeout() && error.is_retryable(), "{error}");
    assert!(started.elapsed() < secs(20));
}

fn a_connection_that_hangs_is_given_up_for_another<D: Driver>() {
    let server = Server::start(|request, line| {
        if request.connection == 0 {
            line.fall_silent()
        } else {
            line.json("{}")
        }
    });
    let settings = Settings {
        timeout: secs(2),
        ..Settings::new(server.url())
    };
    let replied = D::new(&settings).send(GetThing(1)).unwrap();
    assert_eq!((replied.metadata.attempts, server.connections()), (2, 2));
}

fn a_file_whose_server_hangs_is_asked_for_again<D: Driver>() {
    let server = Server::start(|request, line| {
        if request.connection == 0 {
            line.fall_silent()
        } else {
            line.reply(200, &[("Content-Type", "application/pdf")], "%PDF")
        }
    });
    let settings = Settings {
        timeout: secs(2),
        ..Settings::new(server.url())
    };
    assert_eq!(D::new(&settings).download(GetLabel(1)).unwrap(), b"%PDF");
    assert_eq!(server.connections(), 2);
}

fn a_reply_that_comes_slowly_is_not_cut<D: Driver>() {
    let server = Server::start(|_, line| {
        line.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 8\r\n\r\n")?;
        for piece in ["[1", ",2", ",3", "4]"] {
            std::thread::sleep(Duration::from_millis(600));
            line.send(piece)?;
        }
        Ok(After::Keep)
    });
    let settings = Settings {
        timeout: secs(4),
        ..Settings::new(server.url())
    };
    let replied = D::new(&settings).send(GetThing(1)).unwrap();
    assert_eq!(
        (replied.value.to_string().as_str(), server.requests().len()),
        ("[1,2,34]", 1)
    );
}

fn a_file_that_comes_slowly_is_not_cut<D: Driver>() {
    let server = Server::start(|_, line| {
        line.send("HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nContent-Length: 8\r\n\r\n")?;
        for piece in ["%PDF", "1234"] {
            std::thread::sleep(Duration::from_millis(1200));
            line.send(piece)?;
        }
        Ok(After::Close)
    });
    let settings = Settings {
        timeout: secs(2),
        ..Settings::new(server.url())
    };
    assert_eq!(D::new(&settings).download(GetLabel(1)).unwrap(), b"%PDF1234");
    assert_eq!(server.requests().len(), 1);
}

fn credentials_do_not_follow_a_redirect_to_another_port<D: Driver>() {
    let thief = Server::json(&["{}"]);
    let to = format!("{}/things/1", thief.url());
    let server = Server::start(move |_, line| line.reply(302, &[("Location", &to)], ""));
    let error = client::<D>(&server).send(GetThing(1)).unwrap_err();
    assert!(error.to_string().contains("to another address"), "{error}");
    assert!(thief.requests().is_empty());
}

fn failures_carry_what_the_server_said<D: Driver>() {
    let server = Server::start(|_, line| {
        let body = format!(r#"{{"success":false,"message":"Wrong key {CANARY}","errors":{{"title":"is empty"}}}}"#);
        line.reply(
            403,
            &[("Content-Type", "application/json"), ("X-Request-Id", "r-1")],
            body,
        )
    });
    let error = client::<D>(&server).send(GetThing(1)).unwrap_err();
    assert!(error.is_auth());
    assert_eq!(
        (error.message(), error.request_id()),
        (Some("Wrong key ***"), Some("r-1"))
    );
    assert_eq!(error.field_errors().len(), 1);
    assert!(!format!("{error} {error:?} {}", error.body_text()).contains(CANARY));
}

#[cfg(feature = "blocking")]
mod blocking_only {
    use super::client_support::GetThing;
    use super::client_support::driver::{Async, Blocking, Driver, Settings};
    use super::client_support::server::Server;
    use tradewire::ErrorKind;

    #[test]
    fn a_blocking_client_within_async_code_refuses_and_can_be_dropped() {
        let server = Server::json(&["{}"]);
        let settings = Settings::new(server.url());
        let runtime = Async::new(&settings).runtime;
        runtime.block_on(async {
            let client = Blocking::new(&settings);
            let error = client.send(GetThing(1)).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Build);
            assert!(error.to_string().contains("spawn_blocking"), "{error}");
            drop(client);
        });
    }

    fn runtimes() -> [tokio::runtime::Runtime; 2] {
        let mut many = tokio::runtime::Builder::new_multi_thread();
        [
            many.worker_threads(1).enable_all().build().unwrap(),
            tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap(),
        ]
    }

    #[test]
    fn it_works_wherever_blocking_is_allowed() {
        let server = Server::json(&[r#"{"items":[]}"#]);
        let client = Blocking::new(&Settings::new(server.url()));
        for runtime in runtimes() {
            let (one, other) = (client.clone(), client.clone());
            runtime.block_on(async {
                let task = tokio::task::spawn_blocking(move || one.send(GetThing(1)));
                task.await.unwrap().unwrap();
                assert_eq!(other.send(GetThing(1)).unwrap_err().kind(), ErrorKind::Build);
                let task = tokio::spawn(async move { other.send(GetThing(1)).map(drop) }).await;
                assert_eq!(task.unwrap().unwrap_err().kind(), ErrorKind::Build);
            });
            let entered = runtime.enter();
            client.send(GetThing(2)).unwrap();
            client.drain(super::client_support::ListPages::default()).unwrap();
            drop(entered);
        }
        let [many, _] = runtimes();
        many.block_on(async {
            let client = client.clone();
            let task = tokio::spawn(async move { tokio::task::block_in_place(|| client.send(GetThing(3))) });
            task.await.unwrap().unwrap();
        });
        client.send(GetThing(4)).unwrap();
    }

    #[test]
    fn a_waiting_call_hears_its_own_timers_within_another_runtime() {
        let server = Server::start(|_, line| line.fall_silent());
        let settings = Settings {
            timeout: std::time::Duration::from_millis(200),
            ..Settings::new(server.url())
        };
        let client = Blocking::new(&settings);
        let [_, idle] = runtimes();
        let _entered = idle.enter();
        assert!(client.send(GetThing(1)).unwrap_err().is_timeout());
    }

    #[test]
    fn clones_serve_many_threads() {
        let server = Server::json(&["{}"]);
        let client = Blocking::new(&Settings::new(server.url()));
        std::thread::scope(|scope| {
            for number in 0..16 {
                let client = client.clone();
                scope.spawn(move || client.send(GetThing(number)).unwrap());
            }
        });
        assert_eq!(server.requests().len(), 16);
    }
}

#[test]
fn a_call_that_is_given_up_ends_its_connection() {
    use client_support::driver::Async;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    let gone = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&gone);
    let server = Server::start(move |_, line| {
        line.fall_silent()?;
        seen.store(true, Ordering::Relaxed);
        Ok(After::Close)
    });
    let Async { client, runtime } = Async::new(&Settings::new(server.url()));
    runtime.block_on(async {
        let call = tokio::spawn(client.call(GetThing(1)).send());
        while server.requests().is_empty() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        call.abort();
        assert!(call.await.is_err());
        let started = Instant::now();
        while !gone.load(Ordering::Relaxed) && started.elapsed() < secs(20) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    });
    assert!(
        gone.load(Ordering::Relaxed),
        "the server still waits for a client that gave up"
    );
    assert_eq!(server.requests().len(), 1, "nothing is repeated after the end");
}

#[test]
fn without_a_runtime_a_call_is_an_error_and_no_panic() {
    let server = Server::json(&["{}"]);
    let client = Settings::new(server.url())
        .builder::<client_support::Sample>()
        .build()
        .unwrap();
    let error = client_support::run(client.call(GetThing(1)).send()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Build);
    assert!(error.to_string().contains("tokio runtime"), "{error}");
    let mut poor = tokio::runtime::Builder::new_current_thread();
    for poor in [poor.build().unwrap(), poor.enable_time().build().unwrap()] {
        let error = poor.block_on(client.call(GetThing(1)).send()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Build);
        assert!(error.to_string().contains("enable_all"), "{error}");
    }
}

#[test]
fn waits_need_no_runtime() {
    use client_support::{Sample, credentials};
    use tradewire::testing::Scripted;

    let script = Scripted::new().reply(200, "{}").reply(200, "{}");
    let client = tradewire::Builder::<Sample>::new("https://shop.example")
        .credentials(credentials())
        .transport(script)
        .rate_limit("default", 1, Duration::from_millis(100))
        .build()
        .unwrap();
    let started = Instant::now();
    for _ in 0..2 {
        let mut call = Box::pin(client.call(GetThing(1)).send());
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        while call.as_mut().poll(&mut context).is_pending() {
            std::thread::sleep(Duration::from_millis(5));
        }
    }
    assert!(started.elapsed() >= Duration::from_millis(100));
}

#[test]
fn what_is_checked_is_what_is_sent() {
    use client_support::driver::Async;

    let server = Server::json(&["{}"]);
    let settings = Settings::new(format!("{}/prefix", server.url()));
    let Async { client, runtime } = Async::new(&settings);
    let send = |path: &str| runtime.block_on(client.0.raw("GET", path).send());
    for path in [
        "/a/%2e%2e/%2E%2E/%2e%2e/b",
        "/..",
        "/%2E",
        "/..;/b",
        "/a\\..\\b",
        "/%252e%252e/b",
        "/..%2fb",
    ] {
        let error = send(path).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Build, "{path}");
    }
    assert!(server.requests().is_empty());
    for (path, target) in [
        ("/a;b/c%2Fd", "/prefix/a;b/c%2Fd"),
        ("/{id}|\"<^`>?x=%7B'", "/prefix/%7Bid%7D%7C%22%3C%5E%60%3E?x=%7B%27"),
        ("/a//b/...", "/prefix/a//b/..."),
        ("/%D1%91.json?a=/../b", "/prefix/%D1%91.json?a=%2F..%2Fb"),
    ] {
        send(path).unwrap();
        assert_eq!(server.requests().last().unwrap().target, target);
    }
}

#[test]
fn an_address_that_the_url_library_would_change_is_not_sent() {
    use tradewire::client::ReqwestTransport;
    use tradewire::client::transport::{ExchangeLimits, Transport as _};

    let server = Server::json(&["{}"]);
    let transport = ReqwestTransport::new(secs(5)).unwrap();
    let limits = ExchangeLimits {
        timeout: secs(5),
        idle: secs(5),
        max_body: 1000,
    };
    let runtime = client_support::driver::Async::new(&Settings::new(server.url())).runtime;
    for (path, sent) in [("/a/%2e%2e/b", false), ("/a/b?x='", false), ("/a/b?x=%27", true)] {
        let request = http::Request::get(format!("{}{path}", server.url()));
        let exchange = transport.exchange(request.body("".into()).unwrap(), limits);
        assert_eq!(runtime.block_on(exchange).is_ok(), sent, "{path}");
    }
    assert_eq!(server.requests().len(), 1);
}
