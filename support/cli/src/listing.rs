//! Listings: all pages or some, and from where the run before stopped.

use std::io;
use std::path::PathBuf;

use clap::ArgMatches;
use tradewire::meta::Strategy;
use tradewire::{AnyOperation, Call, Items, Paging};

use crate::failure::{Failure, told};
use crate::output::{self, Format, Shown, Sink, visible};
use crate::place::{Kept, Listing, Place};
use crate::progress::Progress;
use crate::torn;

/// After how many elements the place in a listing is kept.
const KEPT_EVERY: u64 = 100;

/// What `--all`, `--limit` and `--resume` say.
struct Reading {
    place: Option<Place>,
    most: Option<u64>,
    /// There is something behind its end, once there is: it goes on by the keys of its last element.
    goes_on: bool,
}

/// How reading stopped before its end.
enum Stop {
    /// For this reason; what was read is printed, and the place counts.
    Failed(Failure),
    /// The place could not be kept.
    Place(io::Error),
    /// An element could not be printed; the place before it, if all others are.
    Output(Failure, Option<Box<Kept>>),
}

/// Reads a listing and prints it.
pub async fn read(
    mut call: Call<AnyOperation>,
    paging: Option<&'static Paging>,
    listing: impl FnOnce() -> Result<Listing, Failure>,
    (format, mut shown): (Format, Shown<'_>),
    matches: &ArgMatches,
) -> Result<(), Failure> {
    let path = matches.get_one::<PathBuf>("resume");
    let place = path
        .map(|path| listing().and_then(|listing| Place::at(path, listing)))
        .transpose()?;
    let reading = Reading {
        place,
        most: matches.get_one::<u64>("limit").copied(),
        goes_on: paging.is_some_and(|paging| matches!(paging.strategy, Strategy::Keyset { .. })),
    };
    let all = matches.get_flag("all") || reading.place.is_some() || reading.most.is_some();
    let mut kept = reading.place.as_ref().map(Place::read).transpose()?.unwrap_or_default();
    // Where nothing had come yet, there is no key to go on behind: it is read from its beginning.
    if let (true, Some(place)) = (kept.ended && !reading.goes_on, &reading.place) {
        eprintln!(
            "note: {} says that this listing was read to its end; there is nothing behind it to go on with. Delete the file to read it anew",
            place.path().display()
        );
        return Ok(());
    }
    if format == Format::Csv && kept.cursor.is_some() {
        shown.go_on_with(kept.columns.clone())?;
    }
    if let Some(cursor) = kept.cursor.take() {
        call = call.resume_from(cursor);
    }
    if !all {
        call = call.max_pages(1);
    }
    let progress = Progress::new(!all || matches.get_flag("quiet"));
    if reading.place.is_some() && matches!(format, Format::Lines | Format::Csv) {
        torn::mend(format == Format::Csv);
    }
    let mut sink = output::sink(format, &shown, io::stdout().lock());
    let mut items = call.items();
    let outcome = elements(&mut items, sink.as_mut(), &reading, &kept, &progress).await;
    drop(progress);
    let outcome = match outcome {
        // What is half printed is not added to.
        Err(Stop::Output(failure, before)) => return Err(before_failure(&reading, failure, before)),
        other => other,
    };
    // What was read is printed, whatever came after it; then the place behind it counts.
    let notes = told(sink.end())?;
    let now = reached(&items, sink.as_ref(), &kept, outcome.is_ok() && !reading.goes_on);
    let unwritten = match &reading.place {
        // A listing that could not begin leaves the file as it is.
        Some(place) if now.ended || now.cursor.is_some() => {
            place.keep(&now).err().map(|error| place.rescue(&now, &error))
        }
        _ => None,
    };
    for notice in items.notices() {
        output::note(&notice.to_string());
    }
    for note in notes {
        output::note(&note);
    }
    let unreadable = match outcome {
        Ok(unreadable) => unreadable,
        Err(Stop::Failed(failure)) => {
            // Both are told; the one that ended it says how it ends.
            unwritten.iter().for_each(Failure::tell);
            return Err(failure);
        }
        Err(Stop::Place(error)) => {
            return Err(unwritten.unwrap_or_else(|| {
                Failure::Incomplete(format!(
                    "the place in the listing could not be written for a while: {error}; it is now, and the next run goes on there"
                ))
            }));
        }
        Err(Stop::Output(failure, _)) => return Err(failure),
    };
    if let Some(failure) = unwritten {
        return Err(failure);
    }
    if unreadable > 0 {
        return Err(Failure::Incomplete(format!(
            "{unreadable} of the elements cannot be read and are not printed; see above"
        )));
    }
    if !all && items.cursor().is_some() {
        eprintln!("note: there are more pages; --all reads them");
    }
    Ok(())
}

/// How far it was read; whether that may be for good.
fn reached(items: &Items<AnyOperation>, sink: &dyn Sink, before: &Kept, is_over: bool) -> Kept {
    let cursor = items.checkpoint();
    Kept {
        ended: is_over && cursor.is_none(),
        cursor,
        columns: sink.columns().or_else(|| before.columns.clone()),
    }
}

/// An element could not be printed: the place before it counts. Who does not read on may not have read what is printed, either.
fn before_failure(reading: &Reading, failure: Failure, before: Option<Box<Kept>>) -> Failure {
    let (Some(place), Some(before), Failure::Incomplete(text)) = (&reading.place, before, &failure) else {
        return failure;
    };
    match place.keep(&before) {
        Ok(()) => Failure::Incomplete(format!(
            "{text}; the place before the element that could not be printed is kept in {}. If a part of it was printed, take that away before the next run",
            place.path().display()
        )),
        Err(error) => place.rescue(&before, &error),
    }
}

/// Prints element after element; says how many could not be read.
async fn elements(
    items: &mut Items<AnyOperation>,
    sink: &mut dyn Sink,
    reading: &Reading,
    kept: &Kept,
    progress: &Progress,
) -> Result<u64, Stop> {
    let (mut count, mut unreadable) = (0, 0);
    while reading.most.is_none_or(|most| count < most) {
        let before = reading
            .place
            .as_ref()
            .filter(|_| sink.is_printed())
            .map(|_| Box::new(reached(items, sink, kept, false)));
        let Some(item) = items.next().await else { break };
        match item {
            Ok(item) => {
                if let Err(failure) = told(sink.element(&item)) {
                    return Err(Stop::Output(failure, before));
                }
            }
            Err(error) if error.element().is_some() => {
                eprintln!("error: {}", visible(&error.to_string()));
                unreadable += 1;
            }
            Err(error) => return Err(Stop::Failed(error.into())),
        }
        count += 1;
        progress.tick();
        let is_time = count % KEPT_EVERY == 0 && sink.is_printed();
        if let (Some(place), true) = (&reading.place, is_time) {
            let now = reached(items, sink, kept, false);
            if now.cursor.is_some() {
                place.keep(&now).map_err(Stop::Place)?;
            }
        }
    }
    Ok(unreadable)
}
