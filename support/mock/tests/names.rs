//! Each name is that of one thing, and what a request names is there.

mod common;

use common::{Caller, caller};
use serde_json::{Value, json};

fn make(crm: &Caller, what: &str, external: &str) -> i64 {
    let path = format!("/api/v5/{what}s/create");
    let (status, made) = crm.form(&path, &[(what, json!({"externalId": external}))]);
    assert_eq!(status, 201, "{made}");
    made["id"].as_i64().expect("an id")
}

fn external(crm: &Caller, what: &str, id: i64) -> Value {
    crm.get(&format!("/api/v5/{what}s/{id}?by=id")).1[what]["externalId"].clone()
}

#[test]
fn a_change_takes_no_name_of_another() {
    let crm = caller("retailcrm");
    for what in ["order", "customer"] {
        let (first, second) = (make(&crm, what, "U1"), make(&crm, what, "U2"));
        let path = format!("/api/v5/{what}s/{first}/edit");
        let edit = |name: &str| {
            crm.form(
                &path,
                &[
                    ("by", json!("id")),
                    (what, json!({"externalId": name, "firstName": "A"})),
                ],
            )
        };
        let (status, refused) = edit("U2");
        assert_eq!((status, &refused["success"]), (400, &json!(false)), "{refused}");
        assert_eq!(refused["errorMsg"], "Already exists", "as one that is made");
        assert_eq!(external(&crm, what, first), "U1", "nothing of it is done");
        assert_eq!(edit("U1").0, 200, "its own name is no other's");
        assert_eq!(edit("U3").0, 200, "nor is one that none has");
        assert_eq!(
            (external(&crm, what, first), external(&crm, what, second)),
            (json!("U3"), json!("U2"))
        );
    }
}

#[test]
fn a_batch_takes_no_name_of_another() {
    let crm = caller("retailcrm");
    let (first, second) = (make(&crm, "order", "U1"), make(&crm, "order", "U2"));
    let fix = |rows: Value| crm.form("/api/v5/orders/fix-external-ids", &[("orders", rows)]);
    for rows in [
        json!([{"id": second, "externalId": "U1"}]),
        json!([{"id": first, "externalId": "U3"}, {"id": second, "externalId": "U3"}]),
        json!([{"id": first, "externalId": "U3"}, {"id": 99_999, "externalId": "U2"}]),
    ] {
        let (status, refused) = fix(rows);
        assert!((400..500).contains(&status), "{status} {refused}");
        assert_eq!(
            (external(&crm, "order", first), external(&crm, "order", second)),
            (json!("U1"), json!("U2")),
            "all is done or nothing"
        );
    }
    assert_eq!(fix(json!([{"id": second, "externalId": "U4"}])).0, 200);
    assert_eq!(external(&crm, "order", second), "U4");
}

#[test]
fn what_has_no_id_keeps_the_name_that_its_path_has() {
    let crm = caller("retailcrm");
    let edit = |code: &str| {
        let kind = json!({"code": code, "name": format!("Named {code}")});
        crm.form("/api/v5/reference/order-types/ot/edit", &[("orderType", kind)])
    };
    for code in ["other", "ot", "more"] {
        let (status, reply) = edit(code);
        assert!(status < 300, "{reply}");
        let (_, all) = crm.get("/api/v5/reference/order-types");
        let kept = all["orderTypes"].as_object().expect("by codes");
        assert_eq!(kept.keys().collect::<Vec<_>>(), ["ot"], "{all}");
        assert_eq!(all["orderTypes"]["ot"]["name"], format!("Named {code}"));
        assert_eq!(all["orderTypes"]["ot"]["code"], "ot");
    }
}

#[test]
fn what_a_path_names_is_there_whatever_is_done_with_it() {
    let shop = caller("commercehq");
    shop.mock
        .insert("api/v1/order", &json!({"id": 27, "email": "anna@shop.example"}))
        .expect("a collection");
    let refund = |id: i64| {
        shop.call(
            "POST",
            &format!("/api/v1/orders/{id}/refund"),
            &json!({"refund": "1.00"}),
        )
    };
    assert_eq!(refund(424_242).0, 404);
    assert_eq!(refund(27).0, 200);
    let forgets = Caller::of("commercehq", |builder| builder.memory(false));
    let (status, _) = forgets.call("POST", "/api/v1/orders/424242/refund", &json!({"refund": "1.00"}));
    assert_eq!(status, 200, "who remembers nothing misses nothing");
}

#[test]
fn what_is_not_there_is_said_to_be_not_found() {
    let crm = caller("retailcrm");
    let (status, body) = crm.get("/api/v5/orders/none");
    assert_eq!((status, &body["errorMsg"]), (404, &json!("Not found")), "{body}");
}

#[test]
fn samples_have_names_and_name_what_stands_beside() {
    let crm = Caller::of("retailcrm", |builder| builder.samples(6));
    let dump = crm.mock.dump();
    let kinds = dump["collections"]["api/v5/reference/order-type"]["rows"]
        .as_array()
        .expect("rows");
    assert!(kinds.iter().all(|row| row["data"]["code"].is_string()), "{kinds:?}");
    for seed in 1..6 {
        let shop = Caller::of("commercehq", |builder| builder.samples(6).seed(seed));
        let dump = shop.mock.dump();
        let orders = dump["collections"]["api/v1/order"]["rows"].as_array().expect("rows");
        let mut named = 0;
        for order in orders {
            let of = |key: &str| order["data"][key].as_array().cloned().unwrap_or_default();
            let own: Vec<Value> = of("fulfilments").iter().map(|one| one["id"].clone()).collect();
            for shipment in of("shipments") {
                if let Some(told) = shipment.get("fulfilment_id") {
                    assert!(own.contains(told), "{told} is none of {own:?}");
                    named += 1;
                }
            }
        }
        assert!(named > 0, "some name one");
    }
}
