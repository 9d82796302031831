//! Callbacks as routes of axum: what is taken, what is refused and how, and what is told of it.

#![cfg(feature = "axum")]

mod tables;

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use futures_core::Stream;
use http::{Method, Request, StatusCode};
use tables::{DIGITS, body};
use tower::ServiceExt as _;
use tradewire::axum::{Refusal, callback, events};
use tradewire::callback::{Events, OtherEvent, sign_body};
use tradewire::meta::{At, EventSource, SignMethod, SignatureEncoding, Signed, Spot, Timestamp};
use tradewire::{
    BodyShape, Bytes, Callback, CallbackMeta, Encoding, Error, ErrorKind, InboundRequest, ListStyle, Verify,
};

const CANARY: &str = "canary-0d7e";

const SIGNED: Verify = Verify {
    signature: Spot::header("X-Signature"),
    ..Verify::BODY
};

const META: CallbackMeta = CallbackMeta {
    platform: &DIGITS,
    id: "orders.paid",
    place: "specs/sample/orders.yaml",
    path: "/paid",
    body: body(Encoding::Json, None, ListStyle::Brackets),
    ..CallbackMeta::POST
};

macro_rules! received {
    ($name:ident, $meta:expr) => {
        /// One field, and the same number as the answer.
        #[derive(Debug, Clone, PartialEq)]
        struct $name {
            id: i64,
        }

        impl Callback for $name {
            type Answer = i64;
            fn meta() -> &'static CallbackMeta {
                static OWN: CallbackMeta = $meta;
                &OWN
            }
            fn parse(r: &InboundRequest<'_>) -> Result<Self, Error> {
                Ok(Self { id: r.field("id")? })
            }
        }
    };
}

received!(Plain, META);
received!(
    Paid,
    CallbackMeta {
        verify: Some(SIGNED),
        ..META
    }
);
received!(
    Timed,
    CallbackMeta {
        id: "orders.timed",
        verify: Some(Verify {
            signs: &[Signed::Timestamp, Signed::Body],
            timestamp: Some(Timestamp {
                spot: Spot::header("X-Time"),
                milliseconds: false,
                within: 60,
            }),
            ..SIGNED
        }),
        ..META
    }
);
received!(
    Ping,
    CallbackMeta {
        id: "orders.ping",
        ..META
    }
);

/// Asked for by `GET`, with its number in the query.
#[derive(Debug)]
struct Asked(i64);

impl Callback for Asked {
    type Answer = ();
    fn meta() -> &'static CallbackMeta {
        static OWN: CallbackMeta = CallbackMeta {
            id: "orders.asked",
            method: "GET",
            body: BodyShape::NONE,
            ..META
        };
        &OWN
    }
    fn parse(r: &InboundRequest<'_>) -> Result<Self, Error> {
        Ok(Self(r.query("id")?))
    }
}

async fn same(paid: Plain) -> i64 {
    paid.id
}

async fn paid(paid: Paid) -> i64 {
    paid.id
}

fn request(method: Method, headers: &[(&str, &str)], body: impl Into<Body>) -> Request<Body> {
    let mut builder = Request::builder().method(method).uri("/");
    for (name, value) in headers {
        builder = builder.header(*name, *value);
    }
    builder.body(body.into()).unwrap()
}

fn post(headers: &[(&str, &str)], body: impl Into<Body>) -> Request<Body> {
    request(Method::POST, headers, body)
}

fn served(route: Result<axum::routing::MethodRouter, Error>) -> Router {
    Router::new().route("/", route.unwrap())
}

/// Status and text of the answer.
async fn ask(router: &Router, request: Request<Body>) -> (StatusCode, String) {
    let response = router.clone().oneshot(request).await.unwrap();
    let status = response.status();
    let mut body = response.into_body().into_data_stream();
    let mut text = Vec::new();
    while let Some(piece) = std::future::poll_fn(|cx| Pin::new(&mut body).poll_next(cx)).await {
        text.extend_from_slice(&piece.unwrap());
    }
    (status, String::from_utf8(text).unwrap())
}

fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap()
        .block_on(future)
}

fn hmac(secret: &str, text: &str) -> String {
    sign_body(
        SignMethod::HmacSha256,
        SignatureEncoding::Hex,
        secret.as_bytes(),
        text.as_bytes(),
    )
}

#[test]
fn a_callback_is_answered_by_its_handler() {
    let router = served(callback(same).route());
    let (status, text) = run(ask(&router, post(&[], r#"{"id":7}"#)));
    assert_eq!((status, text.as_str()), (StatusCode::OK, "7"));
}

#[test]
fn a_handler_may_take_the_state_and_fail() {
    async fn counted(State(seen): State<Arc<Mutex<Vec<i64>>>>, paid: Plain) -> Result<i64, StatusCode> {
        if paid.id < 0 {
            return Err(StatusCode::SERVICE_UNAVAILABLE);
        }
        seen.lock().unwrap().push(paid.id);
        Ok(paid.id)
    }
    async fn failing(_: Plain) -> Result<i64, Error> {
        Err(Error::new(ErrorKind::Connect, CANARY))
    }
    let seen = Arc::new(Mutex::new(Vec::new()));
    let router = Router::new()
        .route("/", callback(counted).route().unwrap())
        .with_state(Arc::clone(&seen));
    assert_eq!(run(ask(&router, post(&[], r#"{"id":7}"#))).0, StatusCode::OK);
    assert_eq!(
        run(ask(&router, post(&[], r#"{"id":-1}"#))).0,
        StatusCode::SERVICE_UNAVAILABLE
    );
    assert_eq!(*seen.lock().unwrap(), [7]);
    let (status, text) = run(ask(&served(callback(failing).route()), post(&[], r#"{"id":7}"#)));
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(!text.contains(CANARY), "{text}");
}

#[test]
fn signatures_are_checked_before_anything_is_read() {
    let router = served(callback(paid).secret("s3cret").route());
    let good = r#"{"id":7}"#;
    let signed = |secret: &str, text: &str| post(&[("X-Signature", &hmac(secret, text))], text.to_owned());
    assert_eq!(run(ask(&router, signed("s3cret", good))).0, StatusCode::OK);
    for request in [
        signed("other", good),
        post(&[], good),
        post(&[("X-Signature", "")], good),
        post(&[("X-Signature", &hmac("s3cret", good))], r#"{"id":8}"#),
        // What cannot be read is not even tried.
        post(&[("X-Signature", "00")], "{"),
    ] {
        assert_eq!(run(ask(&router, request)).0, StatusCode::FORBIDDEN);
    }
    assert_eq!(run(ask(&router, signed("s3cret", "{"))).0, StatusCode::BAD_REQUEST);
    // Somebody in front has checked.
    let open = served(callback(paid).unverified().route());
    assert_eq!(run(ask(&open, post(&[], good))).0, StatusCode::OK);
}

#[test]
fn what_was_signed_long_ago_is_refused() {
    async fn timed(timed: Timed) -> i64 {
        timed.id
    }
    let router = served(callback(timed).secret("s").route());
    let at = |time: SystemTime| {
        let plain = Request::post("/").body(Bytes::from(r#"{"id":7}"#)).unwrap();
        Timed::sign(plain, "s", time).unwrap().map(Body::from)
    };
    let now = SystemTime::now();
    assert_eq!(run(ask(&router, at(now))).0, StatusCode::OK);
    let (status, text) = run(ask(&router, at(now - Duration::from_secs(3600))));
    assert_eq!(status, StatusCode::FORBIDDEN, "{text}");
}

#[test]
fn a_route_says_at_the_start_what_it_lacks() {
    let told = |route: Result<axum::routing::MethodRouter, Error>| route.unwrap_err().to_string();
    assert!(told(callback(paid).route()).starts_with("orders.paid: the platform signs this callback: give its secret"));
    assert!(told(callback(same).secret("s").route()).contains("does not sign this callback"));
    assert!(told(callback(paid).secret("").route()).starts_with("orders.paid: its secret is empty"));
    let events = || events(all).secret("s");
    assert!(events().route().is_ok() && events().secret_of("timed", "t").secret_of("paid", "p").route().is_ok());
    assert!(
        events().secret_of("new", "n").route().is_ok(),
        "a topic that is not known is signed as the platform signs"
    );
    assert!(
        told(events().secret_of("timd", "t").route()).contains("`timd`, which is not known; did you mean `timed`?")
    );
    assert!(told(tradewire::axum::events(all).secret("").route()).starts_with("events: its secret is empty"));
    assert!(told(events().secret_of("timed", "").route()).contains("the secret of the topic `timed` is empty"));
    assert!(told(events().secret_of("timed", "t").secret_of("timed", "u").route()).contains("`timed` has two secrets"));
    assert!(told(events().secret_of("ping", "p").route()).contains("does not sign the topic `ping`"));
}

#[test]
fn other_methods_are_told_the_right_one() {
    async fn asked(asked: Asked) {
        assert_eq!(asked.0, 7);
    }
    let router = served(callback(same).route());
    for method in [Method::GET, Method::HEAD, Method::PUT, Method::DELETE, Method::OPTIONS] {
        let request = request(method, &[], r#"{"id":7}"#);
        let response = run(router.clone().oneshot(request)).unwrap();
        assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(response.headers()["allow"], "POST");
    }
    let router = served(callback(asked).route());
    let get = |method| {
        Request::builder()
            .method(method)
            .uri("/?id=7")
            .body(Body::empty())
            .unwrap()
    };
    assert_eq!(run(ask(&router, get(Method::GET))).0, StatusCode::OK);
    // To look at a callback is not to send it.
    assert_eq!(run(ask(&router, get(Method::HEAD))).0, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(run(ask(&router, get(Method::POST))).0, StatusCode::METHOD_NOT_ALLOWED);
    let elsewhere = Request::post("/elsewhere").body(Body::empty()).unwrap();
    assert_eq!(run(ask(&router, elsewhere)).0, StatusCode::NOT_FOUND);
}

/// A body in pieces, which may break off.
struct Pieces(std::vec::IntoIter<Result<Bytes, std::io::Error>>);

impl Stream for Pieces {
    type Item = Result<Bytes, std::io::Error>;
    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.next())
    }
}

fn pieces(pieces: Vec<Result<Bytes, std::io::Error>>) -> Body {
    Body::from_stream(Pieces(pieces.into_iter()))
}

/// Gives a piece when it is asked for one.
struct Lazy<I>(I);
impl<I: Iterator<Item = Result<Bytes, std::io::Error>> + Unpin> Stream for Lazy<I> {
    type Item = Result<Bytes, std::io::Error>;
    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.next())
    }
}

#[test]
fn no_more_is_read_than_is_allowed() {
    let router = served(callback(same).limit(10).route());
    assert_eq!(run(ask(&router, post(&[], r#"{"id": 77}"#))).0, StatusCode::OK);
    assert_eq!(
        run(ask(&router, post(&[], r#"{"id": 777}"#))).0,
        StatusCode::PAYLOAD_TOO_LARGE
    );
    // Without an announced length it counts while it comes, and nothing behind the limit is asked for.
    let endless = std::iter::repeat_with(|| Ok(Bytes::from("      "))).take(2);
    let unread = std::iter::once_with(|| -> Result<Bytes, std::io::Error> { panic!("read beyond the limit") });
    let body = Body::from_stream(Lazy(endless.chain(unread)));
    assert_eq!(run(ask(&router, post(&[], body))).0, StatusCode::PAYLOAD_TOO_LARGE);
    let halves = pieces(vec![Ok(r#"{"id""#.into()), Ok(":7}".into())]);
    assert_eq!(run(ask(&router, post(&[], halves))), (StatusCode::OK, "7".to_owned()));
    let broken = pieces(vec![Ok(r#"{"id":7"#.into()), Err(std::io::Error::other("reset"))]);
    assert_eq!(run(ask(&router, post(&[], broken))).0, StatusCode::BAD_REQUEST);
    // What is not set is 2 MiB.
    let usual = served(callback(same).route());
    let long = |spaces: usize| post(&[], format!("{}{{\"id\":7}}", " ".repeat(spaces)));
    assert_eq!(run(ask(&usual, long((2 << 20) - 8))).0, StatusCode::OK);
    assert_eq!(run(ask(&usual, long((2 << 20) - 7))).0, StatusCode::PAYLOAD_TOO_LARGE);
}

#[test]
fn refusals_are_told() {
    let told = Arc::new(Mutex::new(Vec::new()));
    let hook = {
        let told = Arc::clone(&told);
        move |refusal: &Refusal| {
            let line = format!("{} {} {refusal}", refusal.callback, refusal.bytes);
            told.lock().unwrap().push(line);
        }
    };
    let router = served(callback(same).limit(20).on_refusal(hook).route());
    run(ask(&router, post(&[], r#"{"id":[]}"#)));
    run(ask(&router, request(Method::PUT, &[], "")));
    run(ask(&router, post(&[], " ".repeat(21))));
    let told = told.lock().unwrap();
    assert_eq!(told.len(), 3);
    assert!(
        told[0].starts_with("orders.paid 9 refused with 400: sample orders.paid: field `id`"),
        "{}",
        told[0]
    );
    assert!(told[1].contains("refused with 405"), "{}", told[1]);
    assert!(told[2].contains("refused with 413"), "{}", told[2]);
}

/// What comes to one address.
#[derive(Debug, Clone, PartialEq)]
enum Event {
    Paid(Paid),
    Timed(Timed),
    Ping(Ping),
    Other(OtherEvent),
}

impl Events for Event {
    fn source() -> &'static EventSource {
        static SOURCE: EventSource = EventSource {
            platform: &DIGITS,
            topic: At::Header("X-Topic"),
            verify: Some(SIGNED),
        };
        &SOURCE
    }
    fn meta_of(topic: &str) -> Option<&'static CallbackMeta> {
        Some(match topic {
            "paid" => Paid::meta(),
            "timed" => Timed::meta(),
            "ping" => Ping::meta(),
            _ => return None,
        })
    }
    fn parse(topic: &str, request: &Request<Bytes>) -> Result<Option<Self>, Error> {
        Ok(Some(match topic {
            "paid" => Self::Paid(Paid::from_http(request)?),
            "timed" => Self::Timed(Timed::from_http(request)?),
            "ping" => Self::Ping(Ping::from_http(request)?),
            _ => return Ok(None),
        }))
    }
    fn other(event: OtherEvent) -> Self {
        Self::Other(event)
    }
}

async fn all(_: Event) {}

#[test]
fn events_of_one_address_are_told_apart() {
    async fn take(
        State(seen): State<Arc<Mutex<Vec<Event>>>>,
        event: Event,
    ) -> Result<http::Response<Bytes>, StatusCode> {
        let answer = match &event {
            Event::Paid(paid) => Paid::answer(&paid.id),
            Event::Other(other) if other.topic == "full" => return Err(StatusCode::INSUFFICIENT_STORAGE),
            _ => http::Response::default(),
        };
        seen.lock().unwrap().push(event);
        Ok(answer)
    }
    let seen = Arc::new(Mutex::new(Vec::new()));
    let route = events(take).secret("s").secret_of("timed", "t").unsigned_topics();
    let router = Router::new()
        .route("/", route.route().unwrap())
        .with_state(Arc::clone(&seen));
    let text = r#"{"id":7}"#;
    let signed = |topic: &str, secret: &str| post(&[("X-Topic", topic), ("X-Signature", &hmac(secret, text))], text);
    assert_eq!(run(ask(&router, signed("paid", "s"))), (StatusCode::OK, "7".to_owned()));
    assert_eq!(run(ask(&router, signed("new", "s"))).0, StatusCode::OK);
    assert_eq!(
        run(ask(&router, signed("full", "s"))).0,
        StatusCode::INSUFFICIENT_STORAGE
    );
    assert_eq!(run(ask(&router, post(&[("X-Topic", "ping")], text))).0, StatusCode::OK);
    let plain = Request::post("/")
        .header("X-Topic", "timed")
        .body(Bytes::from(text))
        .unwrap();
    let timed = |secret: &str| {
        Timed::sign(plain.clone(), secret, SystemTime::now())
            .unwrap()
            .map(Body::from)
    };
    assert_eq!(run(ask(&router, timed("t"))).0, StatusCode::OK);
    {
        let seen = seen.lock().unwrap();
        assert_eq!(seen[0], Event::Paid(Paid { id: 7 }));
        assert!(matches!(&seen[1], Event::Other(other) if other.topic == "new" && other.body == text));
        assert_eq!(seen[2..], [Event::Ping(Ping { id: 7 }), Event::Timed(Timed { id: 7 })]);
    }
    for (request, status) in [
        (signed("paid", "other"), StatusCode::FORBIDDEN),
        (signed("new", "other"), StatusCode::FORBIDDEN),
        (timed("s"), StatusCode::FORBIDDEN),
        (post(&[], text), StatusCode::FORBIDDEN),
        (
            post(&[("X-Topic", "a"), ("X-Topic", "paid")], text),
            StatusCode::FORBIDDEN,
        ),
        (post(&[("X-Topic", "ping")], "{"), StatusCode::BAD_REQUEST),
        (
            request(Method::GET, &[("X-Topic", "paid")], ""),
            StatusCode::METHOD_NOT_ALLOWED,
        ),
        (
            request(Method::PUT, &[("X-Topic", "paid")], text),
            StatusCode::METHOD_NOT_ALLOWED,
        ),
        (
            request(Method::HEAD, &[("X-Topic", "paid")], ""),
            StatusCode::METHOD_NOT_ALLOWED,
        ),
    ] {
        assert_eq!(run(ask(&router, request)).0, status);
    }
    assert_eq!(seen.lock().unwrap().len(), 4);
}

const QUERY_SIGNED: Verify = Verify {
    signs: &[Signed::Field("topic"), Signed::Field("id")],
    signature: Spot::field("sign"),
    ..Verify::BODY
};

/// Signed by its fields, in the query or in the body.
#[derive(Debug, Clone, PartialEq)]
struct Called<const BY_GET: bool>(i64);

static BY_GET: CallbackMeta = CallbackMeta {
    id: "calls.ended",
    method: "GET",
    body: BodyShape::NONE,
    verify: Some(QUERY_SIGNED),
    ..META
};
static BY_POST: CallbackMeta = CallbackMeta {
    id: "calls.begun",
    verify: Some(QUERY_SIGNED),
    ..META
};

impl<const G: bool> Callback for Called<G> {
    type Answer = ();
    fn meta() -> &'static CallbackMeta {
        if G { &BY_GET } else { &BY_POST }
    }
    fn parse(r: &InboundRequest<'_>) -> Result<Self, Error> {
        Ok(Self(if G { r.query("id")? } else { r.field("id")? }))
    }
}

/// What comes to another address, by two methods.
#[derive(Debug, Clone, PartialEq)]
enum Call {
    Ended(i64),
    Begun(i64),
    Other(String),
}

impl Events for Call {
    fn source() -> &'static EventSource {
        static SOURCE: EventSource = EventSource {
            platform: &DIGITS,
            topic: At::Field("topic"),
            verify: Some(QUERY_SIGNED),
        };
        &SOURCE
    }
    fn meta_of(topic: &str) -> Option<&'static CallbackMeta> {
        match topic {
            "ended" => Some(&BY_GET),
            "begun" => Some(&BY_POST),
            _ => None,
        }
    }
    fn parse(topic: &str, request: &Request<Bytes>) -> Result<Option<Self>, Error> {
        Ok(Some(match topic {
            "ended" => Self::Ended(Called::<true>::from_http(request)?.0),
            "begun" => Self::Begun(Called::<false>::from_http(request)?.0),
            _ => return Ok(None),
        }))
    }
    fn other(event: OtherEvent) -> Self {
        Self::Other(event.topic)
    }
}

#[test]
fn events_may_come_by_get_with_all_in_the_query() {
    async fn take(State(seen): State<Arc<Mutex<Vec<Call>>>>, call: Call) {
        seen.lock().unwrap().push(call);
    }
    let seen = Arc::new(Mutex::new(Vec::new()));
    let router = Router::new()
        .route("/", events(take).secret("s").route().unwrap())
        .with_state(Arc::clone(&seen));
    let uri = |topic: &str, secret: &str| {
        let sign = hmac(secret, &format!("{topic}7"));
        format!("/?topic={topic}&id=7&sign={sign}")
    };
    let by = |method: Method, uri: &str, text: &'static str| {
        let request = Request::builder()
            .method(method)
            .uri(uri)
            .body(Body::from(text))
            .unwrap();
        let response = run(router.clone().oneshot(request)).unwrap();
        let allow = response
            .headers()
            .get("allow")
            .map(|value| value.to_str().unwrap().to_owned());
        (response.status().as_u16(), allow.unwrap_or_default())
    };
    let post = |fields: &str| -> &'static str { Box::leak(fields.to_owned().into_boxed_str()) };
    let begun = post(&format!(
        r#"{{"topic":"begun","id":7,"sign":"{}"}}"#,
        hmac("s", "begun7")
    ));
    assert_eq!(by(Method::GET, &uri("ended", "s"), ""), (200, String::new()));
    assert_eq!(by(Method::POST, "/", begun), (200, String::new()));
    assert_eq!(*seen.lock().unwrap(), [Call::Ended(7), Call::Begun(7)]);
    for (method, uri, text, status, allow) in [
        (Method::GET, uri("ended", "other"), "", 403, ""),
        (Method::GET, uri("begun", "s"), "", 405, "POST"),
        (Method::GET, uri("new", "s"), "", 405, "POST"),
        (Method::GET, "/?id=7".to_owned(), "", 405, "POST"),
        (Method::HEAD, uri("ended", "s"), "", 405, "POST"),
        (Method::POST, uri("ended", "s"), "", 405, "GET"),
        (Method::POST, "/".to_owned(), "", 403, ""),
        // A good query with another topic in the body, and a good body with another one in the query.
        (Method::GET, uri("ended", "s"), r#"{"topic":"begun"}"#, 200, ""),
        (Method::POST, uri("ended", "s"), r#"{"topic":"begun","id":7}"#, 403, ""),
        (Method::POST, uri("ended", "s"), r#"{"topic":"ended"}"#, 405, "GET"),
    ] {
        assert_eq!(
            by(method.clone(), &uri, text),
            (status, allow.to_owned()),
            "{method} {uri} {text}"
        );
    }
    assert_eq!(seen.lock().unwrap().len(), 3);
    assert_eq!(seen.lock().unwrap()[2], Call::Ended(7));
}

/// Without a route in front that looks at the method.
#[test]
fn a_topic_counts_only_where_the_fields_are_that_are_signed() {
    let sign = hmac("s", "ended7");
    let request = |method: &str, uri: String, text: &'static str| {
        Request::builder()
            .method(method)
            .uri(uri)
            .body(Bytes::from(text))
            .unwrap()
    };
    let query = format!("/?topic=ended&id=7&sign={sign}");
    let good = request("GET", query.clone(), "");
    assert_eq!(Call::verified(&good, "s").unwrap(), Call::Ended(7));
    for text in [r#"{"topic":"ended"}"#, r#"{"topic":"new"}"#, r#"{"topic":"begun"}"#] {
        let mixed = request("POST", query.clone(), text);
        assert!(Call::verified(&mixed, "s").is_err(), "{text}");
    }
    let error = Call::from_http(&request("POST", query, r#"{"topic":"ended"}"#)).unwrap_err();
    assert!(
        error.to_string().contains("in another place than its fields"),
        "{error}"
    );
}

#[test]
fn headers_that_come_twice_are_not_chosen_from() {
    let text = r#"{"id":7}"#;
    let router = served(events(all).secret("s").route());
    let good = hmac("s", text);
    let twice = |name: &str, second: &[u8]| {
        let mut request = post(&[("X-Topic", "paid"), ("X-Signature", &good)], text);
        let name: http::HeaderName = name.parse().unwrap();
        request
            .headers_mut()
            .append(name, http::HeaderValue::from_bytes(second).unwrap());
        run(ask(&router, request)).0
    };
    for second in [&b"paid"[..], b"new", b"", b"\xff"] {
        assert_eq!(twice("X-Topic", second), StatusCode::FORBIDDEN);
    }
    // Which of two signatures is the right one, the body tells.
    for second in [&b"00"[..], b"\xff", b""] {
        assert_eq!(twice("X-Signature", second), StatusCode::OK);
    }
}

#[test]
fn topics_that_are_not_signed_are_refused_unless_wanted() {
    let router = served(events(all).secret("s").route());
    let ping = post(&[("X-Topic", "ping")], r#"{"id":7}"#);
    assert_eq!(run(ask(&router, ping)).0, StatusCode::FORBIDDEN);
    let open = served(events(all).unverified().limit(20).route());
    let paid = |text: &'static str| post(&[("X-Topic", "paid")], text);
    assert_eq!(run(ask(&open, paid(r#"{"id":7}"#))).0, StatusCode::OK);
    assert_eq!(run(ask(&open, paid(r#"{"id":7            }"#))).0, StatusCode::OK);
    assert_eq!(
        run(ask(&open, paid(r#"{"id":7             }"#))).0,
        StatusCode::PAYLOAD_TOO_LARGE
    );
}

#[cfg(feature = "tracing")]
mod tracing_events {
    use std::fmt::{Debug, Write as _};

    use tracing::field::{Field, Visit};
    use tracing::span::{Attributes, Id, Record};
    use tracing::{Metadata, Subscriber};

    use super::*;

    #[derive(Clone, Default)]
    struct Notes(Arc<Mutex<Vec<String>>>);

    struct Line(String);

    impl Visit for Line {
        fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
            let _ = write!(self.0, " {field}={value:?}");
        }
    }

    impl Subscriber for Notes {
        fn enabled(&self, metadata: &Metadata<'_>) -> bool {
            metadata.target().starts_with("tradewire")
        }
        fn new_span(&self, _: &Attributes<'_>) -> Id {
            Id::from_u64(1)
        }
        fn record(&self, _: &Id, _: &Record<'_>) {}
        fn record_follows_from(&self, _: &Id, _: &Id) {}
        fn event(&self, event: &tracing::Event<'_>) {
            let mut line = Line(event.metadata().level().to_string());
            event.record(&mut line);
            self.0.lock().unwrap().push(line.0);
        }
        fn enter(&self, _: &Id) {}
        fn exit(&self, _: &Id) {}
    }

    #[test]
    fn a_log_holds_nothing_of_what_came() {
        let notes = Notes::default();
        tracing::subscriber::with_default(notes.clone(), || {
            let router = served(callback(paid).secret("s").route());
            let body = format!(r#"{{"id":"{CANARY}"}}"#);
            run(ask(&router, post(&[("X-Signature", CANARY)], body.clone())));
            run(ask(&router, post(&[("X-Signature", &hmac("s", &body))], body)));
        });
        let told = notes.0.lock().unwrap().join("\n");
        assert!(told.contains("WARN message=callback refused"), "{told}");
        assert!(
            told.contains(r#"callback="orders.paid" status=403 fault="signature" bytes=20"#),
            "{told}"
        );
        assert!(told.contains(r#"status=400 fault="unreadable""#), "{told}");
        assert!(!told.contains("canary"), "{told}");
    }
}
