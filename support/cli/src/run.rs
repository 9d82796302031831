//! Carrying out what was typed.

use std::io::{self, Write};

use clap::ArgMatches;
use tradewire::{AnyOperation, Call, Client, Entry, Error, ErrorKind, Gives, Json, Operation as _, Safety};

use crate::download::{self, To};
use crate::failure::{Failure, told};
use crate::output::{self, Format, Shown};
use crate::place::Listing;
use crate::platforms::{ALL, Known};
use crate::{arguments, command, credentials, dry_run, listing};

/// The whole of a run.
pub fn run(matches: &ArgMatches) -> Result<(), Failure> {
    let (known, entry, matches) = chosen(matches).ok_or_else(|| Failure::usage("no operation was named"))?;
    let operation = arguments::operation(entry, matches)?;
    let secrets = operation.secrets();
    carried_out(known, operation, matches).map_err(|failure| failure.without(&secrets))
}

fn carried_out(known: &Known, operation: AnyOperation, matches: &ArgMatches) -> Result<(), Failure> {
    if matches.get_flag("dry-run") {
        return print(&dry_run::shown(known, &operation, matches)?);
    }
    let meta = operation.table();
    let is_change = meta.safety != Safety::Read;
    if is_change && meta.paging.is_none() && operation.entry().gives != Gives::Bytes {
        shown(matches, operation.entry().keys)?.is_documented()?;
    }
    if is_change && !matches.get_flag("yes") {
        return Err(Failure::usage(format!(
            "`{}` changes something: --yes sends it, --dry-run shows it; nothing was sent",
            meta.id
        )));
    }
    let client = credentials::client(known, matches)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::usage(format!("cannot begin: {error}")))?;
    runtime.block_on(send(known, client, operation, matches))
}

fn chosen(matches: &ArgMatches) -> Option<(&'static Known, &'static Entry, &ArgMatches)> {
    let (platform, matches) = matches.subcommand()?;
    let (resource, matches) = matches.subcommand()?;
    let (operation, matches) = matches.subcommand()?;
    let known = ALL.iter().find(|known| known.name == platform)?;
    let typed = |name: &str| heck::ToKebabCase::to_kebab_case(name);
    let is_meant = |entry: &&Entry| {
        let (of, name) = command::names(entry);
        typed(of) == resource && typed(name) == operation
    };
    Some((known, known.catalogue.iter().find(is_meant)?, matches))
}

async fn send(known: &Known, client: Client, operation: AnyOperation, matches: &ArgMatches) -> Result<(), Failure> {
    let entry = operation.entry();
    if entry.gives == Gives::Bytes {
        let to = To::of(matches)?;
        return download::save(Call::new(client, operation), to, matches.get_flag("quiet")).await;
    }
    let paging = operation.table().paging;
    let is_listing = paging.is_some();
    let format = Format::of(matches.get_one::<String>("format").map(String::as_str), is_listing);
    // Beside their keys, elements stand one level deeper.
    let is_keyed = operation.table().paging.is_some_and(|paging| paging.keyed);
    let keys = if is_keyed { &["key", "value"] } else { entry.keys };
    let shown = shown(matches, keys)?;
    if is_listing {
        let about = {
            let (arguments, operation) = (operation.arguments(), operation.table().id);
            move || {
                Ok(Listing {
                    platform: known.name,
                    account: credentials::account(known, matches)?,
                    operation,
                    arguments,
                })
            }
        };
        return listing::read(Call::new(client, operation), paging, about, (format, shown), matches).await;
    }
    let (json, failure) = match Call::new(client, operation).send().await {
        Ok(reply) => (reply.json, None),
        // What was done is printed, too.
        Err(error) => match partial(&error) {
            Some(reply) => (reply, Some(error)),
            None => return Err(error.into()),
        },
    };
    let printed = single(entry, &json, format, &shown);
    let Some(error) = failure else { return printed };
    // Both are told; what the platform says is how it ends.
    printed.err().iter().for_each(Failure::tell);
    Err(error.into())
}

fn shown<'k>(matches: &ArgMatches, keys: &'k [&'k str]) -> Result<Shown<'k>, Failure> {
    let fields = matches.get_many::<String>("fields").into_iter().flatten();
    Shown::new(fields.cloned().collect(), keys)
}

/// Prints what is no listing.
fn single(entry: &Entry, json: &Json, format: Format, shown: &Shown<'_>) -> Result<(), Failure> {
    match (entry.gives, json) {
        (Gives::Nothing, Json::Null) => return Ok(()),
        (Gives::Text, Json::String(text)) => return print(&format!("{text}\n")),
        _ if format == Format::Json && shown.is_all() => return print(&(output::pretty(json) + "\n")),
        _ => {}
    }
    match rows(json, format, shown) {
        // It is not to be had again by doing it again.
        Err(Failure::NoField(text)) => {
            print(&(output::pretty(json) + "\n"))?;
            Err(Failure::Incomplete(format!(
                "{text}; it was sent, and all that came is printed"
            )))
        }
        other => other,
    }
}

fn rows(json: &Json, format: Format, shown: &Shown<'_>) -> Result<(), Failure> {
    let mut sink = output::sink(format, shown, io::stdout().lock());
    let elements = json.as_array().unwrap_or(std::slice::from_ref(json));
    for element in elements {
        told(sink.element(element))?;
    }
    for note in told(sink.end())? {
        output::note(&note);
    }
    Ok(())
}

fn partial(error: &Error) -> Option<Json> {
    if error.kind() != ErrorKind::Partial {
        return None;
    }
    Some(error.partial::<AnyOperation>()?.ok()?.json)
}

fn print(text: &str) -> Result<(), Failure> {
    told(io::stdout().lock().write_all(text.as_bytes()))
}
