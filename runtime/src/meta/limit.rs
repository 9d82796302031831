//! Request budgets, and where a server tells of waits and counts.

use std::time::Duration;

/// A request budget: so many requests in so much time, so many at once, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Name in the spec.
    pub name: &'static str,
    /// Requests in one window; `u32::MAX`: as many as one likes.
    pub requests: u32,
    /// Length of the window in whole seconds …
    pub per_seconds: u32,
    /// … and the milliseconds beyond them.
    pub per_millis: u32,
    /// Reply header that shows `used/limit`.
    pub header: Option<&'static str>,
    /// Reply header with the number of requests that are left in the server's window.
    pub remaining: Option<&'static str>,
    /// Reply header with the number of requests that the server's window allows; goes with `remaining`.
    pub most: Option<&'static str>,
    /// Reply header that tells when the server's window ends; goes with `remaining` or `header`.
    pub reset: Option<TimeHeader>,
    /// Requests that may be under way at once, until their replies are read; 0: any number.
    pub parallel: u32,
}

impl Limit {
    /// A budget of which nothing is said: what a table leaves out is as here.
    pub const PLAIN: Self = Self {
        name: "",
        requests: u32::MAX,
        per_seconds: 1,
        per_millis: 0,
        header: None,
        remaining: None,
        most: None,
        reset: None,
        parallel: 0,
    };

    /// Length of the window.
    #[must_use]
    pub const fn window(&self) -> Duration {
        let millis = self.per_millis as u64;
        Duration::from_secs(self.per_seconds as u64).saturating_add(Duration::from_millis(millis))
    }
}

/// A reply header that tells a time or a wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeHeader {
    /// Its name.
    pub name: &'static str,
    /// How the time is written.
    pub unit: TimeUnit,
}

/// How a time or a wait is written in a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeUnit {
    /// Seconds from now on, also with a fraction.
    Seconds,
    /// Milliseconds from now on.
    Milliseconds,
    /// Seconds since 1970.
    UnixSeconds,
    /// Milliseconds since 1970.
    UnixMilliseconds,
    /// A date as HTTP writes it.
    HttpDate,
}

/// A further limit that counts an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Charge {
    /// Index into [`Platform::limits`](super::Platform::limits).
    pub limit: usize,
    /// How many requests it counts for.
    pub weight: u32,
}
