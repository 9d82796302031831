//! The words attached to things: description, provenance, deprecation.

use serde_json::{Value, json};

use super::{Object, put};
use crate::model::{Basis, Docs, Literal, Provenance};

/// A literal of a spec as JSON. A number that JSON cannot hold exactly is written as its text.
pub(super) fn literal(literal: &Literal) -> Value {
    match literal {
        Literal::Null => Value::Null,
        Literal::Boolean(value) => json!(value),
        Literal::Integer(value) => json!(value),
        Literal::Number(text) => number(text),
        Literal::String(text) => json!(text),
    }
}

fn number(text: &str) -> Value {
    let number = text.parse::<f64>().ok().and_then(serde_json::Number::from_f64);
    number.map_or_else(|| json!(text), Value::Number)
}

/// What is said of a thing, paragraph by paragraph.
pub(super) fn description(docs: &Docs) -> Option<String> {
    let deprecated = docs.deprecated.as_ref().filter(|text| !text.is_empty());
    let deprecated = deprecated.map(|text| format!("Deprecated: {text}"));
    let paragraphs: Vec<&str> = docs
        .doc
        .iter()
        .chain(&docs.notes)
        .chain(&deprecated)
        .map(|text| text.trim())
        .collect();
    (!paragraphs.is_empty()).then(|| paragraphs.join("\n\n"))
}

/// The first line of what is said as summary, the rest as description, and deprecation.
pub(super) fn put_summary(object: &mut Object, docs: &Docs, name: &str) {
    let doc = docs.doc.as_deref().unwrap_or_default().trim();
    let (first, rest) = doc.split_once('\n').unwrap_or((doc, ""));
    let summary = if first.is_empty() {
        name.replace('_', " ")
    } else {
        first.to_owned()
    };
    let rest = Docs {
        doc: (!rest.trim().is_empty()).then(|| rest.to_owned()),
        ..docs.clone()
    };
    object.insert("summary".to_owned(), json!(summary));
    put(object, "description", description(&rest));
    put(object, "deprecated", docs.deprecated.is_some().then_some(true));
}

/// Description, deprecation and provenance; of the latter only what is not the same `around` the thing.
pub(super) fn put_docs(object: &mut Object, docs: &Docs, around: &Provenance) {
    put(object, "description", description(docs));
    put(object, "deprecated", docs.deprecated.is_some().then_some(true));
    put_provenance(object, docs, around);
}

/// Where the documents tell of a thing, and how plainly.
pub(super) fn put_provenance(object: &mut Object, docs: &Docs, around: &Provenance) {
    put(object, "x-tradewire-source", docs.source.clone());
    if docs.provenance != *around {
        object.insert("x-tradewire-basis".to_owned(), basis(docs.provenance.basis).into());
        super::put_list(object, "x-tradewire-peers", docs.provenance.peers.iter().cloned());
    }
}

fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Documented => "documented",
        Basis::Inferred => "inferred",
        Basis::Peer => "peer",
    }
}
