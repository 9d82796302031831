//! Pieces that errors are made of.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};

use crate::meta::Meta;
use crate::text::Blotter;

/// A reply that is kept to be read later.
pub(crate) struct Saved {
    pub meta: &'static Meta,
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
    /// Takes the client's credentials out of the errors that come of it.
    pub blotter: Arc<Blotter>,
}

/// What a `Retry-After` header asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RetryAfter {
    /// Wait so long.
    Delay(Duration),
    /// Wait until then.
    Until(SystemTime),
}

impl RetryAfter {
    /// Reads the header, in seconds or as an HTTP date; nonsense counts as absent.
    #[must_use]
    pub fn parse(headers: &HeaderMap) -> Option<Self> {
        let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
        match text.parse() {
            Ok(seconds) => Some(Self::Delay(Duration::from_secs(seconds))),
            Err(_) => httpdate::parse_http_date(text).ok().map(Self::Until),
        }
    }

    /// The wait, counted from `now`.
    #[must_use]
    pub fn from(self, now: SystemTime) -> Duration {
        match self {
            Self::Delay(delay) => delay,
            Self::Until(then) => then.duration_since(now).unwrap_or_default(),
        }
    }
}

/// Address without user info, query and fragment.
pub(crate) fn bare_url(url: &str) -> String {
    let bare = url.split(['?', '#']).next().unwrap_or_default();
    let Some((scheme, rest)) = bare.split_once("://") else {
        return bare.to_owned();
    };
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    format!("{scheme}://{host}{path}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lose_what_may_be_secret() {
        assert_eq!(
            bare_url("https://shop.example/a/b?key=canary#x"),
            "https://shop.example/a/b"
        );
        assert_eq!(
            bare_url("https://u:canary@shop.example?key=canary"),
            "https://shop.example"
        );
        assert_eq!(bare_url("/a/b@c?key=canary"), "/a/b@c");
        assert_eq!(bare_url("https://shop.example/a@b"), "https://shop.example/a@b");
    }

    #[test]
    fn waits_are_read_in_both_forms() {
        let mut headers = HeaderMap::new();
        assert_eq!(RetryAfter::parse(&headers), None);
        headers.insert(header::RETRY_AFTER, "17".parse().unwrap());
        assert_eq!(
            RetryAfter::parse(&headers),
            Some(RetryAfter::Delay(Duration::from_secs(17)))
        );
        headers.insert(header::RETRY_AFTER, "Thu, 01 Jan 1970 00:01:40 GMT".parse().unwrap());
        let until = RetryAfter::parse(&headers).unwrap();
        assert_eq!(until.from(SystemTime::UNIX_EPOCH), Duration::from_secs(100));
        assert_eq!(
            until.from(SystemTime::UNIX_EPOCH + Duration::from_secs(200)),
            Duration::ZERO
        );
        headers.insert(header::RETRY_AFTER, "soon".parse().unwrap());
        assert_eq!(RetryAfter::parse(&headers), None);
    }
}
