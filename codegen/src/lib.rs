//! Turns YAML API specs into typed Rust clients: load, resolve, check, plan, emit, write.
//!
//! [`compile`] goes from files to models and findings; [`write::generate`] from a model to the files of a crate. Nothing but
//! [`load::read_folder`] and [`mod@write`] touches the disk.
#![allow(clippy::struct_excessive_bools, reason = "keys of the dialect are what they are")]
#![allow(
    clippy::single_match_else,
    reason = "a match over two cases reads as the table it is"
)]
#![allow(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "`.YAML` is a stray file on every system"
)]

/// The example of the front page is a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

pub mod captured;
pub mod check;
pub mod check_reply;
mod compile;
pub mod diagnostics;
pub mod dialect;
pub mod edit;
pub mod emit;
mod explain;
pub mod explained;
mod file_name;
pub mod history;
pub mod impact;
pub mod import;
pub mod infer;
pub mod inventory;
pub mod load;
pub mod mend;
pub mod model;
pub mod naming;
pub mod new;
pub mod openapi;
pub mod plan;
pub mod resolve;
pub mod site;
pub mod write;
pub mod yaml;

pub use compile::{Compiled, compile};
pub use explain::{explain_operation, operation_ids};
