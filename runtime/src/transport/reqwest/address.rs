//! Where a request goes.

use std::io::Write as _;

use super::errors::unsendable;
use crate::transport::{TransportError, TransportErrorKind};

/// Room for the bytes of most addresses, on the stack.
pub(super) const ADDRESS: usize = 512;

/// The request with an address that the URL library did not rewrite: its path and query are what was checked and signed.
pub(super) fn as_addressed(request: http::Request<::reqwest::Body>) -> Result<::reqwest::Request, TransportError> {
    let meant = request.uri().clone();
    let request = converted(request)?;
    let url = request.url();
    if url.path() != meant.path() || url.query().unwrap_or_default() != meant.query().unwrap_or_default() {
        let why = "the request would go to another address than was meant; percent-encode what its path and query hold";
        return Err(TransportError::new(TransportErrorKind::Request, why));
    }
    Ok(request)
}

/// As reqwest's own conversion, which writes the address into a text of its own that grows four times.
pub(super) fn converted(request: http::Request<::reqwest::Body>) -> Result<::reqwest::Request, TransportError> {
    let mut room = [0; ADDRESS];
    let mut rest = room.as_mut_slice();
    let written = write!(rest, "{}", request.uri());
    let length = ADDRESS - rest.len();
    let address = written
        .ok()
        .and_then(|()| std::str::from_utf8(room.get(..length)?).ok());
    match address.map(::reqwest::Url::parse) {
        // Settings of reqwest's come in extensions, which only its own conversion can hand on.
        Some(Ok(url)) if request.extensions().is_empty() => {
            let (head, body) = request.into_parts();
            let mut request = ::reqwest::Request::new(head.method, url);
            *request.version_mut() = head.version;
            *request.headers_mut() = head.headers;
            *request.body_mut() = Some(body);
            Ok(request)
        }
        _ => ::reqwest::Request::try_from(request).map_err(|e| unsendable(&e)),
    }
}
