//! How code is laid out in the examples of rustdoc.

mod calls;
mod imports;

pub use calls::{broken, laid_out};
pub use imports::imports;

/// Longest line, in characters.
const WIDTH: usize = 76;

const INDENT: &str = "    ";
