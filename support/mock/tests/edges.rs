//! Where requests are odd: twice the same, longer than it may be, of which nobody says what it is.

mod common;

use common::{Caller, caller};
use serde_json::{Value, json};
use tradewire_mock::Kind;

#[track_caller]
fn found(caller: &Caller) -> Vec<(Kind, String, String)> {
    let found = caller.mock.violations().into_iter();
    let out = found.map(|found| (found.kind, found.field, found.expected)).collect();
    caller.mock.forget_violations();
    out
}

#[track_caller]
fn only(caller: &Caller, kind: Kind, field: &str) -> String {
    let all = found(caller);
    let [(found_kind, found_field, expected)] = all.as_slice() else {
        panic!("{all:#?}");
    };
    assert_eq!((*found_kind, found_field.as_str()), (kind, field));
    expected.clone()
}

#[test]
fn what_is_not_told_is_what_the_spec_says_that_it_is() {
    let shop = caller("insales");
    let make = |client: Value| shop.call("POST", "/admin/clients.json", &json!({ "client": client }));
    let (status, client) = make(json!({"name": "a", "surname": "b", "middlename": "c"}));
    assert_eq!((status, &client["name"]), (201, &json!("a")), "a person, by default");
    shop.assert_no_violations();

    make(json!({"name": "a", "inn": "7700000000"}));
    let all = found(&shop);
    let fields: Vec<&str> = all.iter().map(|(_, field, _)| field.as_str()).collect();
    assert_eq!(
        fields,
        ["body.client.inn", "body.client.surname", "body.client.middlename"]
    );
    assert!(
        all[0]
            .2
            .contains("as it is `Client::Individual` without `type`; as `Client::Juridical` nothing is wrong with it"),
        "{all:?}"
    );
    make(json!({"name": "a", "surname": "b"}));
    let expected = only(&shop, Kind::Missing, "body.client.middlename");
    assert!(
        expected.contains("; as `Client::Juridical` it lacks inn and does not fit at surname"),
        "{expected}"
    );

    // Of these the documents name none.
    shop.call(
        "POST",
        "/admin/payment_gateways.json",
        &json!({"payment_gateway": {"title": "Cash"}}),
    );
    let expected = only(&shop, Kind::Missing, "body.payment_gateway.type");
    assert!(
        expected.starts_with("one of `PaymentGateway::Cod`, `PaymentGateway::Custom`, `PaymentGateway::External`; as `PaymentGateway::Cod` "),
        "{expected}"
    );
    make(json!({"type": "Client::Robot", "name": "a"}));
    assert!(
        found(&shop)[0]
            .2
            .starts_with("one of the variants Client::Individual, Client::Juridical")
    );
}

#[test]
fn credentials_that_come_twice_are_none() {
    let crm = caller("retailcrm");
    let ask = |path: &str, headers: &[&str]| {
        let mut request = http::Request::get(path);
        for value in headers {
            request = request.header("x-api-key", *value);
        }
        let response = crm
            .mock
            .handle(&request.body(bytes::Bytes::new()).expect("a request"))
            .response;
        response.status().as_u16()
    };
    assert_eq!(
        (ask("/api/v5/orders?apiKey=a", &[]), ask("/api/v5/orders", &["a"])),
        (200, 200)
    );
    crm.assert_no_violations();
    for (path, headers) in [
        ("/api/v5/orders?apiKey=a&apiKey=a", &[] as &[&str]),
        ("/api/v5/orders", &["a", "b"]),
    ] {
        assert!((401..=403).contains(&ask(path, headers)), "{path}");
        assert_eq!(found(&crm)[0].0, Kind::Auth);
    }
    assert_eq!(ask("/api/v5/orders?limit=20&limit=50", &["a"]), 400);
    only(&crm, Kind::Type, "query.limit");
}

#[test]
fn keys_that_come_twice_are_told() {
    let (shop, crm) = (caller("insales"), caller("retailcrm"));
    let text = r#"{"domain": {"domain": "a.example", "domain": "b.example"}}"#;
    let request = shop.request("POST", "/admin/domains.json", "application/json", text.to_owned());
    assert_eq!(shop.mock.handle(&request).response.status(), 422);
    only(&shop, Kind::Body, "body.domain.domain");
    crm.form(
        "/api/v5/orders/create",
        &[("order", json!("{\"status\": \"a\", \"status\": \"b\"}"))],
    );
    only(&crm, Kind::Body, "body.order.status");
    let mut request = shop.request("POST", "/admin/domains.json", "application/json", "{}".to_owned());
    request
        .headers_mut()
        .append("content-type", http::HeaderValue::from_static("text/plain"));
    let _ = shop.mock.handle(&request);
    only(&shop, Kind::Body, "body");
}

#[test]
fn numbers_keep_all_their_digits() {
    let crm = caller("retailcrm");
    let order = |number: &str| format!("{{\"externalId\": \"n\", \"discountManualAmount\": {number}}}");
    crm.form(
        "/api/v5/orders/create",
        &[("order", json!(order("0.1234567890123456789")))],
    );
    crm.assert_no_violations();
    let kept = crm.get("/api/v5/orders/n").1["order"]["discountManualAmount"].clone();
    assert_eq!(kept, json!("0.1234567890123456789"));
    crm.form("/api/v5/orders/create", &[("order", json!(order("1e999")))]);
    let expected = only(&crm, Kind::Type, "body.order.discountManualAmount");
    assert_eq!(expected, "a decimal number");
}

#[test]
fn too_much_is_told_once() {
    let crm = caller("retailcrm");
    let many: Value = (0..51).map(|at| json!({"externalId": at.to_string()})).collect();
    crm.form("/api/v5/orders/upload", &[("orders", many)]);
    let expected = only(&crm, Kind::Bounds, "body.orders");
    assert!(expected.starts_with("50 elements or less"), "{expected}");
    crm.get("/api/v5/orders?limit=21&page=0");
    let fields: Vec<String> = found(&crm).into_iter().map(|(_, field, _)| field).collect();
    assert_eq!(
        fields.iter().filter(|field| *field == "query.limit").count(),
        1,
        "{fields:?}"
    );
    assert_eq!(
        fields.iter().filter(|field| *field == "query.page").count(),
        1,
        "{fields:?}"
    );
}

#[test]
fn a_lenient_mock_lets_all_through_and_tells_it() {
    let shop = Caller::of("insales", |builder| builder.strict(false).samples(1));
    let request = http::Request::get("/admin/domains.json")
        .body(bytes::Bytes::new())
        .expect("a request");
    assert_eq!(shop.mock.handle(&request).response.status(), 200);
    only(&shop, Kind::Auth, "auth");
}

#[test]
fn elements_that_are_not_there_are_not_changed() {
    let shop = caller("insales");
    let (status, made) = shop.call("POST", "/admin/orders.json", &common::order());
    assert_eq!(status, 201, "{made}");
    let path = format!("/admin/orders/{}.json", made["id"]);
    let line = |id: &Value| json!({"order": {"order_lines_attributes": [{"id": id, "quantity": 5}]}});
    let (status, refused) = shop.call("PUT", &path, &line(&json!(999_999)));
    assert_eq!(status, 404, "{refused}");
    let before = shop.get(&path).1;
    assert_eq!(
        before["order_lines"].as_array().map(Vec::len),
        Some(1),
        "none was added"
    );
    let own = before["order_lines"][0]["id"].clone();
    assert_eq!(shop.call("PUT", &path, &line(&own)).0, 200);
    assert_eq!(shop.get(&path).1["order_lines"][0]["quantity"], 5);
    shop.assert_no_violations();
}

#[test]
fn what_an_open_type_is_sent_it_shows_again() {
    let crm = caller("retailcrm");
    let customer = json!({"externalId": "c", "shelfMark": "A-12", "nickName": "known elsewhere"});
    let kept = crm
        .mock
        .insert("api/v5/customer", &customer)
        .unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(kept["shelfMark"], "A-12");
    let shown = crm.get("/api/v5/customers/c").1["customer"].clone();
    assert_eq!(shown["shelfMark"], "A-12");
    assert!(shown.get("nickName").is_none(), "the spec has it, and not here");
}
