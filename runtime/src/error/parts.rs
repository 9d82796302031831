//! Pieces that errors are made of.

use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

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
}
