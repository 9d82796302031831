//! Each write of a thing that has a history grows it.

mod common;

use common::{Caller, caller};
use serde_json::{Value, json};

/// Id, field, old and new value of each entry after one.
fn since(crm: &Caller, path: &str, id: i64) -> Vec<(i64, Value, Value, Value)> {
    let (status, page) = crm.get(&format!("/api/v5/{path}/history?filter[sinceId]={id}&limit=100"));
    assert_eq!(status, 200, "{page}");
    let entries = page["history"].as_array().cloned().unwrap_or_default();
    let entry = |entry: &Value| {
        let id = entry["id"].as_i64().unwrap_or_else(|| panic!("an id in {entry}"));
        (
            id,
            entry["field"].clone(),
            entry["oldValue"].clone(),
            entry["newValue"].clone(),
        )
    };
    entries.iter().map(entry).collect()
}

/// The fields that one write changed, after the entries that were there.
#[track_caller]
fn grown(crm: &Caller, path: &str, last: &mut i64) -> Vec<(Value, Value, Value)> {
    let entries = since(crm, path, *last);
    for (id, ..) in &entries {
        assert_eq!(*id, *last + 1, "ids have no gaps: {entries:?}");
        *last = *id;
    }
    entries
        .into_iter()
        .map(|(_, field, old, new)| (field, old, new))
        .collect()
}

#[test]
fn each_write_of_an_order_is_told() {
    let crm = caller("retailcrm");
    let mut last = 0;
    let order = json!({"externalId": "a", "status": "new", "customerComment": "ring"});
    let (_, made) = crm.form("/api/v5/orders/create", &[("order", order)]);
    assert_eq!(
        grown(&crm, "orders", &mut last),
        [(Value::Null, Value::Null, Value::Null)],
        "it was made"
    );
    let edit = json!({"status": "paid", "customerComment": "knock"});
    crm.form("/api/v5/orders/a/edit", &[("order", edit)]);
    let mut changes = grown(&crm, "orders", &mut last);
    changes.sort_by_key(|(field, ..)| field.to_string());
    let text = |text: &str| json!(text);
    assert_eq!(
        changes,
        [
            (text("customerComment"), text("ring"), text("knock")),
            (text("status"), text("new"), text("paid"))
        ]
    );
    crm.form("/api/v5/orders/a/edit", &[("order", json!({"status": "paid"}))]);
    assert_eq!(grown(&crm, "orders", &mut last), [], "nothing changed");
    let renamed = json!([{"id": made["id"], "externalId": "b"}]);
    crm.form("/api/v5/orders/fix-external-ids", &[("orders", renamed)]);
    assert_eq!(
        grown(&crm, "orders", &mut last),
        [(text("externalId"), text("a"), text("b"))]
    );
    let many = json!([{"externalId": "c"}, {"externalId": "d"}]);
    crm.form("/api/v5/orders/upload", &[("orders", many)]);
    assert_eq!(grown(&crm, "orders", &mut last).len(), 2, "each element of a batch");
    let payment = json!({"order": {"externalId": "b"}, "type": "cash"});
    let (status, paid) = crm.form("/api/v5/orders/payments/create", &[("payment", payment)]);
    assert_eq!(status, 201, "{paid}");
    let told = grown(&crm, "orders", &mut last);
    assert_eq!(
        (told.len(), &told[0].0, &told[0].2[0]["type"]),
        (1, &text("payments"), &text("cash"))
    );
    crm.assert_no_violations();
}

#[test]
fn each_write_of_a_customer_is_told() {
    let crm = caller("retailcrm");
    let mut last = 0;
    let customer = json!({"externalId": "anna", "firstName": "Anna", "address": {"city": "Kazan"}});
    crm.form("/api/v5/customers/create", &[("customer", customer)]);
    grown(&crm, "customers", &mut last);
    let edit = json!({"firstName": "Ann", "address": {"city": "Perm"}});
    crm.form("/api/v5/customers/anna/edit", &[("customer", edit)]);
    let mut changes = grown(&crm, "customers", &mut last);
    changes.sort_by_key(|(field, ..)| field.to_string());
    assert_eq!(changes[1], (json!("firstName"), json!("Anna"), json!("Ann")));
    assert_eq!(
        (&changes[0].0, &changes[0].1["city"], &changes[0].2["city"]),
        (&json!("address"), &json!("Kazan"), &json!("Perm"))
    );
    let (_, page) = crm.get("/api/v5/customers/history");
    let shown: Vec<&Value> = page["history"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|entry| &entry["customer"])
        .collect();
    assert_eq!(shown.len(), 3);
    assert!(shown.iter().all(|customer| customer["externalId"] == "anna"), "{page}");
    crm.assert_no_violations();
}

#[test]
fn a_history_is_paged_from_any_of_its_entries() {
    let crm = caller("retailcrm");
    for number in 0..45 {
        let order = json!({"externalId": format!("e{number}")});
        crm.form("/api/v5/orders/create", &[("order", order)]);
    }
    let mut at = 0;
    let mut seen = Vec::new();
    loop {
        let (_, page) = crm.get(&format!("/api/v5/orders/history?limit=20&filter[sinceId]={at}"));
        let entries = page["history"].as_array().cloned().unwrap_or_default();
        let Some(id) = entries.last().and_then(|entry| entry["id"].as_i64()) else {
            break;
        };
        at = id;
        seen.extend(entries.iter().map(|entry| entry["order"]["externalId"].clone()));
    }
    assert_eq!(
        seen,
        (0..45).map(|number| json!(format!("e{number}"))).collect::<Vec<_>>()
    );
    let (_, page) = crm.get("/api/v5/orders/history?limit=20&page=3&filter[sinceId]=4");
    assert_eq!(page["history"].as_array().map(Vec::len), Some(1), "41 are left: {page}");
    crm.assert_no_violations();
}
