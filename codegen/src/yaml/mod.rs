//! The only module that knows YAML.
//!
//! Text becomes a tree with positions (`parse`), the tree becomes typed data (`typed`). The first is done by `granit-parser`,
//! which reports a byte range for each event; the second by `serde_yaml`.

mod json;
mod parse;
mod slip;
mod syntax;
mod trees;
mod typed;

pub use json::read_json;
pub use parse::parse;
pub use serde_yaml::{Mapping, Value};
pub use syntax::{At, Entry, Node, Scalar, Syntax};
pub use trees::Trees;
pub use typed::{typed, value};
