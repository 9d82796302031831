//! A program that carries orders from a shop into a CRM is killed at any moment, and started again.
//!
//! Proves: whenever the process dies, nothing is lost and nothing is there twice, and what changes meanwhile arrives as well. It is a real process, killed for good,
//! once while it waits for an answer and then at moments that a seed chooses; shop and CRM live on. One program is async, the other is not.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use tradewire_insales::blocking::Client;
use tradewire_insales::orders::{FulfillmentStatus, OrderUpdate};
use tradewire_mock::{Fault, Server};

use crate::world::World;

const SHOP: &str = "admin/order";
const CRM: &str = "api/v5/order";

fn shop() -> World {
    let world = World::of("insales", |builder| builder.limits(false));
    let order = |id: u32| {
        let time = format!("2026-01-01T10:{:02}:{:02}+03:00", id / 60, id % 60);
        json!({"id": id, "number": id, "order_lines": [], "fulfillment_status": "new", "created_at": time, "updated_at": time})
    };
    world.put(SHOP, (1..=400).map(order));
    world.time.pass(Duration::from_secs(86_400));
    world
}

/// A generator of numbers, the same in each run (an LCG's high bits).
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

/// The programs.
const ASYNC: &str = env!("CARGO_BIN_EXE_killed");
const BLOCKING: &str = env!("CARGO_BIN_EXE_killed-blocking");

fn start(program: &str, shop: &Server, crm: &Server, place: &Path) -> Child {
    let mut program = Command::new(program);
    program
        .args([shop.url(), crm.url()])
        .arg(place)
        .stderr(Stdio::inherit());
    program.spawn().expect("it starts")
}

/// Kills it when so many requests have come, and a moment later; `true` if it had not ended before.
fn killed_after(child: &mut Child, came: impl Fn() -> usize, requests: usize, moment: Duration) -> bool {
    while came() < requests {
        if child.try_wait().expect("a process").is_some() {
            return false;
        }
        thread::sleep(Duration::from_micros(200));
    }
    thread::sleep(moment);
    child.kill().expect("it may be killed");
    !child.wait().expect("a process").success()
}

/// Id and status of each, in the words of the shop.
fn states(rows: &[Value], id: &str, status: &str) -> BTreeMap<String, Value> {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let all: BTreeMap<_, _> = rows.iter().map(|row| (text(&row[id]), row[status].clone())).collect();
    assert_eq!(all.len(), rows.len(), "each is there once");
    all
}

fn story(program: &str, seed: u64) {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("place");
    let (shop, crm) = (shop(), World::of("retailcrm", |builder| builder.limits(false)));
    let (shop_at, crm_at) = (shop.mock.serve(0).expect("a port"), crm.mock.serve(0).expect("a port"));
    let manager: Client = shop.client();
    let came = || shop.mock.seen().len() + crm.mock.seen().len();
    let mut seeded = Seeded(seed);

    // The CRM has taken a batch, and its answer is on its way.
    crm.mock.fault_of("orders.upload", Fault::Slow(Duration::from_secs(60)));
    let mut child = start(program, &shop_at, &crm_at, &place);
    assert!(killed_after(
        &mut child,
        || crm.count("orders.upload"),
        1,
        Duration::ZERO
    ));
    assert!(!place.exists(), "nobody had answered");

    let mut killed = 0;
    for _ in 0..10 {
        let changed = i64::try_from(1 + seeded.below(400)).expect("an id");
        shop.time.pass(Duration::from_secs(1));
        let paid = OrderUpdate::new().fulfillment_status(FulfillmentStatus::Approved);
        manager.orders().update(changed, paid).send().expect("a change");

        let requests = came() + usize::try_from(1 + seeded.below(20)).expect("few");
        let moment = Duration::from_micros(seeded.below(3000));
        killed += usize::from(killed_after(
            &mut start(program, &shop_at, &crm_at, &place),
            came,
            requests,
            moment,
        ));
    }
    assert!(killed > 0, "none of ten died before it was done");
    assert!(
        start(program, &shop_at, &crm_at, &place)
            .wait()
            .expect("a process")
            .success()
    );

    assert_eq!(
        states(&shop.rows(SHOP), "id", "fulfillment_status"),
        states(&crm.rows(CRM), "externalId", "status"),
        "with seed {seed}"
    );
    shop.assert_no_violations();
    crm.assert_no_violations();
}

#[test]
fn nothing_is_lost_and_nothing_is_there_twice() {
    for seed in [1, 2] {
        story(ASYNC, seed);
    }
}

#[test]
fn nothing_is_lost_and_nothing_is_there_twice_without_async() {
    story(BLOCKING, 3);
}
