//! Requests of this crate as those of reqwest.

use super::*;
use crate::transport::reqwest::address::{ADDRESS, converted};

#[test]
fn a_request_is_that_of_reqwests_own_conversion() {
    let start = "http://127.0.0.1:9/";
    let paths = ["", "a?b=%2F&c[]=1", "a?", "%D1%91//x;y=1,2"].map(ToOwned::to_owned);
    let long = [ADDRESS - 1, ADDRESS, ADDRESS + 1, 8000].map(|length| "x".repeat(length - start.len()));
    for path in paths.into_iter().chain(long) {
        let made = || {
            let request = http::Request::patch(format!("{start}{path}")).header("x-a", "1");
            let request = request.header("x-a", "2").version(http::Version::HTTP_10);
            request.body(::reqwest::Body::from("body")).unwrap()
        };
        let (ours, theirs) = (
            converted(made()).unwrap(),
            ::reqwest::Request::try_from(made()).unwrap(),
        );
        assert_eq!(ours.url(), theirs.url());
        assert_eq!((ours.method(), ours.version()), (theirs.method(), theirs.version()));
        assert_eq!(ours.headers(), theirs.headers());
        let bytes = |request: &::reqwest::Request| request.body().and_then(|body| body.as_bytes().map(<[u8]>::to_vec));
        assert_eq!(bytes(&ours), bytes(&theirs));
        assert!(as_addressed(made()).is_ok(), "{path}");
    }
}

#[test]
fn what_cannot_be_addressed_is_refused() {
    let request = http::Request::get("/path/only")
        .body(::reqwest::Body::from(""))
        .unwrap();
    let error = converted(request).unwrap_err();
    assert_eq!(error.kind, TransportErrorKind::Request);
}
