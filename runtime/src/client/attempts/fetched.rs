//! What a call got.

use std::time::Duration;

use bytes::Bytes;

/// A complete reply and what it took to get it.
#[derive(Debug)]
pub(crate) struct Fetched<B = Bytes> {
    pub response: http::Response<B>,
    pub attempts: u32,
    pub elapsed: Duration,
}
