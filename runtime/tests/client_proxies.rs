//! Proxies that refuse, or are not there. The environment names them, with a password, which must not show.
//!
//! A process cannot change its own environment safely, so each of these tests runs once more in another one.

#![cfg(feature = "reqwest")]

mod client_support;

use std::net::TcpListener;
use std::process::Command;

use client_support::driver::{Async, Driver, Settings};
use client_support::server::{After, Server};
use client_support::{CANARY, CreateThing, GetThing};
use tradewire::ErrorKind;

/// The password of the proxy.
const PASSWORD: &str = "canary-proxy-7a1b";
/// Set in the process that is told of the proxy: what the calls must end with.
const EXPECTED: &str = "TRADEWIRE_PROXY_EXPECTED";

/// Runs this test again, with a proxy at `host`.
fn with_proxy(test: &str, host: &str, base: &str, expected: ErrorKind) {
    let proxy = format!("http://user:{PASSWORD}@{host}");
    let mut again = Command::new(std::env::current_exe().expect("this test"));
    for name in [
        "NO_PROXY",
        "no_proxy",
        "ALL_PROXY",
        "all_proxy",
        "http_proxy",
        "https_proxy",
    ] {
        again.env_remove(name);
    }
    let again = again
        .args(["--exact", test, "--nocapture"])
        .env("HTTP_PROXY", &proxy)
        .env("HTTPS_PROXY", &proxy)
        .env(EXPECTED, format!("{expected:?} {base}"))
        .output()
        .expect("this test runs again");
    let told = [again.stdout, again.stderr].concat();
    let told = String::from_utf8_lossy(&told);
    assert!(again.status.success(), "{told}");
    assert!(!told.contains(PASSWORD), "{told}");
}

/// In the process that is told of a proxy: both calls end as expected, and show nothing.
fn is_within() -> bool {
    let Ok(expected) = std::env::var(EXPECTED) else {
        return false;
    };
    let (kind, base) = expected.split_once(' ').expect("a kind and an address");
    calls::<Async>(kind, base);
    #[cfg(feature = "blocking")]
    calls::<client_support::driver::Blocking>(kind, base);
    true
}

fn calls<D: Driver>(kind: &str, base: &str) {
    let client = D::new(&Settings::new(base));
    for outcome in [client.send(GetThing(7)), client.send(CreateThing("x".into()))] {
        let error = outcome.unwrap_err();
        let source = std::error::Error::source(&error).map(|source| format!("{source} {source:?}"));
        let texts = format!("{error} {error:?} {error:#?} {source:?} {}", error.body_text());
        println!("{texts}");
        assert_eq!(format!("{:?}", error.kind()), kind, "{error}");
        assert!(!texts.contains(PASSWORD) && !texts.contains(CANARY), "{texts}");
    }
}

#[test]
fn a_proxy_that_wants_another_password() {
    if is_within() {
        return;
    }
    let server = Server::start(|_, line| line.reply(407, &[("Proxy-Authenticate", "Basic realm=\"x\"")], "no"));
    let host = server.url().replace("http://", "");
    let test = "a_proxy_that_wants_another_password";
    with_proxy(test, &host, "https://shop.example", ErrorKind::Connect);
    let requests = server.requests();
    assert!(!requests.is_empty());
    for request in requests {
        assert_eq!(
            (request.method.as_str(), request.target.as_str()),
            ("CONNECT", "shop.example:443")
        );
        assert!(
            request.header("proxy-authorization").is_some(),
            "the proxy got its password"
        );
        assert_eq!(request.header("authorization"), None, "and not that of the account");
    }
}

#[test]
fn a_proxy_that_refuses_to_connect() {
    if is_within() {
        return;
    }
    let server = Server::start(|_, line| {
        let page = format!("<html><title>Denied: user:{PASSWORD}</title></html>");
        line.reply(403, &[("Content-Type", "text/html")], page)
    });
    let host = server.url().replace("http://", "");
    let test = "a_proxy_that_refuses_to_connect";
    with_proxy(test, &host, "https://shop.example", ErrorKind::Connect);
    assert!(server.requests().iter().all(|request| request.method == "CONNECT"));
}

#[test]
fn a_proxy_that_closes_the_connection() {
    if is_within() {
        return;
    }
    let server = Server::start(|_, _| Ok(After::Close));
    let host = server.url().replace("http://", "");
    let test = "a_proxy_that_closes_the_connection";
    with_proxy(test, &host, "https://shop.example", ErrorKind::Connect);
    assert!(!server.requests().is_empty());
}

#[test]
fn a_proxy_that_is_not_there() {
    if is_within() {
        return;
    }
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let host = listener.local_addr().unwrap().to_string();
    drop(listener);
    with_proxy(
        "a_proxy_that_is_not_there",
        &host,
        "https://shop.example",
        ErrorKind::Connect,
    );
}

#[test]
fn what_is_on_this_machine_needs_no_proxy() {
    if std::env::var_os(EXPECTED).is_some() {
        let base = std::env::var(EXPECTED).unwrap().replace("Connect ", "");
        Async::new(&Settings::new(base)).send(GetThing(7)).unwrap();
        return;
    }
    let (server, proxy) = (Server::json(&["{}"]), Server::json(&["{}"]));
    let host = proxy.url().replace("http://", "");
    let test = "what_is_on_this_machine_needs_no_proxy";
    with_proxy(test, &host, &server.url(), ErrorKind::Connect);
    assert_eq!((server.requests().len(), proxy.connections()), (1, 0));
}
