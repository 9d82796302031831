//! An order of Commerce HQ from its search to its refund.
//!
//! Proves: the orders that wait are found page by page, by a search that is a POST and a read; one is sent to fulfilment, shipped and refunded
//! with what each step hands to the next, and the shop then has one fulfilment and one parcel; a refund whose answer was lost is not repeated.

use serde_json::json;
use tradewire_commercehq::fulfilments::{FulfilmentItem, FulfilmentItemRequired};
use tradewire_commercehq::orders::{OrderStatus, RefundOrderRequired};
use tradewire_commercehq::shipments::ShipmentCreate;
use tradewire_commercehq::{Client, blocking};
use tradewire_mock::Fault;

use crate::world::World;

/// 50 orders, of which every other waits.
fn shop() -> World {
    let world = World::empty("commercehq");
    let order = |id: u32| {
        let status = [0, 5][id as usize % 2];
        json!({"id": id, "display_number": format!("CH-{id}"), "email": "anna@shop.example", "status": status, "paid": 1, "total": 40})
    };
    world.put("api/v1/order", (1..=50).map(order));
    world
}

fn item() -> FulfilmentItem {
    FulfilmentItem::new(FulfilmentItemRequired { id: 11, quantity: 2 })
}

fn refund(id: i64) -> RefundOrderRequired {
    RefundOrderRequired { id, refund: 40.into() }
}

fn assert_sent(world: &World, fulfilment: i64) {
    let fulfilments = world.rows("api/v1/order/{}/fulfilment");
    assert_eq!(
        (fulfilments.len(), fulfilments[0]["id"].as_i64()),
        (1, Some(fulfilment))
    );
    let shipments = world.rows("api/v1/order/{}/shipment");
    assert_eq!((shipments.len(), &shipments[0]["tracking_number"]), (1, &json!("RR1")));
    assert_eq!(
        world.count("orders.refund"),
        2,
        "the lost one, and the one that the program asked for"
    );
    world.assert_no_violations();
}

#[tokio::test(flavor = "current_thread")]
async fn an_order_goes_out() {
    let world = shop();
    let shop: Client = world.client();
    let mut waiting = Vec::new();
    let mut found = shop.orders().search().status([OrderStatus::NotSent]).size(10).items();
    while let Some(order) = found.next().await {
        waiting.push(order.unwrap_or_else(|error| panic!("{error}")).id);
    }
    waiting.sort_unstable();
    assert_eq!(waiting, (1..=25).map(|half| half * 2).collect::<Vec<_>>());

    let order = waiting[0];
    let sent = shop
        .fulfilments()
        .create(order, [item()])
        .send()
        .await
        .expect("a fulfilment");
    let fulfilment = sent.fulfilments.as_deref().and_then(|all| all.first()).expect("it").id;
    let parcel = ShipmentCreate::new(fulfilment).tracking_number("RR1");
    shop.shipments()
        .create(order, parcel)
        .notify(true)
        .send()
        .await
        .expect("a shipment");
    world.mock.fault_of("orders.refund", Fault::Reset);
    let error = shop
        .orders()
        .refund(refund(order))
        .send()
        .await
        .expect_err("a lost answer");
    assert!(error.is_outcome_unknown(), "{error}");
    shop.orders().refund(refund(order)).send().await.expect("a refund");
    assert_sent(&world, fulfilment);
}

#[test]
fn an_order_goes_out_without_async() {
    let world = shop();
    let server = world.mock.serve(0).expect("a port");
    let shop: blocking::Client = world.client_of(&server);
    let found = shop.orders().search().status([OrderStatus::NotSent]).size(10).items();
    let waiting: Vec<i64> = found.map(|order| order.expect("an order").id).collect();
    assert_eq!(waiting.len(), 25);

    let order = waiting[0];
    let sent = shop.fulfilments().create(order, [item()]).send().expect("a fulfilment");
    let fulfilment = sent.fulfilments.as_deref().and_then(|all| all.first()).expect("it").id;
    let parcel = ShipmentCreate::new(fulfilment).tracking_number("RR1");
    shop.shipments()
        .create(order, parcel)
        .notify(true)
        .send()
        .expect("a shipment");
    world.mock.fault_of("orders.refund", Fault::Reset);
    let error = shop.orders().refund(refund(order)).send().expect_err("a lost answer");
    assert!(error.is_outcome_unknown(), "{error}");
    shop.orders().refund(refund(order)).send().expect("a refund");
    assert_sent(&world, fulfilment);
}
