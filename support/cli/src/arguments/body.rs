//! The body, as `--data` and `--set` give it.

use std::io::Read;
use std::path::Path;

use clap::ArgMatches;
use tradewire::json::Object;
use tradewire::meta::Fields;
use tradewire::{Entry, Json};

use super::{path, unreadable};
use crate::failure::Failure;

/// The body, if one was typed.
pub fn typed(entry: &Entry, matches: &ArgMatches) -> Result<Option<Json>, Failure> {
    let data = matches.try_get_one::<String>("data").ok().flatten();
    let sets = matches.try_get_many::<String>("set").ok().flatten();
    let mut body = match data {
        Some(data) => {
            let text = text_of(data)?;
            // An error of the parser may show a piece of it.
            let json = Json::parse(&text).map_err(|error| {
                Failure::usage(format!(
                    "--data is no JSON: expected {} at byte {}",
                    error.expected(),
                    error.offset()
                ))
            })?;
            Some(json)
        }
        None => None,
    };
    for text in sets.into_iter().flatten() {
        let whole = body.get_or_insert_with(|| Json::Object(Object::new()));
        let Json::Object(object) = whole else {
            return Err(Failure::usage("--set needs a body that is an object"));
        };
        path::put(Fields(entry.body), object, text)?;
    }
    Ok(body)
}

fn text_of(data: &str) -> Result<String, Failure> {
    let mut text = String::new();
    if data == "-" {
        std::io::stdin()
            .read_to_string(&mut text)
            .map_err(|error| Failure::usage(format!("cannot read standard input: {error}")))?;
        return Ok(text);
    }
    match data.strip_prefix('@') {
        Some(path) => std::fs::read_to_string(path).map_err(|error| unreadable(Path::new(path), &error)),
        None => Ok(data.to_owned()),
    }
}
