//! Headers for the mock itself, and what they ask for.

mod common;

use common::{Caller, caller};
use serde_json::{Value, json};
use tradewire_mock::{Clock, Fault, Kind, Mock};

/// Names and values.
type Headers<'h> = &'h [(&'h str, &'h [u8])];

/// Status and text of the answer to a request with these headers.
fn answered(caller: &Caller, headers: Headers<'_>) -> (u16, String) {
    let mut request = caller.request("GET", "/api/v5/orders", "", String::new());
    for (name, value) in headers {
        let value = http::HeaderValue::from_bytes(value).expect("a value");
        request
            .headers_mut()
            .append(http::HeaderName::try_from(*name).expect("a name"), value);
    }
    let response = caller.mock.handle(&request).response;
    let text = String::from_utf8_lossy(response.body()).into_owned();
    (response.status().as_u16(), text)
}

#[test]
fn what_is_not_allowed_is_refused_with_what_is() {
    let crm = caller("retailcrm");
    crm.mock.fault(Fault::Unavailable);
    let fault = "x-mock-fault";
    let example = "x-mock-example";
    let cases: &[(Headers<'_>, &str)] = &[
        (&[(fault, b"503@10%")], "without an operation before it and without `@"),
        (&[(fault, b"503@#2")], "without an operation before it"),
        (&[(fault, b"orders.list/503")], "without an operation before it"),
        (&[(fault, b"dragon")], "one of 429, 429=SECONDS"),
        (&[(fault, b"")], "one of 429"),
        (&[(fault, b"429=soon")], "one of 429"),
        (
            &[(fault, b"skew=99999999999999")],
            "skew=SECONDS (from -100000000 to 100000000)",
        ),
        (&[(fault, b"skew=-100000001")], "from -100000000 to 100000000"),
        (&[(fault, b"skew=99999999999999999999")], "from -100000000 to 100000000"),
        (&[(fault, b"\xff\xfe")], "printable ASCII"),
        (&[(fault, b"503"), (fault, b"null")], "the header once, found several"),
        (&[(example, b"abc")], "the number of a documented answer: 1"),
        (&[(example, b"-1")], "the number of a documented answer: 1"),
        (&[(example, b"999")], "found `999`"),
        (&[(example, b"1"), (example, b"1")], "the header once"),
        (&[("x-mock-fualt", b"503")], "did you mean `x-mock-fault`?"),
        (
            &[("x-mock-speed", b"9")],
            "none of the mock's own headers but `x-mock-fault` and `x-mock-example`",
        ),
    ];
    for (headers, wanted) in cases {
        let (status, text) = answered(&crm, headers);
        assert_eq!(status, 400, "{headers:?}: {text}");
        assert!(
            text.starts_with("mock: orders.list: header.x-mock-") && text.contains(wanted),
            "{headers:?}: {text}"
        );
        let found = crm.mock.violations();
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(
            (found[0].kind, found[0].operation.as_deref()),
            (Kind::Control, Some("orders.list"))
        );
        crm.mock.forget_violations();
    }
    assert_eq!(
        answered(&crm, &[]).0,
        503,
        "what was planned still waits for a request that is one"
    );
    assert_eq!(answered(&crm, &[(example, b"1")]).0, 200);
    crm.assert_no_violations();

    let mut nowhere = crm.request("GET", "/api/v5/dragons", "", String::new());
    nowhere
        .headers_mut()
        .insert(example, http::HeaderValue::from_static("1"));
    assert_eq!(
        crm.mock.handle(&nowhere).response.status(),
        404,
        "the address is what is wrong"
    );
}

#[test]
fn of_a_batch_a_part_is_done() {
    let crm = caller("retailcrm");
    let orders: Value = (1..=5)
        .map(|at| json!({"externalId": format!("o-{at}"), "status": "new"}))
        .collect();
    crm.mock.fault(Fault::Partial);
    let (status, body) = crm.form("/api/v5/orders/upload", &[("orders", orders)]);
    assert_eq!((status, &body["success"]), (460, &json!(false)), "{body}");
    let taken: Vec<&Value> = body["uploadedOrders"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| &one["externalId"])
        .collect();
    assert_eq!(taken, ["o-1", "o-2"]);
    let refused: Vec<&String> = body["errors"].as_object().expect("by place").keys().collect();
    assert_eq!(refused, ["2", "3", "4"]);
    let there = crm.get("/api/v5/orders?limit=20").1["orders"].as_array().map(Vec::len);
    assert_eq!(there, Some(2), "what is told to be done is, and no more");

    crm.mock.fault(Fault::Partial);
    let one = crm.form("/api/v5/orders/create", &[("order", json!({"externalId": "o-9"}))]);
    assert_eq!(one.0, 460, "of one thing there is no part");
    assert_eq!(crm.get("/api/v5/orders/o-9").0, 404);
    crm.assert_no_violations();
}

#[test]
fn what_is_under_way_is_counted() {
    let specs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/corpus/specs");
    let mock = Mock::builder(specs, "budgets").unwrap_or_else(|error| panic!("{error}"));
    let mock = mock.clock(Clock::set(1_700_000_000)).build();
    let ask = |path: &str| {
        let request = http::Request::get(path)
            .header("x-api-version", "2")
            .header("accept", "application/json;charset=utf-8");
        let request = request.header("x-shop", "1").header("x-channel", "retail");
        mock.handle(&request.body(bytes::Bytes::new()).expect("a request"))
    };
    let (first, second) = (ask("/file"), ask("/file"));
    assert_eq!(
        (first.response.status().as_u16(), second.response.status().as_u16()),
        (200, 200)
    );
    let third = ask("/file");
    assert_eq!(third.response.status(), 429, "two at once are allowed");
    assert!(
        !third.response.headers().contains_key("retry-after"),
        "nobody knows when one ends"
    );
    assert_eq!(ask("/free").response.status(), 200, "no limit counts it");
    let again = first.clone();
    drop(first);
    assert_eq!(ask("/file").response.status(), 429, "somebody has it still");
    drop(again);
    let fourth = ask("/file");
    assert_eq!(fourth.response.status(), 200);
    assert_eq!(
        fourth.response.headers()["x-left"],
        "42",
        "those that were refused did not count"
    );
}

#[test]
fn filters_that_filter_nothing_are_named() {
    let crm = caller("retailcrm");
    for id in ["a", "b"] {
        crm.form(
            "/api/v5/orders/create",
            &[("order", json!({"externalId": id, "status": "new"}))],
        );
    }
    let asked = |path: &str| {
        let response = crm.mock.handle(&crm.request("GET", path, "", String::new())).response;
        let body: Value = serde_json::from_slice(response.body()).expect("JSON");
        let ignored = response
            .headers()
            .get("x-mock-ignored")
            .map(|value| value.to_str().expect("text").to_owned());
        (body["orders"].as_array().map_or(0, Vec::len), ignored)
    };
    assert_eq!(asked("/api/v5/orders?filter[externalIds][]=a"), (1, None));
    assert_eq!(
        asked("/api/v5/orders?filter[customerId]=1").1,
        None,
        "orders have a customer"
    );
    let (count, ignored) =
        asked("/api/v5/orders?filter[externalIds][]=a&filter[attachments]=1&filter[product]=x&limit=20");
    assert_eq!(
        (count, ignored.as_deref()),
        (1, Some("filter.attachments, filter.product"))
    );
    crm.assert_no_violations();
}
