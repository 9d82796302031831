//! Redirects: followed on the same host only, so that credentials never reach another one.

use http::StatusCode;

use crate::error::{Error, ErrorKind};
use crate::request::{BaseUrl, Prepared};

/// Most redirects that one call follows.
const MOST: u32 = 5;

pub(crate) fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

/// Points the request at `location`, if it is safe to, after `followed` redirects before.
pub(crate) fn follow(
    prepared: &mut Prepared,
    base: &BaseUrl,
    status: StatusCode,
    location: Option<&str>,
    followed: u32,
) -> Result<(), Error> {
    let refuse = |why: &str| {
        Err(Error::new(
            ErrorKind::Api,
            format!("the server redirects ({}) {why}", status.as_u16()),
        ))
    };
    if followed >= MOST {
        return refuse("again and again");
    }
    let Some(location) = location else {
        return refuse("without saying where to");
    };
    let reads = matches!(prepared.method(), "GET" | "HEAD");
    if !reads && !matches!(status.as_u16(), 307 | 308) {
        return refuse("a request that is not a read; is the base URL the shop's main address, with `https`?");
    }
    let target = match split(location) {
        Target::Path(path_and_query) => path_and_query,
        Target::Absolute { origin, path_and_query } => {
            let same = BaseUrl::parse(origin).is_ok_and(|other| {
                other.host().eq_ignore_ascii_case(base.host())
                    && other.is_https() == base.is_https()
                    && port(&other) == port(base)
            });
            if !same {
                return refuse("to another address; give that one as the base URL if it is right");
            }
            path_and_query
        }
        Target::Other => return refuse("to an address that cannot be read"),
    };
    prepared.redirect_to(target)
}

fn port(address: &BaseUrl) -> u16 {
    address.port().unwrap_or(if address.is_https() { 443 } else { 80 })
}

enum Target<'l> {
    Path(&'l str),
    Absolute { origin: &'l str, path_and_query: &'l str },
    Other,
}

fn split(location: &str) -> Target<'_> {
    if location.starts_with('/') && !location.starts_with("//") {
        return Target::Path(location);
    }
    let Some(scheme_end) = location.find("://") else {
        return Target::Other;
    };
    let rest = &location[scheme_end + 3..];
    let path = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let origin = &location[..scheme_end + 3 + path];
    let path_and_query = &rest[path..];
    if path_and_query.is_empty() || path_and_query.starts_with('/') {
        Target::Absolute { origin, path_and_query }
    } else {
        Target::Other
    }
}
