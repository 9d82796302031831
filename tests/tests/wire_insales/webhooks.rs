//! What the platform sends when something happens in the shop.

use tradewire::callback::refuse;
use tradewire::{Bytes, Callback, ErrorKind, http};
use tradewire_insales::clients::ClientType;
use tradewire_insales::orders::FulfillmentStatus;
use tradewire_insales::webhooks::{
    ClientCreate, ClientUpdate, OrdersCreate, OrdersDestroy, OrdersUpdate, ProductsCreate, ProductsUpdate, WebhookTopic,
};

use crate::support::example;

fn sent(path: &str, content_type: Option<&str>, body: impl Into<Bytes>) -> http::Request<Bytes> {
    let request = http::Request::post(format!("https://integration.example/hooks/{path}?shop=7"));
    let request = match content_type {
        Some(content_type) => request.header("content-type", content_type),
        None => request,
    };
    request.body(body.into()).expect("a request")
}

fn json(path: &str, body: impl Into<Bytes>) -> http::Request<Bytes> {
    sent(path, Some("application/json; charset=utf-8"), body)
}

/// Each topic has a callback of its own, and the topic is its path.
#[test]
fn every_topic_has_a_callback() {
    fn topic<C: Callback<Answer = ()>>() -> (&'static str, &'static str) {
        assert_eq!(C::meta().method, "POST");
        assert!(C::meta().verify.is_none(), "the platform signs nothing");
        (C::meta().id, C::meta().path)
    }
    let callbacks = [
        (topic::<OrdersCreate>(), WebhookTopic::OrdersCreate),
        (topic::<OrdersUpdate>(), WebhookTopic::OrdersUpdate),
        (topic::<OrdersDestroy>(), WebhookTopic::OrdersDestroy),
        (topic::<ProductsCreate>(), WebhookTopic::ProductsCreate),
        (topic::<ProductsUpdate>(), WebhookTopic::ProductsUpdate),
        (topic::<ClientCreate>(), WebhookTopic::ClientCreate),
        (topic::<ClientUpdate>(), WebhookTopic::ClientUpdate),
    ];
    for ((id, path), topic) in callbacks {
        assert_eq!(path, format!("/{}", topic.as_str()));
        assert_eq!(id, format!("webhooks.{}", topic.as_str().replace('/', "_")));
    }
}

#[test]
fn an_order_comes_as_an_object() {
    let body = example("orders.get.1.response");
    for content_type in [Some("application/json"), Some("application/json; charset=utf-8"), None] {
        let order = OrdersCreate::from_http(&sent("orders/create", content_type, body.clone()))
            .expect("an order")
            .body;
        assert_eq!((order.id, order.order_lines.len()), (1, 2));
        assert_eq!(order.fulfillment_status, Some(FulfillmentStatus::New));
    }
    let update = OrdersUpdate::from_http(&json("orders/update", body.clone())).expect("an order");
    let removed = OrdersDestroy::from_http(&json("orders/destroy", body)).expect("an order");
    assert_eq!(update.body, removed.body);
}

#[test]
fn products_come_as_a_list() {
    let body = format!("[{}]", example("products.get.1.response"));
    let created = ProductsCreate::from_http(&json("products/create", body.clone())).expect("products");
    assert_eq!(created.body.len(), 1);
    assert_eq!(created.body[0].title.as_deref(), Some("Cool t-shirt"));
    let updated = ProductsUpdate::from_http(&json("products/update", body)).expect("products");
    assert_eq!(updated.body, created.body);
    let none = ProductsUpdate::from_http(&json("products/update", "[]")).expect("products");
    assert_eq!(none.body, []);
}

#[test]
fn a_client_comes_as_an_object_that_tells_its_kind() {
    let person = example("clients.get.1.response");
    let client = ClientCreate::from_http(&json("client/create", person))
        .expect("a client")
        .body;
    assert_eq!((client.id, client.name.as_deref()), (2, Some("Mortimer Hant")));
    assert_eq!(client.type_, Some(ClientType::Individual));
    let company = example("clients.create.2.response");
    let updated = ClientUpdate::from_http(&json("client/update", company)).expect("a client");
    assert_eq!(updated.body.type_, Some(ClientType::Juridical));
}

/// Fields that came later and other written forms lose no order.
#[test]
fn a_callback_is_read_tolerantly() {
    let body = r#"{"id":"7","order_lines":[],"total_price":"10.50","loyalty":{"new":1},"fulfillment_status":"frozen"}"#;
    let order = OrdersUpdate::from_http(&json("orders/update", body))
        .expect("an order")
        .body;
    assert_eq!(order.id, 7);
    assert_eq!(order.total_price.expect("a price").as_str(), "10.50");
    assert_eq!(
        order.fulfillment_status,
        Some(FulfillmentStatus::Other("frozen".to_owned()))
    );
}

#[test]
fn a_callback_is_answered_with_an_empty_200() {
    let answer = OrdersCreate::answer(&());
    assert_eq!(answer.status(), 200);
    assert!(answer.body().is_empty());
}

#[test]
fn what_cannot_be_read_is_refused_with_a_reason() {
    for body in [
        "",
        "not JSON",
        "[]",
        r#"{"order_lines":{}}"#,
        r#"{"id":{},"order_lines":[]}"#,
    ] {
        let error = OrdersCreate::from_http(&json("orders/create", body)).expect_err(body);
        assert_eq!(error.kind(), ErrorKind::Callback, "{body}");
        assert_eq!(error.operation(), Some("webhooks.orders_create"), "{body}");
        assert_eq!(refuse(&error).status(), 400, "{body}");
    }
    let error = ProductsCreate::from_http(&json("products/create", r#""none""#)).expect_err("no list");
    assert_eq!(refuse(&error).status(), 400);
}

#[test]
fn a_bare_product_is_not_lost() {
    let product = example("products.get.1.response");
    match ProductsUpdate::from_http(&json("products/update", product)) {
        Ok(update) => assert_eq!(update.body.len(), 1, "{:?}", update.body),
        Err(error) => assert_eq!(refuse(&error).status(), 400),
    }
}
