//! Bodies that go out, byte for byte, in every encoding.

mod tables;

use tables::{GET, POST, body, build, json, sent, stamp, target};
use tradewire::{BodyShape, Credentials, Encoding, File, ListStyle, Meta, Operation, Upload};

#[test]
fn json_bodies() {
    const WRAPPED: BodyShape = body(Encoding::Json, Some("order"), ListStyle::Brackets);
    operation!(
        Bare,
        Meta {
            body: BodyShape::JSON,
            ..POST
        },
        |w| w.body(&json(r#"{"ё":"+ /","n":1.50}"#))
    );
    operation!(Wrapped, Meta { body: WRAPPED, ..POST }, |w| w.body(&json(r#"{"a":1}"#)));
    operation!(Fields, Meta { body: WRAPPED, ..POST }, |w| {
        w.body_field("a", &1_i64)?;
        w.body_field("b", &None::<i64>)?;
        w.body_const("c", "\"fast\"")?;
        w.body_family("d{n}", &json(r#"{"2":3}"#))
    });
    operation!(
        List,
        Meta {
            body: BodyShape::JSON,
            ..POST
        },
        |w| w.body(&vec![1_i64, 2])
    );
    let type_json = "application/json".to_owned();
    assert_eq!(sent(&Bare), (type_json.clone(), r#"{"ё":"+ /","n":1.50}"#.into()));
    assert_eq!(sent(&Wrapped), (type_json.clone(), r#"{"order":{"a":1}}"#.into()));
    assert_eq!(
        sent(&Fields),
        (type_json.clone(), r#"{"order":{"a":1,"c":"fast","d2":3}}"#.into())
    );
    assert_eq!(sent(&List), (type_json, "[1,2]".into()));
}

#[test]
fn one_or_many_writes_a_single_element_bare() {
    const SHAPE: BodyShape = BodyShape {
        one_or_many: true,
        ..body(Encoding::Json, Some("price"), ListStyle::Brackets)
    };
    operation!(One, Meta { body: SHAPE, ..POST }, |w| w.body(&vec![1_i64]));
    operation!(Many, Meta { body: SHAPE, ..POST }, |w| w.body(&vec![1_i64, 2]));
    operation!(Zero, Meta { body: SHAPE, ..POST }, |w| w.body(&Vec::<i64>::new()));
    assert_eq!(sent(&One).1, r#"{"price":1}"#);
    assert_eq!(sent(&Many).1, r#"{"price":[1,2]}"#);
    assert_eq!(sent(&Zero).1, r#"{"price":[]}"#);
}

#[test]
fn form_bodies() {
    const FORM: BodyShape = body(Encoding::Form, Some("order"), ListStyle::Indexed);
    const MIXED: BodyShape = body(Encoding::FormJson, None, ListStyle::Brackets);
    operation!(Brackets, Meta { body: FORM, ..POST }, |w| w
        .body(&json(r#"{"a":"+ ё","b":[1,2],"c":{"d":true},"e":null}"#)));
    operation!(
        JsonText,
        Meta {
            body: MIXED,
            platform: &tables::DIGITS,
            ..POST
        },
        |w| {
            w.body(&json(
                r#"{"site":"a b","order":{"items":[{"id":1,"ok":true}],"note":"a&b=c"},"ids":[1,2],"force":true}"#,
            ))
        }
    );
    let form = "application/x-www-form-urlencoded".to_owned();
    assert_eq!(
        sent(&Brackets),
        (form.clone(), "order%5Ba%5D=%2B%20%D1%91&order%5Bb%5D%5B0%5D=1&order%5Bb%5D%5B1%5D=2&order%5Bc%5D%5Bd%5D=true&order%5Be%5D=".into())
    );
    let (content_type, body) = sent(&JsonText);
    assert_eq!(content_type, form);
    assert_eq!(
        body,
        "site=a%20b&order=%7B%22items%22%3A%5B%7B%22id%22%3A1%2C%22ok%22%3Atrue%7D%5D%2C%22note%22%3A%22a%26b%3Dc%22%7D\
         &ids=%5B1%2C2%5D&force=1"
    );
    let decoded: Vec<(String, String)> = form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    assert_eq!(decoded[1].1, r#"{"items":[{"id":1,"ok":true}],"note":"a&b=c"}"#);
}

const SWITCHED: BodyShape = BodyShape {
    json_switch: Some(("dataFromBody", "1")),
    ..body(Encoding::Query, None, ListStyle::Indexed)
};

#[test]
fn query_bodies_and_their_switch() {
    operation!(
        Add,
        Meta {
            body: SWITCHED,
            aliases: &["POST"],
            ..GET
        },
        |w| {
            w.query("part", ListStyle::Comma, &1_i64)?;
            w.body(&json(r#"{"name":"Inna L","productArray":[{"id":"100500","count":1}]}"#))
        }
    );
    assert_eq!(
        target(&Add),
        "/api/things?part=1&name=Inna%20L&productArray[0][id]=100500&productArray[0][count]=1"
    );
    assert!(build(&Add).body().is_empty());

    let mut prepared = Add.prepare().unwrap();
    prepared.use_json_body().unwrap();
    let request = prepared
        .to_request(&tables::base(), &Credentials::none(), &stamp())
        .unwrap();
    assert_eq!(request.method(), "POST");
    assert_eq!(request.uri().query(), Some("part=1&dataFromBody=1"));
    assert_eq!(request.headers()["content-type"], "application/json");
    assert_eq!(
        &request.body()[..],
        r#"{"name":"Inna L","productArray":[{"id":"100500","count":1}]}"#.as_bytes()
    );
}

#[test]
fn a_query_that_is_too_long_is_switched_by_itself() {
    operation!(Long, Meta { body: SWITCHED, ..POST }, |w| w
        .body(&json(&format!(r#"{{"a":"{}"}}"#, "x".repeat(5000)))));
    const FIXED: BodyShape = body(Encoding::Query, None, ListStyle::Indexed);
    operation!(Stuck, Meta { body: FIXED, ..POST }, |w| w
        .body(&json(&format!(r#"{{"a":"{}"}}"#, "x".repeat(5000)))));
    let request = build(&Long);
    assert_eq!(request.uri().query(), Some("dataFromBody=1"));
    assert_eq!(request.body().len(), 5008);
    assert!(build(&Stuck).body().is_empty());
    assert!(Stuck.prepare().unwrap().use_json_body().is_err());
}

#[test]
fn multipart_bodies() {
    const SHAPE: BodyShape = body(Encoding::Multipart, None, ListStyle::Brackets);
    operation!(Send, Meta { body: SHAPE, ..POST }, |w| {
        w.part("type", &"product")?;
        w.part("sizes[]", &vec![1_i64, 2])?;
        w.part("absent", &None::<String>)?;
        w.file(
            "files[]",
            &vec![
                File::new("a.txt", "one"),
                File::new("b.txt", "two").content_type("text/plain"),
            ],
        )?;
        w.file("none", &None::<File>)
    });
    let (content_type, body) = sent(&Send);
    assert_eq!(content_type, "multipart/form-data; boundary=tradewire-nonce");
    let part = |head: &str, text: &str| {
        format!("--tradewire-nonce\r\nContent-Disposition: form-data; {head}\r\n\r\n{text}\r\n")
    };
    let expected = [
        part("name=\"type\"", "product"),
        part("name=\"sizes[]\"", "1"),
        part("name=\"sizes[]\"", "2"),
        part(
            "name=\"files[]\"; filename=\"a.txt\"\r\nContent-Type: application/octet-stream",
            "one",
        ),
        part(
            "name=\"files[]\"; filename=\"b.txt\"\r\nContent-Type: text/plain",
            "two",
        ),
        "--tradewire-nonce--\r\n".into(),
    ];
    assert_eq!(body, expected.concat());
}

#[test]
fn raw_bodies() {
    const BINARY: BodyShape = body(Encoding::Binary, None, ListStyle::Brackets);
    const NAMED: BodyShape = BodyShape {
        content_type: Some("audio/mpeg"),
        ..BINARY
    };
    const TEXT: BodyShape = body(Encoding::Text, None, ListStyle::Brackets);
    operation!(Bytes, Meta { body: BINARY, ..POST }, |w| w
        .upload(&Upload::new(&b"\x00\xff\r\n"[..])));
    operation!(Named, Meta { body: NAMED, ..POST }, |w| w.upload(&Upload::new("x")));
    operation!(Own, Meta { body: NAMED, ..POST }, |w| w
        .upload(&Upload::new("x").content_type("audio/ogg")));
    operation!(Text, Meta { body: TEXT, ..POST }, |w| w.body(&"a;b\nё"));
    let request = build(&Bytes);
    assert_eq!(&request.body()[..], b"\x00\xff\r\n");
    assert_eq!(request.headers()["content-type"], "application/octet-stream");
    assert_eq!(sent(&Named).0, "audio/mpeg");
    assert_eq!(sent(&Own).0, "audio/ogg");
    assert_eq!(sent(&Text), ("text/plain; charset=utf-8".into(), "a;b\nё".into()));
}

#[test]
fn requests_without_a_body_say_what_it_would_be() {
    const FORM: BodyShape = body(Encoding::FormJson, None, ListStyle::Brackets);
    operation!(Post, POST, |_w| Ok(()));
    operation!(Read, GET, |_w| Ok(()));
    operation!(
        Delete,
        Meta {
            method: "DELETE",
            ..POST
        },
        |_w| Ok(())
    );
    operation!(Form, Meta { body: FORM, ..POST }, |w| w.body(&None::<String>));
    assert_eq!(sent(&Post), ("application/json".into(), String::new()));
    assert_eq!(sent(&Read).0, "");
    assert_eq!(sent(&Delete).0, "");
    assert_eq!(sent(&Form), ("application/x-www-form-urlencoded".into(), String::new()));
}
