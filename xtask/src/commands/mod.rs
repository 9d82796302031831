//! One file a command.

mod explain;
mod generate;
mod impact;
mod inventory;
mod lint;
mod release;

use anyhow::Result;

use crate::args::{Args, Command};

/// How a command ended; the numbers are exit codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing to say.
    Fine = 0,
    /// Something was found.
    Findings = 1,
}

impl Outcome {
    fn from_findings(any: bool) -> Self {
        if any { Self::Findings } else { Self::Fine }
    }
}

/// Carries out what was asked for.
pub fn run(args: &Args) -> Result<Outcome> {
    let root = args.root.as_deref();
    match &args.command {
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
        Command::Release { dry_run: _, build } => release::run(root, *build),
    }
}
