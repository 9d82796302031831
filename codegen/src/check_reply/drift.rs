//! Logs that clients write (`DriftLog` of the runtime): one difference a line, without values.

use serde_json::Value;

use super::locate::{last_key, locate};
use super::paths::cleaned;
use super::{Finding, Kind, Report};
use crate::captured::secrets;
use crate::model::{Operation, Platform};

/// The report of a log. Lines of other platforms are passed over, a last line that was not finished as well.
///
/// # Errors
///
/// The line that is none of a log, and what it lacks; or that all lines are of other platforms.
pub fn read_drift(platform: &Platform, text: &str, report: &mut Report) -> Result<(), String> {
    report.platform.clone_from(&platform.name);
    let (mut others, mut listings, mut own) = (0_u64, 0_u64, 0_u64);
    let lines: Vec<&str> = text.lines().collect();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let read: Value = match serde_json::from_str(line) {
            Ok(read) => read,
            Err(_) if at + 1 == lines.len() && !text.ends_with('\n') => {
                report
                    .notes
                    .push(format!("line {} was not finished and is passed over", at + 1));
                continue;
            }
            Err(error) => return Err(format!("line {}: no JSON: {error}", at + 1)),
        };
        // Nobody's control characters reach a terminal.
        let raw = |key: &str| {
            let text = read.get(key).and_then(Value::as_str)?;
            Some(text.replace(char::is_control, "\u{fffd}"))
        };
        let said = |key: &str| raw(key).map(|text| secrets::clean(&text));
        let need = |key: &str| {
            raw(key).ok_or_else(|| {
                format!(
                    "line {}: no text under `{key}`; is this the file of a `DriftLog`?",
                    at + 1
                )
            })
        };
        let (home, path) = (need("platform")?, need("path")?);
        let (operation, word) = (secrets::clean(&need("operation")?), secrets::clean(&need("kind")?));
        let path = cleaned(&path).ok_or_else(|| {
            format!(
                "line {}: what stands under `path` is no path; it is like `$.orders[].gift`",
                at + 1
            )
        })?;
        let count = read.get("count").and_then(Value::as_u64).unwrap_or(1);
        if home != platform.name {
            others = others.saturating_add(count);
            continue;
        }
        let (expected, found) = (said("expected").unwrap_or_default(), said("found").unwrap_or_default());
        own += 1;
        if matches!(word.as_str(), "duplicate" | "encoding" | "listing") {
            listings = listings.saturating_add(count);
            continue;
        }
        let kind = kind(&word, &found).ok_or_else(|| {
            format!(
                "line {}: `{word}` is no kind of difference that is known here; use the generator of the client's release",
                at + 1
            )
        })?;
        let Some(known) = operation_of(platform, &operation) else {
            report.notes.push(format!(
                "line {}: `{operation}` is no operation of `{home}` any more",
                at + 1
            ));
            continue;
        };
        let finding = Finding {
            operation,
            kind,
            path: path.clone(),
            expected,
            found: found.clone(),
        };
        let value = (kind == Kind::UnknownKey)
            .then(|| last_key(&path))
            .flatten()
            .map(|key| sample(&key, &found));
        report.add(
            finding,
            count,
            (locate(platform, known, kind, &path), 0),
            value.as_ref(),
        );
    }
    if own == 0 && others > 0 {
        return Err(format!(
            "no line is of `{}`, and all of other platforms; give the log of one of its clients",
            platform.name
        ));
    }
    if others > 0 {
        report
            .notes
            .push(format!("{others} differences of other platforms are passed over"));
    }
    if listings > 0 {
        report.notes.push(format!("{listings} differences have nothing to do with the spec: changes under a listing, encodings, keys that stood twice"));
    }
    Ok(())
}

/// The operation of an id: `orders.list`.
pub(super) fn operation_of<'p>(platform: &'p Platform, id: &str) -> Option<&'p Operation> {
    let (resource, name) = id.split_once('.')?;
    let resource = platform.resources.iter().find(|known| known.name == resource)?;
    resource.operations.iter().find(|operation| operation.name == name)
}

fn kind(word: &str, found: &str) -> Option<Kind> {
    match word {
        "unknown_key" => Some(Kind::UnknownKey),
        "unknown_value" => Some(Kind::UnknownValue),
        "missing" => Some(Kind::Missing),
        "tolerated_type" | "misfit" | "skipped_item" if found == "null" => Some(Kind::Null),
        "tolerated_type" | "misfit" | "skipped_item" | "other_spelling" => Some(Kind::TypeConflict),
        _ => None,
    }
}

/// A value of the form that a log names, since it has none itself. Without a form, nothing is known of it.
fn sample(key: &str, found: &str) -> Value {
    let value = match found {
        "text" => Value::from("text"),
        "boolean" => Value::Bool(true),
        "number" => Value::from(0.5),
        "list" => Value::Array(Vec::new()),
        "object" => Value::Object(serde_json::Map::new()),
        _ => Value::Null,
    };
    Value::Object(serde_json::Map::from_iter([(key.to_owned(), value)]))
}
