//! What the search looks through: a script that is data, since a page that is opened from a folder may read no other file.

use std::fmt::Write as _;

use serde_json::json;

use super::{Shown, SiteFile};
use crate::model::{Callback, Operation, Resource, TypeDef};

/// A page that can be found.
pub(super) struct Entry {
    platform: String,
    to: String,
    name: String,
    /// `PUT /orders/{id}`, or `type`
    what: String,
    doc: String,
}

pub(super) fn of_resource(shown: &Shown<'_>, resource: &Resource, path: &str) -> Entry {
    entry(
        shown,
        (path, resource.name.clone(), "resource".to_owned()),
        resource.docs.doc.as_deref(),
    )
}

pub(super) fn of_operation(shown: &Shown<'_>, resource: &Resource, operation: &Operation, path: &str) -> Entry {
    let what = format!("{} {}", operation.method, operation.path);
    entry(
        shown,
        (path, format!("{}.{}", resource.name, operation.name), what),
        operation.docs.doc.as_deref(),
    )
}

pub(super) fn of_callback(shown: &Shown<'_>, resource: &Resource, callback: &Callback, path: &str) -> Entry {
    let what = format!("to you: {} {}", callback.method, callback.path);
    entry(
        shown,
        (path, format!("{}.{}", resource.name, callback.name), what),
        callback.docs.doc.as_deref(),
    )
}

pub(super) fn of_type(shown: &Shown<'_>, def: &TypeDef, path: &str) -> Entry {
    entry(
        shown,
        (path, def.name.clone(), "type".to_owned()),
        def.docs.doc.as_deref(),
    )
}

fn entry(shown: &Shown<'_>, (path, name, what): (&str, String, String), doc: Option<&str>) -> Entry {
    Entry {
        platform: shown.platform.title.clone(),
        to: format!("{}/{path}", shown.platform.name),
        name,
        what,
        doc: doc.unwrap_or_default().lines().next().unwrap_or_default().to_owned(),
    }
}

/// Its name.
pub(super) const NAME: &str = "search-index.js";

/// The script with all entries, one a line.
pub(super) fn file(entries: &[Entry]) -> SiteFile {
    let line = |entry: &Entry| {
        let text = json!([entry.to, entry.name, entry.what, entry.platform, entry.doc]).to_string();
        // Whatever reads the script, no text in it can end it or begin a tag.
        let mut safe = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                    let _ = write!(safe, "\\u{:04x}", u32::from(c));
                }
                c => safe.push(c),
            }
        }
        safe
    };
    let lines: Vec<String> = entries.iter().map(line).collect();
    SiteFile {
        path: NAME.to_owned(),
        text: format!("window.tradewirePages = [\n{}\n];\n", lines.join(",\n")),
    }
}
