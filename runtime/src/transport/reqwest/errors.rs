//! Errors of reqwest as those of a transport.

use std::error::Error;
use std::io;

use crate::transport::{TransportError, TransportErrorKind};

pub(super) fn unsendable(error: &::reqwest::Error) -> TransportError {
    TransportError::new(TransportErrorKind::Request, describe(error))
}

pub(super) fn classify(error: &::reqwest::Error) -> TransportError {
    let kind = if causes(error).any(is_untrusted) {
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
    let mut told = TransportError::new(kind, describe(error));
    if causes(error).any(is_refused_stream) {
        told.sent = false;
    }
    told
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

fn is_untrusted(cause: Cause<'_>) -> bool {
    matches!(
        cause.downcast_ref(),
        Some(rustls::Error::InvalidCertificate(_) | rustls::Error::NoCertificatesPresented)
    )
}

/// A server refuses a stream before it does anything for it (RFC 9113, 8.7), so the request was as good as not sent.
fn is_refused_stream(cause: Cause<'_>) -> bool {
    cause.downcast_ref::<h2::Error>().is_some_and(|error| {
        error.is_reset() && error.is_remote() && error.reason() == Some(h2::Reason::REFUSED_STREAM)
    })
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
