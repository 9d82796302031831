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
        /// How to print them.
        #[arg(long, value_enum, default_value_t = FindingsFormat::Human)]
        format: FindingsFormat,
        /// Mends in the files what is certain, says what, and prints what is left.
        #[arg(long)]
        fix: bool,
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
    /// Compares the specs with those of another revision: what breaks, what is new, and which versions follow. Exits with 1 if the
    /// version of a crate does not follow.
    Impact {
        /// Platforms; default: all.
        platforms: Vec<String>,
        /// Revision to compare with: a commit, a branch, a tag.
        #[arg(long, value_name = "REVISION", default_value = "HEAD")]
        base: String,
        /// How to print it.
        #[arg(long, value_enum, default_value_t = ImpactFormat::Human)]
        format: ImpactFormat,
        /// Operation or type whose former form on the wire never worked: what breaks there is a fix. May be given several times.
        #[arg(long, value_name = "ITEM")]
        was_broken: Vec<String>,
    },
}

/// How to print findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FindingsFormat {
    /// For people, to standard error.
    Human,
    /// For programs, to standard output; the form is a contract.
    Json,
    /// As commands of a GitHub workflow, which show findings beside the lines of a change.
    Github,
    /// As SARIF 2.1.0, for code scanning and editors.
    Sarif,
}

/// How to print an impact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ImpactFormat {
    /// For people.
    Human,
    /// For programs; the form is a contract.
    Json,
    /// For a pull request, with drafts of what the lists of changes say.
    Markdown,
}

/// How to print a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Table,
    /// For programs; the form is a contract.
    Json,
}
