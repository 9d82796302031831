//! Replies, their errors, and requests from a platform.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Request, StatusCode};
use tradewire::meta::{Signed, Spot};
use tradewire::{
    Callback, CallbackMeta, Encoding, Error, ErrorShape, InboundRequest, Json, ListStyle, Operation, Platform, Reply,
    RetryAfter, Sign, Verify,
};

use super::tables::{GET, PLATFORM, POST, body};
use super::{Text, linear, linear_from, list, many};

static SHOP: Platform = Platform {
    errors: ErrorShape {
        failure: &[Sign::Present { path: "error" }],
        message: &["message", "error.text"],
        code: &["code"],
        fields: &["errors", ""],
        ..ErrorShape::PLAIN
    },
    ..PLATFORM
};

crate::operation!(
    Do,
    tradewire::Meta {
        platform: &SHOP,
        ..POST
    },
    |_w| Ok(())
);

fn decode(status: u16, headers: &HeaderMap, body: &Bytes) -> Result<Json, Error> {
    Do::decode(StatusCode::from_u16(status).expect("a status"), headers, body)
}

/// Everything that can be shown of a refusal.
fn refuse(body: &Bytes) {
    let error = decode(422, &HeaderMap::new(), body).expect_err("a refusal");
    let told = format!(
        "{error} {error:?} {:?}",
        std::error::Error::source(&error).map(ToString::to_string)
    );
    assert!(told.len() < 20_000, "{} bytes", told.len());
}

#[test]
fn refusals() {
    let bodies: [(&str, Text); 7] = [
        ("fields", |n| {
            format!(
                "{{\"errors\":{{{}}}}}",
                list(n, |at| format!("\"k{at}\":[\"is empty\"]"))
            )
        }),
        ("records", |n| {
            format!(
                "[{}]",
                list(n, |at| format!("{{\"field\":\"k{at}\",\"message\":\"is empty\"}}"))
            )
        }),
        ("texts", |n| {
            format!("{{\"message\":[{}]}}", list(n, |_| "\"a\u{200b}b\"".to_owned()))
        }),
        ("a long text", |n| {
            format!("{{\"message\":\"{}\"}}", "\\u202e ".repeat(n))
        }),
        ("what is no JSON", |n| {
            format!("{{\"message\":\"x\",\"y\":[{}", list(n, |_| "tru".to_owned()))
        }),
        ("a long field", |n| {
            format!("{{\"errors\":{{\"{}\":\"x\"}}}}", "k".repeat(n))
        }),
        ("a body that is the map", |n| {
            format!("{{{}}}", list(n, |at| format!("\"k{at}\":\"is empty\"")))
        }),
    ];
    for (name, text) in bodies {
        linear(name, |n| Bytes::from(text(n)), refuse);
    }
    // No more of them is told under a name that all of them share, and that grows as well.
    linear(
        "elements under a long field",
        |n| {
            Bytes::from(format!(
                "{{\"errors\":{{\"{}\":[{}]}}}}",
                "k".repeat(n),
                list(n, |_| "[\"x\"]".to_owned())
            ))
        },
        refuse,
    );
    linear_from(
        10,
        "deep fields",
        |n| Bytes::from(format!("{{\"errors\":{}\"x\"{}}}", "{\"k\":".repeat(n), "}".repeat(n))),
        refuse,
    );
}

#[test]
fn pages_for_people() {
    // As much as is looked at.
    for (name, unit) in [
        ("scripts", "<script></script>"),
        ("styles without an end", "<style>"),
        ("comments", "<!-- -->"),
        ("entities", "&amp;lt;"),
        ("tags without an end", "<"),
        ("titles", "<title></title>"),
        ("brackets", "{ "),
        ("blanks", " \n\u{200b}"),
    ] {
        linear_from(
            50,
            name,
            |n| Bytes::from(format!("<html><p>x</p>{}", unit.repeat(n))),
            refuse,
        );
        linear_from(50, name, |n| Bytes::from(format!("<!{}", unit.repeat(n))), refuse);
        linear_from(50, name, |n| Bytes::from(format!("x{}", unit.repeat(n))), refuse);
    }
}

#[test]
fn heads_of_replies() {
    let headers = |n: usize| {
        let mut headers = HeaderMap::new();
        for at in 0..n {
            headers.append(
                HeaderName::try_from(format!("x-{}", at % 50)).expect("a name"),
                HeaderValue::from(at as u64),
            );
        }
        headers
    };
    linear_from(200, "headers", headers, |headers| {
        let error = decode(500, headers, &Bytes::new()).expect_err("a failure");
        assert!(RetryAfter::parse(headers).is_none() && !error.to_string().is_empty());
    });
    for (name, unit) in [
        ("parameters", "; a=b"),
        ("quotes", "\\\""),
        ("escapes", "%41"),
        ("signs", "=;"),
        ("folders", "a/"),
    ] {
        let disposition = |n: usize| {
            let mut headers = HeaderMap::new();
            let text = format!("attachment; filename=\"{}\"; filename*=UTF-8''{0}", unit.repeat(n));
            headers.insert("content-disposition", text.parse().expect("a header"));
            headers.insert("content-type", text.parse().expect("a header"));
            headers
        };
        linear(name, disposition, |headers| {
            let body = Bytes::new();
            let reply = Reply::new(Do::meta(), StatusCode::OK, headers, &body);
            assert!(reply.download().expect("a file").content_type.is_some());
        });
    }
}

struct Delivery(Json);

impl Callback for Delivery {
    type Answer = Json;
    fn meta() -> &'static CallbackMeta {
        static META: CallbackMeta = CallbackMeta {
            platform: &PLATFORM,
            id: "delivery.calculate",
            place: "specs/sample/delivery.yaml",
            method: "POST",
            path: "/delivery/{id}",
            body: body(Encoding::FormJson, None, ListStyle::Brackets),
            verify: Some(Verify {
                key: "secret",
                signs: &[Signed::Field("id")],
                signature: Spot::field("token"),
                ..Verify::BODY
            }),
        };
        &META
    }
    fn parse(r: &InboundRequest<'_>) -> Result<Self, Error> {
        let _: Option<String> = r.query("q")?;
        let _: tradewire::Map<Json> = r.query_family("custom_{key}")?;
        Ok(Self(r.field("a")?))
    }
}

#[test]
fn callbacks() {
    let bodies: [(&str, &str, Text); 9] = [
        ("form fields", "", |n| many(n, |at| format!("k{at}=v&a=1&"))),
        ("one form field", "", |n| "a=1&".repeat(n)),
        ("brackets", "", |n| many(n, |at| format!("a[{at}][b][]=v&"))),
        ("numbered", "", |n| (0..n).map(|_| "a[]=v&".to_owned()).collect()),
        ("escapes", "", |n| format!("a={}", "%D0%B0+".repeat(n))),
        ("JSON fields", "application/json", |n| {
            format!("{{\"a\":1,{}}}", list(n, |at| format!("\"k{at}\":1")))
        }),
        ("JSON in a form", "", |n| {
            format!("a=[{}]", list(n, |_| "{\"b\":1}".to_owned()))
        }),
        ("parts", "multipart/form-data; boundary=x", |n| {
            "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nv\r\n".repeat(n) + "--x--"
        }),
        ("half boundaries", "multipart/form-data; boundary=xxxx", |n| {
            format!(
                "--xxxx\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n{}\r\n--xxxx--",
                "\r\n--xxx".repeat(n)
            )
        }),
    ];
    for (name, content_type, text) in bodies {
        // Up to as many fields as are taken.
        linear_from(
            400,
            name,
            |n| {
                let request = Request::post("/delivery/7").header(
                    "content-type",
                    if content_type.is_empty() {
                        "application/x-www-form-urlencoded"
                    } else {
                        content_type
                    },
                );
                request.body(Bytes::from(text(n))).expect("a request")
            },
            |request| {
                let _ = Delivery::verify(request, "secret");
                assert!(Delivery::from_http(request).is_ok_and(|asked| !asked.0.is_null()));
            },
        );
    }
    linear_from(
        400,
        "queries and paths",
        |n| {
            let query = many(n, |at| format!("custom_{at}=1&q=2&"));
            Request::post(format!("/{}delivery/7?{query}", "a/".repeat(n)))
                .body(Bytes::from("a=1"))
                .expect("a request")
        },
        |request| assert!(Delivery::from_http(request).is_ok()),
    );
    let _ = GET;
}
