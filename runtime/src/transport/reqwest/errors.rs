//! Errors of reqwest as those of a transport.

use std::error::Error;
use std::io;

use crate::transport::{TransportError, TransportErrorKind};

pub(super) fn unsendable(error: &::reqwest::Error) -> TransportError {
    TransportError::new(TransportErrorKind::Request, describe(error))
}

/// What became of a request that got no reply. `has_content`: there was more to send than its head.
pub(super) fn unanswered(error: &::reqwest::Error, has_content: bool) -> TransportError {
    let mut told = broken_off(error);
    if causes(error).any(|cause| is_refused_stream(cause) || (has_content && is_passed_over(cause))) {
        told.sent = false;
    }
    told
}

/// What became of a reply whose head came, so that the server must have had the request, whatever it says afterwards.
pub(super) fn broken_off(error: &::reqwest::Error) -> TransportError {
    let kind = if is_untrusted(error) {
        TransportErrorKind::Certificate
    } else if error.is_connect() {
        TransportErrorKind::Connect
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if error.is_builder() {
        TransportErrorKind::Request
    } else {
        TransportErrorKind::Interrupted
    };
    TransportError::new(kind, describe(error))
}

/// Whether the server's certificate was refused. What other TLS than rustls says of it is text alone.
fn is_untrusted(error: &::reqwest::Error) -> bool {
    causes(error).any(super::tls::is_refused_certificate)
        || super::tls::IS_OTHER
            && error.is_connect()
            && causes(error).any(|cause| cause.to_string().to_ascii_lowercase().contains("certificate"))
}

type Cause<'e> = &'e (dyn Error + 'static);

/// What is behind an error, also what an I/O error wraps and does not name as its source.
fn causes<'e>(error: &'e ::reqwest::Error) -> impl Iterator<Item = Cause<'e>> {
    std::iter::successors(error.source(), |cause: &Cause<'e>| {
        let cause: Cause<'e> = *cause;
        let wrapped = cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        match wrapped {
            Some(wrapped) => Some(wrapped as Cause<'e>),
            None => cause.source(),
        }
    })
}

/// A server refuses a stream before it does anything for it (RFC 9113, 8.7), so the request was as good as not sent.
fn is_refused_stream(cause: Cause<'_>) -> bool {
    cause.downcast_ref::<h2::Error>().is_some_and(|error| {
        error.is_reset() && error.is_remote() && error.reason() == Some(h2::Reason::REFUSED_STREAM)
    })
}

/// A server that goes away names the last stream that it may have done anything for. Those behind it end with its words (RFC 9113,
/// 6.8), as do requests that came to the connection too late; streams that it may have served go on, or end with the connection.
///
/// One request may end with them although it left within the server's limit: if they come in the moment in which its head goes out. Its
/// content stays behind then, so no server carries it out, unless it has none.
fn is_passed_over(cause: Cause<'_>) -> bool {
    cause
        .downcast_ref::<h2::Error>()
        .is_some_and(|error| error.is_go_away() && error.is_remote())
}

/// The chain of causes without the URL, which may hold credentials.
fn describe(error: &::reqwest::Error) -> String {
    let mut text = match (error.is_connect(), error.is_timeout()) {
        (true, true) => "connecting took too long".to_owned(),
        (true, false) => "no connection".to_owned(),
        (false, true) => "no complete reply in time".to_owned(),
        (false, false) => "the exchange broke off".to_owned(),
    };
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}
