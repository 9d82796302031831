//! From what was typed to an operation with its arguments.

mod body;
mod kinds;
mod moment;
mod path;

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use tradewire::json::Object;
use tradewire::meta::Kind;
use tradewire::{AnyOperation, Entry, File, Json, Param, Place, Upload};

use crate::command::id;
use crate::failure::Failure;

/// Missing fields that are named.
const MOST_NAMED: usize = 10;

/// The operation as it was typed.
pub fn operation(entry: &'static Entry, matches: &ArgMatches) -> Result<AnyOperation, Failure> {
    let mut operation = AnyOperation::new(entry);
    for param in entry.params {
        operation = match param.place {
            Place::File => match paths(matches, param) {
                Some(paths) => operation.files(param.name, files(&paths)?)?,
                None => operation,
            },
            Place::Upload => match paths(matches, param).and_then(|paths| paths.into_iter().next()) {
                Some(path) => operation.upload(Upload::from_path(&path).map_err(|error| unreadable(&path, &error))?)?,
                None => operation,
            },
            Place::Body | Place::QueryConst(_) | Place::HeaderConst(_) | Place::PartConst(_) => operation,
            Place::Path | Place::Query(_) | Place::QueryFamily(_) | Place::Header(_) | Place::Part => {
                match matches.get_many::<String>(&id(param)) {
                    Some(texts) => operation.set(param.name, value(param, texts)?)?,
                    None => operation,
                }
            }
        };
    }
    if let Some(body) = body::typed(entry, matches)? {
        operation = operation.body(body)?;
    }
    complete(&operation)?;
    Ok(operation)
}

/// Refuses a body that lacks what it has to have, however it was given.
fn complete(operation: &AnyOperation) -> Result<(), Failure> {
    let missing = operation.missing_fields();
    let Some((first, rest)) = missing.split_first() else {
        return Ok(());
    };
    let mut named = format!("`{first}`");
    for field in rest.iter().take(MOST_NAMED - 1) {
        named = format!("{named}, `{field}`");
    }
    if missing.len() > MOST_NAMED {
        named = format!("{named} and {} more", missing.len() - MOST_NAMED);
    }
    Err(Failure::usage(format!(
        "the body of `{}` has to have {named}: --set FIELD=VALUE, or --data; --help tells all fields",
        (operation.entry().meta)().id
    )))
}

fn paths(matches: &ArgMatches, param: &Param) -> Option<Vec<PathBuf>> {
    Some(matches.get_many::<PathBuf>(&id(param))?.cloned().collect())
}

fn files(paths: &[PathBuf]) -> Result<Vec<File>, Failure> {
    let open = |path: &PathBuf| File::from_path(path).map_err(|error| unreadable(path, &error));
    paths.iter().map(open).collect()
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::usage(format!("cannot read {}: {error}", path.display()))
}

/// The value of a parameter, out of what was typed for it: once, or several times.
fn value<'t>(param: &Param, texts: impl Iterator<Item = &'t String>) -> Result<Json, Failure> {
    let is_family = matches!(param.place, Place::QueryFamily(_));
    if is_family || param.kind == Kind::Object && !param.list {
        let mut object = Object::new();
        for text in texts {
            match Json::parse(text) {
                Ok(Json::Object(whole)) => {
                    for (key, value) in whole.iter() {
                        object.insert(key, value.clone());
                    }
                }
                _ => path::put(param.fields, &mut object, text)?,
            }
        }
        return Ok(Json::Object(object));
    }
    let mut values = Vec::new();
    for text in texts {
        values.push(kinds::value(param, text)?);
    }
    Ok(match (param.list, values.len()) {
        (true, _) => Json::Array(values),
        (false, _) => values.pop().unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::value;
    use tradewire::Param;
    use tradewire::meta::Kind;

    fn typed(param: Param, texts: &[&str]) -> Result<String, String> {
        let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        match value(&param, texts.iter()) {
            Ok(json) => Ok(json.to_string()),
            Err(failure) => Err(format!("{failure:?}")),
        }
    }

    #[test]
    fn values_are_of_the_kind_that_is_taken() {
        let of = |kind, list| Param {
            name: "x",
            kind,
            list,
            ..Param::QUERY
        };
        assert_eq!(typed(of(Kind::Text, false), &["007"]).as_deref(), Ok("\"007\""));
        assert_eq!(typed(of(Kind::Integer, true), &["7", "8"]).as_deref(), Ok("[7,8]"));
        assert_eq!(typed(of(Kind::Decimal, false), &["1.50"]).as_deref(), Ok("1.50"));
        assert_eq!(
            typed(of(Kind::Object, false), &["a=1", "b.c=x", "b.c=y"]).as_deref(),
            Ok("{\"a\":1,\"b\":{\"c\":[\"x\",\"y\"]}}")
        );
        assert_eq!(
            typed(of(Kind::Object, false), &["{\"a\":1}"]).as_deref(),
            Ok("{\"a\":1}")
        );
        for (kind, text) in [(Kind::Integer, "7.5"), (Kind::Decimal, "1,5"), (Kind::Object, "a")] {
            assert!(
                typed(of(kind, false), &[text])
                    .is_err_and(|error| error.contains("`x`") || error.contains("key=value")),
                "{text}"
            );
        }
    }
}
