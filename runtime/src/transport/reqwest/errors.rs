//! Errors of reqwest as those of a transport.

use crate::transport::{TransportError, TransportErrorKind};

pub(super) fn unsendable(error: &::reqwest::Error) -> TransportError {
    TransportError::new(TransportErrorKind::Request, describe(error))
}

pub(super) fn classify(error: &::reqwest::Error) -> TransportError {
    let kind = if error.is_connect() {
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

/// The chain of causes without the URL, which may hold credentials.
fn describe(error: &::reqwest::Error) -> String {
    let mut text = match (error.is_connect(), error.is_timeout()) {
        (true, true) => "connecting took too long".to_owned(),
        (true, false) => "no connection".to_owned(),
        (false, true) => "no complete reply in time".to_owned(),
        (false, false) => "the exchange broke off".to_owned(),
    };
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}
