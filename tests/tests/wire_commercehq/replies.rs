//! Replies in the forms that real shops send; the data is invented.

use futures_util::TryStreamExt;
use tradewire::Json;
use tradewire::testing::Scripted;
use tradewire_commercehq::collections::{CollectionInput, CollectionInputRequired, CollectionKind};
use tradewire_commercehq::orders::{Order, OrderDiscounts};
use tradewire_commercehq::shipments::ShipmentCreate;

use crate::scripted;

const ORDER: &str = include_str!("../../../specs/commercehq/examples/orders.get.3.response.json");
const WRAPPED: &str = include_str!("../../../specs/commercehq/examples/orders.search.3.response.json");
const BARE: &str = include_str!("../../../specs/commercehq/examples/orders.search.2.response.json");
const FULFILLED: &str = include_str!("../../../specs/commercehq/examples/fulfilments.create.1.response.json");

/// PHP writes `[]` for an object without keys; a discount makes it an object, and loses no order.
#[tokio::test]
async fn discounted_orders_are_read() {
    let server = Scripted::new().reply(200, ORDER).reply(200, WRAPPED);
    let shop = scripted(&server);
    let order = shop.orders().get(84).send().await.expect("an order");
    let Some(OrderDiscounts::ByKey(discounts)) = &order.discounts else {
        panic!("{order:?}")
    };
    assert_eq!(discounts.get("code").and_then(Json::as_str), Some("SALE"));

    let found: Vec<Order> = shop.orders().search().items().try_collect().await.expect("orders");
    let ids: Vec<i64> = found.iter().map(|order| order.id).collect();
    assert_eq!(ids, [84, 85]);
}

/// A search answers with a wrapper, as integrations know it, or with a list, as the text says.
#[tokio::test]
async fn found_orders_come_wrapped_or_bare() {
    for body in [WRAPPED, BARE] {
        let server = Scripted::new().reply(200, body);
        let found = scripted(&server).orders().search().send().await.expect("orders");
        assert_eq!(found.iter().map(|order| order.id).collect::<Vec<_>>(), [84, 85]);
    }
}

/// A single order in place of the list is not taken for an order that has nothing but lines.
#[tokio::test]
async fn a_single_order_is_no_list() {
    let body = r#"{"id":4041,"items":[{"data":{"id":9550},"status":{"quantity":1}}],"total":21.89}"#;
    let server = Scripted::new().reply(200, body);
    let read = scripted(&server).orders().search().send_with_metadata().await;
    let told = read.map_or(true, |replied| {
        replied.value.is_empty() && replied.metadata.rejected_total == 1
    });
    assert!(told, "it passed for an order");
}

/// Sending to fulfilment tells the id that a parcel needs, and an order tells both.
#[tokio::test]
async fn a_fulfilment_leads_to_its_shipment() {
    let server = Scripted::new().reply(200, FULFILLED).reply(200, "{}").reply(200, ORDER);
    let shop = scripted(&server);
    let items = [tradewire_commercehq::fulfilments::FulfilmentItem::new(
        tradewire_commercehq::fulfilments::FulfilmentItemRequired { id: 11, quantity: 1 },
    )];
    let sent = shop.fulfilments().create(84, items).send().await.expect("fulfilled");
    let fulfilment = &sent.fulfilments.expect("fulfilments")[0];
    assert_eq!(fulfilment.id, 12);
    shop.shipments()
        .create(84, ShipmentCreate::new(fulfilment.id))
        .send()
        .await
        .expect("shipped");
    assert_eq!(server.last_request().body_text(), r#"{"data":{"fulfilment_id":12}}"#);

    let order = shop.orders().get(84).send().await.expect("an order");
    let line = &order.fulfilments.expect("fulfilments")[0].items.clone().expect("lines")[0];
    assert_eq!((line.id, line.quantity), (11, Some(1)));
    let shipment = &order.shipments.expect("shipments")[0];
    assert_eq!((shipment.id, shipment.fulfilment_id), (Some(31), Some(12)));
}

/// A collection was made, though hardly more than its id came back.
#[tokio::test]
async fn the_id_of_what_was_made_is_not_lost() {
    let body = r#"{"id":7,"title":"A"}"#;
    let server = Scripted::new().reply(201, body);
    let collection = CollectionInput::new(CollectionInputRequired {
        title: "A".into(),
        type_: CollectionKind::Manual,
        seo_title: "a".into(),
        seo_url: "a".into(),
    })
    .match_products([27]);
    let error = scripted(&server)
        .collections()
        .create(collection)
        .send()
        .await
        .expect_err("much is missing");
    assert_eq!(error.kind(), tradewire::ErrorKind::Decode);
    assert_eq!(error.partial_body().map(|body| &body[..]), Some(body.as_bytes()));
}
