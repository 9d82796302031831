//! One file a command.

mod docs;
mod explain;
mod generate;
mod import;
mod inventory;
mod lint;
mod openapi;
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
        Command::Lint { platforms } => lint::run(root, platforms),
        Command::Inventory { platforms, format } => inventory::run(root, platforms, *format),
        Command::Openapi { platforms, out } => openapi::run(root, platforms, out.as_deref()),
        Command::Docs { out } => docs::run(root, out),
        Command::Import { format, file, platform } => import::run(root, *format, file, platform.as_deref()),
        Command::Explain { what } => explain::run(root, what),
        Command::Release { dry_run: _, build } => release::run(root, *build),
    }
}
