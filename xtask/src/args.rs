//! What can be typed.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

/// Turns the specs in `specs/` into Rust clients, and says what is wrong with them.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version, about)]
pub struct Args {
    /// Folder of specs, or the one above it; default: `specs` here or in a folder above.
    #[arg(long, global = true, value_name = "FOLDER")]
    pub root: Option<PathBuf>,

    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Regenerates `generated/`, `docs/coverage/` and `specs/spec.schema.json`.
    Gen {
        /// Platforms; default: all.
        platforms: Vec<String>,
        /// Writes nothing; prints a diff and the stale files and exits with 1.
        #[arg(long)]
        check: bool,
    },
    /// Prints every finding of every spec file; writes nothing. Exits with 0 if there are none, with 1 if there are some, warnings
    /// alone too, and with 2 if it could not look.
    Lint {
        /// Platforms; default: all.
        platforms: Vec<String>,
    },
    /// Lists every operation with its flattened fields.
    Inventory {
        /// Platforms; default: all.
        platforms: Vec<String>,
        /// How to print it.
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
    },
    /// Explains an operation (`insales/orders.update`) or a code (`E0201`).
    Explain {
        /// An operation or a code.
        what: String,
    },
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

/// How to print a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Table,
    /// For programs; the form is a contract.
    Json,
}
