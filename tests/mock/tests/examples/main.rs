//! The documents' own examples, each of them: what they show as sent is taken, what they show as answered is answered, and read by the client.
//!
//! Those of which that is not so stand in `exceptions.json`, each with the reason. An entry that is not needed fails the test, and so does an
//! example that needs one.

#[path = "../common/calls.rs"]
#[allow(dead_code, reason = "other tests use the rest")]
mod calls;
#[path = "../common/platforms.rs"]
mod platforms;

use std::collections::BTreeMap;

use serde_json::Value;
use tradewire::meta::Gives;
use tradewire::testing::{Reread, first_difference, first_loss};
use tradewire::{AnyOperation, Bytes, Entry, ErrorKind, Json, Tolerance};
use tradewire_codegen::model::{Direction, Example, Literal, Operation, Platform, ReturnKind, Returns, Sign};
use tradewire_mock::{Arguments, Builder, Mock};

use platforms::{PLATFORMS, specs};

/// Why an example does not pass, by its file.
fn exceptions() -> BTreeMap<String, String> {
    let all: Value = serde_json::from_str(include_str!("exceptions.json")).expect("JSON");
    let entries = all.as_array().expect("a list");
    let pairs = entries.iter().map(|entry| {
        let text = |key: &str| {
            entry[key]
                .as_str()
                .unwrap_or_else(|| panic!("{key} in {entry}"))
                .to_owned()
        };
        let reason = text("reason");
        assert!(reason.len() > 20, "{entry} says why");
        (
            format!("{}/{} {}", text("platform"), text("operation"), text("example")),
            reason,
        )
    });
    let out: BTreeMap<String, String> = pairs.collect();
    assert_eq!(out.len(), entries.len(), "each stands there once");
    out
}

fn compiled() -> Vec<Platform> {
    let files = tradewire_codegen::load::read_folder(&specs(), "specs", &[]).expect("specs");
    tradewire_codegen::compile(files).platforms
}

/// Arguments that fit, with this body in place of theirs.
fn with_body(arguments: Arguments, operation: &Operation, body: &Value) -> Arguments {
    let key = operation.body.as_ref().and_then(|declared| declared.key.as_ref());
    // Stored whole, with the wrapper key that the client writes by itself.
    let inner = key.and_then(|key| body.get(key)).unwrap_or(body);
    Arguments {
        body: Some(inner.clone()),
        ..arguments
    }
}

/// What the client wrote otherwise than the document shows it. It may write a number as its text and the other way round, 1 for `true`, a list for the
/// one element of it, and leave out what is `null`; see [`first_difference`].
fn changed(operation: &Operation, shown: &Value, request: &http::Request<Bytes>) -> Result<Option<String>, String> {
    let shown = Json::parse(&shown.to_string()).expect("JSON of another library");
    let text = String::from_utf8_lossy(request.body());
    let written = Json::parse(&text).map_err(|error| format!("the client writes no JSON: {error}: {text}"))?;
    let key = operation.body.as_ref().and_then(|declared| declared.key.as_ref());
    let inner = key
        .filter(|key| shown.get(key).is_none())
        .and_then(|key| written.get(key));
    Ok(first_difference(&shown, inner.unwrap_or(&written)))
}

/// What keeps an example of a request from being sent and taken.
fn sent(mock: &Mock, entry: &'static Entry, operation: &Operation, body: &Value) -> Result<(), String> {
    let arguments = mock.arguments((entry.meta)().id, 1).expect("an operation of the spec");
    let arguments = with_body(arguments, operation, body);
    let request = calls::request(entry, &arguments).map_err(|error| format!("the client does not send it: {error}"))?;
    if let Some(difference) = changed(operation, body, &request)? {
        return Err(format!("the client writes something else: {difference}"));
    }
    mock.forget_violations();
    let _ = mock.handle(&request);
    match mock.violations().first() {
        Some(violation) => Err(format!("the mock does not take it: {violation}")),
        None => Ok(()),
    }
}

/// Whether a documented reply is one of a failure, by the signs that the platform has for that.
fn is_failure(platform: &Platform, body: &Value) -> bool {
    let at = |path: &str| path.split('.').try_fold(body, |here, key| here.get(key));
    platform.errors.failure.iter().any(|sign| match sign {
        Sign::Present { path } => at(path).is_some_and(|found| !found.is_null()),
        Sign::Is { path, value } => match value {
            Literal::Boolean(wanted) => at(path) == Some(&Value::Bool(*wanted)),
            Literal::Integer(wanted) => at(path).and_then(Value::as_i64) == Some(*wanted),
            Literal::String(wanted) | Literal::Number(wanted) => at(path).and_then(Value::as_str) == Some(wanted),
            Literal::Null => at(path) == Some(&Value::Null),
        },
    })
}

/// What keeps an example of a reply from being answered and read.
fn answered(
    mock: &Mock,
    platform: &Platform,
    entry: &'static Entry,
    reread: Option<&Reread>,
    example: &Example,
    body: &Value,
) -> Result<(), String> {
    let arguments = mock.arguments((entry.meta)().id, 1).expect("an operation of the spec");
    let mut request =
        calls::request(entry, &arguments).map_err(|error| format!("the client does not ask for it: {error}"))?;
    request.headers_mut().insert("x-mock-example", example.number.into());
    mock.forget_violations();
    let answer = mock.handle(&request).response;
    if let Some(violation) = mock.violations().first() {
        return Err(format!("the mock does not take the request: {violation}"));
    }
    let shown: Value = serde_json::from_slice(answer.body()).unwrap_or(Value::Null);
    if shown != *body {
        return Err(format!("the mock answers {shown}"));
    }
    match (
        calls::is_failure(&AnyOperation::new(entry), &answer),
        is_failure(platform, body),
    ) {
        (Ok(_), true) => return Ok(()),
        // Of the elements of a batch some are documented as refused, which is what the client says.
        (Ok(error), false) if error.kind() == ErrorKind::Partial => return Ok(()),
        (Ok(what), false) => return Err(format!("the client takes it for a failure: {what}")),
        (Err(what), true) => return Err(what),
        (Err(_), false) => {}
    }
    let Some(reread) = reread else {
        return match entry.gives {
            // A sample of a body that nobody reads, such as the `[]` of 204.
            Gives::Nothing => Ok(()),
            other => Err(format!("no function reads it, and it gives {other:?}")),
        };
    };
    let again =
        reread(answer.body(), Tolerance::Strict).map_err(|error| format!("the client does not read it: {error}"))?;
    match (first_loss(&again.shown, &again.written), again.misfits_total) {
        (Some(loss), _) => Err(format!("the client loses something: {loss}")),
        (None, 0) => Ok(()),
        (None, count) => Err(format!("{count} values do not fit: {:?}", again.misfits)),
    }
}

/// Whatever is answered by JSON, as the specs have it, is read by the tests over all operations, and nothing else is.
#[test]
fn every_reply_of_json_has_a_reader() {
    let mut wrong = Vec::new();
    for platform in compiled() {
        let known = PLATFORMS.iter().find(|(name, ..)| *name == platform.name);
        let (_, catalogue, replies) = known.unwrap_or_else(|| panic!("{} is in no list here", platform.name));
        let mut count = 0;
        for resource in &platform.resources {
            for operation in &resource.operations {
                let id = format!("{}.{}", resource.name, operation.name);
                // What nobody describes is taken for JSON.
                let is_json = |case: &Returns| matches!(case.kind, ReturnKind::Json | ReturnKind::Undocumented);
                let returns = operation.returns.cases().any(is_json);
                let is_read = replies.iter().any(|(known, _)| *known == id);
                let entry = catalogue.iter().find(|entry| (entry.meta)().id == id);
                let gives = entry.map(|entry| entry.gives == Gives::Json);
                count += usize::from(returns);
                if (Some(returns), is_read) != (gives, returns) {
                    let name = &platform.name;
                    wrong.push(format!(
                        "{name}/{id}: JSON {returns}, read {is_read}, catalogue {gives:?}"
                    ));
                }
            }
        }
        assert_eq!(replies.len(), count, "{}: each once", platform.name);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn documented_examples_pass_both_ways() {
    let mut wanted = exceptions();
    let (mut passed, mut wrong) = (0, Vec::new());
    for platform in compiled() {
        let Some((_, catalogue, replies)) = PLATFORMS.iter().find(|(name, ..)| *name == platform.name) else {
            panic!("{} is in no list here", platform.name);
        };
        let mock = Builder::of(platform.clone()).memory(false).limits(false).build();
        for resource in &platform.resources {
            for operation in &resource.operations {
                let id = format!("{}.{}", resource.name, operation.name);
                let entry = catalogue
                    .iter()
                    .find(|entry| (entry.meta)().id == id)
                    .expect("an entry");
                let reread = replies.iter().find(|(known, _)| *known == id).map(|(_, reread)| reread);
                for example in &operation.examples {
                    let body: Value = serde_json::from_str(&example.text).expect("examples are JSON");
                    let (word, found) = match example.direction {
                        Direction::Request => ("request", sent(&mock, entry, operation, &body)),
                        Direction::Response => ("response", answered(&mock, &platform, entry, reread, example, &body)),
                    };
                    let name = format!("{}/{id} {word} {}", platform.name, example.number);
                    match (found, wanted.remove(&name)) {
                        (Ok(()), None) => passed += 1,
                        (Err(_), Some(_)) => {}
                        (Ok(()), Some(reason)) => {
                            wrong.push(format!("{name}: passes; take it out of the list ({reason})"));
                        }
                        (Err(what), None) => wrong.push(format!("{name}: {what}")),
                    }
                }
            }
        }
    }
    wrong.extend(wanted.keys().map(|name| format!("{name}: there is no such example")));
    assert!(
        wrong.is_empty(),
        "{passed} passed, of {} is to say:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(passed > 0, "none was tried");
}
