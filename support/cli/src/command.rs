//! What can be typed: made of the catalogues each time, so that it is never behind them.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, Command, ValueHint, value_parser};
use heck::ToKebabCase;
use tradewire::meta::Kind;
use tradewire::{Encoding, Entry, Param, Place, Safety};

use crate::platforms::{ALL, Known};

/// Headings in the help of an operation.
const PARAMETERS: &str = "Parameters";
const BODY: &str = "Body";
const OUTPUT: &str = "Output";

/// The whole command line.
pub fn tradewire() -> Command {
    let account = [
        Arg::new("url")
            .long("url")
            .value_name("ADDRESS")
            .help("Address of the account's server; default: <PLATFORM>_URL, or the profile's"),
        Arg::new("profile")
            .long("profile")
            .value_name("NAME")
            .help("Which account of the credentials file"),
        Arg::new("credentials")
            .long("credentials")
            .value_name("FILE")
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::FilePath)
            .help("File with credentials; default: tradewire/credentials.toml in the folder of settings"),
        Arg::new("timeout")
            .long("timeout")
            .value_name("SECONDS")
            .value_parser(value_parser!(u64).range(1..))
            .help("Time for a call, its repeats included"),
        Arg::new("quiet")
            .long("quiet")
            .short('q')
            .action(ArgAction::SetTrue)
            .help("No progress"),
    ];
    Command::new("tradewire")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Calls any operation of a commerce or CRM platform.")
        .after_help(
            "Credentials come from the environment (INSALES_APP_ID, …) or from a file that nobody else can read; `tradewire <platform> --help` names them.\n\
             Completion: source <(COMPLETE=bash tradewire), and the same for zsh, fish, elvish, powershell.",
        )
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .args(account.map(|arg| arg.global(true).help_heading("Account")))
        .subcommands(ALL.iter().map(platform))
}

fn platform(known: &'static Known) -> Command {
    let mut resources: Vec<&str> = Vec::new();
    for entry in known.catalogue {
        let resource = names(entry).0;
        if !resources.contains(&resource) {
            resources.push(resource);
        }
    }
    Command::new(known.name)
        .about(format!("{}: {} operations", known.title, known.catalogue.len()))
        .after_help(crate::credentials::help(known))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommands(resources.into_iter().map(|name| resource(known, name)))
}

fn resource(known: &'static Known, name: &'static str) -> Command {
    let entries = known.catalogue.iter().filter(|entry| names(entry).0 == name);
    typed(name)
        .about(format!("{} of {}", name.replace('_', " "), known.title))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommands(entries.map(operation))
}

fn operation(entry: &'static Entry) -> Command {
    let meta = (entry.meta)();
    let (_, name) = names(entry);
    let deprecated = if entry.deprecated { " (deprecated)" } else { "" };
    let mut command = typed(name)
        .about(format!("{}{deprecated}", entry.doc))
        .after_help(format!("{} {}", meta.method, meta.path));
    let mut taken = BTreeSet::new();
    for param in entry.params {
        if let Some(arg) = argument(param, &mut taken) {
            command = command.arg(arg);
        }
    }
    command.args(body(entry)).args(usual(entry))
}

/// A command named as others on a command line are, that takes the name in the spec as well.
fn typed(name: &'static str) -> Command {
    let kebab = name.to_kebab_case();
    let is_same = kebab == name;
    let command = Command::new(kebab);
    if is_same { command } else { command.alias(name) }
}

/// Resource and operation.
pub fn names(entry: &Entry) -> (&'static str, &'static str) {
    let id = (entry.meta)().id;
    id.split_once('.').unwrap_or(("", id))
}

/// The name of an argument among the matches: no other argument has such a one.
pub fn id(param: &Param) -> String {
    format!("{:?} {}", std::mem::discriminant(&param.place), param.name)
}

fn argument(param: &'static Param, taken: &mut BTreeSet<String>) -> Option<Arg> {
    let arg = Arg::new(id(param))
        .help(help(param))
        .help_heading(PARAMETERS)
        .value_parser(values(param));
    Some(match param.place {
        Place::Path => arg.required(true).value_name(param.name).help_heading("Arguments"),
        Place::Query(_) | Place::QueryFamily(_) | Place::Header(_) | Place::Part => {
            let several = param.list || param.kind == Kind::Object || matches!(param.place, Place::QueryFamily(_));
            arg.long(option(param.name, taken))
                .required(param.required)
                .value_name(value_name(param))
                .action(if several { ArgAction::Append } else { ArgAction::Set })
        }
        Place::File => arg
            .long(option(param.name, taken))
            .required(param.required)
            .value_name("FILE")
            .value_hint(ValueHint::FilePath)
            .value_parser(value_parser!(PathBuf))
            .action(ArgAction::Append),
        Place::Upload => arg
            .long(option("file", taken))
            .required(true)
            .value_name("FILE")
            .value_hint(ValueHint::FilePath)
            .value_parser(value_parser!(PathBuf)),
        Place::Body | Place::QueryConst(_) | Place::HeaderConst(_) | Place::PartConst(_) => return None,
    })
}

/// The wire name as an option, told apart from all others.
fn option(name: &str, taken: &mut BTreeSet<String>) -> String {
    let words: String = name
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '_' })
        .collect();
    let plain = match words.to_kebab_case() {
        empty if empty.is_empty() => "param".to_owned(),
        plain if OWN.contains(&plain.as_str()) => format!("param-{plain}"),
        plain => plain,
    };
    let mut unique = plain.clone();
    for number in 2.. {
        if taken.insert(unique.clone()) {
            break;
        }
        unique = format!("{plain}-{number}");
    }
    unique
}

/// Options that mean the same for every operation.
const OWN: &[&str] = &[
    "all",
    "credentials",
    "data",
    "dry-run",
    "fields",
    "format",
    "help",
    "limit",
    "profile",
    "quiet",
    "resume",
    "set",
    "timeout",
    "url",
    "version",
    "yes",
];

/// Known values are told, not asked for: what a platform has added since is no mistake.
fn values(param: &Param) -> ValueParser {
    match param.kind {
        Kind::Boolean => PossibleValuesParser::new(["true", "false"]).into(),
        _ => ValueParser::string(),
    }
}

fn value_name(param: &Param) -> &'static str {
    match (param.place, param.kind) {
        (Place::QueryFamily(_), _) | (_, Kind::Object) => "KEY=VALUE",
        (_, Kind::Text) => "TEXT",
        (_, Kind::Integer) => "INTEGER",
        (_, Kind::Float | Kind::Decimal) => "NUMBER",
        (_, Kind::Boolean) => "BOOLEAN",
        (_, Kind::Moment) => "TIME",
        (_, Kind::Json) => "JSON",
        (_, Kind::Bytes) => "FILE",
    }
}

fn help(param: &Param) -> String {
    let mut help = param.doc.to_owned();
    if !param.values.is_empty() {
        let known = param.values.join(", ");
        help = format!("{help}{}[known: {known}]", if help.is_empty() { "" } else { " " });
    }
    help
}

fn body(entry: &'static Entry) -> Vec<Arg> {
    if matches!(
        (entry.meta)().body.encoding,
        Encoding::None | Encoding::Multipart | Encoding::Binary
    ) {
        return Vec::new();
    }
    let fields: Vec<String> = entry.body.iter().map(field).collect();
    let known = if fields.is_empty() {
        String::new()
    } else {
        format!("\n\nFields:\n{}", fields.join("\n"))
    };
    let data = Arg::new("data")
        .long("data")
        .short('d')
        .value_name("JSON")
        .help("The body as JSON, without its wrapper key; @FILE reads a file, - standard input");
    let set = Arg::new("set")
        .long("set")
        .short('s')
        .value_name("FIELD=VALUE")
        .action(ArgAction::Append)
        .help("A field of the body by its dotted path; JSON, or else text")
        .long_help(format!(
            "A field of the body by its dotted path; JSON, or else text{known}"
        ));
    vec![data.help_heading(BODY), set.help_heading(BODY)]
}

fn field(param: &Param) -> String {
    let list = if param.list { "list of " } else { "" };
    let required = if param.required { ", required" } else { "" };
    let kind = format!("{:?}", param.kind).to_lowercase();
    format!("  {} ({list}{kind}{required}) {}", param.name, help(param))
}

/// What goes with every operation, as far as it makes sense there.
fn usual(entry: &Entry) -> Vec<Arg> {
    let meta = (entry.meta)();
    let mut args = vec![
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
        Arg::new("dry-run")
            .long("dry-run")
            .action(ArgAction::SetTrue)
            .help("Prints the request in place of sending it, with stars for credentials; a body stands there as it was given"),
    ];
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
                .help("Goes on where the place in this file is, and keeps it there; implies --all. What was written after the place was kept last comes again"),
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

#[cfg(test)]
mod tests {
    use super::{option, tradewire};
    use std::collections::BTreeSet;

    /// Clap's own look at every subcommand: names that clash, defaults that do not fit.
    #[test]
    fn every_operation_can_be_typed() {
        tradewire().debug_assert();
    }

    #[test]
    fn options_are_wire_names_told_apart() {
        let mut taken = BTreeSet::new();
        for (name, expected) in [
            ("updated_since", "updated-since"),
            ("sinceId", "since-id"),
            ("filter[ids][]", "filter-ids"),
            ("filter.ids", "filter-ids-2"),
            ("format", "param-format"),
            ("[]", "param"),
        ] {
            assert_eq!(option(name, &mut taken), expected);
        }
    }
}
