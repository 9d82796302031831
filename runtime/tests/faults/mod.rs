//! Ways in which servers misbehave.

pub mod servers;
pub mod table;
pub mod trial;

mod compression;
mod connections;
mod framing;
mod heads;
mod http2_bodies;
mod http2_ends;
mod http2_frames;
mod json;
mod limits;
mod redirects;
mod statuses;
mod tls;

use std::io;

use self::servers::http2::{Answer, Greet, greet};
use self::servers::secure::Visit;
use crate::client_support::server::{After, Line, Received};

pub struct Fault {
    /// Continues "The server …".
    pub what: &'static str,
    pub serve: Serve,
    /// Only a timeout ends it.
    pub never_ends: bool,
    pub again: Again,
    pub reads: Reads,
}

/// What the server does, by the layer that it does wrong.
#[derive(Clone, Copy)]
pub enum Serve {
    /// HTTP/1.1, in the clear.
    Requests(fn(&Received, &mut Line) -> io::Result<After>),
    /// One reply to everything, in HTTP/1.1. `{here}` in a header stands for host and port of the server, `{other}` for those of
    /// another one, `{port}` for the port of that one.
    Reply(u16, Headers, &'static str),
    /// The connection and TLS; HTTP/1.1 within.
    Connections(fn(Visit) -> io::Result<()>),
    /// HTTP/2, with TLS beneath.
    Http2(Greet, Answer),
}

pub type Headers = &'static [(&'static str, &'static str)];

/// Why a request that must not be repeated may be seen more than once.
#[derive(Clone, Copy, PartialEq)]
pub enum Again {
    /// It may not.
    Never,
    /// The server says that it did nothing, and that the request shall be sent again or elsewhere.
    Asked,
    /// By the rules of the protocol nothing was done.
    Unprocessed,
}

/// What the reply is read as.
#[derive(Clone, Copy)]
pub enum Reads {
    Any,
    Integers,
}

impl Fault {
    const fn serving(what: &'static str, serve: Serve) -> Self {
        Self {
            what,
            serve,
            never_ends: false,
            again: Again::Never,
            reads: Reads::Any,
        }
    }

    const fn new(what: &'static str, serve: fn(&Received, &mut Line) -> io::Result<After>) -> Self {
        Self::serving(what, Serve::Requests(serve))
    }

    const fn reply(what: &'static str, status: u16, headers: Headers, body: &'static str) -> Self {
        Self::serving(what, Serve::Reply(status, headers, body))
    }

    const fn connection(what: &'static str, serve: fn(Visit) -> io::Result<()>) -> Self {
        Self::serving(what, Serve::Connections(serve))
    }

    const fn http2(what: &'static str, answer: Answer) -> Self {
        Self::serving(what, Serve::Http2(greet, answer))
    }

    /// The connection is opened like this.
    const fn greeting(self, greet: Greet) -> Self {
        match self.serve {
            Serve::Http2(_, answer) => Self {
                serve: Serve::Http2(greet, answer),
                ..self
            },
            _ => self,
        }
    }

    const fn without_end(self) -> Self {
        Self {
            never_ends: true,
            ..self
        }
    }

    const fn asking_again(self) -> Self {
        Self {
            again: Again::Asked,
            ..self
        }
    }

    const fn doing_nothing(self) -> Self {
        Self {
            again: Again::Unprocessed,
            ..self
        }
    }

    const fn of_integers(self) -> Self {
        Self {
            reads: Reads::Integers,
            ..self
        }
    }

    /// The protocol, as the table names it.
    pub fn protocol(&self) -> &'static str {
        match self.serve {
            Serve::Requests(_) | Serve::Reply(..) => "HTTP/1.1",
            Serve::Connections(_) => "TLS, HTTP/1.1",
            Serve::Http2(..) => "HTTP/2",
        }
    }
}

/// All faults, under the headings of the table.
pub static FAULTS: &[(&str, &[Fault])] = &[
    ("Connections", connections::FAULTS),
    ("TLS", tls::FAULTS),
    ("Heads", heads::FAULTS),
    ("Lengths and chunks", framing::FAULTS),
    ("Compressed bodies", compression::FAULTS),
    ("Redirects", redirects::FAULTS),
    ("Statuses and waits", statuses::FAULTS),
    ("Counts of requests", limits::FAULTS),
    ("HTTP/2: streams and connections that end", http2_ends::FAULTS),
    ("HTTP/2: frames", http2_frames::FAULTS),
    ("HTTP/2: bodies", http2_bodies::FAULTS),
    ("JSON", json::FAULTS),
];
