//! Every Rust decision as plain data: names, types, boxes, signatures, documentation, tables.
//!
//! [`plan`] reads the resolved model and writes no code; `emit` writes code and decides nothing.

mod apart;
mod args;
mod batch;
mod callbacks;
mod catalogue;
mod complete;
mod context;
mod credentials;
mod data;
mod directions;
mod docs;
mod enums;
mod events;
mod examples;
mod exchange;
mod facts;
mod former;
mod front;
mod headers;
mod known;
mod layout;
mod modules;
mod names;
mod operation_docs;
mod operations;
mod outcomes;
mod outputs;
mod package;
mod paging;
mod parts;
mod platform;
mod provenance;
mod readme;
mod recursion;
mod required;
mod rules;
mod samples;
mod scalars;
mod setter_names;
mod showcase;
mod shown;
mod signature;
mod structs;
mod tables;
mod unions;
mod useful;
mod variables;
mod variants;
mod weight;
mod words;
mod zone;

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod tests;

pub use context::json_string;
pub use data::*;
pub use directions::{arriving, leaving};
pub use exchange::taken_by_runtime;
pub use names::{Names, operation_name};
pub use required::MOST_BY_POSITION;

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
    plan.readme.commands = readme::commands(&plan);
    plan
}
