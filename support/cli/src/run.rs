//! Carrying out what was typed.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::ArgMatches;
use tradewire::{AnyOperation, Call, Client, Entry, Error, ErrorKind, Items, Operation as _, Safety};

use crate::failure::Failure;
use crate::output::{self, Format, Sink};
use crate::platforms::{ALL, Known};
use crate::progress::Progress;
use crate::resume::Place;
use crate::{arguments, command, credentials, dry_run};

/// After how many elements the place in a listing is kept.
const KEPT_EVERY: u64 = 100;

/// The whole of a run.
pub fn run(matches: &ArgMatches) -> Result<(), Failure> {
    let (known, entry, matches) = chosen(matches).ok_or_else(|| Failure::usage("no operation was named"))?;
    let operation = arguments::operation(entry, matches)?;
    if matches.get_flag("dry-run") {
        return print(&dry_run::shown(known, &operation, matches)?);
    }
    let meta = operation.table();
    if meta.safety != Safety::Read && !matches.get_flag("yes") {
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
    runtime.block_on(send(client, operation, matches))
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

async fn send(client: Client, operation: AnyOperation, matches: &ArgMatches) -> Result<(), Failure> {
    let is_listing = operation.table().paging.is_some();
    let format = Format::of(matches.get_one::<String>("format").map(String::as_str), is_listing);
    let fields: Vec<String> = matches
        .get_many::<String>("fields")
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    let call = Call::new(client, operation);
    if is_listing {
        return listing(call, format, &fields, matches).await;
    }
    let (json, failure) = match call.send().await {
        Ok(reply) => (reply.json, None),
        // What was done is printed, too.
        Err(error) => match partial(&error) {
            Some(reply) => (reply, Some(error)),
            None => return Err(error.into()),
        },
    };
    if format == Format::Json && fields.is_empty() {
        print(&(output::pretty(&json) + "\n"))?;
    } else {
        let mut sink = output::sink(format, &fields, io::stdout().lock());
        let elements = json.as_array().unwrap_or(std::slice::from_ref(&json));
        for element in elements {
            told(sink.element(element))?;
        }
        told(sink.end())?;
    }
    failure.map_or(Ok(()), |error| Err(error.into()))
}

fn partial(error: &Error) -> Option<tradewire::Json> {
    if error.kind() != ErrorKind::Partial {
        return None;
    }
    Some(error.partial::<AnyOperation>()?.ok()?.json)
}

/// What `--all`, `--limit` and `--resume` say.
struct Reading {
    place: Option<Place>,
    most: Option<u64>,
}

async fn listing(
    mut call: Call<AnyOperation>,
    format: Format,
    fields: &[String],
    matches: &ArgMatches,
) -> Result<(), Failure> {
    let reading = Reading {
        place: matches.get_one::<PathBuf>("resume").map(|path| Place::at(path)),
        most: matches.get_one::<u64>("limit").copied(),
    };
    let all = matches.get_flag("all") || reading.place.is_some() || reading.most.is_some();
    if let Some(cursor) = reading.place.as_ref().map(Place::read).transpose()?.flatten() {
        call = call.resume_from(cursor);
    }
    if !all {
        call = call.max_pages(1);
    }
    let progress = Progress::new(!all || matches.get_flag("quiet"));
    let mut sink = output::sink(format, fields, io::stdout().lock());
    let mut items = call.items();
    let outcome = read(&mut items, sink.as_mut(), &reading, &progress).await;
    drop(progress);
    // What was read is printed, whatever came after it; then the place behind it counts.
    let unshown = told(sink.end())?;
    if let (Some(place), Some(cursor)) = (&reading.place, items.checkpoint()) {
        place.keep(&cursor)?;
    }
    for notice in items.notices() {
        eprintln!("note: {notice}");
    }
    if let Some(line) = unshown {
        eprintln!("note: {line}");
    }
    match outcome? {
        0 if !all && items.cursor().is_some() => {
            eprintln!("note: there are more pages; --all reads them");
            Ok(())
        }
        0 => Ok(()),
        unreadable => Err(Failure::Incomplete(format!(
            "{unreadable} of the elements cannot be read and are not printed; see above"
        ))),
    }
}

/// Prints element after element; says how many could not be read.
async fn read(
    items: &mut Items<AnyOperation>,
    sink: &mut dyn Sink,
    reading: &Reading,
    progress: &Progress,
) -> Result<u64, Failure> {
    let (mut count, mut unreadable) = (0, 0);
    while reading.most.is_none_or(|most| count < most) {
        let Some(item) = items.next().await else { break };
        match item {
            Ok(item) => told(sink.element(&item))?,
            Err(error) if error.element().is_some() => {
                eprintln!("error: {error}");
                unreadable += 1;
            }
            Err(error) => return Err(error.into()),
        }
        count += 1;
        progress.tick();
        let is_time = count % KEPT_EVERY == 0 && sink.is_printed();
        if let (Some(place), true) = (&reading.place, is_time)
            && let Some(cursor) = items.checkpoint()
        {
            place.keep(&cursor)?;
        }
    }
    Ok(unreadable)
}

fn print(text: &str) -> Result<(), Failure> {
    told(io::stdout().lock().write_all(text.as_bytes()))
}

/// A reader that has seen enough is no failure, but the end.
fn told<T>(result: io::Result<T>) -> Result<T, Failure> {
    result.map_err(|error| {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Failure::Enough;
        }
        Failure::Incomplete(format!("cannot write: {error}"))
    })
}
