//! The shipped transport over an HTTP client of the program's own, and through a proxy that it names.
#![cfg(feature = "reqwest-0_13")]

mod client_support;

use client_support::server::Server;
use client_support::{GetThing, Sample, credentials, secs};
use reqwest::redirect::Policy;
use tradewire::client::ReqwestTransport;
use tradewire::{Builder, Error, Json};

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
}

/// Before any client of ours there is no cryptography in this build.
fn set_up() {
    ReqwestTransport::new(secs(1)).unwrap();
}

fn get(builder: Builder<Sample>) -> Result<Json, Error> {
    let client = builder.credentials(credentials()).build()?;
    runtime().block_on(client.call(GetThing(7)).retry(tradewire::RetryPolicy::never()).send())
}

#[test]
fn a_client_of_ones_own_sends() {
    set_up();
    let server = Server::json(&[r#"{"id":1}"#]);
    let http = reqwest::Client::builder()
        .no_proxy()
        .redirect(Policy::none())
        .user_agent("of-my-own")
        .build()
        .unwrap();
    get(Builder::new(server.url()).transport(ReqwestTransport::from_client(http))).unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].header("user-agent"), Some("of-my-own"));
    assert!(requests[0].header("authorization").is_some());
}

#[test]
fn a_client_that_follows_redirects_is_found_out() {
    set_up();
    let server = Server::start(|request, line| {
        if request.target == "/elsewhere" {
            line.json("{}")
        } else {
            line.reply(302, &[("Location", "/elsewhere")], "")
        }
    });
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let error = get(Builder::new(server.url()).transport(ReqwestTransport::from_client(http))).unwrap_err();
    assert!(error.to_string().contains("`redirect(Policy::none())`"), "{error}");
}

#[test]
fn settings_of_ones_own_do_not_make_it_follow_redirects() {
    let server = Server::start(|request, line| {
        if request.target == "/things/7" {
            line.reply(302, &[("Location", "/elsewhere")], "")
        } else {
            line.json("{}")
        }
    });
    let transport = ReqwestTransport::configured(secs(5), |http| {
        http.no_proxy().redirect(Policy::limited(5)).user_agent("configured")
    });
    // The client follows it itself, and asks for the same place again with its credentials.
    get(Builder::new(server.url()).transport(transport.unwrap())).unwrap();
    let requests = server.requests();
    assert_eq!(requests[1].header("user-agent"), Some("configured"));
    assert_eq!(requests.len(), 2);
    assert!(requests[1].header("authorization").is_some());
}

#[test]
fn a_proxy_that_is_named_is_used() {
    let proxy = Server::json(&[r#"{"id":1}"#]);
    let address = proxy.url().replace("http://", "http://user:canary@");
    let builder = Builder::new("http://shop.example").allow_http().proxy(address);
    get(builder).unwrap();
    let requests = proxy.requests();
    assert_eq!(requests[0].target, "http://shop.example/things/7");
    assert!(requests[0].header("proxy-authorization").is_some());
    let error = get(Builder::new("https://shop.example").proxy("http://user:canary@[")).unwrap_err();
    let text = format!("{error} {error:?}");
    assert!(text.contains("proxy") && !text.contains("canary"), "{text}");
}
