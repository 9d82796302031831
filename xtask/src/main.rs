//! `cargo xtask`: the command line over `tradewire-codegen`.
//!
//! Exit codes: 0 fine, 1 findings (errors or warnings), 2 bad usage or unreadable input.

mod args;
mod commands;
mod output;
mod specs;
mod workspace;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let args = args::Args::parse();
    match commands::run(&args) {
        Ok(outcome) => ExitCode::from(outcome as u8),
        Err(error) => {
            output::error(&error);
            ExitCode::from(2)
        }
    }
}
