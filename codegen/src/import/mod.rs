//! Drafts of specs from a vendor's `OpenAPI` document, 3.0 or 3.1, for a person to go on from.
//!
//! What the document says and the dialect cannot, or what the dialect asks and the document leaves out, becomes a [`Note`]: nothing is
//! dropped without one. A document of our own ([`crate::openapi`]) comes back as the spec that it was made from.

mod bodies;
mod circles;
mod credentials;
mod entries;
mod fields;
mod names;
mod notes;
mod operations;
mod own;
mod params;
mod platform;
mod replies;
mod schemas;
mod source;
mod unions;
mod used;
mod yaml_text;

pub use notes::Note;
pub use source::ImportError;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use notes::Notes;
use source::Source;

/// A mapping of the dialect, or an object of the document, in its order.
type Object = serde_json::Map<String, Value>;

/// A drafted spec.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The name of its folder.
    pub platform: String,
    /// Files by name, with their text.
    pub files: Vec<(String, String)>,
    /// What a person has to look at.
    pub notes: Vec<Note>,
}

/// Drafts the spec of a platform from the text of a document, JSON or YAML. Without a name, the title of the document gives it.
///
/// # Errors
/// A text that is no such document, with what is wrong and what to do about it.
pub fn import(text: &str, platform: Option<&str>) -> Result<Draft, ImportError> {
    let source = Source::read(text)?;
    let platform = match platform {
        Some(name) => name.to_owned(),
        None => names::platform(&source),
    };
    let mut import = Import {
        types: names::types(&source),
        source: &source,
        notes: Notes::default(),
        wanted: Vec::new(),
        inlined: BTreeSet::new(),
        peers: BTreeMap::new(),
    };
    for (place, message) in &source.taken_out {
        import.notes.add(place, *message);
    }
    let resources = import.resources();
    let platform_file = import.platform(&platform);
    let types = import.types_of(&resources);
    let files = yaml_text::files(&platform, platform_file, resources, types, &import.peers);
    Ok(Draft {
        platform,
        files,
        notes: import.notes.finish(),
    })
}

/// A draft in the making.
struct Import<'s> {
    source: &'s Source,
    notes: Notes,
    /// Names of types, by that of the component.
    types: BTreeMap<String, String>,
    /// Components that something refers to, in the order in which they were met.
    wanted: Vec<String>,
    /// Components whose fields stand in place of them.
    inlined: BTreeSet<String>,
    /// Clients that things are known from, by the word for them.
    peers: BTreeMap<String, String>,
}

/// A resource in the making.
struct Resource {
    name: String,
    doc: Option<String>,
    operations: Object,
    callbacks: Object,
}

/// Puts a value in, if there is one.
fn put(object: &mut Object, key: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        object.insert(key.to_owned(), value.into());
    }
}

/// The text at a key.
fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key).and_then(Value::as_str)
}

/// The members of the object at a key; none if there is no object.
fn members<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = (&'v String, &'v Value)> {
    value.get(key).and_then(Value::as_object).into_iter().flatten()
}

/// The elements of the list at a key; none if there is no list.
fn elements<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    value.get(key).and_then(Value::as_array).into_iter().flatten()
}
