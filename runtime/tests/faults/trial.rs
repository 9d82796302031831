//! One fault and one client.

use std::fmt::Debug;
use std::time::{Duration, Instant};

use tradewire::{Error, Operation, Replied};

use super::servers::http2;
use super::servers::secure::Secure;
use super::{Fault, Reads, Serve};
use crate::client_support::driver::{Driver, Settings};
use crate::client_support::server::Server;
use crate::client_support::{CANARY, CreateThing, GetThing, ListPages, secs};

/// Far more than any fault needs, far less than for ever.
const BOUND: Duration = Duration::from_secs(60);
/// What the sockets of the machine may hold beyond what the client took.
const SOCKETS: u64 = 32 << 20;
/// Time of a call where the server never ends.
const SHORT: Duration = Duration::from_millis(1200);

/// What came of one fault.
#[derive(Debug, PartialEq)]
pub struct Found {
    pub read: String,
    pub unsafe_sends: usize,
}

/// A server with the fault.
enum Served {
    Clear {
        server: Server,
        /// Another one, that the client must not be led to.
        other: Server,
    },
    Secure(Secure),
}

impl Served {
    /// Serves the fault to everything but `GetThing(0)`.
    fn start(fault: &'static Fault) -> Self {
        let other = Server::json(&[r#"{"id":"stolen"}"#]);
        let away = other.url().trim_start_matches("http://").to_owned();
        match fault.serve {
            Serve::Requests(serve) => Self::Clear {
                server: Server::start(move |request, line| match request.target.as_str() {
                    "/things/0" => line.json(r#"{"id":0}"#),
                    _ => serve(request, line),
                }),
                other,
            },
            Serve::Reply(status, headers, body) => Self::Clear {
                server: Server::start(move |request, line| {
                    if request.target == "/things/0" {
                        return line.json(r#"{"id":0}"#);
                    }
                    let (here, port) = (request.header("host").unwrap_or_default(), away.rsplit(':').next());
                    let filled = |value: &str| {
                        let value = value.replace("{here}", here).replace("{other}", &away);
                        value.replace("{port}", port.unwrap_or_default())
                    };
                    let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, filled(value))).collect();
                    let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
                    line.reply(status, &headers, body)
                }),
                other,
            },
            Serve::Connections(serve) => Self::Secure(Secure::start(serve)),
            Serve::Http2(greet, answer) => Self::Secure(Secure::start(move |visit| http2::serve(visit, greet, answer))),
        }
    }

    fn url(&self) -> String {
        match self {
            Self::Clear { server, .. } => server.url(),
            Self::Secure(server) => server.url(),
        }
    }

    fn behave(&self) {
        if let Self::Secure(server) = self {
            server.behave();
        }
    }

    fn sent(&self) -> u64 {
        match self {
            Self::Clear { server, .. } => server.sent(),
            Self::Secure(server) => server.sent(),
        }
    }

    fn unsafe_sends(&self) -> usize {
        match self {
            Self::Clear { server, .. } => {
                let requests = server.requests();
                requests.iter().filter(|request| request.method == "PATCH").count()
            }
            Self::Secure(server) => server.unsafe_requests(),
        }
    }

    /// Connections to the other server.
    fn led_away(&self) -> usize {
        match self {
            Self::Clear { other, .. } => other.connections(),
            Self::Secure(_) => 0,
        }
    }
}

fn settings(fault: &Fault, server: &Served) -> Settings {
    Settings {
        timeout: if fault.never_ends { SHORT } else { secs(30) },
        ..Settings::new(server.url())
    }
}

pub fn try_out<D: Driver>(fault: &'static Fault) -> Found {
    let (what, started) = (fault.what, Instant::now());
    let server = Served::start(fault);
    let client = D::new(&settings(fault, &server));
    let read = match fault.reads {
        Reads::Any => told(&call(&client, GetThing(7)), ToString::to_string),
        Reads::Integers => told(&call(&client, ListPages::default()), |list| format!("{list:?}")),
    };
    let _ = call(&client, CreateThing("x".into()));
    let unsafe_sends = server.unsafe_sends();
    server.behave();
    match client.send_within(GetThing(0), secs(30)) {
        Ok(replied) => assert_eq!(
            replied.value.to_string(),
            r#"{"id":0}"#,
            "{what}: a reply that is not to the request"
        ),
        Err(error) => panic!("{what}: the client is of no use afterwards: {error}"),
    }
    assert_eq!(server.led_away(), 0, "{what}: the client was led to another server");
    assert!(
        server.sent() < SOCKETS,
        "{what}: the client took {} bytes",
        server.sent()
    );
    assert!(started.elapsed() < BOUND, "{what} took {:?}", started.elapsed());
    Found { read, unsafe_sends }
}

/// The outcome of a call, whose texts have no credentials in them.
fn call<O: Operation>(client: &impl Driver, operation: O) -> Result<Replied<O::Output>, Error>
where
    O::Output: Debug,
{
    let outcome = client.send(operation);
    if let Err(error) = &outcome {
        let texts = format!("{error} {error:?} {:?}", std::error::Error::source(error));
        assert!(!texts.contains(CANARY), "{texts}");
    }
    outcome
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
            let aside = match replied.metadata.rejected_total {
                0 => String::new(),
                aside => format!(", {aside} set aside"),
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
