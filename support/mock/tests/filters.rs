//! Lists are of what is asked for, and what filters nothing is named.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use common::{Caller, caller};
use serde_json::{Value, json};
use tradewire_mock::Mock;

/// How many things a listing shows under a key, and which of its filters it names as ignored.
fn asked(caller: &Caller, path: &str, key: &str) -> (usize, String) {
    let request = caller.request("GET", path, "", String::new());
    let response = caller.mock.handle(&request).response;
    let body: Value = serde_json::from_slice(response.body()).expect("JSON");
    assert_eq!(response.status(), 200, "{path}: {body}");
    let ignored = response.headers().get("x-mock-ignored");
    let ignored = ignored.map_or("", |value| value.to_str().expect("text"));
    (body[key].as_array().map_or(0, Vec::len), ignored.to_owned())
}

fn all_orders(crm: &Caller) {
    let collection = "api/v5/order";
    let customer = |id: i64, outer: &str| json!({"id": id, "externalId": outer, "type": "customer", "site": "a"});
    for (id, customer) in [(1, Some(customer(7, "u7"))), (2, Some(customer(8, "u8"))), (3, None)] {
        let mut order = json!({"id": id, "number": format!("N{id}"), "status": "new"});
        if let Some(customer) = customer {
            order["customer"] = customer;
        }
        crm.mock.insert(collection, &order).expect("an order");
    }
}

#[test]
fn what_lacks_the_object_is_not_asked_for() {
    let crm = caller("retailcrm");
    all_orders(&crm);
    let orders = |filter: &str| asked(&crm, &format!("/api/v5/orders?filter[{filter}"), "orders");
    assert_eq!(orders("customerId]=999999"), (0, String::new()));
    assert_eq!(orders("customerId]=7"), (1, String::new()));
    assert_eq!(orders("customerExternalId]=u8"), (1, String::new()));
    assert_eq!(orders("customerExternalId]=none"), (0, String::new()));
    crm.assert_no_violations();
}

#[test]
fn plurals_of_nested_fields_are_answered() {
    let crm = caller("retailcrm");
    let costs = json!({"id": 1, "dateFrom": "2024-01-01", "dateTo": "2024-01-01", "costItem": "rent", "summ": 5, "order": {"id": 41}});
    crm.mock.insert("api/v5/cost", &costs).expect("a cost");
    let costs = |id: i64| asked(&crm, &format!("/api/v5/costs?filter[orderIds][]={id}"), "costs");
    assert_eq!((costs(99999), costs(41)), ((0, String::new()), (1, String::new())));
    let note = json!({"id": 1, "text": "a", "customer": {"id": 3, "type": "customer", "site": "a"}});
    crm.mock.insert("api/v5/customer/note", &note).expect("a note");
    let notes = |id: i64| {
        asked(
            &crm,
            &format!("/api/v5/customers/notes?filter[customerIds][]={id}"),
            "notes",
        )
    };
    assert_eq!((notes(99999), notes(3)), ((0, String::new()), (1, String::new())));
    crm.assert_no_violations();
}

#[test]
fn elements_of_lists_answer() {
    let crm = caller("retailcrm");
    for (id, offers) in [
        (1, json!([{"id": 11, "externalId": "o11"}, {"id": 12}])),
        (2, json!([])),
        (3, Value::Null),
    ] {
        let mut product = json!({"id": id, "name": "Tea", "url": "https://a.example/tea"});
        if !offers.is_null() {
            product["offers"] = offers;
        }
        crm.mock.insert("api/v5/store/product", &product).expect("a product");
    }
    let products = |filter: &str| asked(&crm, &format!("/api/v5/store/products?filter[{filter}"), "products");
    assert_eq!(products("offerIds][]=12"), (1, String::new()));
    assert_eq!(products("offerIds][]=99"), (0, String::new()));
    assert_eq!(products("offerExternalId]=o11"), (1, String::new()));
    assert_eq!(products("urlLike]=zzzq"), (0, String::new()));
    assert_eq!(
        products("urlLike]=EXAMPLE/t"),
        (3, String::new()),
        "a part of the address"
    );
    assert_eq!(products("classSegment]=a1"), (3, "filter.classSegment".to_owned()));
    crm.assert_no_violations();
}

#[test]
fn filters_are_about_what_the_spec_says() {
    let crm = caller("retailcrm");
    for (id, status, total, paid) in [
        (1, "new", 100, "cash"),
        (2, "done", 250, "card"),
        (3, "done", 400, "cash"),
    ] {
        let order = json!({
            "id": id, "status": status, "totalSumm": total, "managerId": id + 10,
            "customer": {"id": 7, "type": "customer", "site": "a", "vip": id == 2},
            "payments": {"41": {"id": 41, "type": paid, "status": "paid"}, "42": {"id": 42, "type": "bonus"}},
        });
        crm.mock.insert("api/v5/order", &order).expect("an order");
    }
    let orders = |filter: &str| {
        let (count, ignored) = asked(&crm, &format!("/api/v5/orders?{filter}"), "orders");
        assert_eq!(ignored, "", "{filter}");
        count
    };
    let counts = [
        ("filter[extendedStatus][]=done", 2),
        ("filter[extendedStatus][]=done&filter[extendedStatus][]=new", 3),
        ("filter[minPrice]=250", 2),
        ("filter[maxPrice]=250", 2),
        ("filter[minPrice]=101&filter[maxPrice]=399", 1),
        ("filter[paymentTypes][]=cash", 2),
        ("filter[paymentStatuses][]=paid", 3),
        ("filter[paymentStatuses][]=none", 0),
        ("filter[managers][]=12", 1),
        ("filter[vip]=1", 1),
    ];
    for (filter, count) in counts {
        assert_eq!(orders(filter), count, "{filter}");
    }
    crm.assert_no_violations();
}

#[test]
fn a_search_in_the_body_leaves_out_what_has_no_customer() {
    let shop = Caller::of("commercehq", |builder| builder.samples(3));
    let search = |body: &Value| {
        let (status, found) = shop.call("POST", "/api/v1/orders/search", body);
        assert_eq!(status, 200, "{found}");
        let list = found.get("items").unwrap_or(&found);
        list.as_array().map_or(0, Vec::len)
    };
    assert_eq!((search(&json!({})), search(&json!({"customer_id": 987_654}))), (3, 0));
    shop.assert_no_violations();
}

#[test]
fn sorting_by_what_nothing_has_is_named() {
    let shop = Caller::of("commercehq", |builder| builder.samples(3));
    assert_eq!(asked(&shop, "/api/v1/orders?sort=zzz", "items"), (3, "sort".to_owned()));
    assert_eq!(asked(&shop, "/api/v1/orders?sort=!id", "items"), (3, String::new()));
    shop.assert_no_violations();
}

/// What filters nothing stands in `unanswered.json` with a reason: by platform and operation, the parameter as it is sent.
#[test]
fn filters_that_no_field_answers_are_known() {
    type Known = BTreeMap<String, BTreeMap<String, BTreeMap<String, String>>>;
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(here.join("tests/unanswered.json")).expect("the list");
    let known: Known = serde_json::from_str(&text).expect("filters by operation");
    let mut lacking = Vec::new();
    let mut idle = Vec::new();
    for platform in ["boostore", "commercehq", "insales", "onebox", "retailcrm"] {
        let mock = Mock::builder(here.join("../../specs"), platform)
            .expect("specs")
            .build();
        let found: BTreeSet<(String, String)> = mock.coverage().unanswered.into_iter().collect();
        let listed: BTreeSet<(String, String)> = known
            .get(platform)
            .into_iter()
            .flatten()
            .flat_map(|(operation, filters)| filters.keys().map(|filter| (operation.clone(), filter.clone())))
            .collect();
        lacking.extend(
            found
                .difference(&listed)
                .map(|(operation, filter)| format!("{platform}/{operation} {filter}")),
        );
        idle.extend(
            listed
                .difference(&found)
                .map(|(operation, filter)| format!("{platform}/{operation} {filter}")),
        );
    }
    assert!(
        lacking.is_empty(),
        "no field answers these, and they have no reason in unanswered.json:\n{}",
        lacking.join("\n")
    );
    assert!(
        idle.is_empty(),
        "these are answered; take them out of unanswered.json:\n{}",
        idle.join("\n")
    );
    let reasons = known.values().flat_map(BTreeMap::values).flat_map(BTreeMap::values);
    assert!(
        reasons.into_iter().all(|reason| !reason.trim().is_empty()),
        "each has a reason"
    );
}
