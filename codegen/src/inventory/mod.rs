//! Every operation and callback with its flattened fields, as data for other programs and as a table for people.
//!
//! The form is a contract: programs outside of this workspace read it too.

pub mod coverage;
mod entries;
mod flatten;
mod names;
mod operation;
mod params;
mod table;

pub use entries::{
    CallbackEntry, FieldRow, Inventory, LimitRow, OperationEntry, Param, PlatformEntry, Request, Response, RustNames,
    Standing, Value,
};
pub use table::table;

use crate::model::Platform;

/// The inventory of platforms.
#[must_use]
pub fn inventory(platforms: &[Platform]) -> Inventory {
    Inventory {
        platforms: platforms.iter().map(operation::platform_entry).collect(),
    }
}
