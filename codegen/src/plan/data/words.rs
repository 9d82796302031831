//! Enumerations of the runtime that generated code names. The variants here are called as there, and `emit` prints the names.
//!
//! The model has enumerations of the same meaning. They are kept apart so that a word of the dialect can be renamed, or gain a
//! neighbour, without a change to what generated code says; `plan::words` is where the two meet, in matches that the compiler
//! holds to be complete.
#![allow(missing_docs, reason = "see the runtime's enumerations of the same names")]

/// How a body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Json,
    Form,
    FormJson,
    Query,
    Multipart,
    Binary,
    Text,
}

/// How a list is spread over a query or form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListStyle {
    Brackets,
    Indexed,
    Comma,
    Repeat,
    Json,
    Separated { by: String, escape: Option<String> },
}

/// How a time is written in a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeUnit {
    Seconds,
    Milliseconds,
    UnixSeconds,
    UnixMilliseconds,
    HttpDate,
}

/// What may be repeated after a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Safety {
    Read,
    Idempotent,
    Unsafe,
}

/// What a status means beyond its class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusMeaning {
    Partial,
    RateLimited,
    Auth,
    NotFound,
    Invalid,
    Unavailable,
    AlreadyExists,
}

/// What the keys of a map of errors are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum EntryKeys {
    #[default]
    Field,
    Row,
    Id,
}
