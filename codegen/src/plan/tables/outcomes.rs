//! The tables of errors in lists, and of the outcomes of batches.

use crate::model::{Entries, Outcomes, Sign};
use crate::plan::context::json_text;
use crate::plan::data::{EntriesTable, OutcomesTable, SignTable};
use crate::plan::words;

/// A sign of failure.
#[must_use]
pub fn sign(sign: &Sign) -> SignTable {
    match sign {
        Sign::Is { path, value } => SignTable::Is {
            path: path.clone(),
            value: json_text(value),
        },
        Sign::Present { path } => SignTable::Present { path: path.clone() },
    }
}

/// What stands in lists of errors.
#[must_use]
pub fn entries(entries: &Entries) -> EntriesTable {
    EntriesTable {
        at: entries.at.clone(),
        keys: words::entry_keys(entries.keys),
        message: entries.message.clone(),
        code: entries.code.clone(),
        field: entries.field.clone(),
        row: entries.row.clone(),
        id: entries.id.clone(),
        first_row: entries.first_row,
    }
}

/// Which elements of a batch failed.
#[must_use]
pub fn outcomes(outcomes: &Outcomes) -> OutcomesTable {
    OutcomesTable {
        sent: outcomes.sent.clone(),
        at: outcomes.at.clone(),
        ordered: outcomes.ordered,
        failure: outcomes.failure.iter().map(sign).collect(),
        ids: outcomes.ids.clone(),
        row: outcomes.row.clone(),
        first_row: outcomes.first_row,
        message: outcomes.message.clone(),
        code: outcomes.code.clone(),
        fields: outcomes.fields.clone(),
    }
}
