//! Incremental pull of `RetailCRM` orders by history.
//!
//! Proves: a job that keeps its cursor as text between runs ends up with the orders as the CRM has them. Entries come once each, through
//! an empty page in front of full ones, replies with keys that nobody knows, a cut connection, and a run that finds nothing new.

use std::collections::BTreeMap;
use std::time::Duration;

use tradewire::Cursor;
use tradewire_mock::Fault;
use tradewire_retailcrm::orders::{OrderCreate, OrderHistoryEntry, OrderUpdate};
use tradewire_retailcrm::{Client, blocking};

use crate::world::World;

/// How many orders the key may not see: a page of their entries.
const HIDDEN: usize = 20;

/// What the job knows: the status of each order; and how far it read.
#[derive(Default)]
struct Mirror {
    statuses: BTreeMap<String, String>,
    ids: Vec<i64>,
    with_unknown_keys: usize,
    cursor: Option<String>,
}

impl Mirror {
    fn take(&mut self, entry: &OrderHistoryEntry) {
        self.ids.push(entry.id);
        self.with_unknown_keys += usize::from(!entry.extra.is_empty());
        let order = entry.order.as_ref().expect("each entry has its order");
        let id = order.external_id.clone().expect("an external id");
        let status = match entry.field.as_deref() {
            Some("status") => entry.new_value.as_ref().and_then(|value| value.as_str()),
            _ if entry.created == Some(true) => order.status.as_deref(),
            _ => None,
        };
        if let Some(status) = status {
            self.statuses.insert(id, status.to_owned());
        }
    }

    fn cursor(&self) -> Option<Cursor> {
        self.cursor.as_ref().map(|text| text.parse().expect("a cursor"))
    }

    /// It has what the CRM has, and had no entry twice.
    fn assert_is(&self, world: &World) {
        let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
        let orders = world.rows("api/v5/order");
        let theirs: BTreeMap<_, _> = orders
            .iter()
            .skip(HIDDEN)
            .map(|order| (text(&order["externalId"]), text(&order["status"])))
            .collect();
        assert_eq!(self.statuses, theirs);
        assert!(self.ids.is_sorted_by(|one, next| one < next), "{:?}", self.ids);
    }
}

/// A CRM with orders of which the key may not see the first: it cuts a page of the history, and then drops them.
async fn crm_with_orders(world: &World) {
    let crm: Client = world.client();
    for number in 0..50 {
        let order = OrderCreate::new().external_id(format!("B-{number}")).status("new");
        crm.orders().create(order).send().await.expect("an order");
    }
    world.time.pass(Duration::from_secs(1));
    let body =
        r#"{"success":true,"history":[],"pagination":{"limit":20,"totalCount":50,"currentPage":1,"totalPageCount":3}}"#
            .to_owned();
    world
        .mock
        .fault_of("orders.list_history", Fault::Reply { status: 200, body });
    world.mock.fault_of("orders.list_history", Fault::UnknownKey);
    world.mock.fault_of("orders.list_history", Fault::Truncated);
}

async fn orders_change(world: &World) {
    let crm: Client = world.client();
    for number in 40..50 {
        let paid = OrderUpdate::new().status("paid");
        crm.orders()
            .update(format!("B-{number}"), paid)
            .send()
            .await
            .expect("a change");
    }
    let order = OrderCreate::new().external_id("B-50").status("new");
    crm.orders().create(order).send().await.expect("an order");
    world.time.pass(Duration::from_secs(1));
}

#[tokio::test(flavor = "current_thread")]
async fn each_run_reads_what_is_new() {
    async fn run(crm: &Client, mirror: &mut Mirror) {
        let mut history = crm.orders().list_history();
        if let Some(cursor) = mirror.cursor() {
            history = history.resume_from(cursor);
        }
        let mut entries = history.items();
        while let Some(entry) = entries.next().await {
            mirror.take(&entry.unwrap_or_else(|error| panic!("{error}")));
        }
        mirror.cursor = entries
            .checkpoint()
            .map(|cursor| cursor.to_string())
            .or(mirror.cursor.take());
    }

    let (world, mut mirror) = (World::empty("retailcrm"), Mirror::default());
    let crm = world.client();
    crm_with_orders(&world).await;
    run(&crm, &mut mirror).await;
    mirror.assert_is(&world);
    assert!(mirror.with_unknown_keys > 0, "they are kept");

    orders_change(&world).await;
    run(&crm, &mut mirror).await;
    mirror.assert_is(&world);
    let known = mirror.ids.len();
    run(&crm, &mut mirror).await;
    assert_eq!(mirror.ids.len(), known, "nothing is new");
    world.assert_no_violations();
}

#[test]
fn each_run_reads_what_is_new_without_async() {
    fn run(crm: &blocking::Client, mirror: &mut Mirror) {
        let mut history = crm.orders().list_history();
        if let Some(cursor) = mirror.cursor() {
            history = history.resume_from(cursor);
        }
        let mut entries = history.items();
        for entry in entries.by_ref() {
            mirror.take(&entry.unwrap_or_else(|error| panic!("{error}")));
        }
        mirror.cursor = entries
            .checkpoint()
            .map(|cursor| cursor.to_string())
            .or(mirror.cursor.take());
    }

    let (world, mut mirror) = (World::empty("retailcrm"), Mirror::default());
    let server = world.mock.serve(0).expect("a port");
    let crm = world.client_of(&server);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime");
    runtime.block_on(crm_with_orders(&world));
    run(&crm, &mut mirror);
    mirror.assert_is(&world);
    assert!(mirror.with_unknown_keys > 0, "they are kept");

    runtime.block_on(orders_change(&world));
    run(&crm, &mut mirror);
    mirror.assert_is(&world);
    let known = mirror.ids.len();
    run(&crm, &mut mirror);
    assert_eq!(mirror.ids.len(), known, "nothing is new");
    world.assert_no_violations();
}
