//! A shop in the manner of a widespread plug-in: totals and links in headers, signed webhooks with topics, batches with outcomes.

use std::time::UNIX_EPOCH;

use tradewire::callback::Events as _;
use tradewire::http::Request;
use tradewire::testing::Scripted;
use tradewire::{Bytes, Callback as _, ErrorKind, LocalDateTime};
use tradewire_storefront::orders::{self, OrderCreate, OrderStatus};
use tradewire_storefront::products::{ProductChangeUpdate, ProductCreate, ProductUpdate};
use tradewire_storefront::{Client, Credentials, ErrorCode, Event, KeysCredentials, QueryKeysCredentials, TIME_ZONE};

use crate::support::{client_with, run};

fn client(server: &Scripted) -> Client {
    client_with(
        server,
        Credentials::keys(KeysCredentials {
            consumer_key: "ck_1".into(),
            consumer_secret: "cs_2".into(),
        }),
    )
}

fn totals(server: Scripted, items: &str, pages: &str, body: &str) -> Scripted {
    server.reply_with_headers(
        200,
        [("X-SF-Total", items), ("X-SF-TotalPages", pages)],
        body.to_owned(),
    )
}

#[test]
fn products_are_listed_to_the_totals_in_the_headers() {
    let server = totals(
        Scripted::new(),
        "3",
        "2",
        r#"[{"id":1,"name":"a"},{"id":2,"name":"b"}]"#,
    );
    let server = totals(
        server,
        "3",
        "2",
        r#"[{"id":3,"name":"c","price":"","sale_price":"9.90"}]"#,
    );
    let api: Client = client_with(
        &server,
        Credentials::query_keys(QueryKeysCredentials {
            consumer_key: "ck_1".into(),
            consumer_secret: "cs_2".into(),
        }),
    );
    let since = LocalDateTime::new(2024, 5, 1, 10, 0, 0).unwrap();
    let mut items = api.products().list().modified_after(since).per_page(2).items();
    let mut seen = Vec::new();
    while let Some(product) = run(items.next()) {
        seen.push(product.unwrap());
    }
    assert_eq!(seen.iter().map(|product| product.id).collect::<Vec<_>>(), [1, 2, 3]);
    assert!(seen[2].price.is_none() && seen[2].sale_price.is_some());
    let first = &server.requests()[0];
    assert_eq!(first.query("modified_after").as_deref(), Some("2024-05-01T10:00:00"));
    assert_eq!(first.query("consumer_key").as_deref(), Some("ck_1"));
    assert_eq!(server.requests()[1].query("page").as_deref(), Some("2"));
    assert_eq!(TIME_ZONE, tradewire::TimeZone::Named("Europe/Moscow"));
}

#[test]
fn orders_are_listed_from_link_to_link() {
    let next = r#"<https://api.example/orders?status=processing&page=2>; rel="next", <https://api.example/orders?page=1>; rel="prev""#;
    let server = Scripted::new()
        .reply_with_headers(200, [("Link", next), ("X-SF-Total", "2")], r#"[{"id":1}]"#)
        .reply_with_headers(200, [("X-SF-Total", "2")], r#"[{"id":2}]"#);
    let api: Client = client(&server);
    let mut items = api.orders().list().status([OrderStatus::Processing]).items();
    let mut seen = Vec::new();
    while let Some(order) = run(items.next()) {
        seen.push(order.unwrap().id);
    }
    assert_eq!(seen, [1, 2]);
    let second = server.last_request();
    second
        .assert("GET", "/orders")
        .assert_query("page", "2")
        .assert_query("status", "processing");
    assert!(second.header("authorization").is_some());
    // Credentials do not follow a link to another host.
    let away = r#"<https://evil.example/orders?page=2>; rel="next""#;
    let server = Scripted::new().reply_with_headers(200, [("Link", away), ("X-SF-Total", "2")], r#"[{"id":1}]"#);
    let api: Client = client(&server);
    let mut items = api.orders().list().items();
    assert!(run(items.next()).unwrap().is_ok());
    assert!(run(items.next()).unwrap().is_err());
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn one_entity_is_read_created_and_changed() {
    let server = Scripted::new()
        .reply(
            201,
            r#"{"id":7,"name":"Tea","date_created":"2024-05-01T10:00:00","categories":[{"id":1,"name":"Drinks"}]}"#,
        )
        .reply(200, r#"{"id":7,"name":"Tea"}"#)
        .reply(
            400,
            r#"{"code":"sf_rest_sku_exists","message":"Taken.","data":{"status":400,"params":{"sku":"Taken."}}}"#,
        );
    let api: Client = client(&server);
    let made = run(api.products().create(ProductCreate::new("Tea")).send()).unwrap();
    assert_eq!(
        made.date_created.map(|at| at.to_string()).as_deref(),
        Some("2024-05-01T10:00:00")
    );
    assert_eq!(server.requests()[0].body_text(), r#"{"name":"Tea"}"#);
    run(api.products().update(7, ProductUpdate::new().clear_sale_price()).send()).unwrap();
    assert_eq!(server.requests()[1].body_text(), r#"{"sale_price":""}"#);
    let error = run(api.products().create(ProductCreate::new("Tea")).send()).unwrap_err();
    assert!(error.is_already_exists());
    assert_eq!(ErrorCode::of(&error), Some(ErrorCode::SfRestSkuExists));
    assert_eq!(error.field_errors()[0].field, "sku");
}

#[test]
fn a_batch_tells_which_elements_failed() {
    let reply = r#"{"update":[{"id":1,"name":"a"},{"id":2,"error":{"code":"sf_rest_invalid_id","message":"No such product."}}]}"#;
    let server = Scripted::new().reply(200, reply);
    let api: Client = client(&server);
    let changes = [ProductChangeUpdate::new(1), ProductChangeUpdate::new(2).name("b")];
    let error = run(api.products().batch().update(changes).send()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Partial);
    let failed = error.failed_elements();
    assert_eq!(failed.len(), 1);
    assert_eq!(failed[0].position(), Some(1));
    assert_eq!(failed[0].code(), Some("sf_rest_invalid_id"));
    let whole = error
        .partial::<tradewire_storefront::products::BatchProduct>()
        .unwrap()
        .unwrap();
    assert_eq!(whole.update.map(|all| all.len()), Some(2));
}

#[test]
fn webhooks_are_verified_and_told_apart() {
    let hook = |topic: &str, body: &str| {
        Request::post("https://mine.example/hooks")
            .header("X-SF-Webhook-Topic", topic)
            .header("content-type", "application/json")
            .body(Bytes::from(body.to_owned()))
            .unwrap()
    };
    let signed = orders::Created::sign(hook("order.restored", r#"{"id":5,"total":"1.50"}"#), "s", UNIX_EPOCH).unwrap();
    assert!(matches!(Event::verified(&signed, "s"), Ok(Event::Updated(updated)) if updated.body.id == 5));
    assert!(Event::verified(&signed, "other").is_err());
    assert!(Event::verified(&hook("order.deleted", r#"{"id":5}"#), "s").is_err());
    let signed = orders::Created::sign(hook("coupon.created", r#"{"id":9}"#), "s", UNIX_EPOCH).unwrap();
    assert!(matches!(Event::verified(&signed, "s"), Ok(Event::Other(other)) if other.topic == "coupon.created"));
}

#[test]
fn an_order_is_placed_once_however_often_it_is_sent() {
    let server = Scripted::new().reply(502, "").reply(201, r#"{"id":1}"#);
    let api: Client = client(&server);
    run(api.orders().create(OrderCreate::new().set_paid(true)).send()).unwrap();
    let keys: Vec<_> = server
        .requests()
        .iter()
        .map(|request| request.header("idempotency-key").map(ToOwned::to_owned))
        .collect();
    assert!(keys[0].is_some() && keys[0] == keys[1], "{keys:?}");
    assert_eq!(server.last_request().body_text(), r#"{"set_paid":true}"#);
}

#[test]
fn a_client_is_set_up_by_variables() {
    let set = |names: &'static [&'static str]| {
        tradewire::Builder::<Client>::from_variables(move |name| names.contains(&name).then(|| "https://x.example".into()))
    };
    let all = ["STOREFRONT_URL", "STOREFRONT_CONSUMER_KEY", "STOREFRONT_CONSUMER_SECRET"];
    let builder = set(&["STOREFRONT_URL", "STOREFRONT_CONSUMER_KEY", "STOREFRONT_CONSUMER_SECRET"]).unwrap();
    let builder = builder.transport(tradewire::testing::Scripted::new());
    let built = builder.clock(tradewire::testing::SetClock::new()).build();
    assert!(built.is_ok(), "{built:?}");
    let error = set(&[]).map(drop).unwrap_err().to_string();
    for name in all {
        assert!(error.contains(name), "{error}");
    }
}
