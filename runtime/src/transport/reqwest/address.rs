//! Where a request goes.

use std::sync::OnceLock;

use ::reqwest::Url;
use http::Uri;
use http::uri::{Authority, Scheme};

use super::errors::unsendable;
use crate::transport::{TransportError, TransportErrorKind};

/// The addresses of requests, as the URL library has them. Nearly all of a transport's go to one origin, which is read once: to go
/// through the rules for names of hosts takes longer than all the rest of an address.
#[derive(Debug, Clone, Default)]
pub(super) struct Addresses {
    /// Of the first request.
    origin: OnceLock<Option<Origin>>,
}

#[derive(Debug, Clone)]
struct Origin {
    scheme: Scheme,
    authority: Authority,
    /// With an empty path.
    url: Url,
}

impl Addresses {
    /// The request with an address that the URL library did not rewrite: its path and query are what was checked and signed.
    pub(super) fn addressed(
        &self,
        request: http::Request<::reqwest::Body>,
    ) -> Result<::reqwest::Request, TransportError> {
        let (head, body) = request.into_parts();
        let uri = &head.uri;
        // Settings of reqwest's come in extensions, which only its own conversion can hand on.
        if let Some(url) = self
            .url(uri)
            .filter(|url| is_meant(url, uri) && head.extensions.is_empty())
        {
            let mut request = ::reqwest::Request::new(head.method, url);
            *request.version_mut() = head.version;
            *request.headers_mut() = head.headers;
            *request.body_mut() = Some(body);
            return Ok(request);
        }
        let meant = uri.clone();
        let request = http::Request::from_parts(head, body);
        let request = ::reqwest::Request::try_from(request).map_err(|error| unsendable(&error))?;
        if !is_meant(request.url(), &meant) {
            let why =
                "the request would go to another address than was meant; percent-encode what its path and query hold";
            return Err(TransportError::new(TransportErrorKind::Request, why));
        }
        Ok(request)
    }

    /// The address at the origin that is known. `None`: it is at another one, or is not to be had this way.
    fn url(&self, uri: &Uri) -> Option<Url> {
        let origin = self.origin.get_or_init(|| Origin::of(uri)).as_ref()?;
        let target = uri.path_and_query()?.as_str();
        // With two slashes, of any kind, begins the name of a host.
        let is_path = target.starts_with('/') && !target[1..].starts_with(['/', '\\']);
        if !is_path || !origin.is_of(uri) {
            return None;
        }
        origin.url.join(target).ok()
    }
}

impl Origin {
    fn of(uri: &Uri) -> Option<Self> {
        let (scheme, authority) = (uri.scheme()?.clone(), uri.authority()?.clone());
        // Whoever shows the transport shows what it keeps, and that shall be no password.
        if authority.as_str().contains('@') {
            return None;
        }
        let url = Url::parse(&format!("{scheme}://{authority}/")).ok()?;
        Some(Self { scheme, authority, url })
    }

    fn is_of(&self, uri: &Uri) -> bool {
        // As texts: a password is not the same in another case.
        uri.scheme() == Some(&self.scheme)
            && uri
                .authority()
                .is_some_and(|authority| authority.as_str() == self.authority.as_str())
    }
}

/// Whether path and query are as they were.
fn is_meant(url: &Url, meant: &Uri) -> bool {
    url.path() == meant.path() && url.query().unwrap_or_default() == meant.query().unwrap_or_default()
}
