//! What is written can be read, listed, changed and deleted.

mod common;

use common::{Caller, caller};
use serde_json::{Value, json};

fn names(list: &Value, key: &str) -> Vec<String> {
    list.as_array()
        .into_iter()
        .flatten()
        .filter_map(|one| one[key].as_str().map(str::to_owned))
        .collect()
}

#[test]
fn a_thing_is_made_read_changed_and_deleted() {
    let shop = caller("insales");
    let (status, made) = shop.call(
        "POST",
        "/admin/domains.json",
        &json!({"domain": {"domain": "a.example", "main": true}}),
    );
    assert_eq!(
        (status, &made["domain"], &made["main"]),
        (201, &json!("a.example"), &json!(true))
    );
    let id = made["id"].as_i64().expect("an id");
    assert_eq!(
        made["created_at"], "2023-11-15T01:13:20+03:00",
        "of the clock of the mock"
    );

    shop.mock.clock().forward(std::time::Duration::from_secs(60));
    let path = format!("/admin/domains/{id}.json");
    let (_, changed) = shop.call("PUT", &path, &json!({"domain": {"main": false}}));
    assert_eq!(
        (&changed["domain"], &changed["main"]),
        (&json!("a.example"), &json!(false)),
        "what is left out stays"
    );
    assert_eq!(changed["created_at"], made["created_at"]);
    assert_ne!(changed["updated_at"], made["updated_at"]);
    assert_eq!(shop.get(&path), (200, changed));

    assert_eq!(shop.call("DELETE", &path, &Value::Null).0, 200);
    assert_eq!(shop.get(&path).0, 404);
    assert_eq!(shop.get("/admin/domains.json"), (200, json!([])));
    shop.assert_no_violations();
}

#[test]
fn things_below_others_go_with_them() {
    let shop = caller("insales");
    let product = |title: &str| {
        let body =
            json!({"product": {"title": title, "category_id": 1, "variants_attributes": [{"price": 10, "sku": "x"}]}});
        shop.call("POST", "/admin/products.json", &body).1["id"]
            .as_i64()
            .expect("an id")
    };
    let (first, second) = (product("Tea"), product("Cup"));
    let variants = |id: i64| format!("/admin/products/{id}/variants.json");
    let (status, made) = shop.call(
        "POST",
        &variants(first),
        &json!({"variant": {"quantity": 3, "price": 5}}),
    );
    assert_eq!(status, 201, "{made}");
    assert_eq!(shop.get(&variants(first)).1[1]["id"], made["id"]);
    assert_eq!(shop.get(&variants(second)).1.as_array().map(Vec::len), Some(1));
    assert_eq!(shop.get(&variants(9999)).0, 404);
    shop.call("DELETE", &format!("/admin/products/{first}.json"), &Value::Null);
    assert_eq!(shop.get(&variants(first)).0, 404);
    let dump = shop.mock.dump();
    let left = dump["collections"]["admin/product/{}/variant"]["rows"].as_array();
    assert_eq!(left.map(Vec::len), Some(1), "nothing is left but that of the other one");
}

#[test]
fn lists_are_filtered_and_paged() {
    let crm = caller("retailcrm");
    for number in 0..45 {
        let status = if number % 3 == 0 { "new" } else { "paid" };
        let order = json!({"externalId": format!("e{number}"), "number": format!("n{number}"), "status": status});
        assert_eq!(crm.form("/api/v5/orders/create", &[("order", order)]).0, 201);
    }
    let (_, page) = crm.get("/api/v5/orders?limit=20&page=3");
    assert_eq!(
        page["pagination"],
        json!({"totalCount": 45, "totalPageCount": 3, "limit": 20, "currentPage": 3})
    );
    assert_eq!(
        names(&page["orders"], "externalId"),
        ["e40", "e41", "e42", "e43", "e44"]
    );
    assert_eq!(page["success"], true);
    let (_, some) = crm.get("/api/v5/orders?filter[externalIds][]=e7&filter[externalIds][]=e9");
    assert_eq!(names(&some["orders"], "externalId"), ["e7", "e9"]);
    let (_, beyond) = crm.get("/api/v5/orders?limit=20&page=4");
    assert_eq!(
        (&beyond["orders"], &beyond["pagination"]["totalCount"]),
        (&json!([]), &json!(45))
    );
    crm.assert_no_violations();
}

#[test]
fn what_lacks_the_field_passes_no_filter_for_it() {
    let crm = caller("retailcrm");
    for order in [json!({"externalId": "a"}), json!({"externalId": "b", "number": "704C"})] {
        let form = [("order", order.to_string())];
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(form)
            .finish();
        let request = http::Request::post("/api/v5/orders/create")
            .header("x-api-key", "any")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body.into())
            .expect("a request");
        assert!(crm.mock.handle(&request).response.status().is_success());
    }
    let found = |query: &str| {
        let (status, page) = crm.get(&format!("/api/v5/orders?{query}"));
        assert_eq!(status, 200, "{page}");
        names(&page["orders"], "externalId")
    };
    assert_eq!(found("filter%5Bnumbers%5D%5B%5D=704C"), ["b"]);
    assert_eq!(
        found("filter%5Bemail%5D=zzz"),
        [""; 0],
        "an order may have one, and these have none"
    );
    crm.assert_no_violations();
}

#[test]
fn a_key_may_be_one_of_several_ids() {
    let crm = caller("retailcrm");
    let (_, made) = crm.form("/api/v5/orders/create", &[("order", json!({"externalId": "a-1"}))]);
    let id = made["id"].as_i64().expect("the reply has the id of what was made");
    assert_eq!(crm.get("/api/v5/orders/a-1").1["order"]["id"], id);
    assert_eq!(
        crm.get(&format!("/api/v5/orders/{id}?by=id")).1["order"]["externalId"],
        "a-1"
    );
    assert_eq!(crm.get(&format!("/api/v5/orders/{id}")).0, 404);
    let (status, again) = crm.form("/api/v5/orders/create", &[("order", json!({"externalId": "a-1"}))]);
    assert_eq!(
        (status, &again["success"]),
        (400, &json!(false)),
        "there is one of that id: {again}"
    );
}

#[test]
fn histories_grow_with_each_write() {
    let crm = caller("retailcrm");
    crm.form(
        "/api/v5/orders/create",
        &[("order", json!({"externalId": "a-1", "status": "new"}))],
    );
    crm.form("/api/v5/orders/a-1/edit", &[("order", json!({"status": "paid"}))]);
    let (_, all) = crm.get("/api/v5/orders/history");
    let entries = all["history"].as_array().expect("a list");
    assert_eq!(
        (&entries[0]["created"], &entries[0]["order"]["externalId"]),
        (&json!(true), &json!("a-1"))
    );
    let change = entries
        .iter()
        .find(|entry| entry["field"] == "status")
        .expect("the change of the status");
    assert_eq!(
        (&change["oldValue"], &change["newValue"]),
        (&json!("new"), &json!("paid"))
    );
    let last = entries.last().expect("an entry")["id"].as_i64().expect("an id");
    let (_, none) = crm.get(&format!("/api/v5/orders/history?filter[sinceId]={last}"));
    assert_eq!(none["history"], json!([]));
    let (_, rest) = crm.get(&format!("/api/v5/orders/history?filter[sinceId]={}", last - 1));
    assert_eq!(rest["history"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_batch_says_what_became_of_each() {
    let crm = caller("retailcrm");
    crm.form("/api/v5/orders/create", &[("order", json!({"externalId": "b"}))]);
    let orders = json!([{"externalId": "a"}, {"externalId": "b"}, {"externalId": "c"}]);
    let (status, reply) = crm.form("/api/v5/orders/upload", &[("orders", orders)]);
    assert_eq!((status, &reply["success"]), (460, &json!(false)));
    assert_eq!(names(&reply["uploadedOrders"], "externalId"), ["a", "c"]);
    assert_eq!(reply["failedOrders"], json!([{"externalId": "b"}]));
    assert_eq!(reply["errors"], json!({"1": "Already exists"}));
    assert_eq!(crm.get("/api/v5/orders").1["pagination"]["totalCount"], 3);
}

#[test]
fn failures_within_success_are_told_as_declared() {
    let site = caller("boostore");
    let (_, made) = site.call(
        "POST",
        "/api/commerce/products",
        &json!({"products": [{"sku": "a", "title": "Tea", "category_id": 1}]}),
    );
    let id = made["results"][0]["id"]
        .as_i64()
        .unwrap_or_else(|| panic!("an id in {made}"));
    let (status, reply) = site.call(
        "PATCH",
        "/api/commerce/products",
        &json!({"products": [{"id": id, "title": "Cup"}, {"id": 999, "title": "x"}]}),
    );
    assert_eq!(status, 200);
    let results = reply["results"].as_array().expect("an outcome for each");
    assert_eq!(
        (&results[0]["id"], &results[0]["errors_global"]),
        (&json!(id), &Value::Null)
    );
    assert!(!results[1]["errors_global"].is_null(), "{reply}");
    assert_eq!(site.get(&format!("/api/commerce/products/{id}")).1["title"], "Cup");
}

#[test]
fn pages_by_keys_end() {
    let shop = caller("insales");
    for name in ["a", "b", "c"] {
        let client = json!({"client": {"type": "Client::Individual", "name": name, "surname": "x", "middlename": "y"}});
        let (status, made) = shop.call("POST", "/admin/clients.json", &client);
        assert_eq!(status, 201, "{made}");
        shop.mock.clock().forward(std::time::Duration::from_secs(10));
    }
    let (_, all) = shop.get("/admin/clients.json?updated_since=2020-01-01%2000:00:00%20%2B0300&per_page=10");
    assert_eq!(names(&all, "name"), ["a", "b", "c"]);
    let (since, id) = (
        all[1]["updated_at"].as_str().expect("a time"),
        all[1]["id"].as_i64().expect("an id"),
    );
    let since = since.replace('T', " ").replace("+03:00", " +0300");
    let query: String = form_urlencoded::Serializer::new(String::new())
        .append_pair("updated_since", &since)
        .finish();
    let (_, rest) = shop.get(&format!("/admin/clients.json?{query}&from_id={id}"));
    assert_eq!(names(&rest, "name"), ["c"]);
}

#[test]
fn a_listing_of_changes_is_told_from_the_plain_one() {
    let shop = caller("insales");
    let asked = |query: &str| {
        let request = shop.request("GET", &format!("/admin/orders.json?{query}"), "", String::new());
        let response = shop.mock.handle(&request).response;
        let operation = response.headers()["x-mock-operation"].to_str().expect("text");
        operation.to_owned()
    };
    let since = "updated_since=2020-01-01%2000:00:00%20%2B0300";
    assert_eq!(asked(&format!("{since}&from_id=3")), "orders.list_changes");
    assert_eq!(
        asked(&format!("{since}&page=2")),
        "orders.list",
        "the other has no pages"
    );
    assert_eq!(asked("from_id=3"), "orders.list");
    shop.assert_no_violations();
}

#[test]
fn files_are_kept() {
    let crm = caller("retailcrm");
    let request = crm.request(
        "POST",
        "/api/v5/files/upload",
        "application/octet-stream",
        "content of it".into(),
    );
    let uploaded: Value = serde_json::from_slice(crm.mock.handle(&request).response.body()).expect("JSON");
    let id = uploaded["file"]["id"]
        .as_i64()
        .unwrap_or_else(|| panic!("an id in {uploaded}"));
    let request = crm.request("GET", &format!("/api/v5/files/{id}/download"), "", String::new());
    assert_eq!(crm.mock.handle(&request).response.body(), "content of it");
}

#[test]
fn what_is_remembered_goes_into_a_file_and_back() {
    let shop = caller("insales");
    shop.call(
        "POST",
        "/admin/domains.json",
        &json!({"domain": {"domain": "a.example"}}),
    );
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("state.json");
    shop.mock.dump_to(&file).expect("written");
    let other = caller("insales");
    other.mock.load_from(&file).expect("read");
    assert_eq!(other.get("/admin/domains.json"), shop.get("/admin/domains.json"));
    assert_eq!(other.mock.dump(), shop.mock.dump());

    let before = other.mock.dump();
    for (state, named) in [
        (json!({}), "format"),
        (json!({"format": 1, "platform": "onebox"}), "onebox"),
        (
            json!({"format": 1, "platform": "insales", "collections": {"admin/dragon": {"rows": []}}}),
            "admin/dragon",
        ),
        (
            json!({"format": 1, "platform": "insales", "collections": {"admin/domain": {"rows": [{}]}}}),
            "rows[0].data",
        ),
    ] {
        let error = other.mock.load(&state).expect_err("no state").to_string();
        assert!(error.contains(named), "{error}");
    }
    assert_eq!(other.mock.dump(), before, "nothing is half loaded");
    assert!(
        Caller::of("retailcrm", |builder| builder.samples(2))
            .mock
            .load(&before)
            .is_err()
    );
}

#[test]
fn ids_may_be_called_otherwise_in_each_place() {
    let boxed = caller("onebox");
    let (status, made) = boxed.get("/api/orders/add/?ordercode=7&clientphone=380000000000&name=Tea");
    assert_eq!(status, 200, "{made}");
    let id = made["orderId"]
        .as_str()
        .or(made["orderid"].as_str())
        .unwrap_or_else(|| panic!("an id in {made}"))
        .to_owned();
    let (_, read) = boxed.get(&format!("/api/orders/get/?orderid={id}"));
    assert_eq!(
        (&read["orders"][0]["orderid"], &read["orders"][0]["ordercode"]),
        (&json!(id), &json!("7")),
        "{read}"
    );
    let (_, changed) = boxed.get(&format!("/api/orders/update/?orderid={id}&sum=12.50"));
    assert_ne!(changed["status"], "fail", "{changed}");
    assert_eq!(
        boxed.get(&format!("/api/orders/get/?orderid={id}")).1["orders"][0]["sum"],
        "12.50"
    );
    boxed.assert_no_violations();
    let (status, none) = boxed.get("/api/orders/get/?orderid=999");
    assert_eq!(
        (status, &none["status"]),
        (200, &json!("fail")),
        "of this platform failures come inside a success"
    );
}

#[test]
fn stock_is_set_where_the_offer_is_known() {
    let crm = Caller::of("retailcrm", |builder| builder.samples(2));
    let before = crm.get("/api/v5/store/inventories?limit=20").1;
    let known = before["offers"][0]["externalId"]
        .as_str()
        .unwrap_or_else(|| panic!("an offer in {before}"))
        .to_owned();
    let offers = json!([{"externalId": known, "stores": [{"code": "main", "available": 7}]}, {"externalId": "none", "stores": [{"code": "main", "available": 1}]}]);
    let (status, reply) = crm.form("/api/v5/store/inventories/upload", &[("offers", offers)]);
    crm.assert_no_violations();
    assert_eq!(
        (status, &reply["notFoundOffers"]),
        (460, &json!([{"externalId": "none"}])),
        "{reply}"
    );
    let after = crm.get("/api/v5/store/inventories?limit=20").1;
    assert_eq!(after["pagination"]["totalCount"], before["pagination"]["totalCount"]);
}

#[test]
fn things_are_put_there_by_hand() {
    let shop = caller("insales");
    let kept = shop
        .mock
        .insert("admin/order", &json!({"number": 1001, "fulfillment_status": "new"}))
        .expect("a collection");
    assert_eq!(
        (&kept["id"], &kept["order_lines"]),
        (&json!(1), &json!([])),
        "what it has to have is there"
    );
    assert_eq!(shop.get("/admin/orders/1.json").1["number"], 1001);
    let boxed = caller("onebox");
    boxed
        .mock
        .insert("api/order", &json!({"orderid": "41", "ordercode": "a"}))
        .expect("a collection");
    assert_eq!(
        boxed.mock.insert("api/order", &json!({})).expect("a collection")["orderid"],
        "42"
    );
    let error = shop.mock.insert("orders", &json!({})).expect_err("none").to_string();
    assert!(error.contains("admin/order,"), "{error}");
    assert!(shop.mock.insert("admin/order", &json!(1)).is_err());
}
