//! Servers that misbehave: whatever they do, a call ends in bounded time and memory with an error or a tolerant read, nothing
//! panics, an unsafe request is not sent twice, and the client stays usable.
//!
//! `docs/faults.md` shows the table as this test finds it; `TRADEWIRE_BLESS=1 cargo test -p tradewire --test client_faults` writes it.

#![cfg(feature = "reqwest")]

mod client_support;
mod faults;

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use client_support::driver::{Async, Driver, Settings};
use client_support::server::Server;
use client_support::{CreateThing, GetThing, ListPages, secs};
use faults::{FAULTS, Fault, Reads};
use tradewire::{Error, Replied};

/// Far more than any fault needs, far less than for ever.
const BOUND: Duration = Duration::from_secs(60);
/// What the sockets of the machine may hold beyond what the client took.
const SOCKETS: u64 = 32 << 20;

/// What came of one fault.
#[derive(Debug, PartialEq)]
struct Found {
    read: String,
    unsafe_sends: usize,
}

fn settings(fault: &Fault, server: &Server) -> Settings {
    let timeout = if fault.never_ends {
        Duration::from_millis(400)
    } else {
        secs(30)
    };
    Settings {
        timeout,
        ..Settings::new(server.url())
    }
}

/// Serves the fault to everything but `GetThing(0)`.
fn serve(fault: &'static Fault) -> Server {
    Server::start(move |request, line| {
        if request.target.starts_with("/things/0") {
            line.json(r#"{"id":0}"#)
        } else {
            (fault.serve)(request, line)
        }
    })
}

fn try_out<D: Driver>(fault: &'static Fault) -> Found {
    let started = Instant::now();
    let server = serve(fault);
    let client = D::new(&settings(fault, &server));
    let read = match fault.reads {
        Reads::Any => told(&client.send(GetThing(7)), ToString::to_string),
        Reads::Integers => told(&client.send(ListPages::default()), |list| format!("{list:?}")),
    };
    let _ = client.send(CreateThing("x".into()));
    client
        .send(GetThing(0))
        .unwrap_or_else(|error| panic!("{}: the client is of no use afterwards: {error}", fault.what));
    let unsafe_sends = server
        .requests()
        .iter()
        .filter(|request| request.method == "PATCH")
        .count();
    assert!(
        server.sent() < SOCKETS,
        "{}: the client took {} bytes",
        fault.what,
        server.sent()
    );
    assert!(started.elapsed() < BOUND, "{} took {:?}", fault.what, started.elapsed());
    Found { read, unsafe_sends }
}

/// The outcome of a call in a few words.
fn told<T>(outcome: &Result<Replied<T>, Error>, show: impl Fn(&T) -> String) -> String {
    match outcome {
        Ok(replied) => {
            let mut text = show(&replied.value);
            if text.chars().count() > 60 {
                text = format!(
                    "{}… ({} characters)",
                    text.chars().take(40).collect::<String>(),
                    text.chars().count()
                );
            }
            let aside = replied.metadata.rejected_total;
            let aside = if aside == 0 {
                String::new()
            } else {
                format!(", {aside} set aside")
            };
            format!("`{text}`{aside}")
        }
        Err(error) => {
            let status = error
                .status()
                .map_or(String::new(), |status| format!(", status {}", status.as_u16()));
            let attempts = if error.attempts() > 1 {
                format!(", after {} attempts", error.attempts())
            } else {
                String::new()
            };
            format!("error `{:?}`{status}{attempts}", error.kind())
        }
    }
}

fn table() -> String {
    let mut text = String::from(
        "# Faults that clients survive\n\n\
         Each row is a server on a real socket that misbehaves in one way (`runtime/tests/faults/`), met by the async and by the\n\
         blocking client with the same outcome. The timeout is 30 s (0.4 s where the server never ends), at most 1 MiB of a body is\n\
         read, and a call is attempted twice at most. No call took longer than its timeout, no client read much more than its limit,\n\
         none panicked, and each went on to a good call afterwards. The last column is how often a request that must not be repeated\n\
         (`Safety::Unsafe`) reached the server.\n\n\
         This table is written by `TRADEWIRE_BLESS=1 cargo test -p tradewire --all-features --test client_faults` and checked by the\n\
         same test.\n\n\
         | the server | a read gets | an unsafe request was sent |\n| --- | --- | --- |\n",
    );
    for fault in FAULTS {
        let found = try_out::<Async>(fault);
        #[cfg(feature = "blocking")]
        assert_eq!(
            try_out::<client_support::driver::Blocking>(fault),
            found,
            "{}",
            fault.what
        );
        let times = match found.unsafe_sends {
            0 => "never".to_owned(),
            1 => "once".to_owned(),
            times if fault.asks_again => format!("{times} times, as it asked for"),
            times => panic!("{}: an unsafe request was sent {times} times", fault.what),
        };
        let _ = writeln!(
            text,
            "| {} | {} | {times} |",
            fault.what,
            found.read.replace('|', "\\|")
        );
    }
    text
}

#[test]
fn every_fault_is_survived_as_documented() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/faults.md");
    let found = table();
    if std::env::var_os("TRADEWIRE_BLESS").is_some() {
        std::fs::write(path, &found).expect("docs/faults.md is writable");
    }
    let documented = std::fs::read_to_string(path).expect("docs/faults.md");
    for (found, documented) in found.lines().zip(documented.lines()) {
        assert_eq!(
            found, documented,
            "docs/faults.md says otherwise; see the head of this test"
        );
    }
    assert_eq!(found.lines().count(), documented.lines().count());
}

#[test]
fn nobody_listens() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let client = Async::new(&Settings::new(url));
    let error = client.send(CreateThing("x".into())).unwrap_err();
    assert_eq!(
        (error.kind(), error.attempts()),
        (tradewire::ErrorKind::Connect, 2),
        "what was certainly not sent is tried again"
    );
}
