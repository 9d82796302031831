//! From what was typed to an operation with its arguments.

use std::io::Read;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use tradewire::json::Object;
use tradewire::meta::Kind;
use tradewire::{AnyOperation, Entry, File, Json, Param, Place, Upload};

use crate::command::id;
use crate::failure::Failure;

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
    match body(entry, matches)? {
        Some(body) => Ok(operation.body(body)?),
        None => Ok(operation),
    }
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
                _ => put(&mut object, text)?,
            }
        }
        return Ok(Json::Object(object));
    }
    let mut values = Vec::new();
    for text in texts {
        values.push(scalar(param, text)?);
    }
    Ok(match (param.list, values.len()) {
        (true, _) => Json::Array(values),
        (false, _) => values.pop().unwrap_or_default(),
    })
}

/// One value, in the kind that the parameter takes.
fn scalar(param: &Param, text: &str) -> Result<Json, Failure> {
    let wrong = |expected: &str| Failure::usage(format!("`{}` takes {expected}, not `{text}`", param.name));
    match param.kind {
        Kind::Text | Kind::Moment | Kind::Bytes => Ok(Json::from(text)),
        Kind::Integer => text
            .trim()
            .parse::<i64>()
            .map(Json::from)
            .map_err(|_| wrong("a whole number")),
        Kind::Float | Kind::Decimal => match Json::parse(text.trim()) {
            Ok(number @ Json::Number(_)) => Ok(number),
            _ => Err(wrong("a number")),
        },
        Kind::Boolean => Ok(Json::from(text == "true")),
        Kind::Object => match Json::parse(text) {
            Ok(object @ Json::Object(_)) => Ok(object),
            _ => Err(wrong("an object in JSON")),
        },
        Kind::Json => Ok(json_or_text(text)),
    }
}

/// How deep a path may lead.
const DEEPEST: usize = 64;

fn json_or_text(text: &str) -> Json {
    Json::parse(text).unwrap_or_else(|_| Json::from(text))
}

/// Puts `path=value` into an object; a path that is there already becomes a list.
fn put(object: &mut Object, text: &str) -> Result<(), Failure> {
    let Some((path, value)) = text.split_once('=') else {
        return Err(Failure::usage(format!("`{text}` is not of the form key=value")));
    };
    let keys: Vec<&str> = path.split('.').collect();
    if keys.len() > DEEPEST || keys.iter().any(|key| key.is_empty()) {
        return Err(Failure::usage(format!(
            "a field is given as a.b.c=value, with 1 to {DEEPEST} names that are not empty"
        )));
    }
    let value = json_or_text(value);
    set(object, &keys, value)
        .map_err(|()| Failure::usage(format!("`{path}` leads through something that is no object")))
}

fn set(object: &mut Object, keys: &[&str], value: Json) -> Result<(), ()> {
    let Some((first, rest)) = keys.split_first() else {
        return Err(());
    };
    if rest.is_empty() {
        match object.get_mut(first) {
            Some(Json::Array(list)) => list.push(value),
            Some(before) => *before = Json::Array(vec![std::mem::take(before), value]),
            None => {
                object.insert(*first, value);
            }
        }
        return Ok(());
    }
    if object.get(first).is_none() {
        object.insert(*first, Json::Object(Object::new()));
    }
    match object.get_mut(first) {
        Some(Json::Object(inner)) => set(inner, rest, value),
        _ => Err(()),
    }
}

/// The body, if one was typed.
fn body(entry: &Entry, matches: &ArgMatches) -> Result<Option<Json>, Failure> {
    let data = matches.try_get_one::<String>("data").ok().flatten();
    let sets = matches.try_get_many::<String>("set").ok().flatten();
    let mut body = match data {
        Some(data) => {
            let text = text_of(data)?;
            let json = Json::parse(&text).map_err(|error| Failure::usage(format!("--data is no JSON: {error}")))?;
            Some(json)
        }
        None => None,
    };
    for text in sets.into_iter().flatten() {
        let whole = body.get_or_insert_with(|| Json::Object(Object::new()));
        let Json::Object(object) = whole else {
            return Err(Failure::usage("--set needs a body that is an object"));
        };
        put(object, text)?;
    }
    let needed = entry.body.iter().find(|field| field.required);
    if let (None, Some(field)) = (&body, needed) {
        return Err(Failure::usage(format!(
            "a body is needed, with `{}` at least: --set or --data",
            field.name
        )));
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

#[cfg(test)]
mod tests {
    use super::{put, value};
    use tradewire::json::Object;
    use tradewire::meta::Kind;
    use tradewire::{Json, Param};

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
                typed(of(kind, false), &[text]).is_err_and(|error| error.contains(text)),
                "{text}"
            );
        }
    }

    #[test]
    fn no_path_is_endless_or_empty() {
        for path in ["a.".repeat(20_000) + "b", "a..b".to_owned(), String::new()] {
            assert!(put(&mut Object::new(), &format!("{path}=1")).is_err());
        }
    }

    #[test]
    fn a_path_through_a_text_is_told() {
        let mut object = Object::new();
        put(&mut object, "a=text").expect("a field");
        assert!(put(&mut object, "a.b=1").is_err());
        assert_eq!(Json::Object(object).to_string(), "{\"a\":\"text\"}");
    }
}
