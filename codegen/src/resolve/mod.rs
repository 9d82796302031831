//! Typed specs to the resolved model: names become ids, shorthand becomes structure, defaults are filled in.
//!
//! Goes on after a finding with the nearest thing that makes sense (`any` for an unknown type), so that one slip does not hide others.

mod address;
mod auth;
mod basis;
mod body;
mod by_status;
mod cycles;
mod declare;
mod docs;
mod endpoint;
mod entries;
mod errors;
mod examples;
mod format;
mod forms;
mod key;
mod layout;
mod limits;
mod literals;
mod made;
mod method;
mod outcomes;
mod pagination;
mod paging;
mod paging_items;
mod platform;
mod purposes;
mod renumber;
mod returns;
mod scope;
mod showcase;
mod signature;
mod signs;
mod sizes;
mod types;
mod version;
mod weights;
mod zone;

#[cfg(test)]
mod tests;

pub use platform::{Resolved, resolve};
