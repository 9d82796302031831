//! The example over a real socket.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;

use tradewire_example_callbacks::{Module, demo, routes};
use tradewire_retailcrm::tradewire::callback::sign;

const SECRET: &str = "module-secret";

/// Serves a module on a thread of its own.
fn start() -> (SocketAddr, Arc<Module>) {
    let module = Arc::new(Module::default());
    let routes = routes(Arc::clone(&module), SECRET).unwrap();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            axum::serve(listener, routes).await.unwrap();
        });
    });
    (address, module)
}

/// Status and body of the answer to a form.
fn post(address: SocketAddr, path: &str, form: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(address).unwrap();
    let length = form.len();
    write!(
        stream,
        "POST {path} HTTP/1.1\r\nHost: module.example\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{form}"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned())
}

fn registration(token: &str) -> String {
    let json = format!(r#"{{"token":"{token}","apiKey":"key-1","systemUrl":"https://shop.retailcrm.ru"}}"#);
    format!(
        "register={}",
        json.replace('"', "%22").replace('{', "%7B").replace('}', "%7D")
    )
}

#[test]
fn a_signed_registration_connects_the_account() {
    let (address, module) = start();
    let (status, body) = post(address, "/register", &registration(&sign(SECRET, "key-1")));
    assert_eq!(
        (status, body.as_str()),
        (200, r#"{"success":true,"accountUrl":"https://module.example/account"}"#)
    );
    assert_eq!(*module.accounts(), ["https://shop.retailcrm.ru"]);
}

#[test]
fn a_registration_with_another_signature_is_refused() {
    let (address, module) = start();
    let (status, body) = post(address, "/register", &registration(&sign("somebody-else", "key-1")));
    assert_eq!(status, 403, "{body}");
    assert!(module.accounts().is_empty());
}

#[test]
fn a_calculation_is_answered_with_an_offer() {
    let (address, _) = start();
    let calculate =
        "clientId=1&calculate=%7B%22packages%22%3A%5B%7B%22weight%22%3A300%7D%2C%7B%22weight%22%3A200%7D%5D%7D";
    let (status, body) = post(address, "/delivery/calculate", calculate);
    assert_eq!(status, 200, "{body}");
    assert!(
        body.contains(r#""code":"courier""#) && body.contains(r#""cost":500"#),
        "{body}"
    );
}

#[test]
fn other_methods_and_addresses_and_long_bodies_are_refused() {
    let (address, module) = start();
    let asked = |line: &str, length: usize| {
        let mut stream = TcpStream::connect(address).unwrap();
        write!(
            stream,
            "{line} HTTP/1.1\r\nHost: module.example\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer.to_lowercase()
    };
    let other = asked("GET /register", 0);
    assert!(
        other.starts_with("http/1.1 405 ") && other.contains("allow: post"),
        "{other}"
    );
    let elsewhere = asked("POST /elsewhere", 0);
    assert!(elsewhere.starts_with("http/1.1 404 "), "{elsewhere}");
    // What is announced is enough: nothing of it is waited for.
    let long = asked("POST /register", (2 << 20) + 1);
    assert!(long.starts_with("http/1.1 413 "), "{long}");
    assert!(module.accounts().is_empty());
}

#[test]
fn what_cannot_be_read_is_refused_with_a_reason() {
    let (address, _) = start();
    let (status, body) = post(address, "/delivery/calculate", "calculate=%7Bbroken");
    assert_eq!(status, 400);
    assert!(body.contains("calculate"), "{body}");
}

#[test]
fn a_crm_on_this_machine_takes_the_answers() {
    let runtime = tokio::runtime::Builder::new_multi_thread().build().unwrap();
    let module = Arc::new(Module::default());
    let routes = routes(Arc::clone(&module), SECRET).unwrap();
    let lines = runtime.block_on(demo::ask(&routes, SECRET)).unwrap();
    assert_eq!(lines.len(), 2, "nothing is wrong with them: {lines:?}");
    assert!(lines[0].starts_with("/register: 200 "), "{lines:?}");
    assert!(
        lines[1].starts_with("/delivery/calculate: 200 ") && lines[1].contains("courier"),
        "{lines:?}"
    );
    assert_eq!(module.accounts().len(), 1);

    let lines = runtime.block_on(demo::ask(&routes, "another secret")).unwrap();
    assert!(lines[0].starts_with("/register: 40"), "{lines:?}");
    assert_eq!(module.accounts().len(), 1, "what is signed wrongly is not taken");
}
