//! What the wire tests of the corpus share.
#![allow(dead_code)]

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use tradewire::Operation;
use tradewire::testing::{Captured, Scripted, SetClock};

/// Runs a future whose every wait is over at once: scripted transport, set clock.
pub fn run<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..10_000 {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
    panic!("the future never ends");
}

/// A client that talks to a script.
pub fn client<C: tradewire::FromCore>(server: &Scripted) -> C {
    client_with(server, tradewire::Credentials::none())
}

/// A client with credentials that talks to a script.
pub fn client_with<C: tradewire::FromCore>(server: &Scripted, credentials: tradewire::Credentials) -> C {
    tradewire::Builder::new("https://api.example")
        .credentials(credentials)
        .transport(server.clone())
        .clock(SetClock::new())
        .build()
        .expect("a client")
}

/// Method, path and query of an operation.
pub fn line<O: Operation>(operation: &O) -> String {
    let request = request(operation);
    let target = request.uri().path_and_query().map_or("", |target| target.as_str());
    format!("{} {target}", request.method())
}

/// The body of an operation as text.
pub fn body<O: Operation>(operation: &O) -> String {
    String::from_utf8_lossy(request(operation).body()).into_owned()
}

/// The whole request of an operation.
pub fn request<O: Operation>(operation: &O) -> tradewire::http::Request<tradewire::Bytes> {
    operation
        .request("https://api.example", &tradewire::Credentials::none())
        .expect("a request")
}

/// Why an operation cannot be sent.
pub fn refused<O: Operation>(operation: &O) -> String {
    match operation.request("https://api.example", &tradewire::Credentials::none()) {
        Ok(request) => panic!("sent {}", request.uri()),
        Err(error) => error.to_string(),
    }
}

/// The reply to an operation.
pub fn read<O: Operation>(status: u16, text: &str) -> Result<O::Output, tradewire::Error> {
    let status = tradewire::http::StatusCode::from_u16(status).expect("a status");
    O::decode(
        status,
        &tradewire::http::HeaderMap::new(),
        &tradewire::Bytes::copy_from_slice(text.as_bytes()),
    )
}

/// Method and target of what a script received.
pub fn sent(captured: &Captured) -> String {
    let target = captured.uri.path_and_query().map_or("", |target| target.as_str());
    format!("{} {target}", captured.method)
}
