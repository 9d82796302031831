//! Orders of an `InSales` shop into `RetailCRM`: those that are new or changed since the run before, fifty at a time.

pub mod demo;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use tradewire_insales::orders::Order;
use tradewire_insales::tradewire::Cursor;
use tradewire_insales::tradewire::batch::OutcomeKind;
use tradewire_retailcrm::orders::{OrderCreate, OrderFilter, OrderUpdate};

/// How many orders one request to the CRM takes.
const BATCH: usize = 50;
/// Older changes are of no interest.
const BEGIN: &str = "2026-01-01T00:00:00Z";

/// What became of the orders so far.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Report {
    /// The CRM did not have them, and has them now.
    pub made: usize,
    /// The CRM had them, and now has them as the shop does.
    pub changed: usize,
    /// The CRM will not take them as they are, or they cannot be read; each was told of.
    pub open: usize,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} new, {} changed, {} open", self.made, self.changed, self.open)
    }
}

/// What is told while a run goes on.
#[derive(Debug)]
pub enum Told<'t> {
    /// The CRM has answered for a batch, and the place is kept.
    Progress(&'t Report),
    /// An order stays open, and why.
    Open(String),
}

/// Reads on from the cursor in the file `place`, and keeps it there when the CRM has answered for what was read. A run that dies repeats
/// at most one batch; orders go by the id of the shop and the CRM is asked first which it has, so that none is there twice.
///
/// # Errors
/// The shop cannot be read, the CRM does not answer or refuses a whole batch, or the file cannot be written: the place stays in front of
/// what nobody has answered for.
pub async fn sync(
    shop: &tradewire_insales::Client,
    crm: &tradewire_retailcrm::Client,
    place: &Path,
    mut told: impl FnMut(Told<'_>),
) -> Result<Report, Box<dyn Error>> {
    let mut changed = shop.orders().list_changes(BEGIN).per_page(250);
    if let Some(cursor) = stored(place)? {
        changed = changed.resume_from(cursor);
    }
    let mut changed = changed.items();
    let mut report = Report::default();
    loop {
        // One that changes while it is read comes again: the later state counts.
        let mut batch = BTreeMap::new();
        let is_last = loop {
            match changed.next().await {
                Some(Ok(order)) => drop(batch.insert(order.id.to_string(), order)),
                Some(Err(error)) if error.element().is_some() => {
                    report.open += 1;
                    told(Told::Open(error.to_string()));
                }
                Some(Err(error)) => return Err(error.into()),
                None => break true,
            }
            if batch.len() == BATCH {
                break false;
            }
        };
        if !batch.is_empty() {
            send(crm, batch, &mut report, &mut told).await?;
        }
        if let Some(cursor) = changed.checkpoint() {
            store(place, &cursor)?;
        }
        told(Told::Progress(&report));
        if is_last {
            return Ok(report);
        }
    }
}

async fn send(
    crm: &tradewire_retailcrm::Client,
    mut new: BTreeMap<String, Order>,
    report: &mut Report,
    told: &mut impl FnMut(Told<'_>),
) -> Result<(), Box<dyn Error>> {
    for id in known(crm, &new).await? {
        let Some(order) = new.remove(&id) else { continue };
        match crm.orders().update(&id, changes(&order)).send().await {
            Ok(_) => report.changed += 1,
            Err(error) if error.is_invalid() => {
                report.open += 1;
                told(Told::Open(format!("order {id}: {error}")));
            }
            Err(error) => return Err(error.into()),
        }
    }
    let mut outcomes = crm.orders().upload_all(new.values().map(for_crm).collect::<Vec<_>>());
    while let Some(outcome) = outcomes.next().await {
        match outcome.kind {
            OutcomeKind::Sent => report.made += 1,
            OutcomeKind::Failed => {
                report.open += 1;
                told(Told::Open(outcome.to_string()));
            }
            // Not the order's fault: the next run sends it again.
            _ => return Err(outcome.to_string().into()),
        }
    }
    Ok(())
}

/// Ids of those that the CRM has.
async fn known(
    crm: &tradewire_retailcrm::Client,
    orders: &BTreeMap<String, Order>,
) -> Result<BTreeSet<String>, Box<dyn Error>> {
    let filter = OrderFilter::new().external_ids(orders.keys());
    let there = crm.orders().list().filter(filter).limit(100).items().into_vec().await?;
    Ok(there.into_iter().filter_map(|order| order.external_id).collect())
}

/// An order as the CRM takes it.
fn for_crm(order: &Order) -> OrderCreate {
    let mut create = OrderCreate::new().external_id(order.id.to_string());
    create.number = order.number.map(|number| number.to_string());
    create.status = status(order);
    create.customer_comment.clone_from(&order.comment);
    if let Some(client) = &order.client {
        create.first_name.clone_from(&client.name);
        create.last_name.clone_from(&client.surname);
        create.phone.clone_from(&client.phone);
        create.email.clone_from(&client.email);
    }
    create
}

/// What changes in the life of an order.
fn changes(order: &Order) -> OrderUpdate {
    let mut update = OrderUpdate::new();
    update.status = status(order);
    update.customer_comment.clone_from(&order.comment);
    update
}

/// The CRM of this example calls statuses as the shop does.
fn status(order: &Order) -> Option<String> {
    order.fulfillment_status.as_ref().map(ToString::to_string)
}

fn stored(place: &Path) -> Result<Option<Cursor>, Box<dyn Error>> {
    match fs::read_to_string(place) {
        Ok(text) => Ok(Some(text.parse()?)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Whole or not at all.
fn store(place: &Path, cursor: &Cursor) -> Result<(), Box<dyn Error>> {
    let written = place.with_extension("new");
    fs::write(&written, cursor.to_string())?;
    Ok(fs::rename(written, place)?)
}
