//! Requests that somebody made to look signed, or to break the reader: none passes, and none brings the program down.

mod tables;

use bytes::Bytes;
use http::{Request, StatusCode};
use tables::{DIGITS, body};
use tradewire::callback::{refuse, sign};
use tradewire::meta::{Signed, Spot};
use tradewire::{Callback, CallbackMeta, Encoding, Error, InboundRequest, Json, ListStyle, Verify};

const SECRET: &str = "s3cret";
const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

/// What is done for whoever is verified.
struct Pay(String);

impl Callback for Pay {
    type Answer = ();
    fn meta() -> &'static CallbackMeta {
        static META: CallbackMeta = CallbackMeta {
            platform: &DIGITS,
            id: "payments.pay",
            place: "specs/sample/payments.yaml",
            method: "POST",
            path: "/pay",
            body: body(Encoding::FormJson, None, ListStyle::Brackets),
            verify: Some(Verify {
                key: "secret",
                signs: &[Signed::Field("client")],
                signature: Spot::field("token"),
                ..Verify::BODY
            }),
        };
        &META
    }
    fn parse(r: &InboundRequest<'_>) -> Result<Self, Error> {
        r.field("client").map(Self)
    }
}

fn request(uri: &str, content_type: &str, body: impl Into<Bytes>) -> Request<Bytes> {
    let builder = Request::post(uri).header("content-type", content_type);
    builder.body(body.into()).expect("a request")
}

/// Whom the program would pay.
fn paid(request: &Request<Bytes>) -> Option<String> {
    Pay::verify(request, SECRET).ok()?;
    let paid = Pay::from_http(request).ok()?;
    Some(paid.0)
}

fn utf16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

#[test]
fn whoever_is_verified_is_the_one_who_is_read() {
    // The platform signed for `good`, and somebody wants `evil` to be paid.
    let token = sign(SECRET, "good");
    let both =
        |first: &str, second: &str| format!("{{\"client\":\"{first}\",\"client\":\"{second}\",\"token\":\"{token}\"}}");
    let bodies: Vec<(&str, Vec<u8>)> = vec![
        (JSON, b"{\"client\":\"evil\"}".into()),
        (JSON, b"{\"client\":\"evil\",\"token\":\"\"}".into()),
        (JSON, b"{\"client\":\"evil\",\"token\":null}".into()),
        (JSON, b"{\"client\":\"evil\",\"token\":[]}".into()),
        (JSON, b"{\"client\":\"evil\",\"token\":true}".into()),
        (JSON, format!("{{\"client\":\"evil\",\"token\":[\"{token}\"]}}").into()),
        (
            JSON,
            format!("{{\"client\":\"evil\",\"token\":{{\"0\":\"{token}\"}}}}").into(),
        ),
        (JSON, format!("{{\"client\":\"evil\",\"token\":\"{token}\"}}").into()),
        (JSON, format!("{{\"client\":[\"good\"],\"token\":\"{token}\"}}").into()),
        (JSON, format!("{{\"client\":null,\"token\":\"{token}\"}}").into()),
        (JSON, both("good", "evil").into()),
        (JSON, both("evil", "good").into()),
        (
            JSON,
            format!("{{\"client\":\"good\",\"cl\\u0069ent\":\"evil\",\"token\":\"{token}\"}}").into(),
        ),
        (
            JSON,
            format!("{{\"cl\\u0069ent\":\"evil\",\"client\":\"good\",\"token\":\"{token}\"}}").into(),
        ),
        (
            JSON,
            format!("{{\"client\":\"evil\",\"client[]\":\"good\",\"token\":\"{token}\"}}").into(),
        ),
        (
            JSON,
            format!("{{\"__proto__\":{{\"client\":\"good\"}},\"client\":\"evil\",\"token\":\"{token}\"}}").into(),
        ),
        (
            JSON,
            format!("[{{\"client\":\"good\",\"token\":\"{token}\"}},{{\"client\":\"evil\"}}]").into(),
        ),
        (
            JSON,
            format!("\u{feff}{{\"client\":\"evil\",\"token\":\"{token}\"}}").into(),
        ),
        (JSON, utf16(&format!("{{\"client\":\"evil\",\"token\":\"{token}\"}}"))),
        (JSON, b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03".into()),
        (JSON, "[".repeat(100_000).into()),
        (
            JSON,
            format!("{{\"client\":\"evil\",\"token\":{}", "{\"a\":".repeat(100_000)).into(),
        ),
        (FORM, format!("client=evil&client=evil&token={token}").into()),
        (FORM, format!("client=good&client=evil&token={token}").into()),
        (FORM, format!("client=evil&client=good&token={token}").into()),
        (FORM, format!("client=good%20&token={token}").into()),
        (FORM, format!("client=evil&client[]=good&token={token}").into()),
        (FORM, format!("client[]=good&client=evil&token={token}").into()),
        (FORM, format!("client=evil&token[]={token}").into()),
        (
            FORM,
            format!("client=%7B%22client%22%3A%22good%22%7D&token={token}").into(),
        ),
        (
            FORM,
            format!("client{}=evil&token={token}", "[a]".repeat(100_000)).into(),
        ),
        (FORM, format!("client=evil%00good&token={token}").into()),
        (
            "multipart/form-data; boundary=b",
            format!(
                "--b\r\nContent-Disposition: form-data; name=\"client\"; name=\"token\"\r\n\r\n{token}\r\n--b--\r\n"
            )
            .into(),
        ),
    ];
    let good = format!("client=good&token={token}");
    assert_eq!(paid(&request("/pay", FORM, good.clone())).as_deref(), Some("good"));
    for (content_type, body) in bodies {
        // A signed query does not help.
        for uri in ["/pay".to_owned(), format!("/pay?{good}")] {
            let request = request(&uri, content_type, body.clone());
            let who = paid(&request);
            assert!(
                who.as_deref().is_none_or(|who| who == "good"),
                "{who:?} by {:?}",
                request.body()
            );
            if let Err(error) = Pay::verify(&request, SECRET) {
                assert!([StatusCode::FORBIDDEN, StatusCode::BAD_REQUEST].contains(&refuse(&error).status()));
                assert!(error.to_string().len() < 1000, "{} bytes", error.to_string().len());
            }
        }
    }
}

#[test]
fn a_token_of_another_spelling_is_judged_by_its_bytes() {
    let token = sign(SECRET, "good");
    for (token, signed) in [
        (token.clone(), true),
        (token.to_ascii_uppercase(), true),
        (format!(" {token}\n"), true),
        (token[..62].to_owned(), false),
        (format!("{token}00"), false),
        (format!("0x{token}"), false),
        (token.replace('a', "а"), !token.contains('a')),
        (sign("", "good"), false),
        (sign(SECRET, ""), false),
    ] {
        let body = format!("{{\"client\":\"good\",\"token\":{}}}", Json::from(token.as_str()));
        assert_eq!(paid(&request("/pay", JSON, body)).is_some(), signed, "{token:?}");
    }
    let unsigned = request("/pay", FORM, format!("client=good&token={}", sign("", "good")));
    assert!(Pay::verify(&unsigned, "").is_err(), "an empty secret is none");
}
