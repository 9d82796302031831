//! The body, as `--data` and `--set` give it.

use std::io::Read;
use std::path::Path;

use clap::ArgMatches;
use tradewire::json::{DecodeErrorKind, Object};
use tradewire::meta::Fields;
use tradewire::{Entry, Json};

use super::{path, unreadable};
use crate::failure::Failure;

/// The body, if one was typed.
pub fn typed(entry: &Entry, matches: &ArgMatches) -> Result<Option<Json>, Failure> {
    let Ok(data) = matches.try_get_one::<String>("data") else {
        return Ok(None);
    };
    let sets = matches.try_get_many::<String>("set").ok().flatten();
    let mut body = match data {
        Some(data) => {
            let text = text_of(data)?;
            // An error of the parser may show a piece of it.
            let json = Json::parse(&text).map_err(|error| {
                Failure::usage(format!(
                    "--data is no JSON: {}{} at byte {}",
                    match error.kind() {
                        DecodeErrorKind::Syntax => "",
                        _ => "expected ",
                    },
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
    meant(entry, body.as_ref())?;
    Ok(body)
}

/// Refuses what would be sent and mean nothing.
fn meant(entry: &Entry, body: Option<&Json>) -> Result<(), Failure> {
    let (meta, fields) = ((entry.meta)(), Fields(entry.body));
    if fields.0.is_empty() {
        return Ok(());
    }
    let refused = |why: String| Err(Failure::usage(format!("{why}; nothing was sent")));
    match body {
        None if matches!(meta.method, "PUT" | "PATCH") => refused(format!(
            "`{}` changes nothing without a body: --set FIELD=VALUE, or --data; --data '{{}}' sends an empty one all the same",
            meta.id
        )),
        Some(Json::Object(object)) => match meta.body.key {
            Some(key) if object.len() == 1 && object.get(key).is_some() && fields.get(key).is_none() => refused(
                format!("--data is the body without its wrapper key: what stands in `{key}`, which is put around it"),
            ),
            _ => Ok(()),
        },
        Some(Json::Array(list)) if list.iter().all(|element| element.as_object().is_some()) => Ok(()),
        Some(_) => refused(format!(
            "the body of `{}` is an object with fields; --help tells them",
            meta.id
        )),
        None => Ok(()),
    }
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
