//! Stock from a CSV file into `RetailCRM`: as many offers at a time as the CRM takes, from where the run before stopped.

pub mod demo;

use std::error::Error;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use tradewire_retailcrm::Client;
use tradewire_retailcrm::store::{StoreOfferStock, StoreStock};
use tradewire_retailcrm::tradewire::batch::{BatchPosition, OutcomeKind};

/// What became of the lines of the file.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Report {
    /// The CRM has the stock.
    pub written: usize,
    /// The CRM will not take it as it is.
    pub refused: usize,
    /// The CRM could not be asked, or gave no answer: the next run sends it.
    pub open: usize,
}

/// Sends the lines of `table` (`offer,store,available`) and keeps in the file `place` which of them are settled. When all are, the place is gone, and
/// the next run begins anew. A table that has changed since is another one, and begins anew too. `told` gets a line for each that is not written.
///
/// # Errors
/// A file cannot be read or written, or `table` has a line that is none.
pub async fn upload(crm: &Client, table: &Path, place: &Path, told: impl Fn(&str)) -> Result<Report, Box<dyn Error>> {
    let text = fs::read_to_string(table).map_err(|error| format!("{}: {error}", table.display()))?;
    let print = print(&text);
    let mut upload = crm.store().upload_inventories_all(read(table, &text)?);
    if let Some(position) = stored(place, print)? {
        upload = upload.resume_from(&position)?;
    }
    let mut report = Report::default();
    let mut in_doubt = Vec::new();
    while let Some(batch) = upload.next_batch().await {
        for outcome in &batch.outcomes {
            match outcome.kind {
                OutcomeKind::Sent => report.written += 1,
                OutcomeKind::Unknown => {
                    report.open += 1;
                    in_doubt.push(outcome.position);
                }
                _ if outcome.is_open() => report.open += 1,
                _ => report.refused += 1,
            }
            if !outcome.is_sent() {
                told(&outcome.to_string());
            }
        }
        let mut position = upload.position();
        // Stock is set and not added, so what may have been written can go once more.
        for at in &in_doubt {
            position.reopen(*at..at + 1);
        }
        store(place, print, &position)?;
    }
    if report.open == 0 && place.exists() {
        fs::remove_file(place)?;
    }
    Ok(report)
}

fn read(table: &Path, text: &str) -> Result<Vec<StoreOfferStock>, Box<dyn Error>> {
    let wrong = |error: csv::Error| format!("{}: {error}", table.display());
    let mut stock = Vec::new();
    for record in csv::Reader::from_reader(text.as_bytes()).into_deserialize() {
        let (offer, store, available): (String, String, f64) = record.map_err(wrong)?;
        let store = StoreStock::new().code(store).available(available);
        stock.push(StoreOfferStock::new().external_id(offer).stores([store]));
    }
    Ok(stock)
}

/// Tells one table from another; FNV-1a, as the standard library's hashes may change with it.
fn print(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |print, byte| {
        (print ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    })
}

/// The position in the table with this print.
fn stored(place: &Path, print: u64) -> Result<Option<BatchPosition>, Box<dyn Error>> {
    let text = match fs::read_to_string(place) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        read => read?,
    };
    let Some((of, position)) = text.split_once(' ') else {
        return Err(format!("{}: no place of this program's", place.display()).into());
    };
    Ok(if of == format!("{print:016x}") {
        Some(position.parse()?)
    } else {
        None
    })
}

/// Whole or not at all.
fn store(place: &Path, print: u64, position: &BatchPosition) -> Result<(), Box<dyn Error>> {
    let written = place.with_extension("new");
    fs::write(&written, format!("{print:016x} {position}"))?;
    Ok(fs::rename(written, place)?)
}
