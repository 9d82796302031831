//! Every Rust decision as plain data: names, types, boxes, signatures, documentation, tables.
//!
//! [`plan`] reads the resolved model and writes no code; `emit` writes code and decides nothing.

mod context;
mod data;
mod docs;
mod examples;
mod modules;
mod operations;
mod pages;
mod platform;
mod tables;
mod types;
mod words;

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod tests;

pub use context::json_string;
pub use context::names::{Names, operation_name};
pub use context::{arriving, leaving};
pub use data::*;
pub use types::exchange::taken_by_runtime;
pub use types::required::MOST_BY_POSITION;

use crate::model::Platform;
use context::Context;

/// Plans the crate of one platform.
#[must_use]
pub fn plan(platform: &Platform) -> CratePlan {
    let cx = Context::new(platform);
    modules::plan_crate(&cx)
}

/// The plan for another place than the workspace of Tradewire.
#[must_use]
pub fn at_home(mut plan: CratePlan, home: &Home) -> CratePlan {
    plan.home = home.clone();
    plan.readme.commands = pages::readme::commands(&plan);
    plan
}
