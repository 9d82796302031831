//! Customers of an `InSales` shop into `RetailCRM`: those that changed since the run before, fifty at a time.

pub mod demo;

use std::error::Error;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use tradewire_insales::clients::Client as Customer;
use tradewire_insales::tradewire::Cursor;
use tradewire_insales::tradewire::batch::OutcomeKind;
use tradewire_retailcrm::Client as Crm;
use tradewire_retailcrm::customers::{CustomerInput, CustomerPhone, CustomerUpdate};
use tradewire_retailcrm::types::By;

const BATCH: usize = 50; // as many as one request to the CRM takes

/// What became of the customers of a run. Of each that is refused or unreadable a line is told.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Report {
    /// The CRM did not have them, and does now.
    pub created: usize,
    /// It had them, and has what changed.
    pub updated: usize,
    /// It will not take them as they are.
    pub refused: usize,
    /// They cannot be read.
    pub unreadable: usize,
}

/// Reads on from the cursor in the file `place`, and keeps it there when the CRM has answered for what was read: a run that dies repeats at
/// most one batch, and leaves nothing out. Customers go by the id of the shop. An upload creates only; those that it does not take are
/// updated, one by one. `progress` sees the report after each batch.
///
/// # Errors
/// The shop cannot be read, the CRM refuses a whole batch or does not answer, or the file cannot be written: the place stays in front
/// of what nobody has answered for.
pub async fn sync(
    shop: &tradewire_insales::Client,
    crm: &Crm,
    place: &Path,
    told: impl Fn(&str),
    progress: impl Fn(&Report),
) -> Result<Report, Box<dyn Error>> {
    let mut changed = shop.clients().list_changes("2026-01-01T00:00:00Z").per_page(250);
    if let Some(cursor) = stored(place)? {
        changed = changed.resume_from(cursor);
    }
    let (mut changed, mut report) = (changed.items(), Report::default());
    loop {
        let mut batch = Vec::with_capacity(BATCH);
        while batch.len() < BATCH {
            match changed.next().await {
                Some(Ok(customer)) => batch.push(for_crm(customer)),
                Some(Err(error)) if error.element().is_some() => {
                    report.unreadable += 1;
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
                OutcomeKind::Sent => report.created += 1,
                OutcomeKind::Failed => match update(crm, &outcome.element).await {
                    Ok(()) => report.updated += 1,
                    Err(error) if !error.is_auth() && !error.is_retryable() => {
                        report.refused += 1;
                        told(&format!("{outcome}; {error}"));
                    }
                    Err(error) => return Err(error.into()),
                },
                // Not the customer's fault: the next run sends them again.
                _ => return Err(outcome.to_string().into()),
            }
        }
        if let Some(cursor) = changed.checkpoint() {
            store(place, &cursor)?;
        }
        progress(&report);
        if is_last {
            return Ok(report);
        }
    }
}

/// A customer as the CRM takes it; what the shop does not know stays as it is there.
fn for_crm(customer: Customer) -> CustomerInput {
    let mut input = CustomerInput::new().external_id(customer.id.to_string());
    (input.first_name, input.last_name, input.patronymic) = (customer.name, customer.surname, customer.middlename);
    input.email = customer.email;
    input.phones = customer.phone.map(|number| vec![CustomerPhone::new().number(number)]);
    input
}

async fn update(crm: &Crm, known: &CustomerInput) -> Result<(), tradewire_retailcrm::Error> {
    let (mut customer, known) = (CustomerUpdate::new(), known.clone());
    (customer.first_name, customer.last_name) = (known.first_name, known.last_name);
    (customer.patronymic, customer.email) = (known.patronymic, known.email);
    customer.phones = known.phones;
    let id = known.external_id.unwrap_or_default();
    crm.customers().update(id, customer).by(By::ExternalId).send().await?;
    Ok(())
}

fn stored(place: &Path) -> Result<Option<Cursor>, Box<dyn Error>> {
    match fs::read_to_string(place) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        read => Ok(Some(read?.parse()?)),
    }
}

fn store(place: &Path, cursor: &Cursor) -> Result<(), Box<dyn Error>> {
    let written = place.with_extension("new");
    fs::write(&written, cursor.to_string())?;
    Ok(fs::rename(written, place)?) // whole or not at all
}
