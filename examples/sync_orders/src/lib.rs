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
    /// Ids of those that the CRM will not take as they are, or that cannot be read; each was told of. The place goes past them.
    pub refused: BTreeSet<String>,
}

impl Report {
    fn refuse(&mut self, id: String, why: String, told: &mut impl FnMut(Told<'_>)) {
        self.refused.insert(id);
        told(Told::Refused(why));
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} new, {} changed, {} refused",
            self.made,
            self.changed,
            self.refused.len()
        )
    }
}

/// What is told while a run goes on.
#[derive(Debug)]
pub enum Told<'t> {
    /// The CRM has answered for a batch, and the place is kept.
    Progress(&'t Report),
    /// An order is refused, and why. It comes again only when it changes.
    Refused(String),
}

/// Reads on from the cursor in the file `place`, and keeps it there when the CRM has answered for what was read. A run that dies repeats
/// at most one batch; orders go by the id of the shop and the CRM is asked first which it has, so that none is there twice. The ids of those
/// that are refused are kept beside the place (see [`refused`]), until the CRM takes them.
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
    let mut left = refused(place)?;
    loop {
        // One that changes while it is read comes again: the later state counts.
        let mut batch = BTreeMap::new();
        let is_last = loop {
            match changed.next().await {
                Some(Ok(order)) => drop(batch.insert(order.id.to_string(), order)),
                Some(Err(error)) if error.element().is_some() => {
                    report.refuse(id_of(&error), error.to_string(), &mut told);
                }
                Some(Err(error)) => return Err(error.into()),
                None => break true,
            }
            if batch.len() == BATCH {
                break false;
            }
        };
        if !batch.is_empty() {
            for id in send(crm, batch, &mut report, &mut told).await? {
                report.refused.remove(&id);
                left.remove(&id);
            }
        }
        // Before the place goes past them.
        left.extend(report.refused.iter().cloned());
        keep(place, &left)?;
        if let Some(cursor) = changed.checkpoint() {
            store(place, &cursor)?;
        }
        told(Told::Progress(&report));
        if is_last {
            return Ok(report);
        }
    }
}

/// The ids of those that the CRM has taken.
async fn send(
    crm: &tradewire_retailcrm::Client,
    mut new: BTreeMap<String, Order>,
    report: &mut Report,
    told: &mut impl FnMut(Told<'_>),
) -> Result<Vec<String>, Box<dyn Error>> {
    let mut taken = Vec::new();
    for id in known(crm, &new).await? {
        let Some(order) = new.remove(&id) else { continue };
        match crm.orders().update(&id, changes(&order)).send().await {
            Ok(_) => {
                report.changed += 1;
                taken.push(id);
            }
            Err(error) if error.is_invalid() => {
                let why = format!("order {id}: {error}");
                report.refuse(id, why, told);
            }
            Err(error) => return Err(error.into()),
        }
    }
    let mut outcomes = crm.orders().upload_all(new.values().map(for_crm).collect::<Vec<_>>());
    while let Some(outcome) = outcomes.next().await {
        let id = outcome.element.external_id.clone().unwrap_or_default();
        match outcome.kind {
            OutcomeKind::Sent => {
                report.made += 1;
                taken.push(id);
            }
            OutcomeKind::Failed => report.refuse(id, outcome.to_string(), told),
            // Not the order's fault: the next run sends it again.
            _ => return Err(outcome.to_string().into()),
        }
    }
    Ok(taken)
}

/// The id of an order that cannot be read, as far as that can be; else its place in the list.
fn id_of(error: &tradewire_insales::tradewire::Error) -> String {
    let Some(rejected) = error.element() else {
        return String::new();
    };
    let order: Option<serde_json::Value> = serde_json::from_str(&rejected.raw).ok();
    let id = order.and_then(|order| order.get("id").map(ToString::to_string));
    id.unwrap_or_else(|| rejected.path.clone())
}

/// Ids of the orders that were refused, and that the CRM has not taken since: in a file beside `place`, one a line.
///
/// # Errors
/// The file is there and cannot be read.
pub fn refused(place: &Path) -> Result<BTreeSet<String>, Box<dyn Error>> {
    match fs::read_to_string(place.with_extension("refused")) {
        Ok(text) => Ok(text.lines().map(str::to_owned).collect()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(BTreeSet::new()),
        Err(error) => Err(error.into()),
    }
}

fn keep(place: &Path, refused: &BTreeSet<String>) -> Result<(), Box<dyn Error>> {
    let file = place.with_extension("refused");
    if refused.is_empty() && !file.exists() {
        return Ok(());
    }
    let lines: Vec<&str> = refused.iter().map(String::as_str).collect();
    write_whole(&file, &lines.join("\n"))
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

fn store(place: &Path, cursor: &Cursor) -> Result<(), Box<dyn Error>> {
    write_whole(place, &cursor.to_string())
}

/// Whole or not at all.
fn write_whole(file: &Path, text: &str) -> Result<(), Box<dyn Error>> {
    let written = file.with_extension("new");
    fs::write(&written, text)?;
    Ok(fs::rename(written, file)?)
}
