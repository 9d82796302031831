//! Signatures over the body as it came, topics, and what of them is refused.

mod tables;

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use http::{Request, StatusCode};
use tables::DIGITS;
use tradewire::callback::{Events, OtherEvent, refuse, sign_body};
use tradewire::meta::{At, EventSource, SignMethod, SignatureEncoding, Signed, Spot, Timestamp};
use tradewire::{BodyShape, Callback, CallbackMeta, Error, InboundRequest, Json, Verify};

const BODY: &str = r#"{"id":1, "note":"a&b"}"#;

/// Base64 in a header, after a prefix.
const SHOP: Verify = Verify {
    signature: Spot {
        prefix: "sha256=",
        ..Spot::header("x-shop-signature")
    },
    encoding: SignatureEncoding::Base64,
    ..Verify::BODY
};

/// `t=…,v1=…`, with the time in what is signed.
const DATED: Verify = Verify {
    signs: &[Signed::Timestamp, Signed::Text("."), Signed::Body],
    signature: Spot {
        separator: Some(","),
        prefix: "v1=",
        ..Spot::header("x-signature")
    },
    timestamp: Some(Timestamp {
        spot: Spot {
            separator: Some(","),
            prefix: "t=",
            ..Spot::header("x-signature")
        },
        milliseconds: false,
        within: 300,
    }),
    ..Verify::BODY
};

macro_rules! callback {
    ($name:ident, $verify:expr) => {
        #[derive(Debug, PartialEq)]
        struct $name(Json);
        impl Callback for $name {
            type Answer = ();
            fn meta() -> &'static CallbackMeta {
                static META: CallbackMeta = CallbackMeta {
                    platform: &DIGITS,
                    id: "hooks.sample",
                    body: BodyShape::JSON,
                    verify: $verify,
                    ..CallbackMeta::POST
                };
                &META
            }
            fn parse(r: &InboundRequest<'_>) -> Result<Self, Error> {
                r.body().map(Self)
            }
        }
    };
}

callback!(Shop, Some(SHOP));
callback!(Dated, Some(DATED));
callback!(Unsigned, None);
callback!(
    Token,
    Some(Verify {
        method: SignMethod::Secret,
        signs: &[],
        signature: Spot::header("x-token"),
        ..Verify::BODY
    })
);

fn request(headers: &[(&str, &str)], body: &str) -> Request<Bytes> {
    let mut builder = Request::post("/hook").header("content-type", "application/json");
    for (name, value) in headers {
        builder = builder.header(*name, *value);
    }
    builder.body(Bytes::from(body.to_owned())).unwrap()
}

fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

fn refused<C: Callback>(request: &Request<Bytes>, why: &str) {
    let error = C::verify_at(request, "s3cret", at(1000)).unwrap_err();
    assert_eq!(refuse(&error).status(), StatusCode::FORBIDDEN, "{error}");
    assert!(error.to_string().ends_with(why), "{error}");
}

#[test]
fn the_body_is_signed_as_it_came() {
    const WRONG: &str = "the signature `x-shop-signature` is missing or wrong";
    let signature = sign_body(
        SignMethod::HmacSha256,
        SignatureEncoding::Base64,
        b"s3cret",
        BODY.as_bytes(),
    );
    let header = format!("sha256={signature}");
    let genuine = request(&[("X-Shop-Signature", &header)], BODY);
    Shop::verify(&genuine, "s3cret").unwrap();
    Shop::verify(&genuine, b"s3cret").unwrap();
    let unpadded = header.trim_end_matches('=').to_owned();
    Shop::verify(&request(&[("X-Shop-Signature", &unpadded)], BODY), "s3cret").unwrap();
    // A second header that is wrong takes nothing from the first: who knows the secret signed this body.
    Shop::verify(
        &request(&[("X-Shop-Signature", "sha256=x"), ("X-Shop-Signature", &header)], BODY),
        "s3cret",
    )
    .unwrap();
    for forged in [
        request(&[], BODY),
        request(&[("X-Shop-Signature", "")], BODY),
        request(&[("X-Shop-Signature", &signature)], BODY),
        request(&[("X-Shop-Signature", &header)], ""),
        request(&[("X-Shop-Signature", &header)], &BODY.replace('1', "2")),
        // The same JSON, written in another way.
        request(&[("X-Shop-Signature", &header)], &BODY.replace(", ", ",")),
        request(&[("X-Shop-Signature", &header.to_uppercase())], BODY),
        request(&[("X-Shop-Signature", "sha256=ключ")], BODY),
        request(&[("X-Other", &header)], BODY),
    ] {
        refused::<Shop>(&forged, WRONG);
    }
    for secret in ["", "S3cret", "other"] {
        assert!(Shop::verify(&genuine, secret).is_err());
    }
    // What cannot be read as JSON can be signed all the same; reading refuses it.
    let broken = Shop::sign(request(&[], "{"), "s3cret", at(0)).unwrap();
    Shop::verify(&broken, "s3cret").unwrap();
    assert!(Shop::from_http(&broken).is_err());
}

#[test]
fn old_signatures_are_worth_nothing() {
    const WRONG: &str = "the signature `x-signature` is missing or wrong";
    let signed = Dated::sign(request(&[], BODY), "s3cret", at(1000)).unwrap();
    let header = signed.headers()["x-signature"].to_str().unwrap();
    assert!(header.starts_with("t=1000,v1="), "{header}");
    for now in [700, 1000, 1300] {
        Dated::verify_at(&signed, "s3cret", at(now)).unwrap();
    }
    for (now, why) in [
        (1301, "it was signed 301 s ago, and 300 s are allowed"),
        (699, "it was signed 301 s ahead of this clock, and 300 s are allowed"),
    ] {
        let error = Dated::verify_at(&signed, "s3cret", at(now)).unwrap_err();
        assert!(error.to_string().ends_with(why), "{error}");
        assert_eq!(refuse(&error).status(), StatusCode::FORBIDDEN);
    }
    assert!(
        Dated::verify(&signed, "s3cret").is_err(),
        "1970 is too long ago for the machine's clock"
    );
    // An old signature beside a new one, while a key is changed: one of them is enough.
    let two = header.replace("v1=", "v0=zz,v1=00ff, v1=");
    Dated::verify_at(&request(&[("x-signature", &two)], BODY), "s3cret", at(1000)).unwrap();

    // Who cannot sign is told nothing of clocks.
    refused::<Dated>(&request(&[("x-signature", "t=5,v1=00")], BODY), WRONG);
    refused::<Dated>(
        &request(&[("x-signature", &header.replace("t=1000", "t=1001"))], BODY),
        WRONG,
    );
    refused::<Dated>(
        &request(&[("x-signature", "v1=00")], BODY),
        "the header `x-signature` is missing",
    );
    refused::<Dated>(
        &request(&[("x-signature", &header.replace("t=", "t=1,t="))], BODY),
        "the header `x-signature` came more than once",
    );
    let garbled = sign_body(
        SignMethod::HmacSha256,
        SignatureEncoding::Hex,
        b"s3cret",
        format!("soon.{BODY}").as_bytes(),
    );
    let garbled = request(&[("x-signature", &format!("t=soon,v1={garbled}"))], BODY);
    refused::<Dated>(&garbled, "the time of the signature is no whole number");
    for now in [UNIX_EPOCH - Duration::from_secs(1 << 40), at(1 << 60)] {
        assert!(Dated::verify_at(&signed, "s3cret", now).is_err());
    }
}

#[test]
fn a_secret_may_come_along() {
    Token::verify(&request(&[("x-token", "s3cret")], BODY), "s3cret").unwrap();
    for token in ["s3cret2", "s3cre", "S3CRET", ""] {
        refused::<Token>(
            &request(&[("x-token", token)], BODY),
            "the signature `x-token` is missing or wrong",
        );
    }
    assert!(Token::verify(&request(&[("x-token", "")], BODY), "").is_err());
    assert!(Unsigned::verify(&request(&[], BODY), "s3cret").is_err());
    assert!(Unsigned::sign(request(&[], BODY), "s3cret", at(0)).is_err());
}

#[derive(Debug)]
enum Event {
    Shop(Shop),
    Unsigned(Unsigned),
    Other(OtherEvent),
}

impl Events for Event {
    fn source() -> &'static EventSource {
        static SOURCE: EventSource = EventSource {
            platform: &DIGITS,
            topic: At::Header("x-topic"),
            verify: Some(SHOP),
        };
        &SOURCE
    }
    fn meta_of(topic: &str) -> Option<&'static CallbackMeta> {
        match topic {
            "order.made" => Some(Shop::meta()),
            "ping" => Some(Unsigned::meta()),
            _ => None,
        }
    }
    fn parse(topic: &str, request: &Request<Bytes>) -> Result<Option<Self>, Error> {
        match topic {
            "order.made" => Shop::from_http(request).map(Self::Shop).map(Some),
            "ping" => Unsigned::from_http(request).map(Self::Unsigned).map(Some),
            _ => Ok(None),
        }
    }
    fn other(event: OtherEvent) -> Self {
        Self::Other(event)
    }
}

#[test]
fn topics_tell_callbacks_apart() {
    let signed = |topic: &str, body: &str| {
        let plain = request(&[("X-Topic", topic)], body);
        Shop::sign(plain, "s3cret", at(0)).unwrap()
    };
    let made = Event::verified(&signed("order.made", BODY), "s3cret").unwrap();
    assert!(matches!(made, Event::Shop(Shop(json)) if json.at("id") == Some(&Json::from(1))));
    // Requests of this topic are not signed, so that nobody takes them for signed ones.
    let ping = request(&[("X-Topic", " ping ")], BODY);
    assert!(matches!(Event::from_http(&ping), Ok(Event::Unsigned(Unsigned(json))) if json.at("id").is_some()));
    assert!(Event::verify(&ping, "s3cret").is_err());
    // An unknown topic is kept whole, and its signature is that of the platform.
    let unknown = signed("order.frozen", "<order/>");
    let Ok(Event::Other(other)) = Event::verified(&unknown, "s3cret") else {
        panic!("it is not known");
    };
    assert_eq!(
        (other.topic.as_str(), &other.body[..]),
        ("order.frozen", &b"<order/>"[..])
    );
    assert!(other.headers.contains_key("x-shop-signature"));
    assert!(other.json().is_err());
    assert!(!format!("{other:?}").contains("order/"));
    assert!(Event::verify(&request(&[("X-Topic", "order.frozen")], BODY), "s3cret").is_err());

    for (headers, why) in [
        (&[][..], "the header `x-topic` is missing"),
        (&[("x-topic", " ")], "its topic is empty"),
        (
            &[("x-topic", "ping"), ("x-topic", "order.made")],
            "the header `x-topic` came more than once",
        ),
    ] {
        let error = Event::from_http(&request(headers, BODY)).unwrap_err();
        assert!(error.to_string().ends_with(why), "{error}");
    }
    // Known, but of another form: an error of its callback, never an event without content.
    assert!(Event::from_http(&request(&[("x-topic", "ping")], "{")).is_err());
}
