//! One file a command.

mod explain;
pub mod generate;
mod impact;
mod inventory;
mod lint;

use anyhow::Result;

use crate::args::{Command, Global};

/// How a command ended; the numbers are exit codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing to say.
    Fine = 0,
    /// Something was found.
    Findings = 1,
}

impl Outcome {
    /// Findings or not.
    #[must_use]
    pub fn from_findings(any: bool) -> Self {
        if any { Self::Findings } else { Self::Fine }
    }
}

/// Carries out what was asked for.
///
/// # Errors
/// Bad usage, or what cannot be read or written.
pub fn run(global: &Global, command: &Command) -> Result<Outcome> {
    let root = global.root.as_deref();
    match command {
        Command::Gen { platforms, check } => generate::run(root, platforms, *check),
        Command::Lint { platforms, format, fix } => lint::run(root, platforms, *format, *fix),
        Command::Inventory { platforms, format } => inventory::run(root, platforms, *format),
        Command::Explain { what } => explain::run(root, what),
        Command::Impact {
            platforms,
            base,
            format,
            was_broken,
        } => impact::run(root, platforms, base, *format, was_broken),
    }
}
