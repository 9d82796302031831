//! Each violation names the line of the spec that it is against.

mod common;

use common::{Caller, caller};
use serde_json::json;
use tradewire_mock::Kind;

/// The only violation so far: its sort and field, and what stands at its place in the spec.
#[track_caller]
fn told(caller: &Caller) -> (Kind, String, String) {
    let found = caller.mock.violations();
    caller.mock.forget_violations();
    let [violation] = found.as_slice() else {
        panic!("{found:#?}");
    };
    let place = violation.place.as_ref().expect("a place");
    let text =
        std::fs::read_to_string(format!("{}/../../{}", env!("CARGO_MANIFEST_DIR"), place.file)).expect("the spec");
    let line = text.lines().nth(place.line as usize - 1).expect("the line");
    let behind: String = line.chars().skip(place.column as usize - 1).collect();
    let json = violation.json();
    assert_eq!(
        json["spec"],
        json!(format!("{}:{}:{}", place.file, place.line, place.column)),
        "{json}"
    );
    (violation.kind, violation.field.clone(), behind)
}

#[track_caller]
fn check(caller: &Caller, kind: Kind, field: &str, line: &str) {
    let (found_kind, found_field, found_line) = told(caller);
    assert_eq!((found_kind, found_field.as_str()), (kind, field));
    assert!(found_line.starts_with(line), "wanted {line}, there stands {found_line}");
}

#[test]
fn of_path_and_query() {
    let crm = caller("retailcrm");
    crm.get("/api/v5/costs/x");
    check(&crm, Kind::Type, "path.id", "id:");
    crm.get("/api/v5/orders?limit=21");
    check(&crm, Kind::Value, "query.limit", "limit:");
    crm.get("/api/v5/orders?filter[createdAtFrom]=yesterday");
    check(&crm, Kind::Type, "query.filter.createdAtFrom", "createdAtFrom:");
    crm.get("/api/v5/orders?colour=red");
    check(&crm, Kind::Unknown, "query.colour", "list:");
}

#[test]
fn of_encodings_and_bodies() {
    let (shop, crm) = (caller("insales"), caller("retailcrm"));
    crm.call("POST", "/api/v5/orders/create", &json!({"order": {}}));
    check(&crm, Kind::Body, "body", "create:");
    crm.form("/api/v5/orders/create", &[("order", json!({"status": 7}))]);
    check(&crm, Kind::Type, "body.order.status", "status:");
    shop.call(
        "POST",
        "/admin/domains.json",
        &json!({"domain": {"domain": "a", "main": "yes"}}),
    );
    check(&shop, Kind::Type, "body.domain.main", "main:");
    shop.call("POST", "/admin/domains.json", &json!({"domain": {"main": true}}));
    check(&shop, Kind::Missing, "body.domain.domain", "domain:");
}

#[test]
fn of_credentials() {
    let shop = caller("insales");
    let request = http::Request::get("/admin/orders.json")
        .body(bytes::Bytes::new())
        .expect("a request");
    assert_eq!(shop.mock.handle(&request).response.status(), 401);
    check(&shop, Kind::Auth, "auth", "list:");
}

#[test]
fn of_rules() {
    let boxed = caller("onebox");
    boxed.get("/api/orders/add/?ordercode=7");
    check(&boxed, Kind::Rule, "body", "OrderCreate:");
    let shop = caller("insales");
    let client =
        json!({"client": {"name": "a", "surname": "b", "middlename": "c", "registered": true, "password": "123456"}});
    shop.call("POST", "/admin/clients.json", &client);
    check(&shop, Kind::Missing, "body.client.email", "email:");
}
