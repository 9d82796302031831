//! Calls made of arguments.

use serde_json::{Map, Value};
use tradewire::{AnyOperation, Bytes, Credentials, Entry, Error, File, Json, Operation as _, Reply, Upload};
use tradewire_mock::{Arguments, Mock};

fn json(value: &Value) -> Json {
    Json::parse(&value.to_string()).expect("JSON of another library")
}

/// The request of an operation with these arguments, with credentials of each scheme that it takes.
pub fn request(entry: &'static Entry, arguments: &Arguments) -> Result<http::Request<Bytes>, Error> {
    let meta = (entry.meta)();
    let mut operation = AnyOperation::new(entry);
    for object in [&arguments.path, &arguments.query, &arguments.headers] {
        for (name, value) in object {
            operation = operation.set(name, json(value))?;
        }
    }
    if operation.takes_json() {
        if let Some(body) = &arguments.body {
            operation = operation.body(json(body))?;
        }
    } else if let Some(Value::Object(parts)) = &arguments.body {
        for (name, value) in parts {
            operation = operation.set(name, json(value))?;
        }
    }
    for name in &arguments.files {
        operation = operation.files(name, [File::new("a.txt", "content")])?;
    }
    if entry
        .params
        .iter()
        .any(|param| param.place == tradewire::meta::Place::Upload)
    {
        operation = operation.upload(Upload::from("content"))?;
    }
    let schemes = meta
        .platform
        .auth
        .iter()
        .filter(|scheme| meta.auth.contains(&scheme.name));
    let credentials = schemes.fold(Credentials::none(), |all, scheme| {
        // One that is well formed as a hash, too.
        let value = || "0123456789abcdef0123456789abcdef".to_owned();
        all.and(match scheme.inputs {
            [one] => Credentials::scheme(scheme.name, [(*one, value())]),
            [one, two] => Credentials::scheme(scheme.name, [(*one, value()), (*two, value())]),
            [one, two, three] => {
                Credentials::scheme(scheme.name, [(*one, value()), (*two, value()), (*three, value())])
            }
            other => panic!("{} has {} inputs", scheme.name, other.len()),
        })
    });
    operation.request("https://platform.example", &credentials)
}

/// Lets arguments name things that are there, where that can be seen: keys of paths are those of rows whose collections are called alike.
pub fn aim(mock: &Mock, id: &str, arguments: &mut Arguments, seed: u64) {
    let coverage = mock.coverage();
    let Some((_, Some((_, collection)))) = coverage.operations.iter().find(|(known, _)| known == id) else {
        return;
    };
    let dump = mock.dump();
    let rows = &dump["collections"][collection]["rows"];
    let Some(rows) = rows.as_array().filter(|rows| !rows.is_empty()) else {
        return;
    };
    let row = &rows[usize::try_from(seed).unwrap_or_default() % rows.len()];
    let above: Vec<&str> = row["above"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let names: Vec<String> = arguments.path.keys().cloned().collect();
    for (at, name) in names.iter().enumerate() {
        let data = match above.get(at) {
            Some(sign) => data_of(&dump, sign),
            None => row["data"].as_object(),
        };
        let Some(value) = data.and_then(|data| key(data, name)) else {
            continue;
        };
        let is_text = arguments.path[name].is_string();
        let value = if is_text && !value.is_string() {
            Value::from(value.to_string())
        } else {
            value
        };
        arguments.path.insert(name.clone(), value);
    }
    // Of the same name as the key in the path.
    for object in [
        &mut arguments.query,
        arguments
            .body
            .as_mut()
            .and_then(Value::as_object_mut)
            .unwrap_or(&mut Map::new()),
    ] {
        for by in ["by", "entityBy"] {
            object.shift_remove(by);
        }
    }
}

fn key(data: &Map<String, Value>, name: &str) -> Option<Value> {
    let ending = data
        .keys()
        .filter(|key| name.to_lowercase().ends_with(&key.to_lowercase()))
        .max_by_key(|key| key.len());
    data.get(name)
        .or_else(|| data.get(ending?))
        .filter(|value| value.is_string() || value.is_number())
        .cloned()
}

fn data_of<'d>(dump: &'d Value, sign: &str) -> Option<&'d Map<String, Value>> {
    let uid: u64 = sign.strip_prefix('#')?.parse().ok()?;
    let collections = dump["collections"].as_object()?;
    let mut rows = collections
        .values()
        .filter_map(|held| held["rows"].as_array())
        .flatten();
    rows.find(|row| row["uid"] == uid)?["data"].as_object()
}

/// Whether a client takes an answer for a failure, and for which.
pub fn is_failure(operation: &AnyOperation, answer: &http::Response<Bytes>) -> Result<Error, String> {
    let reply = Reply::new(operation.table(), answer.status(), answer.headers(), answer.body());
    match AnyOperation::decode_reply(&reply) {
        Err(error) if error.status().is_some() => Ok(error),
        Err(error) => Err(format!("another error: {error}")),
        Ok(_) => Err(format!("{} is taken for a success", answer.status())),
    }
}

/// Why arguments that fit were refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// What they are about is not there.
    NotFound,
    /// What they would make is there already.
    Exists,
    /// Of the elements of a batch some failed, in an answer that is whole.
    Partial,
}

/// The reason of a refusal, by what the client takes it for, and where it has no word for that by the sentence.
pub fn reason(error: &Error) -> Result<Reason, String> {
    let says = |text: &str| {
        let body = String::from_utf8_lossy(error.body()).to_lowercase();
        body.contains(text)
    };
    if error.is_not_found() || says("not found") {
        Ok(Reason::NotFound)
    } else if error.is_already_exists() || says("already exists") {
        Ok(Reason::Exists)
    } else if error.is_partial() {
        Ok(Reason::Partial)
    } else {
        Err(format!("refused for no reason that is known here: {error}"))
    }
}

/// Where fields are named that are wanted, ids are: without them, as the specs say, no reply fits its type.
pub fn name_id(arguments: &mut Arguments) {
    if let Some(Value::Array(fields)) = arguments.query.get_mut("fields") {
        fields.push("id".into());
    }
}
