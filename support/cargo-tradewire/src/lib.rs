//! The command line over `tradewire-codegen`, for Tradewire's own specs (`cargo xtask`) and for those of others (`cargo tradewire`).
//!
//! Exit codes: 0 fine, 1 findings (errors or warnings), 2 bad usage or unreadable input.

mod args;
pub mod commands;
pub mod output;
pub mod program;
pub mod settings;
pub mod specs;
pub mod workspace;

pub use args::{Command, FindingsFormat, Format, Global, ImpactFormat};

use std::process::ExitCode;

use anyhow::Result;

use commands::Outcome;

/// What the process ends with; an error is told first.
#[must_use]
pub fn exit(outcome: Result<Outcome>) -> ExitCode {
    match outcome {
        Ok(outcome) => ExitCode::from(outcome as u8),
        Err(error) => {
            output::error(&error);
            ExitCode::from(2)
        }
    }
}
