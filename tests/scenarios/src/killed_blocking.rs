//! The program that a scenario kills, without async: what the example `sync_orders` does, by the blocking clients. It is given the addresses of shop
//! and CRM, and the file of its place. Waits are over at once.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::io::ErrorKind;
use std::path::Path;

use tradewire::batch::OutcomeKind;
use tradewire::testing::SetClock;
use tradewire::{Builder, Credentials, Cursor};
use tradewire_insales::orders::Order;
use tradewire_retailcrm::orders::{OrderCreate, OrderFilter, OrderUpdate};

type Outcome = Result<(), Box<dyn Error>>;

/// Orders in a request to the CRM.
const BATCH: usize = 50;

fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [shop, crm, place] = &arguments[..] else {
        return Err("it takes the address of a shop, that of a CRM, and a file".into());
    };
    let app = [("app_id", "app".to_owned()), ("password", "word".to_owned())];
    let shop: tradewire_insales::blocking::Client = Builder::new(shop)
        .allow_http()
        .credentials(Credentials::scheme("basic", app))
        .clock(SetClock::new())
        .build()?;
    let crm: tradewire_retailcrm::blocking::Client = Builder::new(crm)
        .allow_http()
        .credentials(Credentials::scheme("api_key", [("api_key", "key".to_owned())]))
        .clock(SetClock::new())
        .build()?;
    let place = Path::new(place);
    let mut changed = shop.orders().list_changes("2026-01-01T00:00:00Z").per_page(250);
    match std::fs::read_to_string(place) {
        Ok(text) => changed = changed.resume_from(text.parse::<Cursor>()?),
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(error.into()),
    }
    let mut changed = changed.items();
    loop {
        // One that changes while it is read comes again: the later state counts.
        let mut batch = BTreeMap::new();
        while batch.len() < BATCH {
            let Some(order) = changed.next() else { break };
            let order = order?;
            batch.insert(order.id.to_string(), order);
        }
        let is_last = batch.is_empty();
        send(&crm, batch)?;
        if let Some(cursor) = changed.checkpoint() {
            // Whole or not at all.
            let written = place.with_extension("new");
            std::fs::write(&written, cursor.to_string())?;
            std::fs::rename(written, place)?;
        }
        if is_last {
            return Ok(());
        }
    }
}

/// Those that the CRM has are changed there, the others are new.
fn send(crm: &tradewire_retailcrm::blocking::Client, mut orders: BTreeMap<String, Order>) -> Outcome {
    if orders.is_empty() {
        return Ok(());
    }
    let filter = OrderFilter::new().external_ids(orders.keys());
    let there: Vec<_> = crm
        .orders()
        .list()
        .filter(filter)
        .limit(100)
        .items()
        .collect::<Result<_, _>>()?;
    let known: BTreeSet<String> = there.into_iter().filter_map(|order| order.external_id).collect();
    let status = |order: &Order| order.fulfillment_status.as_ref().map(ToString::to_string);
    for id in known {
        let Some(order) = orders.remove(&id) else { continue };
        let mut update = OrderUpdate::new();
        update.status = status(&order);
        crm.orders().update(&id, update).send()?;
    }
    let new = orders.values().map(|order| {
        let mut create = OrderCreate::new().external_id(order.id.to_string());
        create.status = status(order);
        create
    });
    for outcome in crm.orders().upload_all(new.collect::<Vec<_>>()) {
        if !matches!(outcome.kind, OutcomeKind::Sent) {
            return Err(outcome.to_string().into());
        }
    }
    Ok(())
}
