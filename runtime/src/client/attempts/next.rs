//! What follows an attempt: it is over, or there is another one, at once or after a pause.

use std::time::Duration;

use crate::client::limiter::Places;
use crate::transport::TransportError;

/// A reply, or why there is none.
pub(super) type Outcome<B> = Result<http::Response<B>, TransportError>;

/// What to do after an attempt.
pub(super) enum Next<'c, B> {
    /// Hand the outcome out.
    Done(Outcome<B>),
    /// Send again when the place's time comes.
    InLine(Places<'c>, Outcome<B>),
    /// Send again after a pause, from the end of the line.
    Later(Pause, Outcome<B>),
}

/// A wait before another attempt.
pub(super) struct Pause {
    pub(super) wait: Duration,
    /// The account's limit makes it necessary.
    pub(super) is_in_line: bool,
}
