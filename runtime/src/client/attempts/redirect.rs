//! Redirects: followed on the same host, so that credentials never reach another one. Where the operation says that its result lies
//! elsewhere, another host is asked as well, by a request that has nothing of ours in it.

use std::net::{IpAddr, Ipv4Addr};

use http::header::LOCATION;
use http::{HeaderMap, StatusCode, Uri};

use super::verdict::Verdict;
use crate::error::{Error, ErrorKind};
use crate::meta::Redirects;
use crate::request::{BaseUrl, Prepared};

/// Most redirects that one call follows.
const MOST: u32 = 5;
/// Longest address at another host. Signed ones are long.
const LONGEST: usize = 16 * 1024;

pub(crate) fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

/// Points the request at where `reply` says, if it is safe to, after `followed` redirects before.
pub(crate) fn follow<B>(
    prepared: &mut Prepared,
    base: &BaseUrl,
    reply: &http::Response<B>,
    followed: u32,
) -> Result<(), Error> {
    let location = reply.headers().get(LOCATION).and_then(|value| value.to_str().ok());
    let target = target(prepared, base, reply.status(), location, followed).map_err(|why| {
        let detail = format!("the server redirects ({}) {why}", reply.status().as_u16());
        with_headers(Error::new(ErrorKind::Api, detail), reply.headers())
    })?;
    match target {
        Goal::Elsewhere(address) => {
            prepared.go_away(address);
            Ok(())
        }
        Goal::Here(path) => {
            let reads = matches!(prepared.method(), "GET" | "HEAD");
            if !reads && !repeats(reply.status()) {
                prepared.become_get();
            }
            prepared.redirect_to(&path)
        }
    }
}

/// Where a request goes next.
enum Goal {
    /// A path with its query on our own host.
    Here(String),
    /// An address at another host.
    Elsewhere(String),
}

/// The same request shall go there, not a read of what came of it.
fn repeats(status: StatusCode) -> bool {
    matches!(status.as_u16(), 307 | 308)
}

fn target(
    prepared: &Prepared,
    base: &BaseUrl,
    status: StatusCode,
    location: Option<&str>,
    followed: u32,
) -> Result<Goal, String> {
    if followed >= MOST {
        return Err("again and again".to_owned());
    }
    let Some(location) = location else {
        return Err("without saying where to".to_owned());
    };
    let anywhere = prepared.meta().redirects == Redirects::AnyHost;
    let reads = matches!(prepared.method(), "GET" | "HEAD");
    let repeats = repeats(status);
    if !reads && !repeats && !anywhere {
        return Err("a request that is not a read; is the base URL the shop's main address, with `https`?".to_owned());
    }
    let path = match (split(location), prepared.away()) {
        (Target::Path(path), None) => path,
        (Target::Path(path), Some(away)) => {
            let address = format!("{}{path}", origin(away));
            return leave(prepared, base, &address);
        }
        (Target::Absolute { origin, path_and_query }, None) if is_own(origin, base) => path_and_query,
        (Target::Absolute { .. }, _) if anywhere => {
            if !reads && repeats {
                return Err("a request with content to another host".to_owned());
            }
            return leave(prepared, base, location);
        }
        (Target::Absolute { .. }, _) => {
            return Err("to another address; give that one as the base URL if it is right".to_owned());
        }
        (Target::Other, _) => return Err("to an address that cannot be read".to_owned()),
    };
    Ok(Goal::Here(path.to_owned()))
}

/// To another host, if it may be asked.
fn leave(prepared: &Prepared, base: &BaseUrl, address: &str) -> Result<Goal, String> {
    let address = address.split('#').next().unwrap_or_default().to_owned();
    let refused = |why: &str| Err(format!("to another host, {why}"));
    if address.len() > LONGEST || !address.bytes().all(|byte| byte.is_ascii_graphic()) || address.contains('\\') {
        return refused("by an address that cannot be used");
    }
    let Ok(uri) = address.parse::<Uri>() else {
        return refused("by an address that cannot be used");
    };
    let Ok(host) = BaseUrl::parse(origin(&address)) else {
        return refused("by an address that cannot be used");
    };
    if uri
        .authority()
        .is_some_and(|authority| authority.as_str().contains('@'))
    {
        return refused("with a user or password in the address");
    }
    let from_https = prepared
        .away()
        .map_or(base.is_https(), |away| away.starts_with("https://"));
    if from_https && !host.is_https() {
        return refused("without TLS");
    }
    // A server outside has no business with what only this machine and its neighbours see.
    if !base.is_loopback() && is_inside(&host) {
        return refused("which is this machine or its own network");
    }
    Ok(Goal::Elsewhere(address))
}

/// Addresses that mean another machine to whoever says them, in any spelling: URL libraries read `127.1`, `0x7f000001` and
/// `2130706433` as the same address, and a dot at the end is no part of a name.
fn is_inside(host: &BaseUrl) -> bool {
    let name = host.host().trim_start_matches('[').trim_end_matches(']');
    let name = name.strip_suffix('.').unwrap_or(name);
    match name.parse::<IpAddr>() {
        Ok(IpAddr::V4(address)) => is_inside_v4(address),
        Ok(IpAddr::V6(address)) => {
            address.is_loopback()
                || address.is_unicast_link_local()
                || address.is_unspecified()
                || address.to_ipv4().is_some_and(is_inside_v4)
        }
        Err(_) => {
            let last = name.rsplit('.').next().unwrap_or_default();
            let digits = last.strip_prefix("0x").or_else(|| last.strip_prefix("0X"));
            let is_number = last.bytes().all(|byte| byte.is_ascii_digit())
                || digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
            // No name ends in a number, so it is an address in another spelling.
            is_number || last.eq_ignore_ascii_case("localhost")
        }
    }
}

fn is_inside_v4(address: Ipv4Addr) -> bool {
    address.is_loopback() || address.is_link_local() || address.is_unspecified()
}

/// What came of asking another host: no sign of the platform counts there, and nothing was done by a read.
pub(crate) fn judge_away(status: StatusCode) -> Verdict {
    if matches!(status.as_u16(), 408 | 429 | 500 | 502..=504) {
        Verdict::Again { wait: None }
    } else {
        Verdict::Final
    }
}

/// Another host does not hand out what the server said lies there. It is not the platform that refuses, whatever the status is.
pub(crate) fn refused_there(away: &str, status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Error {
    let host = away.parse::<Uri>().ok();
    let host = host.as_ref().and_then(Uri::host).unwrap_or("?");
    let detail = format!("the server handed the result to `{host}`, which answers {status}");
    let mut error = with_headers(Error::new(ErrorKind::Api, detail), headers);
    error.inner_mut().keep_body(body);
    error
}

fn with_headers(mut error: Error, headers: &HeaderMap) -> Error {
    error.inner_mut().headers = headers.clone();
    error
}

fn is_own(origin: &str, base: &BaseUrl) -> bool {
    BaseUrl::parse(origin).is_ok_and(|other| base.shares_origin(&other))
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
    if !location.contains("://") {
        return Target::Other;
    }
    let origin = origin(location);
    let path_and_query = location.get(origin.len()..).unwrap_or_default();
    if path_and_query.is_empty() || path_and_query.starts_with('/') {
        Target::Absolute { origin, path_and_query }
    } else {
        Target::Other
    }
}

/// Scheme, host and port of an address.
fn origin(address: &str) -> &str {
    let host = address.find("://").map_or(0, |at| at + 3);
    let rest = address.get(host..).unwrap_or_default();
    let end = rest.find(['/', '?', '#']).map_or(address.len(), |at| host + at);
    address.get(..end).unwrap_or(address)
}
