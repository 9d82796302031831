//! What programs see when they compile: two plans, item by item.
//!
//! Plans are taken apart field by field, so that a decision that `plan` gains has to be weighed here before anything compiles.

mod callbacks;
mod docs;
mod enums;
mod modules;
mod operations;
mod outputs;
mod root;
mod signature;
mod structs;
mod types;
mod unions;

use super::found::Found;
use super::side::Sides;

/// Compares two crates.
pub fn compare(found: &mut Found, sides: &Sides) {
    root::compare(found, sides);
    modules::compare(found, sides);
}
