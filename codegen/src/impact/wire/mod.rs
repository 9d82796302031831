//! What goes over the wire: tables and steps of two plans.
//!
//! The tables are what the runtime reads, so nothing of what it does can change without a difference here. They are taken apart field
//! by field, so that one that is added has to be weighed before anything compiles.

mod bodies;
mod callbacks;
mod fields;
mod meta;
mod paging;
mod platform;
mod rules;
mod steps;

pub use callbacks::callback;
pub use fields::fields;
pub use meta::{meta, same_request};
pub use platform::platform;
pub use steps::{place, steps};
