//! A mock on a socket.

mod common;

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use common::{Caller, order};
use serde_json::Value;
use tradewire_mock::{Clock, Mock};

/// One exchange over a socket, as raw as it is.
fn exchange(url: &str, path: &str, fault: &str) -> (String, Option<ErrorKind>) {
    let mut stream = TcpStream::connect(url.trim_start_matches("http://")).expect("a connection");
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nhost: mock\r\nauthorization: Basic a2V5OnNlY3JldA==\r\nx-mock-fault: {fault}\r\nconnection: close\r\n\r\n"
    )
    .expect("sent");
    let mut answer = Vec::new();
    let end = stream.read_to_end(&mut answer).err().map(|error| error.kind());
    (String::from_utf8_lossy(&answer).into_owned(), end)
}

#[test]
fn on_a_socket_answers_are_whole_cut_or_none() {
    let shop = Caller::of("insales", |builder| builder.samples(2));
    let server = shop.mock.serve(0).expect("a port");
    let path = "/admin/domains.json";
    let (whole, end) = exchange(&server.url(), path, "slow=1");
    let (head, body) = whole.split_once("\r\n\r\n").expect("a head");
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    assert_eq!(serde_json::from_str::<Value>(body).expect("JSON"), shop.get(path).1);
    let (cut, cut_end) = exchange(&server.url(), path, "truncated");
    let (head, part) = cut.split_once("\r\n\r\n").expect("a head");
    assert!(head.contains(&format!("content-length: {}", body.len())), "{head}");
    assert_eq!(part, &body[..body.len() / 2]);
    assert_eq!((end, cut_end), (None, None), "both end in good order");
    for fault in ["reset", "reset-unseen"] {
        assert_eq!(
            exchange(&server.url(), path, fault),
            (String::new(), Some(ErrorKind::ConnectionReset)),
            "{fault}"
        );
    }
    assert_eq!(
        shop.mock
            .seen()
            .last()
            .map(|seen| (seen.operation.clone(), seen.status)),
        Some((Some("domains.list".to_owned()), 200))
    );
    let url = server.url();
    drop(server);
    assert!(
        TcpStream::connect(url.trim_start_matches("http://")).is_err(),
        "it has ended"
    );
}

#[test]
fn on_a_socket_callbacks_are_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}/hooks", listener.local_addr().expect("an address"));
    let shop = Caller::of("insales", |builder| builder.webhooks(address));
    let server = shop.mock.serve(0).expect("a port");
    let mut stream = TcpStream::connect(server.address()).expect("a connection");
    let body = order().to_string();
    write!(
        stream,
        "POST /admin/orders.json HTTP/1.1\r\nhost: mock\r\nauthorization: Basic a2V5OnNlY3JldA==\r\ncontent-type: application/json\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    )
    .expect("sent");
    stream
        .set_read_timeout(Some(Duration::from_secs(60)))
        .expect("a socket");
    let mut head = [0; 12];
    stream.read_exact(&mut head).expect("an answer");
    assert_eq!(&head, b"HTTP/1.1 201", "what is refused causes no callback");
    let (mut hook, _) = listener.accept().expect("a callback");
    let mut seen = String::new();
    let mut buffer = [0; 4096];
    while !seen.contains("\r\n\r\n") {
        let count = hook.read(&mut buffer).expect("read");
        seen.push_str(&String::from_utf8_lossy(&buffer[..count]));
    }
    assert!(seen.starts_with("POST /hooks/orders/create HTTP/1.1\r\n"), "{seen}");
    write!(hook, "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").expect("answered");
}

#[test]
fn what_is_under_way_on_a_socket_is_counted() {
    let specs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/corpus/specs");
    let mock = Mock::builder(specs, "budgets").unwrap_or_else(|error| panic!("{error}"));
    let mock = mock.clock(Clock::set(1_700_000_000)).build();
    let server = mock.serve(0).expect("a port");
    let ask = |fault: &str| {
        let mut stream = TcpStream::connect(server.address()).expect("a connection");
        write!(
            stream,
            "GET /file HTTP/1.1\r\nhost: mock\r\nx-api-version: 2\r\naccept: application/json;charset=utf-8\r\nx-shop: 1\r\nx-channel: retail\r\n\
             x-mock-fault: {fault}\r\nconnection: close\r\n\r\n"
        )
        .expect("sent");
        stream
    };
    let said = |mut stream: TcpStream| {
        let mut head = [0; 12];
        stream.read_exact(&mut head).expect("an answer");
        String::from_utf8_lossy(&head).into_owned()
    };
    // Longer than any test runs.
    let waiting = [ask("slow=600000"), ask("slow=600000")];
    while mock.seen().len() < waiting.len() {
        std::thread::yield_now();
    }
    assert_eq!(
        said(ask("slow=0")),
        "HTTP/1.1 429",
        "two are under way, and more may not be"
    );
    drop(waiting);
    // Who has gone is not under way; the server sees it when it looks.
    while said(ask("slow=0")) == "HTTP/1.1 429" {
        std::thread::yield_now();
    }
}
