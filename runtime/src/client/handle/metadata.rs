//! What came with a result.

use std::fmt;
use std::time::Duration;

use http::{HeaderMap, StatusCode};

use crate::json::{Drift, Extra, Misfit, Rejected};
use crate::reply::LimitState;
use crate::text::{Few, Shown};

/// A result and what came with it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Replied<T> {
    /// The decoded reply.
    pub value: T,
    /// Status, headers and how the call went.
    pub metadata: Metadata,
}

/// About one reply. `Debug` is short, and shows how many headers there are: what they say is the server's.
#[derive(Clone)]
#[non_exhaustive]
pub struct Metadata {
    /// HTTP status.
    pub status: StatusCode,
    /// All headers of the reply, as the server sent them.
    pub headers: HeaderMap,
    /// What the server calls this request, for its support.
    pub request_id: Option<String>,
    /// The server's count of requests, where it sends one.
    pub limit: Option<LimitState>,
    /// How often the request was sent.
    pub attempts: u32,
    /// From the call to the complete reply.
    pub elapsed: Duration,
    /// Elements of a listing that could not be read and were left out, with their text ([`Tolerance::Skip`](crate::Tolerance)).
    pub rejected: Vec<Rejected>,
    /// How many were left out.
    pub rejected_total: usize,
    /// Fields that are empty because what the server sent did not fit, the first 100; the text stands in the `extra` of its object.
    pub misfits: Vec<Misfit>,
    /// How many did not fit in all.
    pub misfits_total: usize,
    /// What the reply had that its description did not foresee.
    pub drift: Vec<Drift>,
    /// What stood beside the value, where that stands under a wrapper key: `{"orders": […], "beside": 1}`. The value has its own in
    /// its `extra`.
    pub beside: Extra,
}

impl fmt::Debug for Metadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Metadata")
            .field("status", &self.status.as_u16())
            .field("headers", &self.headers.len())
            .field("request_id", &self.request_id.as_deref().map(Shown))
            .field("limit", &self.limit)
            .field("attempts", &self.attempts)
            .field("elapsed", &self.elapsed)
            .field("rejected", &Few(&self.rejected))
            .field("rejected_total", &self.rejected_total)
            .field("misfits", &Few(&self.misfits))
            .field("misfits_total", &self.misfits_total)
            .field("drift", &Few(&self.drift))
            .field("beside", &self.beside.len())
            .finish()
    }
}
