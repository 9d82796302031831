//! Customers of an `InSales` shop into `RetailCRM`: those that changed since the run before, fifty at a time.

pub mod demo;

use std::error::Error;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use tradewire_insales::clients::Client as Customer;
use tradewire_insales::tradewire::Cursor;
use tradewire_insales::tradewire::batch::OutcomeKind;
use tradewire_retailcrm::customers::{CustomerInput, CustomerPhone};

/// How many customers one request to the CRM takes.
const BATCH: usize = 50;

/// What became of the customers of a run.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The CRM has them.
    pub sent: usize,
    /// The CRM will not take them as they are, or they cannot be read; each was told of in a line.
    pub open: usize,
}

/// Reads on from the cursor in the file `place`, and keeps it there when the CRM has answered for what was read. So a run that dies
/// repeats at most one batch, and leaves nothing out; customers go by the id of the shop. `told` gets a line for each that stays open.
///
/// # Errors
/// The shop cannot be read, the CRM refuses a whole batch or does not answer, or the file cannot be written: the place stays in front
/// of what nobody has answered for.
pub async fn sync(
    shop: &tradewire_insales::Client,
    crm: &tradewire_retailcrm::Client,
    place: &Path,
    told: impl Fn(&str),
) -> Result<Report, Box<dyn Error>> {
    let mut changed = shop.clients().list_changes("2026-01-01T00:00:00Z").per_page(250);
    if let Some(cursor) = stored(place)? {
        changed = changed.resume_from(cursor);
    }
    let mut changed = changed.items();
    let mut report = Report::default();
    loop {
        let mut batch = Vec::with_capacity(BATCH);
        while batch.len() < BATCH {
            match changed.next().await {
                Some(Ok(customer)) => batch.push(for_crm(customer)),
                Some(Err(error)) if error.element().is_some() => {
                    report.open += 1;
                    told(&error.to_string());
                }
                Some(Err(error)) => return Err(error.into()),
                None => break,
            }
        }
        let is_last = batch.len() < BATCH;
        let mut outcomes = crm.customers().upload_all(batch);
        while let Some(outcome) = outcomes.next().await {
            match outcome.kind {
                OutcomeKind::Sent => report.sent += 1,
                OutcomeKind::Failed => {
                    report.open += 1;
                    told(&outcome.to_string());
                }
                // Not the customer's fault: the next run sends them again.
                _ => return Err(outcome.to_string().into()),
            }
        }
        if let Some(cursor) = changed.checkpoint() {
            store(place, &cursor)?;
        }
        if is_last {
            return Ok(report);
        }
    }
}

/// A customer as the CRM takes it; what the shop does not know stays as it is there.
fn for_crm(customer: Customer) -> CustomerInput {
    let mut input = CustomerInput::new().external_id(customer.id.to_string());
    input.first_name = customer.name;
    input.last_name = customer.surname;
    input.patronymic = customer.middlename;
    input.email = customer.email;
    input.phones = customer.phone.map(|number| vec![CustomerPhone::new().number(number)]);
    input
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
