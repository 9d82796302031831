//! Callbacks that have an address of their own.

use super::events::all;
use super::*;

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
