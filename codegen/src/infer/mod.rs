//! Drafts operations and types from what was seen on the wire.
//!
//! Samples are merged place by place ([`of`]), things that several operations show become one type, and the result goes into the
//! text of the resource's file as new lines. What is there already is never changed. What is guessed is said: in a comment, or in
//! the notes.

mod bodies;
mod calls;
mod draft;
mod entities;
mod examples;
mod keys;
mod lines;
mod names;
mod operation;
mod print;
mod query;
mod tags;
mod texts;
mod times;
mod values;
mod verify;

pub use draft::{Draft, Kind};
pub use names::Taken;
pub use values::of;
pub use verify::{Verified, verify};

use std::fmt;

use serde_json::Value;

use crate::captured::{Captured, Passed, Route};
use crate::diagnostics::{Sources, did_you_mean};
use crate::edit::Written;
use crate::load::InputFile;
use crate::model::Platform;
use crate::yaml::{Node, read_json};
use calls::Call;

/// What is to be drafted, and where.
#[derive(Debug, Clone, Default)]
pub struct Target {
    /// The resource: `orders`.
    pub resource: String,
    /// One operation of it.
    pub operation: Option<String>,
    /// Method and path of the operation, where samples do not say them.
    pub route: Option<(String, String)>,
    /// Whether samples become example files.
    pub keep: bool,
}

/// A draft.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Inferred {
    /// The whole text of the resource's file, if anything comes to it.
    pub text: Option<String>,
    /// Example files to be made: name and text.
    pub examples: Vec<(String, String)>,
    /// Operations that were drafted.
    pub drafted: Vec<String>,
    /// What was guessed, left out or found there already, in sentences.
    pub notes: Vec<String>,
}

/// Why nothing can be drafted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InferError(String);

impl fmt::Display for InferError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for InferError {}

/// Drafts operations from bodies (`requests` are what was sent, `captured.samples` what came back) and exchanges. `text` is the
/// resource's file, empty for one that is not there.
///
/// # Errors
///
/// When a name cannot be one, when nothing captured concerns the resource, or when the file has no place for new lines.
pub fn infer(
    platform: &Platform,
    text: &str,
    target: &Target,
    captured: &Captured,
    requests: &[Value],
) -> Result<Inferred, InferError> {
    names_are_right(target)?;
    let resource = target.resource.as_str();
    let calls::Sorted {
        mut calls,
        others,
        mut passed,
    } = calls::of(&captured.exchanges, platform, resource);
    let seen: Vec<String> = others
        .iter()
        .map(|(step, count)| format!("`{step}` ({count})"))
        .collect();
    if calls.is_empty() && captured.samples.is_empty() && requests.is_empty() {
        let hint = did_you_mean(resource, others.keys().map(String::as_str))
            .map(|hint| format!("; {hint}"))
            .unwrap_or_default();
        let elsewhere = passed
            .get(&Passed::OtherHost)
            .map(|count| format!("; passed over: {}", Passed::OtherHost.counted(*count)))
            .unwrap_or_default();
        return Err(InferError(format!(
            "no request has a step `{resource}` in its path{hint}; seen: {}{elsewhere}",
            seen.join(", ")
        )));
    }
    let mut inferred = Inferred::default();
    if !captured.samples.is_empty() || !requests.is_empty() {
        calls.push(of_samples(target, captured, requests));
    }
    if let Some(wanted) = &target.operation {
        let known: Vec<String> = calls.iter().map(|call| call.name.clone()).collect();
        let all: usize = calls.iter().map(|call| call.times).sum();
        calls.retain(|call| call.name == *wanted);
        let left = all - calls.iter().map(|call| call.times).sum::<usize>();
        if left > 0 {
            passed.insert(Passed::OtherOperation, left as u64);
        }
        if calls.is_empty() {
            let hint = did_you_mean(wanted, known.iter().map(String::as_str))
                .map(|hint| format!("; {hint}"))
                .unwrap_or_default();
            return Err(InferError(format!(
                "no request looks like `{resource}.{wanted}`{hint}; seen: {}",
                known.join(", ")
            )));
        }
    }
    inferred.notes.extend(captured.notes.iter().cloned());
    for name in &captured.left_out {
        inferred
            .notes
            .push(format!("`{name}` holds credentials and was left out"));
    }
    if !others.is_empty() {
        let count: usize = others.values().sum();
        let requests = if count == 1 {
            "1 request"
        } else {
            &format!("{count} requests")
        };
        let note = format!(
            "passed over: {requests} without a step `{resource}`: {}",
            seen.join(", ")
        );
        inferred.notes.push(note);
    }
    let passed = passed
        .iter()
        .map(|(why, count)| format!("passed over: {}", why.counted(*count)));
    inferred.notes.extend(passed);
    lines::draft(platform, text, target, &calls, &mut inferred)?;
    if target.keep {
        examples::keep(platform, resource, &calls, &mut inferred);
    }
    Ok(inferred)
}

/// The files without that of a resource, if it stands there as `new` made it: its placeholders say nothing, and a draft takes their place.
/// `None` if somebody wrote in it, or there is none.
#[must_use]
pub fn without_placeholders(files: &[InputFile], path: &str, resource: &str) -> Option<Vec<InputFile>> {
    let file = files.iter().find(|file| file.path == path)?;
    let text = std::str::from_utf8(file.content.as_ref().ok()?).ok()?;
    let is_untouched = text.replace("\r\n", "\n") == crate::new::resource(resource);
    is_untouched.then(|| files.iter().filter(|file| file.path != path).cloned().collect())
}

fn names_are_right(target: &Target) -> Result<(), InferError> {
    let operation = target.operation.as_deref();
    for name in [Some(target.resource.as_str()), operation].into_iter().flatten() {
        if let Some(reason) = crate::new::problem(name) {
            return Err(InferError(reason));
        }
    }
    Ok(())
}

/// The call that bodies by themselves are of.
fn of_samples<'v>(target: &Target, captured: &'v Captured, requests: &'v [Value]) -> Call<'v> {
    let replies: Vec<&Value> = captured.samples.iter().map(|sample| &sample.value).collect();
    let name = target.operation.clone().unwrap_or_else(|| {
        let name = if calls::is_listing(&replies) { "list" } else { "get" };
        name.to_owned()
    });
    let (method, route) = match &target.route {
        Some((method, path)) => (method.clone(), given(path)),
        None => calls::usual(&target.resource, &name),
    };
    Call {
        name,
        method,
        route,
        requests: requests.iter().collect(),
        replies,
        guessed_route: target.route.is_none(),
        ..Call::default()
    }
}

/// A path as somebody wrote it: placeholders stay, ids become some.
fn given(path: &str) -> Route {
    if !path.contains('{') {
        return crate::captured::template(path);
    }
    let names = path.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    Route {
        template: path.to_owned(),
        parameters: names
            .map(|(name, _)| (name.to_owned(), name == "id" || name.ends_with("_id")))
            .collect(),
    }
}

/// A field as the dialect writes it, said to be inferred.
#[must_use]
pub fn inferred_field(key: &str, draft: &Draft) -> (String, Written) {
    let mut entries = match print::value(draft) {
        Written::Map(entries) => entries,
        line => vec![Written::entry("type", line)],
    };
    entries.push(Written::entry("basis", Written::Line("inferred".to_owned())));
    (key.to_owned(), Written::Map(entries))
}

/// Whether a key can be that of a field.
#[must_use]
pub fn can_be_field(key: &str) -> bool {
    keys::can_be_field(key)
}

/// A JSON value as the checks look at it.
pub(crate) fn node(value: &Value) -> Option<Node> {
    let mut sources = Sources::default();
    let file = sources.add("sample.json", "");
    read_json(&value.to_string(), file).ok()
}

#[cfg(test)]
mod tests;
