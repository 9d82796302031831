//! Why an exchange failed.

use std::fmt;

/// Why no complete reply came.
#[derive(Debug)]
pub struct TransportError {
    /// What kind of failure it was.
    pub kind: TransportErrorKind,
    /// Whether the request may have reached the server.
    pub sent: bool,
    /// The cause, for people. It must not hold the URL's query or any header.
    pub message: String,
}

/// Kinds of [`TransportError`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection could be made; the request was not sent.
    Connect,
    /// The server's certificate is not valid for its address, or nobody trusted vouches for it; the request was not sent.
    Certificate,
    /// The time was up.
    Timeout,
    /// The connection broke off.
    Interrupted,
    /// The reply is larger than [`ExchangeLimits::max_body`](super::ExchangeLimits::max_body).
    TooLarge,
    /// The request could not be sent as it is.
    Request,
}

impl TransportError {
    /// An error of this kind. Whether the request may have been sent follows from the kind.
    #[cold]
    pub fn new(kind: TransportErrorKind, message: impl Into<String>) -> Self {
        let sent = !matches!(
            kind,
            TransportErrorKind::Connect | TransportErrorKind::Certificate | TransportErrorKind::Request
        );
        Self {
            kind,
            sent,
            message: message.into(),
        }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for TransportError {}
