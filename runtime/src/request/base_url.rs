//! Where a platform is reached.

use std::fmt;
use std::str::FromStr;

use http::Uri;
use http::uri::Scheme;

use super::dots::leads_elsewhere;
use crate::error::Error;

/// Scheme, host, port and path prefix that the paths of operations are appended to.
///
/// It holds no user info, query or fragment, so it may be shown.
#[derive(Clone, PartialEq, Eq)]
pub struct BaseUrl {
    /// Without a slash at the end.
    text: String,
    /// Bytes of it that are scheme, host and port.
    origin: usize,
    uri: Uri,
}

impl BaseUrl {
    /// Reads an address like `https://shop.example` or `http://localhost:8080/prefix`.
    ///
    /// # Errors
    /// It is no absolute `http` or `https` address, or holds more than scheme, host, port and path.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let trimmed = text.trim().trim_end_matches('/');
        if !trimmed.is_ascii() {
            return Err(refused("write the host in its ASCII form (`xn--…`)"));
        }
        if trimmed.contains(['?', '#']) {
            return Err(refused("it has a query or a fragment"));
        }
        let uri: Uri = trimmed.parse().map_err(|_| refused("it is no address"))?;
        match uri.scheme_str() {
            Some("http" | "https") => {}
            Some(_) => return Err(refused("its scheme is neither `https` nor `http`")),
            None => return Err(refused("it lacks `https://`")),
        }
        let authority = uri.authority().map_or("", |authority| authority.as_str());
        if authority.contains('@') {
            return Err(refused("it holds a user or password; give these as credentials"));
        }
        if uri.host().unwrap_or_default().is_empty() {
            return Err(refused("it has no host"));
        }
        if uri.path().contains(['"', '<', '>', '\\', '^', '`', '{', '|', '}']) {
            return Err(refused("its path holds a character that must be percent-encoded"));
        }
        if leads_elsewhere(uri.path()) {
            return Err(refused("its path has `.` or `..` segments"));
        }
        Ok(Self {
            text: trimmed.to_owned(),
            origin: origin_of(trimmed),
            uri,
        })
    }

    /// The address, without a slash at the end.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Scheme, host and port.
    #[must_use]
    pub fn origin(&self) -> &str {
        self.text.get(..self.origin).unwrap_or(&self.text)
    }

    /// The path, without a slash at the end; empty if there is none.
    pub(crate) fn prefix(&self) -> &str {
        self.text.get(self.origin().len()..).unwrap_or_default()
    }

    /// The same text for all ways of writing this address: what is known by it is one, however a program writes it.
    pub(crate) fn plain(&self) -> String {
        let scheme = if self.is_https() { "https" } else { "http" };
        let mut text = format!("{scheme}://{}", self.host().trim_end_matches('.').to_ascii_lowercase());
        let usual = if self.is_https() { 443 } else { 80 };
        if let Some(port) = self.port().filter(|port| *port != usual) {
            text.push(':');
            text.push_str(&port.to_string());
        }
        text.push_str(self.prefix());
        text
    }

    /// Whether scheme, host and port are the same.
    pub(crate) fn shares_origin(&self, other: &Self) -> bool {
        let port = |address: &Self| address.port().unwrap_or(if address.is_https() { 443 } else { 80 });
        self.host().eq_ignore_ascii_case(other.host())
            && self.is_https() == other.is_https()
            && port(self) == port(other)
    }

    /// Host name or address, without port.
    #[must_use]
    pub fn host(&self) -> &str {
        self.uri.host().unwrap_or_default()
    }

    /// Port, where one is written.
    #[must_use]
    pub fn port(&self) -> Option<u16> {
        self.uri.port_u16()
    }

    /// Whether it is an `https` address.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.uri.scheme() == Some(&Scheme::HTTPS)
    }

    /// Whether the host is this machine.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        let host = self.host().trim_start_matches('[').trim_end_matches(']');
        host.eq_ignore_ascii_case("localhost")
            || host
                .parse::<std::net::IpAddr>()
                .is_ok_and(|address| address.is_loopback())
    }
}

/// Where scheme, host and port end.
fn origin_of(text: &str) -> usize {
    let host = text.find("://").map_or(0, |at| at + 3);
    let path = text.get(host..).and_then(|rest| rest.find('/'));
    path.map_or(text.len(), |at| host + at)
}

/// Says what is wrong without repeating the address, which may hold a password.
fn refused(why: &str) -> Error {
    Error::build(format!("the base address cannot be used: {why}"))
}

impl FromStr for BaseUrl {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::parse(text)
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BaseUrl({})", self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read() {
        let base = BaseUrl::parse(" https://shop.example:8443/prefix/ ").unwrap();
        assert_eq!(base.as_str(), "https://shop.example:8443/prefix");
        assert_eq!(base.origin(), "https://shop.example:8443");
        assert_eq!(
            (base.host(), base.port(), base.is_https()),
            ("shop.example", Some(8443), true)
        );
        assert!(!base.is_loopback());
        for local in ["http://localhost:1", "http://127.0.0.1", "http://[::1]:80/"] {
            assert!(BaseUrl::parse(local).unwrap().is_loopback(), "{local}");
        }
    }

    #[test]
    fn one_address_is_known_by_one_text() {
        for (text, plain) in [
            ("https://Shop.EXAMPLE:443/", "https://shop.example"),
            ("HTTPS://shop.example./Api/", "https://shop.example/Api"),
            ("https://shop.example:80", "https://shop.example:80"),
            ("http://shop.example:80/", "http://shop.example"),
            ("http://[::1]:8080/", "http://[::1]:8080"),
        ] {
            assert_eq!(BaseUrl::parse(text).unwrap().plain(), plain, "{text}");
        }
    }

    #[test]
    fn what_is_no_base_is_refused_without_being_repeated() {
        for bad in [
            "",
            "shop.example",
            "/path",
            "ftp://canary.example",
            "https://",
            "https://u:canary@shop.example",
            "https://shop.example/?key=canary",
            "https://shop.example/#canary",
            "https://магазин.рф",
            "https://shop.example/a/../b",
            "https://shop.example/a/%2e%2E/b",
            "https://shop.example/a/..;x/b",
            "https://shop.example/a\\b",
            "https://shop.example/{id}",
            "https://shop canary",
        ] {
            let error = BaseUrl::parse(bad).unwrap_err().to_string();
            assert!(error.starts_with("the base address cannot be used: "), "{bad}: {error}");
            assert!(!error.contains("canary"), "{error}");
        }
    }
}
