//! The same through axum: each callback behind a route of its own, in process.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::routing::MethodRouter;
use tower::ServiceExt as _;
use tradewire::axum::callback;

use super::*;

/// The route of a callback whose handler does nothing but see it: it answers with the text of what came.
pub(super) fn route<C>() -> MethodRouter
where
    C: Callback + std::fmt::Debug + Send + 'static,
    C::Answer: Send,
{
    async fn seen<C: Callback + std::fmt::Debug>(read: C) -> Result<C::Answer, String> {
        Err(format!("{read:?}"))
    }
    let route = callback(seen::<C>);
    let route = if C::meta().verify.is_some() {
        route.unverified().route()
    } else {
        route.route()
    };
    route.expect("a route")
}

/// Status and text of the answer; what was read has status 200 here.
fn ask(subject: &Subject, request: Request<Bytes>) -> (u16, String) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let router = Router::new().fallback_service((subject.route)());
        let response = router.oneshot(request.map(Body::from)).await.expect("a response");
        let status = response.status().as_u16();
        let bytes = to_bytes(response.into_body(), 1 << 22).await.expect("a body");
        (status, String::from_utf8(bytes.to_vec()).expect("text"))
    })
}

/// A request as `request` makes it, by the method of its callback.
fn sent(subject: &Subject, query: &str, content_type: &str, body: &str) -> Request<Bytes> {
    let mut request = request(subject, query, content_type, body);
    *request.method_mut() = subject.meta.method.parse().expect("a method");
    request
}

#[test]
fn what_is_read_without_axum_is_read_with_it_and_the_other_way_round() {
    let mut refused = 0;
    for (subject, sample) in with_bodies() {
        let (json, form) = (sample.body.to_string(), form(&sample.body));
        let tried = [
            (JSON, json.as_str()),
            ("", &json),
            (FORM, &json),
            (FORM, &form),
            (JSON, sample.foreign),
            (FORM, sample.foreign),
            (JSON, ""),
            (FORM, "<a>1</a>"),
            (JSON, "a=1"),
            (JSON, "null"),
            (JSON, "{}"),
            (JSON, "[]"),
            ("multipart/form-data", "--b-1\r\n\r\n"),
            (PARTS, "--b-1--"),
        ];
        for (content_type, body) in tried {
            let request = sent(&subject, "", content_type, body);
            let (status, text) = ask(&subject, request.clone());
            match (subject.read)(&request) {
                Ok(read) => assert_eq!((status, text), (200, read), "{} {body:?}", subject.meta.id),
                Err(error) => {
                    refused += 1;
                    assert_eq!((status, text), (400, error.to_string()), "{} {body:?}", subject.meta.id);
                }
            }
        }
    }
    assert!(refused >= 100, "{refused}");
}

#[test]
fn parameters_in_the_body_and_other_methods_are_refused() {
    for subject in subjects() {
        if subject.meta.body.encoding == Encoding::None {
            let (status, text) = ask(&subject, sent(&subject, "", FORM, "clientId=c&term=x"));
            assert_eq!(status, 400, "{}: {text}", subject.meta.id);
        }
        let mut other = sent(&subject, "", "", "");
        *other.method_mut() = http::Method::PATCH;
        assert_eq!(ask(&subject, other).0, 405, "{}", subject.meta.id);
    }
}

#[test]
fn long_bodies_are_refused() {
    for (subject, _) in with_bodies() {
        let (status, _) = ask(&subject, sent(&subject, "", JSON, &" ".repeat((2 << 20) + 1)));
        assert_eq!(status, 413, "{}", subject.meta.id);
    }
}
