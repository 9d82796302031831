//! What comes back under another name than it was sent by, lists that are merged, and operations that make what they would change.

mod common;

use common::caller;
use serde_json::{Value, json};

fn stock(offer: &Value) -> Vec<(String, f64)> {
    let stores = offer["stores"].as_array().into_iter().flatten();
    stores
        .map(|one| {
            let store = one["store"].as_str().unwrap_or_else(|| panic!("a warehouse in {one}"));
            (store.to_owned(), one["quantity"].as_f64().expect("a quantity"))
        })
        .collect()
}

#[test]
fn stock_changes_by_warehouse() {
    let crm = caller("retailcrm");
    let offer = json!({"externalId": "T-1", "stores": [{"store": "main", "quantity": 1, "purchasePrice": 3}]});
    crm.mock.insert("api/v5/store/inventory", &offer).expect("a collection");
    let upload = |stores: Value| {
        let offers = json!([{"externalId": "T-1", "stores": stores}]);
        let (status, reply) = crm.form("/api/v5/store/inventories/upload", &[("offers", offers)]);
        assert_eq!(status, 200, "{reply}");
        crm.get("/api/v5/store/inventories").1["offers"][0].clone()
    };
    let shown = upload(json!([{"code": "north", "available": 4}]));
    let both = [("main".to_owned(), 1.0), ("north".to_owned(), 4.0)];
    assert_eq!(stock(&shown), both, "what is not sent stays: {shown}");
    let shown = upload(json!([{"code": "main", "available": 7.5}]));
    assert_eq!(stock(&shown)[0], ("main".to_owned(), 7.5));
    assert_eq!(
        shown["stores"][0]["purchasePrice"], 3,
        "of a warehouse, too, only what is sent changes"
    );
    crm.assert_no_violations();
}

#[test]
fn prices_change_by_type_and_go() {
    let crm = caller("retailcrm");
    crm.mock
        .insert("api/v5/store/offer", &json!({"externalId": "T-1"}))
        .expect("a collection");
    let upload = |prices: Value| {
        let offers = json!([{"externalId": "T-1", "prices": prices}]);
        let (status, reply) = crm.form("/api/v5/store/prices/upload", &[("prices", offers)]);
        assert_eq!(status, 200, "{reply}");
        let (_, offers) = crm.get("/api/v5/store/offers");
        let prices = offers["offers"][0]["prices"].as_array().cloned().unwrap_or_default();
        prices
            .iter()
            .map(|one| (one["priceType"].clone(), one["price"].clone()))
            .collect::<Vec<_>>()
    };
    upload(json!([{"code": "base", "price": 10}, {"code": "sale", "price": 8}]));
    let prices = upload(json!([{"code": "base", "price": 11}]));
    assert_eq!(prices, [(json!("base"), json!(11)), (json!("sale"), json!(8))]);
    let prices = upload(json!([{"code": "sale", "remove": true}]));
    assert_eq!(prices, [(json!("base"), json!(11))]);
    let unknown = json!([{"externalId": "none", "prices": []}]);
    let (_, reply) = crm.form("/api/v5/store/prices/upload", &[("prices", unknown)]);
    assert_eq!(reply["notFoundOffers"][0]["externalId"], "none", "{reply}");
    crm.assert_no_violations();
}

#[test]
fn the_state_of_orders_is_that_of_the_orders() {
    let crm = caller("retailcrm");
    for (id, status) in [("a", "new"), ("b", "paid")] {
        let order = json!({"externalId": id, "status": status});
        assert_eq!(crm.form("/api/v5/orders/create", &[("order", order)]).0, 201);
    }
    let (_, told) = crm.get("/api/v5/orders/statuses?externalIds[]=b");
    assert_eq!(told["orders"].as_array().map(Vec::len), Some(1), "{told}");
    assert_eq!(told["orders"][0]["status"], "paid");
    crm.assert_no_violations();
}

#[test]
fn names_differ_where_they_are_read() {
    let boxed = caller("onebox");
    let (_, made) = boxed.get("/api/orders/add/?clientphone=380000000000&name=Tea&deliverynote=ring&ordercode=7");
    let id = made["orderId"]
        .as_str()
        .or(made["orderid"].as_str())
        .expect("an id")
        .to_owned();
    let order = &boxed.get(&format!("/api/orders/get/?orderid={id}")).1["orders"][0];
    assert_eq!(
        (&order["ordername"], &order["deliverinote"]),
        (&json!("Tea"), &json!("ring")),
        "{order}"
    );
    let shop = caller("insales");
    let (_, blog) = shop.call("POST", "/admin/blogs.json", &json!({"blog": {"title": "News"}}));
    let article = json!({"article": {"title": "Tea", "content": "-", "author": "-", "published_at": "2026-01-02", "all_tags": ["green"]}});
    let (status, made) = shop.call("POST", &format!("/admin/blogs/{}/articles.json", blog["id"]), &article);
    assert_eq!((status, &made["tags"][0]["title"]), (201, &json!("green")), "{made}");
}

#[test]
fn an_edit_makes_what_is_not_there() {
    let crm = caller("retailcrm");
    let edit = |name: &str| {
        let store = json!({"name": name, "code": "north"});
        let (status, reply) = crm.form("/api/v5/reference/stores/north/edit", &[("store", store)]);
        assert_eq!(status, 200, "{reply}");
        crm.get("/api/v5/reference/stores").1["stores"].clone()
    };
    assert_eq!(edit("North")[0]["name"], "North");
    let stores = edit("Far north");
    assert_eq!(stores.as_array().map(Vec::len), Some(1), "{stores}");
    assert_eq!(
        (&stores[0]["code"], &stores[0]["name"]),
        (&json!("north"), &json!("Far north"))
    );
    let payment = json!({"name": "Cash", "code": "cash"});
    assert_eq!(
        crm.form("/api/v5/reference/payment-types/cash/edit", &[("paymentType", payment)])
            .0,
        200
    );
    let (_, types) = crm.get("/api/v5/reference/payment-types");
    assert_eq!(types["paymentTypes"]["cash"]["name"], "Cash", "{types}");
    let status = crm
        .form(
            "/api/v5/reference/couriers/9/edit",
            &[("courier", json!({"firstName": "Ann"}))],
        )
        .0;
    assert_eq!(status, 404, "couriers are made by another operation");
}

#[test]
fn a_mass_upload_makes_and_changes_where_it_is_asked_to() {
    let site = caller("boostore");
    let products = |list: Value| site.call("POST", "/api/commerce/products", &json!({"products": list}));
    let (_, made) = products(json!([{"sku": "a", "title": "Tea", "category_id": 1}]));
    let id = made["results"][0]["id"].clone();
    let (status, reply) = products(
        json!([{"sku": "a", "title": "Green tea", "category_id": 1}, {"sku": "b", "title": "Cup", "category_id": 1}]),
    );
    assert_eq!((status, &reply["results"][0]["id"]), (200, &id), "{reply}");
    assert_eq!(site.get("/api/commerce/products/sku/a").1["title"], "Green tea");
    assert_eq!(site.get("/api/commerce/products/sku/b").1["title"], "Cup");

    let categories = |list: Value| {
        let (_, reply) = site.call(
            "POST",
            "/api/commerce/products/categories",
            &json!({"categories": list}),
        );
        reply["results"][0]["errors_global"].clone()
    };
    assert_eq!(
        categories(json!([{"category_name": "tea", "category_title": "Tea"}])),
        Value::Null
    );
    let refused = categories(json!([{"category_name": "tea", "category_title": "Leaves"}]));
    assert!(!refused.is_null(), "it is there, and no change was asked for");
    let asked = json!([{"category_name": "tea", "category_title": "Leaves", "update_exists": true}]);
    assert_eq!(categories(asked), Value::Null);
    let (_, listed) = site.get("/api/commerce/products/categories");
    assert_eq!(listed["categories"].as_array().map(Vec::len), Some(1), "{listed}");
    assert_eq!(listed["categories"][0]["category_title"], "Leaves");
}
