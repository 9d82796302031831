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
    for (path, headers, what) in [
        (
            "/api/v5/orders?apiKey=a&apiKey=a",
            &[] as &[&str],
            "the same parameter twice",
        ),
        ("/api/v5/orders", &["a", "b"], "the same header twice"),
        (
            "/api/v5/orders?apiKey=a",
            &["b"],
            "several ones: the header `x-api-key` and the parameter `apiKey`",
        ),
        ("/api/v5/orders?apiKey=a", &["a"], "several ones"),
        ("/api/v5/orders?apiKey=a&apiKey=a", &["a"], "several ones"),
        ("/api/v5/orders?apiKey=", &["a"], "several ones"),
    ] {
        assert!((401..=403).contains(&ask(path, headers)), "{path}");
        let told = crm.mock.violations();
        assert_eq!(found(&crm)[0].0, Kind::Auth);
        assert!(told[0].found.starts_with(what), "{told:?}");
    }
    assert_eq!(ask("/api/v5/orders?limit=20&limit=50", &["a"]), 400);
    only(&crm, Kind::Type, "query.limit");
}

/// Schemes that use one header are one way, and what another scheme than its own says in a header is no credential.
#[test]
fn ways_that_exclude_each_other_are_one() {
    let specs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/corpus/specs");
    let mock = tradewire_mock::Mock::builder(specs, "signing").unwrap_or_else(|error| panic!("{error}"));
    let mock = mock.build();
    let ask = |path: &str, headers: &[(&str, &str)]| {
        let mut request = http::Request::get(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(bytes::Bytes::new()).expect("a request");
        mock.handle(&request).response.status().as_u16()
    };
    let login = "/get?login=me&password=f96b697d7cb7938d525a2f31aaf161d0";
    let bearer = ("authorization", "Bearer s");
    for (path, headers, wanted) in [
        ("/get", &[bearer] as &[(&str, &str)], 200),
        ("/get", &[bearer, ("x-api-key", "k")], 401),
        (login, &[bearer], 401),
        (login, &[("authorization", "Digest of-a-proxy")], 200),
        ("/get", &[("authorization", "Basic bWU6eA==")], 200),
        ("/open", &[bearer, ("x-api-key", "k")], 200),
    ] {
        assert_eq!(ask(path, headers), wanted, "{path} {headers:?}");
    }
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

/// What is done all the same is told.
#[test]
fn a_lenient_mock_tells_what_it_cannot_keep() {
    let crm = Caller::of("retailcrm", |builder| builder.strict(false));
    let order = json!({"externalId": "l", "firstName": [1]});
    assert_eq!(crm.form("/api/v5/orders/create", &[("order", order)]).0, 201);
    only(&crm, Kind::Type, "body.order.firstName");
    let shown = crm.get("/api/v5/orders/l").1["order"].clone();
    assert_eq!((&shown["externalId"], shown.get("firstName")), (&json!("l"), None));
    let kept = crm.mock.dump()["collections"]["api/v5/order"]["rows"][0]["data"].clone();
    assert_eq!(kept["firstName"], json!([1]));

    let made = |content_type: &str, text: &str| {
        let request = crm.request("POST", "/api/v5/orders/create", content_type, text.to_owned());
        crm.mock.handle(&request).response.status().as_u16()
    };
    assert_eq!(made("text/plain", "garbage"), 201);
    let expected = only(&crm, Kind::Body, "body");
    assert_eq!(expected, "application/x-www-form-urlencoded");
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
