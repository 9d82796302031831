//! What came with a result.

use std::time::Duration;

use http::{HeaderMap, StatusCode};

use crate::json::{Drift, Misfit, Rejected};
use crate::reply::LimitState;

/// A result and what came with it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Replied<T> {
    /// The decoded reply.
    pub value: T,
    /// Status, headers and how the call went.
    pub metadata: Metadata,
}

/// About one reply.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Metadata {
    /// HTTP status.
    pub status: StatusCode,
    /// All headers of the reply.
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
}
