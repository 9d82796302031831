//! Ways in which servers misbehave.

mod bodies;
mod json;
mod numbers;
mod protocol;

use std::io;

use crate::client_support::server::{After, Line, Received};

pub struct Fault {
    /// Continues "The server …".
    pub what: &'static str,
    pub serve: fn(&Received, &mut Line) -> io::Result<After>,
    /// Only a timeout ends it.
    pub never_ends: bool,
    /// Says that it did nothing and that the request shall be sent elsewhere.
    pub asks_again: bool,
    pub reads: Reads,
}

/// What the reply is read as.
#[derive(Clone, Copy)]
pub enum Reads {
    Any,
    Integers,
}

impl Fault {
    const fn new(what: &'static str, serve: fn(&Received, &mut Line) -> io::Result<After>) -> Self {
        Self {
            what,
            serve,
            never_ends: false,
            asks_again: false,
            reads: Reads::Any,
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
            asks_again: true,
            ..self
        }
    }

    const fn of_integers(self) -> Self {
        Self {
            reads: Reads::Integers,
            ..self
        }
    }
}

pub static FAULTS: &[Fault] = &[
    // Connections
    protocol::CLOSES,
    protocol::CLOSES_IN_HEAD,
    protocol::SILENT,
    protocol::OTHER_PROTOCOL,
    protocol::HTTP_0_9,
    // Heads
    protocol::HEADER_FLOOD,
    protocol::LONG_HEADER,
    protocol::ENDLESS_HEADERS,
    protocol::INTERIM_FLOOD,
    protocol::NUL_IN_HEADER,
    protocol::TWO_LENGTHS,
    protocol::BAD_CHUNK,
    protocol::HUGE_CHUNK,
    protocol::BODY_WITHOUT_CONTENT,
    // Redirects
    protocol::REDIRECT_LOOP,
    protocol::REDIRECT_AWAY,
    protocol::REDIRECT_NOWHERE,
    protocol::REDIRECT_UPWARDS,
    // Numbers of the server's
    numbers::HUGE_LIMIT,
    numbers::ABSURD_WAIT,
    numbers::WAIT_OF_A_GATEWAY,
    // Bodies
    bodies::TRUNCATED,
    bodies::TOO_SHORT_LENGTH,
    bodies::SLOW_BYTES,
    bodies::SLOW_HEAD,
    bodies::ENDLESS,
    bodies::ENDLESS_CHUNKS,
    bodies::ENDLESS_ERROR,
    bodies::SAYS_HUGE,
    bodies::BOMB,
    bodies::BROKEN_GZIP,
    bodies::CUT_GZIP,
    bodies::NO_GZIP,
    // JSON
    json::EMPTY,
    json::HTML,
    json::BYTE_ORDER_MARK,
    json::INVALID_UTF8,
    json::NUL_BYTES,
    json::LONE_SURROGATE,
    json::DEEP,
    json::DEEP_UNKNOWN,
    json::DUPLICATE_KEYS,
    json::MANY_KEYS,
    json::HUGE_NUMBERS,
    json::LONG_NUMBER,
    json::CUT,
    json::TRAILING,
    json::BAD_ELEMENTS,
    json::OTHER_TYPES,
];
