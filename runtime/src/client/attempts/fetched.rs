//! What a call got.

use std::time::Duration;

use bytes::Bytes;

use crate::client::limiter::Permits;

/// A complete reply and what it took to get it.
#[derive(Debug)]
pub(crate) struct Fetched<B = Bytes> {
    pub response: http::Response<B>,
    pub attempts: u32,
    pub elapsed: Duration,
    /// An attempt before the last may have been carried out: its reply was lost, or came from somebody on the way.
    pub lost_before: bool,
    /// The last one may have been carried out too, whatever its reply says.
    pub lost: bool,
    /// The request is under way until its reply is read, and these are dropped.
    pub permits: Permits,
}
