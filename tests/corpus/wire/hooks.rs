use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tradewire::callback::{Events as _, refuse};
use tradewire::http::{Request, StatusCode};
use tradewire::{Bytes, Callback, Json};
use tradewire_hooks::{Event, orders, payments};

const ORDER: &str = r#"{"id": 7, "note": "a&b", "tags": []}"#;

fn hook(topic: &str, body: &str) -> Request<Bytes> {
    Request::post("https://mine.example/hook")
        .header("content-type", "application/json")
        .header("X-Hook-Topic", topic)
        .body(Bytes::from(body.to_owned()))
        .unwrap()
}

fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

#[test]
fn the_topic_tells_what_came() {
    let signed = orders::Created::sign(hook("order.created", ORDER), "s3cret", at(0)).unwrap();
    match Event::verified(&signed, "s3cret").unwrap() {
        Event::Created(created) => {
            assert_eq!(created.body.id, 7);
            assert_eq!(created.body.extra.get("tags"), Some(Json::Array(Vec::new())));
        }
        other => panic!("{other:?}"),
    }
    for topic in ["order.updated", "order.restored"] {
        let event = Event::from_http(&hook(topic, ORDER)).unwrap();
        assert!(matches!(event, Event::Changed(_)), "{event:?}");
    }
    // Two resources have a callback of this name.
    let paid = Event::from_http(&{
        let mut request = hook("payment.created", r#"{"id":1,"amount":"1.50"}"#);
        request.headers_mut().insert("X-Hook-Id", "e-1".parse().unwrap());
        request
    });
    assert!(matches!(paid, Ok(Event::PaymentsCreated(paid)) if paid.x_hook_id == "e-1"));
}

#[test]
fn unknown_topics_are_kept_and_broken_ones_refused() {
    let unknown = hook("order.frozen", ORDER);
    match Event::from_http(&unknown).unwrap() {
        Event::Other(other) => {
            assert_eq!(
                (other.topic.as_str(), &other.body[..]),
                ("order.frozen", ORDER.as_bytes())
            );
        }
        other => panic!("{other:?}"),
    }
    // Signed as the platform signs: the same secret holds for topics of tomorrow.
    assert!(Event::verify(&unknown, "s3cret").is_err());
    let signed = orders::Created::sign(unknown, "s3cret", at(0)).unwrap();
    assert!(Event::verify(&signed, "s3cret").is_ok());
    for body in ["", "{}", "[]", r#"{"note":"x"}"#, r#"{"topic":1}"#] {
        assert!(Event::from_http(&hook("order.created", body)).is_err(), "{body}");
    }
}

#[test]
fn each_signature_is_checked_as_declared() {
    let forged = |request: &Request<Bytes>| {
        let error = Event::verify_at(request, "s3cret", at(100)).unwrap_err();
        assert_eq!(refuse(&error).status(), StatusCode::FORBIDDEN, "{error}");
    };
    // The body as it came, base64.
    let mut signed = orders::Created::sign(hook("order.created", ORDER), "s3cret", at(0)).unwrap();
    Event::verify(&signed, "s3cret").unwrap();
    forged(&hook("order.created", ORDER));
    *signed.body_mut() = Bytes::from(ORDER.replace(", ", ","));
    forged(&signed);
    // A header, a time and the body, among others in one header.
    let plain = {
        let mut request = hook("payment.created", r#"{"id":1}"#);
        request.headers_mut().insert("X-Hook-Id", "e-1".parse().unwrap());
        request
    };
    let signed = payments::Created::sign(plain.clone(), "s3cret", at(100)).unwrap();
    assert!(
        signed.headers()["X-Hook-Signature"]
            .to_str()
            .unwrap()
            .starts_with("t=100000,v1=")
    );
    Event::verify_at(&signed, "s3cret", at(160)).unwrap();
    assert!(Event::verify_at(&signed, "s3cret", at(161)).is_err());
    let mut moved = signed.clone();
    moved.headers_mut().insert("X-Hook-Id", "e-2".parse().unwrap());
    forged(&moved);
    let mut twice = signed;
    twice.headers_mut().append("X-Hook-Id", "e-1".parse().unwrap());
    forged(&twice);
    forged(&plain);
    // The secret itself.
    let told = Request::post("/payments/5")
        .header("Authorization", "Bearer s3cret")
        .body(Bytes::from_static(br#"{"state":"paid"}"#))
        .unwrap();
    payments::Told::verify(&told, "s3cret").unwrap();
    assert!(payments::Told::verify(&told, "S3cret").is_err());
    assert_eq!(payments::Told::from_http(&told).unwrap().id, 5);
    // Said not to be signed: never taken for signed.
    assert!(Event::verify(&hook("ping", r#"{"hook_id":1}"#), "s3cret").is_err());
    assert!(matches!(
        Event::from_http(&hook("ping", r#"{"hook_id":1}"#)),
        Ok(Event::Ping(_))
    ));
}
