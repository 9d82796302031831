//! Elements of lists that are changed one by one, or keep what is not sent of them.

mod common;

use common::{caller, order};
use serde_json::{Value, json};

#[test]
fn a_field_has_one_value() {
    let shop = caller("insales");
    let (status, made) = shop.call("POST", "/admin/orders.json", &order());
    assert_eq!(status, 201, "{made}");
    let client = json!({"client": {"type": "Client::Individual", "name": "a", "surname": "x", "middlename": "y"}});
    let (status, customer) = shop.call("POST", "/admin/clients.json", &client);
    assert_eq!(status, 201, "{customer}");
    for (what, id) in [("order", &made["id"]), ("client", &customer["id"])] {
        let path = format!("/admin/{what}s/{id}.json");
        let write = |field: i64, value: &str| {
            let values = json!({"fields_values_attributes": [{"field_id": field, "value": value}]});
            let (status, changed) = shop.call("PUT", &path, &json!({what: values}));
            assert_eq!(status, 200, "{changed}");
            changed["fields_values"].clone()
        };
        let first = write(24, "vv");
        let second = write(24, "ww");
        assert_eq!(second.as_array().map(Vec::len), Some(1), "{second}");
        assert_eq!((&second[0]["value"], &second[0]["id"]), (&json!("ww"), &first[0]["id"]));
        let both = write(25, "other");
        let values: Vec<&Value> = both.as_array().into_iter().flatten().map(|one| &one["value"]).collect();
        assert_eq!(values, ["ww", "other"], "that of another field stays");
        assert_ne!(both[0]["id"], both[1]["id"]);
    }
    let field = json!({"field": {"type": "Field::TextField", "destiny": 1, "office_title": "f", "handle": "xf"}});
    let (status, field) = shop.call("POST", "/admin/fields.json", &field);
    assert_eq!(status, 201, "{field}");
    for name in [
        json!({"field_id": field["id"]}),
        json!({"handle": "xf"}),
        json!({"handle": "xf"}),
    ] {
        let mut value = name.clone();
        value["value"] = json!(format!("by {name}"));
        let path = format!("/admin/orders/{}.json", made["id"]);
        let body = json!({"order": {"fields_values_attributes": [value]}});
        let (_, changed) = shop.call("PUT", &path, &body);
        let values = changed["fields_values"].as_array().expect("a list");
        assert_eq!((values.len(), &values[2]["value"]), (3, &value["value"]), "{changed}");
    }
    let address = json!({"order": {"shipping_address_attributes": {"fields_values_attributes": [{"field_id": 7, "value": "a"}]}}});
    let path = format!("/admin/orders/{}.json", made["id"]);
    shop.call("PUT", &path, &address);
    let (_, changed) = shop.call("PUT", &path, &address);
    assert_eq!(
        changed["shipping_address"]["fields_values"].as_array().map(Vec::len),
        Some(1),
        "{changed}"
    );
    shop.assert_no_violations();
}

#[test]
fn a_line_that_is_named_keeps_what_is_not_sent() {
    let crm = caller("retailcrm");
    let items = json!([
        {"productName": "Tea", "initialPrice": 5, "quantity": 1},
        {"productName": "Cup", "initialPrice": 7, "quantity": 1},
    ]);
    let (status, made) = crm.form(
        "/api/v5/orders/create",
        &[("order", json!({"externalId": "a", "items": items}))],
    );
    assert_eq!(status, 201, "{made}");
    let shown = || crm.get("/api/v5/orders/a").1["order"]["items"].clone();
    let before = shown();
    let edit = |items: Value| crm.form("/api/v5/orders/a/edit", &[("order", json!({"items": items}))]);
    let (status, refused) = edit(json!([{"id": before[0]["id"], "quantity": 2}, {"id": 123_456}]));
    assert_eq!((status, &refused["success"]), (404, &json!(false)), "{refused}");
    assert_eq!(shown(), before, "nothing of it is done");

    let (status, reply) = edit(json!([{"id": before[0]["id"], "quantity": 3}, {"productName": "Pot", "quantity": 1}]));
    assert_eq!(status, 200, "{reply}");
    let after = shown();
    assert_eq!(
        after.as_array().map(Vec::len),
        Some(2),
        "what is not sent is gone: {after}"
    );
    assert_eq!(
        (&after[0]["id"], &after[0]["quantity"], &after[0]["initialPrice"]),
        (&before[0]["id"], &json!(3), &json!(5))
    );
    let name = |item: &Value| {
        item["productName"]
            .as_str()
            .or(item["offer"]["displayName"].as_str())
            .map(str::to_owned)
    };
    assert_eq!(name(&after[0]), name(&before[0]), "{after}");
    assert!(
        before
            .as_array()
            .into_iter()
            .flatten()
            .all(|item| item["id"] != after[1]["id"]),
        "one that is new"
    );
    crm.assert_no_violations();
}
