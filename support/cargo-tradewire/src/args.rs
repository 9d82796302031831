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
    /// Regenerates `generated/` (crates and `OpenAPI` documents), `docs/coverage/` and `specs/spec.schema.json`.
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
    /// Prints the `OpenAPI` document of a platform, or writes those of several.
    Openapi {
        /// Platforms; one is printed, for others (default: all) `--out` says where they are written.
        platforms: Vec<String>,
        /// A folder; each document becomes `<platform>.json` in it.
        #[arg(long, value_name = "FOLDER")]
        out: Option<PathBuf>,
    },
    /// Writes a reference of the platforms as static pages, which need no network.
    Docs {
        /// Where to. What an earlier run wrote there is replaced or removed, all else is left alone.
        #[arg(long, value_name = "FOLDER", default_value = "target/site")]
        out: PathBuf,
        /// Revision since which changes are told: a commit, a branch, a tag. The lists of changes stand there in any case.
        #[arg(long, value_name = "REVISION")]
        since: Option<String>,
    },
    /// Drafts the spec of a platform from a vendor's document, and says what a person has to look at.
    Import {
        /// What it is.
        #[arg(value_enum)]
        format: ImportFormat,
        /// The document, JSON or YAML.
        file: PathBuf,
        /// Folder below `specs/`, which must not be there yet; default: from the title of the document.
        #[arg(long, value_name = "NAME")]
        platform: Option<String>,
    },
    /// Explains an operation (`insales/orders.update`) or a code (`E0201`).
    Explain {
        /// An operation or a code.
        what: String,
    },
    /// Makes a platform (`acme`), or a resource of one (`acme/orders`), that passes `lint` at once. Nothing is overwritten.
    New {
        /// A platform, or a platform and a resource.
        what: String,
    },
    /// Drafts operations and types from captured bodies (JSON, JSON Lines) or exchanges (HAR). What is there stays as it is. Exits with 1 if
    /// there was nothing to draft, or the draft does not pass `lint`.
    Infer {
        /// Where to: `acme/orders` or `acme/orders.list`.
        what: String,
        /// What came back: JSON, JSON Lines or HAR.
        files: Vec<PathBuf>,
        /// What was sent to the operation: JSON or JSON Lines. May be given several times.
        #[arg(long, value_name = "FILE")]
        request: Vec<PathBuf>,
        /// Method and path, where no HAR file says them: `"GET /orders/{id}"`.
        #[arg(long, value_name = "METHOD PATH")]
        route: Option<String>,
        /// Keeps some of the samples as examples.
        #[arg(long)]
        keep: bool,
        /// Prints what would be written, and writes nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// Holds captured replies against the spec, and says what differs: paths and counts, no values. Exits with 1 if something does, or if a
    /// request to the platform is for no operation of it; with 2 if a file holds no reply that could be looked at.
    CheckReply {
        /// An operation (`acme/orders.list`), or a platform with a HAR file or a log.
        what: String,
        /// Replies: JSON, JSON Lines or HAR.
        files: Vec<PathBuf>,
        /// Files that a client's `DriftLog` wrote.
        #[arg(long, value_name = "FILE")]
        drift: Vec<PathBuf>,
        /// How to print it.
        #[arg(long, value_enum, default_value_t = ReportFormat::Human)]
        format: ReportFormat,
        /// Takes what differs into the spec, as far as it is certain, and prints the changes.
        #[arg(long)]
        patch: bool,
    },
    /// Runs the platform on this machine: a server that checks requests by the spec, answers and remembers. Prints what requests do wrong as
    /// JSON lines.
    Mock {
        /// The platform; with `--coverage` or `--list` several, default: all.
        platforms: Vec<String>,
        /// Port of 127.0.0.1; 0: any that is free.
        #[arg(long, default_value_t = 4010)]
        port: u16,
        /// What it remembers at first: a file that `--dump` wrote.
        #[arg(long, value_name = "FILE")]
        seed: Option<PathBuf>,
        /// Where what it remembers is written to, whenever that changes.
        #[arg(long, value_name = "FILE")]
        dump: Option<PathBuf>,
        /// What goes wrong, and when: `503`, `429=7@10%`, `orders.list/reset@#3`. May be given several times.
        #[arg(long, value_name = "FAULT")]
        fault: Vec<String>,
        /// Where callbacks are sent to on writes: `http://127.0.0.1:8080/hooks`.
        #[arg(long, value_name = "ADDRESS")]
        webhooks: Option<String>,
        /// How many things each collection begins with.
        #[arg(long, value_name = "COUNT", default_value_t = 3)]
        samples: usize,
        /// Carries out what does not fit the spec, wrong credentials too, and only reports it.
        #[arg(long)]
        lenient: bool,
        /// Counts no requests.
        #[arg(long)]
        no_limits: bool,
        /// Says how many operations of each platform remember, and serves nothing.
        #[arg(long)]
        coverage: bool,
        /// Says what each operation does to what is remembered, and serves nothing.
        #[arg(long)]
        list: bool,
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

/// A kind of document that drafts can be made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ImportFormat {
    /// `OpenAPI` 3.0 or 3.1.
    Openapi,
}

/// How to print a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Table,
    /// For programs; the form is a contract.
    Json,
}

/// How to print a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For people.
    Human,
    /// For programs; the form is a contract.
    Json,
}
