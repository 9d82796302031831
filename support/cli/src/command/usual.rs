//! Options that mean the same for every operation.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ValueHint, value_parser};
use tradewire::{Entry, Gives, Safety};

const OUTPUT: &str = "Output";

/// Options that mean the same for every operation.
pub const OWN: &[&str] = &[
    "all",
    "credentials",
    "data",
    "dry-run",
    "fields",
    "format",
    "help",
    "limit",
    "output",
    "profile",
    "quiet",
    "resume",
    "set",
    "timeout",
    "url",
    "version",
    "yes",
];

/// What goes with every operation, as far as it makes sense there.
pub fn usual(entry: &Entry) -> Vec<Arg> {
    let meta = (entry.meta)();
    let dry_run = Arg::new("dry-run")
        .long("dry-run")
        .action(ArgAction::SetTrue)
        .help("Prints the request in place of sending it, with stars for credentials and secrets");
    let mut args = if entry.gives == Gives::Bytes {
        let output = Arg::new("output")
            .long("output")
            .short('o')
            .value_name("FILE")
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::FilePath)
            .help("Where the file goes; it is there whole or not at all. - is standard output, which it is where that is no terminal");
        vec![output]
    } else {
        printed()
    };
    args.push(dry_run);
    if meta.paging.is_some() {
        args.push(
            Arg::new("all")
                .long("all")
                .action(ArgAction::SetTrue)
                .help("All pages, not only the first"),
        );
        args.push(
            Arg::new("limit")
                .long("limit")
                .value_name("NUMBER")
                .value_parser(value_parser!(u64).range(1..))
                .help("At most so many elements, over as many pages as it takes"),
        );
        args.push(
            Arg::new("resume")
                .long("resume")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .value_hint(ValueHint::FilePath)
                .help("Goes on where the place in this file is, and keeps it there; implies --all. What was printed after the place was kept last comes again"),
        );
    }
    if meta.safety != Safety::Read {
        args.push(
            Arg::new("yes")
                .long("yes")
                .action(ArgAction::SetTrue)
                .help("Sends what changes something; without it nothing is sent"),
        );
    }
    args.into_iter().map(|arg| arg.help_heading(OUTPUT)).collect()
}

/// How values are printed.
fn printed() -> Vec<Arg> {
    vec![
        Arg::new("format")
            .long("format")
            .short('f')
            .value_name("FORMAT")
            .value_parser(["json", "jsonl", "csv", "table"])
            .help("Default: a table on a terminal; else lines of JSON for listings, JSON for the rest"),
        Arg::new("fields")
            .long("fields")
            .value_name("PATHS")
            .value_delimiter(',')
            .help("Only these, by dotted path: id,client.email"),
    ]
}
