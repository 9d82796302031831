//! Callbacks of one address, told apart by their topic.

use super::*;

/// What comes to one address.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Event {
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

pub(super) async fn all(_: Event) {}

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
