//! `cargo xtask`: what `cargo tradewire` does for any specs, and what only this repository needs.
//!
//! Exit codes: 0 fine, 1 findings (errors or warnings), 2 bad usage or unreadable input.

mod release;

use std::process::ExitCode;

use cargo_tradewire::{Global, commands, exit, program};
use clap::{Parser, Subcommand};
use tradewire_codegen::write::Maker;

/// Turns the specs in `specs/` into Rust clients, and says what is wrong with them.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version, about)]
struct Args {
    #[command(flatten)]
    global: Global,

    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[command(flatten)]
    Any(cargo_tradewire::Command),
    /// Says what would be published, in what order, and what stands against it; publishes nothing.
    Release {
        /// Has to be given: publishing itself is `cargo publish`, package by package in the order told.
        #[arg(long, required = true)]
        dry_run: bool,
        /// Unpacks and builds each package, too.
        #[arg(long)]
        build: bool,
    },
}

fn main() -> ExitCode {
    program::is(Maker::Xtask);
    let args = Args::parse();
    exit(match &args.command {
        Command::Any(command) => commands::run(&args.global, command),
        Command::Release { dry_run: _, build } => release::run(args.global.root.as_deref(), *build),
    })
}
