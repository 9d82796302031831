//! Lists of a thing whose elements have a resource of their own are one with it, whichever side is written.

mod common;

use common::{Caller, caller};
use serde_json::{Value, json};

/// Values of one key in a list.
fn of(list: &Value, key: &str) -> Vec<Value> {
    list.as_array()
        .into_iter()
        .flatten()
        .map(|one| one[key].clone())
        .collect()
}

#[track_caller]
fn id(made: &Value) -> i64 {
    made["id"].as_i64().unwrap_or_else(|| panic!("an id in {made}"))
}

fn product(shop: &Caller) -> Value {
    let body = json!({"product": {"title": "Tea", "category_id": 1, "variants_attributes": [
        {"price": 10, "quantity": 1, "sku": "small"}, {"price": 18, "quantity": 2, "sku": "large"},
    ]}});
    let (status, made) = shop.call("POST", "/admin/products.json", &body);
    assert_eq!(status, 201, "{made}");
    made
}

#[test]
fn what_a_thing_is_made_with_has_its_own_address() {
    let shop = caller("insales");
    let (first, second) = (product(&shop), product(&shop));
    let path = format!("/admin/products/{}/variants", id(&first));
    let (_, variants) = shop.get(&format!("{path}.json"));
    assert_eq!(variants, first["variants"], "both show the same");
    assert_eq!(of(&variants, "sku"), ["small", "large"]);
    let ids: Vec<Value> = [&first, &second]
        .iter()
        .flat_map(|one| of(&one["variants"], "id"))
        .collect();
    let distinct: std::collections::BTreeSet<String> = ids.iter().map(Value::to_string).collect();
    assert_eq!(distinct.len(), 4, "each has an id of its own: {ids:?}");
    let (status, one) = shop.get(&format!("{path}/{}.json", ids[1]));
    assert_eq!((status, &one["sku"]), (200, &json!("large")));
    assert_eq!(
        shop.get(&format!("{path}/{}.json", ids[2])).0,
        404,
        "that is the other product's"
    );
    shop.assert_no_violations();
}

#[test]
fn what_is_written_below_shows_above() {
    let shop = caller("insales");
    let made = product(&shop);
    let (above, below) = (
        format!("/admin/products/{}.json", id(&made)),
        format!("/admin/products/{}/variants", id(&made)),
    );
    let small = id(&made["variants"][0]);
    let (status, third) = shop.call(
        "POST",
        &format!("{below}.json"),
        &json!({"variant": {"price": 25, "quantity": 3}}),
    );
    assert_eq!(status, 201, "{third}");
    let known = of(&shop.get(&above).1["variants"], "id");
    assert_eq!(
        known,
        [json!(small), made["variants"][1]["id"].clone(), third["id"].clone()]
    );

    shop.call(
        "PUT",
        &format!("{below}/{small}.json"),
        &json!({"variant": {"quantity": 7}}),
    );
    let shown = &shop.get(&above).1["variants"][0];
    assert_eq!(
        (&shown["quantity"], &shown["sku"]),
        (&json!(7), &json!("small")),
        "{shown}"
    );
    let (_, listed) = shop.get("/admin/products.json");
    assert_eq!(listed[0]["variants"][0], *shown, "in the list as well");

    shop.call("DELETE", &format!("{below}/{small}.json"), &Value::Null);
    assert_eq!(of(&shop.get(&above).1["variants"], "id").len(), 2);
    shop.call("DELETE", &above, &Value::Null);
    assert_eq!(shop.get(&format!("{below}.json")).0, 404);
    let dump = shop.mock.dump();
    assert_eq!(dump["collections"]["admin/product/{}/variant"]["rows"], json!([]));
    shop.assert_no_violations();
}

#[test]
fn what_is_written_above_shows_below() {
    let shop = caller("insales");
    let made = product(&shop);
    let (above, below) = (
        format!("/admin/products/{}.json", id(&made)),
        format!("/admin/products/{}/product_field_values", id(&made)),
    );
    let values = json!({"product": {"product_field_values_attributes": [{"handle": "origin", "value": "Assam"}]}});
    let (_, changed) = shop.call("PUT", &above, &values);
    let value = id(&changed["product_field_values"][0]);
    assert_eq!(shop.get(&format!("{below}/{value}.json")).1["value"], "Assam");
    let (_, changed) = shop.call(
        "PUT",
        &format!("{below}/{value}.json"),
        &json!({"product_field_value": {"value": "Ceylon"}}),
    );
    assert_eq!(changed["value"], "Ceylon");
    let (_, shown) = shop.get(&above);
    assert_eq!(of(&shown["product_field_values"], "value"), ["Ceylon"]);
    assert_eq!(
        of(&shown["variants"], "sku"),
        ["small", "large"],
        "what was not sent stays"
    );

    let images = format!("/admin/products/{}/images.json", id(&made));
    let (status, image) = shop.call("POST", &images, &json!({"image": {"src": "http://a.example/1.png"}}));
    assert_eq!(status, 201, "{image}");
    assert_eq!(of(&shop.get(&above).1["images"], "id"), [image["id"].clone()]);
    shop.assert_no_violations();
}

#[test]
fn what_stands_two_levels_deep_shows_at_the_top() {
    let shop = caller("insales");
    let made = product(&shop);
    let variant = id(&made["variants"][1]);
    let path = format!("/admin/variants/{variant}/variant_field_values");
    let body = json!({"variant_field_value": {"variant_field_handle": "leaf", "value": "whole"}});
    let (status, value) = shop.call("POST", &format!("{path}.json"), &body);
    assert_eq!(status, 201, "{value}");
    let (_, shown) = shop.get(&format!("/admin/products/{}.json", id(&made)));
    assert_eq!(of(&shown["variants"][1]["variant_field_values"], "value"), ["whole"]);
    assert_eq!(
        shop.get("/admin/variants/999/variant_field_values.json").0,
        404,
        "there is no such variant"
    );
    shop.call("DELETE", &format!("/admin/products/{}.json", id(&made)), &Value::Null);
    assert_eq!(
        shop.get(&format!("{path}/{}.json", id(&value))).0,
        404,
        "it went with the product"
    );
    shop.assert_no_violations();
}

#[test]
fn payments_are_those_of_the_order_that_they_name() {
    let crm = caller("retailcrm");
    let order = json!({"externalId": "a-1", "payments": [{"type": "cash", "amount": 5}]});
    assert_eq!(crm.form("/api/v5/orders/create", &[("order", order)]).0, 201);
    let (_, before) = crm.get("/api/v5/orders/a-1");
    let first = id(&before["order"]["payments"][0]);
    let payment = json!({"order": {"externalId": "a-1"}, "type": "card", "amount": 12});
    let (status, made) = crm.form("/api/v5/orders/payments/create", &[("payment", payment)]);
    assert_eq!(status, 201, "{made}");
    let shown = |crm: &Caller| crm.get("/api/v5/orders/a-1").1["order"]["payments"].clone();
    assert_eq!(of(&shown(&crm), "id"), [json!(first), made["id"].clone()]);
    let path = format!("/api/v5/orders/payments/{first}");
    let (status, _) = crm.form(&format!("{path}/edit"), &[("payment", json!({"status": "paid"}))]);
    assert_eq!(status, 200);
    assert_eq!(shown(&crm)[0]["status"], "paid");
    assert_eq!(crm.form(&format!("{path}/delete"), &[]).0, 200);
    assert_eq!(of(&shown(&crm), "type"), ["card"]);
    let (_, history) = crm.get("/api/v5/orders/history");
    let fields = of(&history["history"], "field");
    assert_eq!(
        fields.iter().filter(|field| **field == json!("payments")).count(),
        3,
        "{history}"
    );
    crm.assert_no_violations();
}

#[test]
fn corporate_customers_show_what_stands_below_them() {
    let crm = caller("retailcrm");
    let customer = json!({"externalId": "acme", "nickName": "Acme"});
    let (status, made) = crm.form("/api/v5/customers-corporate/create", &[("customerCorporate", customer)]);
    assert_eq!(status, 201, "{made}");
    for (path, key, shown) in [
        ("addresses", "address", "addresses"),
        ("companies", "company", "companies"),
        ("contacts", "contact", "customerContacts"),
    ] {
        let thing = match key {
            "company" => json!({"name": "Acme Ltd"}),
            "contact" => json!({"customer": {"id": 7}}),
            _ => json!({"name": "Dock"}),
        };
        let (status, made) = crm.form(
            &format!("/api/v5/customers-corporate/acme/{path}/create"),
            &[(key, thing)],
        );
        assert_eq!(status, 201, "{made}");
        let (_, whole) = crm.get("/api/v5/customers-corporate/acme");
        assert_eq!(
            of(&whole["customerCorporate"][shown], "id"),
            [made["id"].clone()],
            "{whole}"
        );
    }
    crm.assert_no_violations();
}

#[test]
fn fulfilments_and_shipments_are_those_of_their_order() {
    let shop = caller("commercehq");
    let order = json!({"id": 27, "email": "anna@shop.example"});
    shop.mock.insert("api/v1/order", &order).expect("a collection");
    let items = json!({"items": [{"id": 11, "quantity": 2}, {"id": 12, "quantity": 1}]});
    let (status, made) = shop.call("POST", "/api/v1/orders/27/fulfilments", &items);
    assert_eq!(status, 200, "{made}");
    assert_eq!(
        made["fulfilments"].as_array().map(Vec::len),
        Some(1),
        "one of two lines: {made}"
    );
    let fulfilment = made["fulfilments"][0].clone();
    assert_eq!(fulfilment["items"], items["items"]);
    let (_, second) = shop.call(
        "POST",
        "/api/v1/orders/27/fulfilments",
        &json!({"items": [{"id": 11, "quantity": 1}]}),
    );
    assert_eq!(of(&second["fulfilments"], "id").len(), 2, "what the order has");
    let path = format!("/api/v1/orders/27/fulfilments/{}", id(&fulfilment));
    shop.call("PATCH", &path, &json!({"items": [{"id": 11, "quantity": 9}]}));
    let parcel = json!({"data": {"fulfilment_id": id(&fulfilment), "tracking_number": "RR1"}});
    shop.call("POST", "/api/v1/orders/27/shipments", &parcel);
    let (_, shown) = shop.get("/api/v1/orders/27");
    assert_eq!(
        shown["fulfilments"][0]["items"],
        json!([{"id": 11, "quantity": 9}]),
        "{shown}"
    );
    assert_eq!(of(&shown["shipments"], "tracking_number"), ["RR1"]);
    shop.call("DELETE", &path, &Value::Null);
    assert_eq!(
        of(&shop.get("/api/v1/orders/27").1["fulfilments"], "id"),
        of(&second["fulfilments"], "id")[1..]
    );
    shop.assert_no_violations();
}

#[test]
fn one_address_of_several_changes() {
    let shop = caller("commercehq");
    let customer = json!({"id": 5, "email": "anna@shop.example", "address": [{"id": 1}, {"id": 2}]});
    shop.mock.insert("api/v1/customer", &customer).expect("a collection");
    let address = json!({"address": {"id": 2, "phone": "+44 20 7946 0000"}});
    let (status, changed) = shop.call("PATCH", "/api/v1/customers/5", &address);
    assert_eq!((status, &changed["id"]), (200, &json!(5)), "{changed}");
    assert_eq!(of(&changed["address"], "id"), [1, 2]);
    assert_eq!(changed["address"][1]["phone"], "+44 20 7946 0000");
}
