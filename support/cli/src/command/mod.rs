//! What can be typed: made of the catalogues each time, so that it is never behind them.

mod options;
mod usual;

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::{Arg, ArgAction, Command, ValueHint, value_parser};
use heck::ToKebabCase;
use tradewire::{Entry, Param};

use self::options::{argument, body};
use self::usual::usual;
use crate::platforms::{ALL, Known};

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

#[cfg(test)]
mod tests {
    use super::tradewire;

    /// Clap's own look at every subcommand: names that clash, defaults that do not fit.
    #[test]
    fn every_operation_can_be_typed() {
        tradewire().debug_assert();
    }
}
