//! Requests from a platform, and the answers.

mod tables;

use bytes::Bytes;
use http::{Request, StatusCode};
use tables::{DIGITS, body};
use tradewire::callback::refuse;
use tradewire::meta::{Signed, Spot};
use tradewire::{
    BodyShape, Callback, CallbackMeta, Encoding, Error, ErrorKind, InboundRequest, Json, ListStyle, Upload, Verify,
};

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
struct Calculate {
    client: String,
    order: Json,
    weight: Option<f64>,
    tags: Option<Vec<String>>,
}

impl Callback for Calculate {
    type Answer = Vec<i64>;
    fn meta() -> &'static CallbackMeta {
        static OWN: CallbackMeta = META;
        &OWN
    }
    fn parse(r: &InboundRequest<'_>) -> Result<Self, Error> {
        Ok(Self {
            client: r.field("clientId")?,
            order: r.field("order")?,
            weight: r.field("weight")?,
            tags: r.field("tags")?,
        })
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

#[test]
fn bodies_come_as_form_or_as_json() {
    let form = "clientId=7&order=%7B%22id%22%3A1%7D&weight=1.5&tags[]=a&tags[]=b";
    let json = r#"{"clientId":7,"order":{"id":1},"weight":"1.5","tags":["a","b"]}"#;
    let brackets = "clientId=7&order[id]=1&weight=1.5&tags[0]=a&tags[1]=b";
    for (content_type, body) in [
        (FORM, form),
        ("", form),
        ("application/json", json),
        ("", json),
        (FORM, brackets),
    ] {
        let asked = Calculate::from_http(&request("/x", content_type, body)).unwrap();
        assert_eq!((asked.client.as_str(), asked.weight), ("7", Some(1.5)), "{body}");
        assert_eq!(asked.order.get("id").and_then(Json::scalar_text), Some("1"));
        assert_eq!(asked.tags.unwrap(), ["a", "b"]);
    }
}

#[test]
fn what_is_missing_or_wrong_is_named_and_answered_with_400() {
    for (body, told) in [
        ("order=%7B%7D", "sample delivery.calculate: field `clientId` is missing"),
        ("", "sample delivery.calculate: field `clientId` is missing"),
        (
            "clientId=1&order=%7B%7D&weight=heavy",
            "sample delivery.calculate: field `weight` does not fit: ",
        ),
    ] {
        let error = Calculate::from_http(&request("/x", FORM, body)).unwrap_err();
        assert!(error.to_string().starts_with(told), "{error}");
        assert_eq!(error.kind(), ErrorKind::Callback);
        let response = refuse(&error);
        assert_eq!(response.status(), StatusCode::BAD_REQUEST);
        assert_eq!(response.body(), error.to_string().as_bytes());
    }
    assert!(Calculate::from_http(&request("/x", "application/json", "{\"clientId\":")).is_err());
}

#[test]
fn query_headers_and_path() {
    let request = request(
        "/hooks/shop/delivery/%D1%91%20x/calculate-42.json?page=2&filter[ids][]=1&filter[ids][]=2&custom_a=x&custom_b=y",
        "",
        "",
    );
    let inbound = InboundRequest::new(&META, &request);
    assert_eq!(inbound.query::<i64>("page").unwrap(), 2);
    assert_eq!(inbound.query::<Option<i64>>("size").unwrap(), None);
    assert_eq!(
        inbound.query::<Json>("filter").unwrap().to_string(),
        r#"{"ids":["1","2"]}"#
    );
    let family: std::collections::BTreeMap<String, String> = inbound.query_family("custom_{key}").unwrap();
    assert_eq!(
        family.into_iter().map(|(k, v)| k + &v).collect::<Vec<_>>(),
        ["ax", "by"]
    );
    assert_eq!(inbound.path::<String>("kind").unwrap(), "ё x");
    assert_eq!(inbound.path::<i64>("id").unwrap(), 42);
    assert!(
        inbound
            .path::<String>("other")
            .unwrap_err()
            .to_string()
            .contains("path parameter `other` is missing")
    );
    let error = inbound.header::<String>("X-Client").unwrap_err();
    assert_eq!(
        error.to_string(),
        "sample delivery.calculate: header `X-Client` is missing"
    );
    let elsewhere = Request::post("/other/route").body(Bytes::new()).unwrap();
    assert!(InboundRequest::new(&META, &elsewhere).path::<i64>("id").is_err());
}

#[test]
fn whole_bodies_wrapped_bodies_and_bytes() {
    static BARE: CallbackMeta = CallbackMeta {
        body: BodyShape::JSON,
        ..META
    };
    static WRAPPED: CallbackMeta = CallbackMeta {
        body: body(Encoding::Json, Some("order"), ListStyle::Brackets),
        ..META
    };
    let list = request("/x", "application/json", "[1,2]");
    assert_eq!(InboundRequest::new(&BARE, &list).body::<Vec<i64>>().unwrap(), [1, 2]);
    let wrapped = request("/x", "", r#"{"order":[3]}"#);
    assert_eq!(InboundRequest::new(&WRAPPED, &wrapped).body::<Vec<i64>>().unwrap(), [3]);
    let form = request("/x", FORM, "a=1");
    assert_eq!(
        InboundRequest::new(&BARE, &form).body::<Json>().unwrap().to_string(),
        r#"{"a":"1"}"#
    );
    let raw = request("/x", "audio/mpeg", &b"\x00\xff"[..]);
    assert_eq!(
        InboundRequest::new(&BARE, &raw).bytes().unwrap(),
        Upload::new(&b"\x00\xff"[..]).content_type("audio/mpeg")
    );
    let strict = request("/x", "application/json", r#"["1"]"#);
    assert!(InboundRequest::new(&BARE, &strict).strict().body::<Vec<i64>>().is_err());
    assert!(InboundRequest::new(&BARE, &strict).body::<Vec<i64>>().is_ok());
}

#[derive(Debug, PartialEq)]
struct Hints {
    client: Option<String>,
    page: Option<i64>,
}

impl Callback for Hints {
    type Answer = ();
    fn meta() -> &'static CallbackMeta {
        static OWN: CallbackMeta = META;
        &OWN
    }
    fn parse(r: &InboundRequest<'_>) -> Result<Self, Error> {
        Ok(Self {
            client: r.field("clientId")?,
            page: r.query("page")?,
        })
    }
}

#[derive(Debug)]
struct Pages;

impl Callback for Pages {
    type Answer = ();
    fn meta() -> &'static CallbackMeta {
        static OWN: CallbackMeta = CallbackMeta {
            body: BodyShape::NONE,
            ..META
        };
        &OWN
    }
    fn parse(r: &InboundRequest<'_>) -> Result<Self, Error> {
        r.query::<Option<i64>>("page").map(|_| Self)
    }
}

#[test]
fn bodies_come_in_any_dress() {
    let json = r#"{"clientId":"c"}"#;
    let escaped = "%7B%22clientId%22%3A%22c%22%7D";
    let parts = "--b\r\nContent-Disposition: form-data; name=\"clientId\"\r\n\r\nc\r\n--b--\r\n";
    for (content_type, body) in [
        (FORM, json.to_owned()),
        ("text/plain", json.to_owned()),
        ("", format!("\u{feff}{json}")),
        (FORM, format!("\n\n\u{feff}\u{feff}{json}\n\u{feff}")),
        ("application/json", format!("\u{feff}\u{feff}{json}")),
        (FORM, "\u{feff}clientId=c\r\n".to_owned()),
        (FORM, escaped.to_owned()),
        ("multipart/form-data; boundary=b", parts.to_owned()),
    ] {
        let hints = Hints::from_http(&request("/x", content_type, body.clone()));
        assert_eq!(hints.unwrap().client.as_deref(), Some("c"), "{content_type} {body:?}");
    }
}

#[test]
fn what_nothing_was_read_of_is_refused() {
    let payload = "payload=%7B%22clientId%22%3A%22c%22%7D";
    let file = "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\r\nc\r\n--b--\r\n";
    for (content_type, body, told) in [
        (FORM, payload, "the body has none of the fields that belong in it"),
        (
            "",
            r#"{"customer":"c"}"#,
            "the body has none of the fields that belong in it",
        ),
        ("", "[]", "the body has none of the fields that belong in it"),
        (FORM, "", "the body is empty"),
        ("", "\u{feff}\n", "the body is empty"),
        (FORM, "<clientId>c</clientId>", "it is neither a form nor JSON"),
        (
            "multipart/form-data; boundary=b",
            file,
            "with a file where fields are expected",
        ),
        ("multipart/form-data", file, "it is multipart without a boundary"),
    ] {
        // A query parameter does not make up for it.
        let request = request("/x?page=1", content_type, body);
        let error = Hints::from_http(&request).unwrap_err();
        assert!(error.to_string().contains(told), "{body:?}: {error}");
        assert_eq!(refuse(&error).status(), StatusCode::BAD_REQUEST);
        assert!(Hints::from_http_with_notes(&request).is_err());
    }
    Pages::from_http(&request("/x?page=1", FORM, "page=1")).unwrap();
    Pages::from_http(&request("/x", "", "")).unwrap();
    Pages::from_http(&request("/x", "application/json", "[]")).unwrap();
    let error = Pages::from_http(&request("/x", FORM, "page=1")).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("none of the parameters that belong in its query"),
        "{error}"
    );
}

#[test]
fn answers_are_json() {
    let response = Calculate::answer(&vec![1, 2]);
    assert_eq!(
        (response.status(), &response.body()[..]),
        (StatusCode::OK, &b"[1,2]"[..])
    );
}

/// An order of many lines in brackets is read to its last one, or refused.
#[test]
fn a_form_is_never_read_in_part() {
    let form = |tags: usize| {
        let body = format!("clientId=7&order=%7B%7D{}", "&tags[]=x".repeat(tags));
        Calculate::from_http(&request("/x", FORM, body))
    };
    assert_eq!(form(1998).unwrap().tags.unwrap().len(), 1998);
    let error = form(1999).unwrap_err();
    assert!(error.to_string().contains("too many fields"), "{error}");
    assert_eq!(refuse(&error).status(), StatusCode::BAD_REQUEST);
    let asked = Calculate::from_http(&request("/x", FORM, "clientId=7&order[id]=1&tags[1]=a&tags[]=b")).unwrap();
    assert_eq!(asked.tags.unwrap(), ["a", "b"]);
    let uri = format!("/x?{}page=2", "a=&".repeat(2000));
    let long = request(&uri, "", "");
    let read = InboundRequest::new(&META, &long);
    assert!(read.query::<Option<i64>>("page").is_err());
}
