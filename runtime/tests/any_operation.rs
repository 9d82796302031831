//! Operations that are chosen while a program runs: what is shown of them, and what they lack.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use tradewire::meta::{Fields, Kind};
use tradewire::{
    AnyOperation, BodyShape, Condition, Credentials, Encoding, Entry, File, Json, Meta, Operation as _, Paginated as _,
    Paging, Param, Place, Platform, PreviewBody, PreviewContent, Rule, Upload,
};

static PLATFORM: Platform = Platform {
    name: "sample",
    ..Platform::PLAIN
};

static LOGIN: [Param; 3] = [
    Param {
        name: "name",
        required: true,
        ..Param::FIELD
    },
    Param {
        name: "password",
        secret: true,
        ..Param::FIELD
    },
    // Such objects without end.
    Param {
        name: "deputies",
        kind: Kind::Object,
        list: true,
        fields: Fields(&LOGIN),
        ..Param::FIELD
    },
];

fn create() -> &'static Meta {
    static META: Meta = Meta {
        platform: &PLATFORM,
        id: "logins.create",
        path: "/logins",
        body: BodyShape {
            key: Some("login"),
            ..BodyShape::new(Encoding::Form)
        },
        rules: &[
            Rule::MaxItems {
                path: "login.deputies",
                max: 2,
            },
            // It would be broken by what is shown in the place of a secret.
            Rule::RequiredWhen {
                path: "login.email",
                when: Condition::Is {
                    field: "password",
                    values: &["***"],
                },
            },
        ],
        ..Meta::POST
    };
    &META
}

static CREATE: Entry = Entry {
    meta: create,
    params: &[Param {
        name: "token",
        secret: true,
        ..Param::QUERY
    }],
    body: &LOGIN,
    ..Entry::PLAIN
};

fn body(text: &str) -> Json {
    Json::parse(text).expect("JSON")
}

#[test]
fn what_is_shown_has_no_secret_in_it_at_any_depth() {
    let json = body(
        r#"{"name":"a","password":"canary1","deputies":[{"name":"b","password":"canary2","deputies":[{"name":"c","password":"canary3"}]}]}"#,
    );
    let operation = AnyOperation::new(&CREATE)
        .set("token", "canary4")
        .and_then(|operation| operation.body(json))
        .expect("an operation");
    let preview = operation
        .preview("https://shop.example", &Credentials::none())
        .expect("a request");
    let shown = format!("{preview:?} {:?}", operation.arguments());
    assert!(!shown.contains("canary"), "{shown}");
    let PreviewBody::Bytes(body) = &preview.body else {
        panic!("{preview:?}")
    };
    let body = String::from_utf8_lossy(body);
    assert!(
        body.contains("deputies") && body.contains("***") | body.contains("%2A%2A%2A"),
        "{body}"
    );
    assert_eq!(operation.secrets(), ["canary4", "canary1", "canary2", "canary3"]);
    // It is sent as it is.
    let request = operation
        .request("https://shop.example", &Credentials::none())
        .expect("a request");
    assert!(String::from_utf8_lossy(request.body()).contains("canary3"));
}

#[test]
fn secrets_are_not_shown_beside_the_field_that_they_belong_in() {
    for json in [
        // In another kind, under another spelling, where nothing is declared, in place of the object, and once more elsewhere.
        r#"{"name":"a","password":["canary1",{"x":"canary2"}]}"#,
        r#"{"name":"a","Password":"canary1"}"#,
        r#"{"name":"a","more":[{"PASSWORD":"canary1"}]}"#,
        r#"{"name":"a","more":{"token":"canary1"}}"#,
        r#"{"name":"a","deputies":["canary1"]}"#,
        r#"{"name":"is canary1 and","password":"canary1"}"#,
        r#"{"name":12345678,"password":12345678,"note":"canary1","Token":"canary1"}"#,
    ] {
        let operation = AnyOperation::new(&CREATE).body(body(json)).expect("an operation");
        let preview = operation.preview("https://shop.example", &Credentials::none());
        let shown = format!("{:?} {:?}", preview.expect("a request"), operation.arguments());
        assert!(
            !shown.contains("canary") && !shown.contains("12345678"),
            "{json}: {shown}"
        );
        assert!(operation.secrets().iter().any(|text| text == "canary1"), "{json}");
    }
    // What is none stays.
    let operation = AnyOperation::new(&CREATE)
        .body(body(r#"{"name":"passwords","more":{"a":[1.50,true,null]}}"#))
        .expect("an operation");
    assert_eq!(
        operation
            .without_secrets()
            .arguments()
            .get("")
            .map(ToString::to_string)
            .as_deref(),
        Some(r#"{"name":"passwords","more":{"a":[1.50,true,null]}}"#)
    );
}

#[test]
fn what_would_not_be_sent_is_not_shown() {
    let many = AnyOperation::new(&CREATE)
        .body(body(r#"{"name":"a","password":"uniq5","deputies":[1,2,3]}"#))
        .expect("an operation");
    let error = many.preview("https://shop.example", &Credentials::none());
    let error = error.expect_err("a rule is broken").to_string();
    assert!(error.contains("deputies") && !error.contains("uniq5"), "{error}");
}

#[test]
fn what_a_body_lacks_is_named() {
    let lacks = |text: &str| {
        let operation = AnyOperation::new(&CREATE).body(body(text)).expect("an operation");
        operation.missing_fields()
    };
    assert_eq!(AnyOperation::new(&CREATE).missing_fields(), ["name"]);
    assert_eq!(lacks(r#"{"password":"x"}"#), ["name"]);
    assert_eq!(
        lacks(r#"{"name":null,"deputies":[{"name":"b"},{"deputies":[{}]}]}"#),
        ["deputies.1.name", "deputies.1.deputies.0.name"]
    );
    assert_eq!(lacks(r#"[{"name":"a"},{}]"#), ["1.name"]);
}

#[test]
fn files_are_named_and_not_read() {
    fn send() -> &'static Meta {
        static META: Meta = Meta {
            platform: &PLATFORM,
            id: "files.send",
            path: "/files",
            body: BodyShape::new(Encoding::Multipart),
            ..Meta::POST
        };
        &META
    }
    static SEND: Entry = Entry {
        meta: send,
        params: &[
            Param {
                name: "kind",
                place: Place::Part,
                ..Param::QUERY
            },
            Param {
                name: "files[]",
                place: Place::File,
                ..Param::QUERY
            },
        ],
        ..Entry::PLAIN
    };
    let reader = Upload::from_reader(std::io::repeat(0)).length(1 << 40);
    let operation = AnyOperation::new(&SEND)
        .set("kind", "photo")
        .and_then(|operation| {
            let small = File::new("a.png", "abc").content_type("image/png");
            operation.files("files[]", [small, File::of("b.bin", reader)])
        })
        .expect("an operation");
    let preview = operation
        .preview("https://shop.example", &Credentials::none())
        .expect("a request");
    let PreviewBody::Parts(parts) = preview.body else {
        panic!("{preview:?}")
    };
    assert_eq!(parts[0].content, PreviewContent::Text("photo".into()));
    let file = |name: &str, media: Option<&str>, length| PreviewContent::File {
        name: name.into(),
        media_type: media.map(Into::into),
        length: Some(length),
    };
    assert_eq!(parts[1].content, file("a.png", Some("image/png"), 3));
    assert_eq!(parts[2].content, file("b.bin", None, 1 << 40));
}

#[test]
fn elements_of_an_object_keep_their_keys() {
    fn list() -> &'static Meta {
        static PAGING: Paging = Paging {
            items: "rows",
            keyed: true,
            ..Paging::NONE
        };
        static META: Meta = Meta {
            platform: &PLATFORM,
            id: "rows.list",
            path: "/rows",
            paging: Some(&PAGING),
            ..Meta::GET
        };
        &META
    }
    static LIST: Entry = Entry {
        meta: list,
        ..Entry::PLAIN
    };
    let items = |text: &'static str| {
        let reply = AnyOperation::new(&LIST).decode_own(
            StatusCode::OK,
            &HeaderMap::new(),
            &Bytes::from_static(text.as_bytes()),
        );
        let items = AnyOperation::items(reply.expect("a reply"));
        items.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(
        items(r#"{"rows":{"RUB":{"rate":1},"EUR":{"rate":90}}}"#),
        [
            r#"{"key":"RUB","value":{"rate":1}}"#,
            r#"{"key":"EUR","value":{"rate":90}}"#
        ]
    );
    assert_eq!(items(r#"{"rows":[{"rate":1}]}"#), [r#"{"key":"0","value":{"rate":1}}"#]);
    assert_eq!(items(r#"{"rows":[]}"#), [""; 0]);
}
