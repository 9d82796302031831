//! What callers and the pager change on a request that an operation wrote.

mod tables;

use http::Request;
use tables::{GET, POST, base, body, json, stamp};
use tradewire::{BodyShape, Condition, Credentials, Encoding, Json, ListStyle, Meta, Operation, Prepared, Rule};

fn finished(prepared: &Prepared) -> Request<bytes::Bytes> {
    prepared.to_request(&base(), &Credentials::none(), &stamp()).unwrap()
}

fn text(prepared: &Prepared) -> String {
    String::from_utf8(finished(prepared).body().to_vec()).unwrap()
}

operation!(List, GET, |w| {
    w.query("filter", ListStyle::Brackets, &json(r#"{"sinceId":1,"ids":[1,2]}"#))?;
    w.query("limit", ListStyle::Brackets, &20_i64)
});

#[test]
fn query_parameters_are_set_and_removed_by_dotted_names() {
    let mut prepared = List.prepare().unwrap();
    assert_eq!(prepared.query_value("filter.sinceId").as_deref(), Some("1"));
    assert_eq!(prepared.query_value("page"), None);
    prepared.set_query("filter.sinceId", "99");
    prepared.set_query("page", "2");
    prepared.remove_query("filter.ids");
    prepared.extra_query("filter[x]", "a b");
    assert_eq!(
        finished(&prepared).uri().query(),
        Some("filter[sinceId]=99&limit=20&page=2&filter[x]=a%20b")
    );
}

#[test]
fn parameters_in_a_query_body_are_found_as_well() {
    const SHAPE: BodyShape = BodyShape {
        json_switch: Some(("dataFromBody", "1")),
        ..body(Encoding::Query, None, ListStyle::Indexed)
    };
    operation!(Search, Meta { body: SHAPE, ..POST }, |w| w
        .body(&json(r#"{"part":1,"name":"x"}"#)));
    let mut prepared = Search.prepare().unwrap();
    assert_eq!(prepared.query_value("part").as_deref(), Some("1"));
    prepared.set_query("part", "2");
    assert_eq!(finished(&prepared).uri().query(), Some("part=2&name=x"));
    prepared.use_json_body().unwrap();
    assert_eq!(text(&prepared), r#"{"part":"2","name":"x"}"#);
    prepared.remove_query("part");
    assert_eq!(text(&prepared), r#"{"name":"x"}"#);
}

#[test]
fn fields_are_added_inside_the_wrapper() {
    const SHAPE: BodyShape = body(Encoding::Json, Some("order"), ListStyle::Brackets);
    operation!(Create, Meta { body: SHAPE, ..POST }, |w| w
        .body(&json(r#"{"a":{"b":1}}"#)));
    operation!(Nothing, Meta { body: SHAPE, ..POST }, |_w| Ok(()));
    operation!(
        List,
        Meta {
            body: BodyShape::JSON,
            ..POST
        },
        |w| w.body(&vec![1_i64])
    );
    let mut prepared = Create.prepare().unwrap();
    prepared.extra_field("new", json("[true]")).unwrap();
    prepared.extra_field("a.c", "x").unwrap();
    prepared.extra_field("a.b", 2_i64).unwrap();
    assert_eq!(text(&prepared), r#"{"order":{"a":{"b":2,"c":"x"},"new":[true]}}"#);
    assert!(
        prepared
            .extra_field("a.b.c", 1_i64)
            .unwrap_err()
            .to_string()
            .contains("no object")
    );
    let mut prepared = Nothing.prepare().unwrap();
    prepared.extra_field("x", 1_i64).unwrap();
    assert_eq!(text(&prepared), r#"{"order":{"x":1}}"#);
    assert!(List.prepare().unwrap().extra_field("x", 1_i64).is_err());
}

#[test]
fn fields_are_added_to_forms_and_parts() {
    operation!(
        Form,
        Meta {
            body: body(Encoding::FormJson, None, ListStyle::Brackets),
            ..POST
        },
        |w| w.body_field("site", &"s")
    );
    operation!(
        Parts,
        Meta {
            body: body(Encoding::Multipart, None, ListStyle::Brackets),
            ..POST
        },
        |_w| Ok(())
    );
    operation!(
        Binary,
        Meta {
            body: body(Encoding::Binary, None, ListStyle::Brackets),
            ..POST
        },
        |_w| Ok(())
    );
    operation!(Bare, GET, |_w| Ok(()));
    let mut prepared = Form.prepare().unwrap();
    prepared.extra_field("order.id", 1_i64).unwrap();
    assert_eq!(text(&prepared), "site=s&order=%7B%22id%22%3A1%7D");
    let mut prepared = Parts.prepare().unwrap();
    prepared.extra_field("x", "y").unwrap();
    assert!(text(&prepared).contains("name=\"x\"\r\n\r\ny\r\n"));
    for mut prepared in [Binary.prepare().unwrap(), Bare.prepare().unwrap()] {
        assert!(prepared.extra_field("x", "y").is_err());
    }
}

#[test]
fn headers_are_replaced() {
    let mut prepared = List.prepare().unwrap();
    prepared.header("Accept", "text/csv").unwrap();
    prepared.header("X-A", "1").unwrap();
    prepared.header("x-a", "2").unwrap();
    let request = finished(&prepared);
    assert_eq!(
        (
            &request.headers()["accept"],
            request.headers().get_all("x-a").iter().count()
        ),
        (&"text/csv".parse().unwrap(), 1)
    );
    assert!(prepared.header("X A", "1").is_err());
    assert!(prepared.header("X-A", "a\nb").is_err());
}

#[test]
fn rules_see_what_callers_added() {
    const RULES: &[Rule] = &[
        Rule::RequiredWhen {
            path: "order.note",
            when: Condition::Is {
                field: "kind",
                values: &["\"gift\""],
            },
        },
        Rule::AnyOf {
            at: "",
            fields: &["site", "by"],
        },
    ];
    const SHAPE: BodyShape = body(Encoding::Json, Some("order"), ListStyle::Brackets);
    operation!(
        Create,
        Meta {
            body: SHAPE,
            rules: RULES,
            ..POST
        },
        |w| w.body(&json(r#"{"kind":"gift"}"#))
    );
    let mut prepared = Create.prepare().unwrap();
    let told = |prepared: &Prepared| {
        let error = prepared
            .to_request(&base(), &Credentials::none(), &stamp())
            .unwrap_err();
        (error.to_string(), error.field_errors()[0].field.clone())
    };
    let (text, field) = told(&prepared);
    assert_eq!(
        (&*text, &*field),
        (
            "sample things.do: `order.note`: required when `order.kind` is \"gift\"",
            "order.note"
        )
    );
    prepared.extra_field("note", "x").unwrap();
    assert_eq!(
        told(&prepared).0,
        "sample things.do: at least one of `site`, `by` is required"
    );
    prepared.extra_query("by", "id");
    finished(&prepared);
}

#[test]
fn raw_requests_take_any_path_that_is_safe() {
    static RAW: Meta = Meta { id: "raw", ..POST };
    let raw = |path: &str| Prepared::raw(&RAW, "PUT", path);
    let mut prepared = raw("/a%20b/c?x=1&y=a%20b&z&f[]=%D1%91").unwrap();
    prepared.set_json(&json(r#"{"a":1}"#)).unwrap();
    let request = finished(&prepared);
    assert_eq!(request.uri(), "https://shop.example/a%20b/c?x=1&y=a%20b&z&f[]=%D1%91");
    assert_eq!(
        (request.method().as_str(), &request.body()[..]),
        ("PUT", &br#"{"a":1}"#[..])
    );
    prepared.set_bytes("text/csv", "a;b");
    assert_eq!(finished(&prepared).headers()["content-type"], "text/csv");
    for bad in ["a", "", "/a/../b", "/.", "/a b", "/a\n", "/ё", "https://evil.example/"] {
        assert!(raw(bad).is_err(), "{bad}");
    }
    assert!(
        Prepared::raw(&RAW, "NO VERB", "/a")
            .unwrap()
            .to_request(&base(), &Credentials::none(), &stamp())
            .is_err()
    );
}

#[test]
fn clones_do_not_share_changes() {
    let first = List.prepare().unwrap();
    let mut second = first.clone();
    second.set_query("limit", "50");
    assert_eq!(first.query_value("limit").as_deref(), Some("20"));
    assert_eq!(first.query().iter().count(), 4);
    assert_eq!(json("1"), Json::from(1_i64));
}
