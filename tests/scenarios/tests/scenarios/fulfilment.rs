//! An order of Commerce HQ from its search to its refund.
//!
//! Proves: the orders that wait are found page by page, by a search that is a POST and a read; one is sent to fulfilment, shipped and refunded
//! with what each step hands to the next, and the order then shows one fulfilment and one parcel. After a refund whose answer was lost the program looks at
//! the order, and gives back what is left: all where the request never arrived, nothing where it had.

use serde_json::json;
use tradewire::Decimal;
use tradewire_commercehq::fulfilments::{FulfilmentItem, FulfilmentItemRequired};
use tradewire_commercehq::orders::{Order, OrderStatus, RefundOrderRequired};
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

/// What is to be given back in all.
const REFUND: i64 = 40;

/// What of an order is still to be given back, by what the shop says of it.
fn rest(order: &Order) -> Option<RefundOrderRequired> {
    let given = order.refunded.clone().unwrap_or_default();
    let refund = Decimal::from(REFUND).checked_sub(&given).expect("sums of money");
    let id = order.id;
    (refund > Decimal::from(0)).then_some(RefundOrderRequired { id, refund })
}

/// The order as the client reads it: one fulfilment of the line, one parcel of that.
fn assert_sent(world: &World, order: &Order, fulfilment: i64) {
    let known = order.fulfilments.as_deref().unwrap_or_default();
    let items: Vec<_> = known.iter().flat_map(|one| one.items.iter().flatten()).collect();
    assert_eq!((known.len(), known[0].id), (1, fulfilment));
    assert_eq!(
        (items.len(), items[0].id, items[0].quantity),
        (1, 11, Some(2)),
        "{items:?}"
    );
    let parcels = order.shipments.as_deref().unwrap_or_default();
    assert_eq!((parcels.len(), parcels[0].fulfilment_id), (1, Some(fulfilment)));
    assert_eq!(parcels[0].tracking_number.as_deref(), Some("RR1"));
    world.assert_no_violations();
}

/// The shop has given money back: what a mock, which reckons nothing, has to be told.
fn give_back(world: &World, order: i64) {
    let mut state = world.mock.dump();
    let rows = state["collections"]["api/v1/order"]["rows"].as_array_mut();
    let mut rows = rows.expect("orders").iter_mut();
    let row = rows.find(|row| row["data"]["id"] == order).expect("the order");
    row["data"]["refunded"] = json!(REFUND);
    world.mock.load(&state).expect("a state");
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
    let shown = shop.orders().get(order).send().await.expect("the order");
    assert_sent(&world, &shown, fulfilment);

    world.mock.fault_of("orders.refund", Fault::ResetUnseen);
    let wanted = rest(&shown).expect("nothing was given back");
    let lost = shop.orders().refund(wanted).send().await;
    let error = lost.expect_err("a lost request");
    assert!(error.is_outcome_unknown(), "{error}");
    let shown = shop.orders().get(order).send().await.expect("the order");
    let left = rest(&shown).expect("the shop has not given anything back");
    shop.orders().refund(left).send().await.expect("a refund");
    assert_eq!(
        world.count("orders.refund"),
        2,
        "the lost one, and the one that the order asked for"
    );
}

#[tokio::test(flavor = "current_thread")]
async fn what_was_given_back_is_not_given_again() {
    let world = shop();
    let shop: Client = world.client();
    let wanted = rest(&shop.orders().get(2).send().await.expect("the order")).expect("all");
    world.mock.fault_of("orders.refund", Fault::Reset);
    let lost = shop.orders().refund(wanted).send().await;
    let error = lost.expect_err("a lost answer");
    assert!(error.is_outcome_unknown(), "{error}");
    give_back(&world, 2);
    let shown = shop.orders().get(2).send().await.expect("the order");
    assert!(rest(&shown).is_none(), "{shown:?}");
    assert_eq!(
        world.count("orders.refund"),
        1,
        "the client does not repeat it by itself"
    );
    world.assert_no_violations();
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
    let shown = shop.orders().get(order).send().expect("the order");
    assert_sent(&world, &shown, fulfilment);

    world.mock.fault_of("orders.refund", Fault::ResetUnseen);
    let wanted = rest(&shown).expect("nothing was given back");
    let error = shop.orders().refund(wanted).send().expect_err("a lost request");
    assert!(error.is_outcome_unknown(), "{error}");
    let left = rest(&shop.orders().get(order).send().expect("the order"));
    let left = left.expect("the shop has not given anything back");
    shop.orders().refund(left).send().expect("a refund");
    assert_eq!(world.count("orders.refund"), 2);
}
