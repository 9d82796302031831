//! Requests of this crate as those of reqwest.

use super::*;
use crate::transport::reqwest::address::Addresses;

type Made = http::Request<::reqwest::Body>;

fn assert_is_reqwests_own(addresses: &Addresses, made: impl Fn() -> Made) {
    let ours = addresses.addressed(made()).unwrap();
    let theirs = ::reqwest::Request::try_from(made()).unwrap();
    assert_eq!(ours.url(), theirs.url());
    assert_eq!((ours.method(), ours.version()), (theirs.method(), theirs.version()));
    assert_eq!(ours.headers(), theirs.headers());
    let bytes = |request: &::reqwest::Request| request.body().and_then(|body| body.as_bytes().map(<[u8]>::to_vec));
    assert_eq!(bytes(&ours), bytes(&theirs));
}

#[test]
fn a_request_is_that_of_reqwests_own_conversion() {
    let addresses = Addresses::default();
    let hosts = [
        "http://127.0.0.1:9",
        "https://127.0.0.1:9",
        "http://127.0.0.1",
        "http://127.0.0.1:80",
        "http://LOCALHOST:9",
        "http://[::1]:9",
        "http://me:Secret@127.0.0.1:9",
    ];
    let long = "x".repeat(8000);
    let paths = [
        "",
        "/",
        "/a?b=%2F&c[]=1",
        "/a?",
        "?a=1",
        "/%D1%91//x;y=1,2",
        "//other.example/x",
        "///x?//",
        "/a:b@c",
        &long,
    ];
    // Whichever origin was first, and is known.
    for first in hosts {
        for addresses in [&addresses, &Addresses::default()] {
            let get = |address: &str| http::Request::get(address).body(::reqwest::Body::from("")).unwrap();
            addresses.addressed(get(first)).unwrap();
            for (host, path) in hosts.iter().flat_map(|host| paths.map(|path| (host, path))) {
                assert_is_reqwests_own(addresses, || {
                    let slash = if path.starts_with('x') { "/" } else { "" };
                    let request = http::Request::patch(format!("{host}{slash}{path}")).header("x-a", "1");
                    let request = request.header("x-a", "2").version(http::Version::HTTP_10);
                    request.body(::reqwest::Body::from("body")).unwrap()
                });
            }
        }
    }
}

#[test]
fn what_cannot_be_addressed_is_refused() {
    let addresses = Addresses::default();
    for path in [
        "/path/only",
        "http://127.0.0.1:9/a/../b",
        "http://127.0.0.1:9/a\\b",
        "http://127.0.0.1:9/%2E/b",
    ] {
        let request = http::Request::get(path).body(::reqwest::Body::from("")).unwrap();
        let error = addresses.addressed(request).unwrap_err();
        assert_eq!(error.kind, TransportErrorKind::Request, "{path}");
    }
}

#[test]
fn no_password_is_kept() {
    let addresses = Addresses::default();
    let request = http::Request::get("http://me:canary@127.0.0.1:9/")
        .body(::reqwest::Body::from(""))
        .unwrap();
    addresses.addressed(request).unwrap();
    assert!(!format!("{addresses:?}").contains("canary"));
}
