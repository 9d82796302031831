//! Turns YAML API specs into typed Rust clients: load, check, resolve, plan, emit, write.
//!
//! [`compile`] goes from files to models and findings; [`write::generate`] from a model to the files of a crate. Nothing but
//! [`load::read_folder`] and [`write`] touches the disk.

pub mod check;
mod compile;
pub mod diagnostics;
pub mod dialect;
pub mod emit;
mod explain;
pub mod inventory;
pub mod load;
pub mod model;
pub mod naming;
pub mod plan;
pub mod resolve;
pub mod write;
pub mod yaml;

pub use compile::{Compiled, compile};
pub use explain::{explain_operation, operation_ids};
