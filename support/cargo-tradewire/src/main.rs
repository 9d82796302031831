//! `cargo tradewire`.

use std::process::ExitCode;

use cargo_tradewire::{Command, Global, commands, exit, program};
use clap::Parser;
use tradewire_codegen::write::Maker;

/// Turns the specs in `specs/` into Rust clients, and says what is wrong with them.
#[derive(Debug, Parser)]
#[command(name = "cargo tradewire", bin_name = "cargo tradewire", version, about)]
struct Args {
    #[command(flatten)]
    global: Global,

    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    program::is(Maker::Tradewire);
    // Cargo hands on its own word for us as the first argument.
    let mut typed: Vec<_> = std::env::args_os().collect();
    if typed.get(1).is_some_and(|first| first == "tradewire") {
        typed.remove(1);
    }
    let args = Args::parse_from(typed);
    exit(commands::run(&args.global, &args.command))
}
