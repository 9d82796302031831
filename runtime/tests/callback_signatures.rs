//! Signatures of requests from a platform, and what tries to get round them.

mod tables;

use std::io::Write as _;

use bytes::Bytes;
use http::{Request, StatusCode};
use tables::{DIGITS, body};
use tradewire::callback::{refuse, sign};
use tradewire::meta::{Signed, Spot};
use tradewire::{BodyShape, Callback, CallbackMeta, Encoding, Error, InboundRequest, ListStyle, Verify};

const META: CallbackMeta = CallbackMeta {
    platform: &DIGITS,
    id: "delivery.calculate",
    place: "specs/sample/delivery.yaml",
    method: "POST",
    path: "/delivery/{kind}/calculate-{id}.json",
    body: body(Encoding::FormJson, None, ListStyle::Brackets),
    verify: Some(Verify {
        key: "secret",
        signs: &[Signed::Field("register.apiKey")],
        signature: Spot::field("register.token"),
        ..Verify::BODY
    }),
};

#[derive(Debug)]
struct Calculate;

impl Callback for Calculate {
    type Answer = ();
    fn meta() -> &'static CallbackMeta {
        static OWN: CallbackMeta = META;
        &OWN
    }
    fn parse(_: &InboundRequest<'_>) -> Result<Self, Error> {
        Ok(Self)
    }
}

fn request(uri: &str, content_type: &str, body: impl Into<Bytes>) -> Request<Bytes> {
    let builder = Request::post(uri);
    let builder = if content_type.is_empty() {
        builder
    } else {
        builder.header("content-type", content_type)
    };
    builder.body(body.into()).unwrap()
}

const FORM: &str = "application/x-www-form-urlencoded; charset=utf-8";

static UNSIGNED: CallbackMeta = CallbackMeta { verify: None, ..META };

#[test]
fn signatures_are_checked() {
    let body = |token: &str| format!("register=%7B%22apiKey%22%3A%22k%22%2C%22token%22%3A%22{token}%22%7D");
    let signed = request("/x", FORM, body(&sign("s3cret", "k")));
    Calculate::verify(&signed, "s3cret").unwrap();
    let attempts = [
        (request("/x", FORM, body(&sign("other", "k"))), "s3cret"),
        (request("/x", FORM, body("")), "s3cret"),
        (request("/x", FORM, ""), "s3cret"),
        (signed.clone(), "canary"),
        (signed, ""),
    ];
    for (request, secret) in attempts {
        let error = Calculate::verify(&request, secret).unwrap_err();
        assert_eq!(refuse(&error).status(), StatusCode::FORBIDDEN);
        assert!(
            error
                .to_string()
                .ends_with("the signature `register.token` is missing or wrong"),
            "{error}"
        );
    }
    let request = request("/x", FORM, "");
    assert!(InboundRequest::new(&UNSIGNED, &request).verify("s").is_err());
}

#[test]
fn what_is_verified_is_what_is_read() {
    static QUERY: CallbackMeta = CallbackMeta {
        body: BodyShape::NONE,
        ..META
    };
    let signed = format!("register[apiKey]=k&register[token]={}", sign("s", "k"));
    let uri = format!("/x?{signed}");
    let forged = format!(
        r#"{{"register":{{"token":"{}","url":"https://evil.example"}}}}"#,
        sign("s", "k")
    );
    let refused = |request: &Request<Bytes>| {
        let error = Calculate::verify(request, "s").unwrap_err();
        assert_eq!(refuse(&error).status(), StatusCode::FORBIDDEN);
    };
    // The body is read, so the query counts for nothing, nor do both together.
    refused(&request(&uri, "", ""));
    refused(&request(&uri, "", forged));
    refused(&request(&uri, FORM, "register[token]=x"));
    // And the other way round.
    InboundRequest::new(&QUERY, &request(&uri, "", "")).verify("s").unwrap();
    let body_only = request("/x", FORM, signed.clone());
    assert!(InboundRequest::new(&QUERY, &body_only).verify("s").is_err());
    Calculate::verify(&body_only, "s").unwrap();
    // A body that cannot be read is no wrong signature.
    let error = Calculate::verify(&request(&uri, "", "{"), "s").unwrap_err();
    assert_eq!(refuse(&error).status(), StatusCode::BAD_REQUEST);
}

#[test]
fn no_dress_gets_round_a_signature() {
    let (good, bad) = (sign("s", "k"), "0".repeat(64));
    let whole = |token: &str| format!(r#"{{"register":{{"apiKey":"k","token":{token}}}}}"#);
    let utf16 = |text: &str| -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect()
    };
    let gzip = |text: &str| -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    };
    let deep = |token: &str| {
        let (open, close) = ("[".repeat(100_000), "]".repeat(100_000));
        format!(r#"{{"x":{open}{close},"register":{{"apiKey":"k","token":"{token}"}}}}"#)
    };
    let quoted = format!("\"{good}\"");
    let attempts: Vec<(&str, Vec<u8>)> = vec![
        // Tokens that are none.
        ("", whole("\"\"").into()),
        ("", whole("null").into()),
        ("", whole("[]").into()),
        ("", whole("{}").into()),
        ("", whole("true").into()),
        ("", whole("0").into()),
        ("", whole(&format!("[{quoted}]")).into()),
        ("", whole(&format!("{{\"0\":{quoted}}}")).into()),
        ("", whole(&format!("\"{}\"", &good[..63])).into()),
        ("", whole(&format!("\"{good}00\"")).into()),
        ("", whole(&format!("\"\\u0000{good}\"")).into()),
        // Keys that are there twice, or written otherwise: what is read is what is checked.
        ("", whole(&format!(r#""{good}","token":"{bad}""#)).into()),
        ("", whole(&format!(r#""{good}","\u0074oken":"{bad}""#)).into()),
        ("", whole(&format!(r#""{good}","apiKey":"evil""#)).into()),
        ("", format!(r#"{{"__proto__":{}}}"#, whole(&quoted)).into()),
        (
            "",
            format!(r#"{{"register":{{"__proto__":{{"apiKey":"k","token":"{good}"}}}}}}"#).into(),
        ),
        (
            "",
            format!(r#"{{"register.apiKey":"k","register.token":"{good}"}}"#).into(),
        ),
        ("", format!("[{}]", whole(&quoted)).into()),
        (
            FORM,
            format!("register[apiKey]=k&register[token]={good}&register[token]={bad}").into(),
        ),
        (
            FORM,
            format!("register[apiKey]=k&register[token]={good}&register=%7B%7D").into(),
        ),
        (FORM, format!("register[apiKey]=k&register[token][]={good}").into()),
        (FORM, format!("register[apiKey]=k&register[[token]={good}").into()),
        (FORM, format!("register.apiKey=k&register.token={good}").into()),
        // Bodies in other letters.
        ("", utf16(&whole(&format!("\"{bad}\"")))),
        ("application/json; charset=utf-16", utf16(&whole(&quoted))),
        ("application/json", gzip(&whole(&quoted))),
        ("", deep(&bad).into()),
        ("", deep(&good).into()),
        (FORM, format!("register{}=1", "[a]".repeat(100_000)).into()),
    ];
    for (number, (content_type, body)) in attempts.into_iter().enumerate() {
        let request = request("/x", content_type, body);
        let verified = Calculate::verify(&request, "s");
        let error = verified.expect_err(&format!("attempt {number} got round the signature"));
        let status = refuse(&error).status();
        assert!(
            [StatusCode::FORBIDDEN, StatusCode::BAD_REQUEST].contains(&status),
            "attempt {number}: {status}"
        );
        assert!(!error.to_string().contains(&good), "attempt {number}: {error}");
    }
    Calculate::verify(&request("/x", "", whole(&quoted)), "s").unwrap();
}
