//! What can be typed.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// What goes with every command.
#[derive(Debug, Args)]
pub struct Global {
    /// Folder of specs, or the one above it; default: `specs` here or in a folder above.
    #[arg(long, global = true, value_name = "FOLDER")]
    pub root: Option<PathBuf>,
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
}

/// How to print a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Table,
    /// For programs; the form is a contract.
    Json,
}
