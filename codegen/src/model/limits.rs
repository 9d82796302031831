//! What counts requests, and how repeated ones are known.

use super::Docs;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateLimit {
    pub name: String,
    pub docs: Docs,
    /// `None`: as many as one likes.
    pub requests: Option<u32>,
    /// Length of the window in milliseconds.
    pub per_millis: u64,
    /// Header with `used/limit`.
    pub header: Option<String>,
    /// Header with what is left of the window.
    pub remaining: Option<String>,
    /// Header with what the window allows.
    pub most: Option<String>,
    /// Header with the end of the window.
    pub reset: Option<TimeHeader>,
    /// Requests under way at once; `None`: any number.
    pub parallel: Option<u32>,
}

/// A reply header that tells a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeHeader {
    pub name: String,
    pub unit: TimeUnit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeUnit {
    Seconds,
    Milliseconds,
    UnixSeconds,
    UnixMilliseconds,
    HttpDate,
}

/// What counts an operation, and for how much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Charge {
    /// Index into [`super::Platform::limits`].
    pub limit: usize,
    pub weight: u32,
}

/// The key by which a platform knows that a request came before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey {
    pub at: KeyPlace,
    /// One is made where the caller gives none.
    pub is_made: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyPlace {
    Header(String),
    /// Dotted path in the body, within its wrapper key.
    Field(String),
}
