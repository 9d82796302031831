//! A full read of the orders of an `InSales` shop, with a budget that others have nearly used up, while orders change.
//!
//! Proves: the client sees by the server's headers how much is left, waits for the next window and goes on; an order that changes, or is made, while the read is
//! under way comes (again) at its end, so that the copy is the shop's own. No request is refused for coming too early.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Value, json};
use tradewire_insales::orders::{Order, OrderUpdate};
use tradewire_insales::{Client, blocking};

use crate::world::World;

const ORDERS: &str = "admin/order";
const SINCE: &str = "2025-01-01T00:00:00+03:00";

fn shop() -> World {
    let world = World::empty("insales");
    let order = |id: u32| {
        let time = format!("2025-06-01T10:{:02}:{:02}+03:00", id / 60, id % 60);
        json!({"id": id, "number": id, "order_lines": [], "comment": "as it was", "created_at": time, "updated_at": time})
    };
    world.put(ORDERS, (1..=300).map(order));
    world
}

/// Others of the account ask for something, so often.
fn others_ask(world: &World, times: usize) {
    for _ in 0..times {
        let request = http::Request::get("/admin/domains.json").header("authorization", "Basic a2V5OnNlY3JldA==");
        let answer = world
            .mock
            .handle(&request.body(bytes::Bytes::new()).expect("a request"));
        assert_eq!(answer.response.status(), 200);
    }
}

#[derive(Default)]
struct Copy {
    orders: BTreeMap<i64, Option<String>>,
    read: usize,
}

impl Copy {
    fn take(&mut self, order: Order) {
        self.read += 1;
        self.orders.insert(order.id, order.comment);
    }

    fn assert_is(&self, world: &World) {
        let row = |order: &Value| {
            let comment = order["comment"].as_str().map(ToOwned::to_owned);
            (order["id"].as_i64().expect("an id"), comment)
        };
        let theirs: BTreeMap<_, _> = world.rows(ORDERS).iter().map(row).collect();
        assert_eq!(self.orders, theirs);
        assert_eq!(self.read, 303, "three came again, with their change");
        assert_eq!(world.answered(429), 0, "the client waits before it is told to");
        assert!(world.time.passed() >= Duration::from_secs(290), "for the next window");
        world.assert_no_violations();
    }
}

fn change() -> OrderUpdate {
    OrderUpdate::new().comment("changed meanwhile")
}

#[tokio::test(flavor = "current_thread")]
async fn the_copy_is_the_shop() {
    let (world, mut copy) = (shop(), Copy::default());
    others_ask(&world, 480);
    let shop: Client = world.client();
    let mut orders = shop.orders().list_changes(SINCE).per_page(10).items();
    while let Some(order) = orders.next().await {
        copy.take(order.unwrap_or_else(|error| panic!("{error}")));
        if matches!(copy.read, 40 | 120 | 280) {
            world.time.pass(Duration::from_secs(1));
            let already_read = i64::try_from(copy.read).expect("few") / 2;
            shop.orders()
                .update(already_read, change())
                .send()
                .await
                .expect("a change");
        }
    }
    copy.assert_is(&world);
}

#[test]
fn the_copy_is_the_shop_without_async() {
    let (world, mut copy) = (shop(), Copy::default());
    others_ask(&world, 480);
    let server = world.mock.serve(0).expect("a port");
    let shop: blocking::Client = world.client_of(&server);
    for order in shop.orders().list_changes(SINCE).per_page(10).items() {
        copy.take(order.unwrap_or_else(|error| panic!("{error}")));
        if matches!(copy.read, 40 | 120 | 280) {
            world.time.pass(Duration::from_secs(1));
            let already_read = i64::try_from(copy.read).expect("few") / 2;
            shop.orders().update(already_read, change()).send().expect("a change");
        }
    }
    copy.assert_is(&world);
}
