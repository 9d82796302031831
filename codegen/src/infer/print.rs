//! Drafts as the dialect writes them.

use super::draft::{Draft, Kind};
use crate::edit::{Written, quoted};

type Entry = (String, Written, Vec<String>);

/// A field: its key, its type and what was guessed of it.
pub(super) fn field(key: &str, draft: &Draft) -> Entry {
    (key.to_owned(), value(draft), draft.notes.clone())
}

/// A type with its marks.
pub(super) fn value(draft: &Draft) -> Written {
    let plain = draft.rust.is_none() && draft.name.is_none() && !draft.secret && !is_written(&draft.kind);
    if plain && let Some(text) = expression(&draft.kind) {
        let marks = format!(
            "{}{}",
            if draft.required { "!" } else { "" },
            if draft.nullable { "?" } else { "" }
        );
        let bare = text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        return Written::Line(if bare {
            format!("{text}{marks}")
        } else {
            format!("\"{text}{marks}\"")
        });
    }
    let mut entries = shape(draft);
    let mut say = |key: &str, text: String| entries.push(Written::entry(key, Written::Line(text)));
    if draft.required {
        say("required", "true".to_owned());
    }
    if draft.nullable {
        say("nullable", "true".to_owned());
    }
    if draft.secret {
        say("secret", "true".to_owned());
    }
    if let Some(format) = form_of(&draft.kind) {
        say("format", quoted(format));
    }
    if let Some(rust) = &draft.rust {
        say("rust", rust.clone());
    }
    Written::Map(entries)
}

/// The entries that say the type itself, as they stand in a declared type as well.
pub(super) fn shape(draft: &Draft) -> Vec<Entry> {
    let mut entries = Vec::new();
    match &draft.kind {
        Kind::Enum(values) => {
            let values = values.iter().map(|value| Written::text(value)).collect();
            entries.push(Written::entry("enum", Written::List(values)));
        }
        Kind::Object(fields, open) => {
            if *open {
                entries.push(Written::entry("open", Written::Line("true".to_owned())));
            }
            entries.push(Written::entry("fields", self::fields(fields)));
        }
        Kind::Forms(forms) => {
            let forms = forms
                .iter()
                .map(|(name, form)| Written::entry(name, element(form)))
                .collect();
            entries.push(Written::entry("union", Written::Map(forms)));
        }
        Kind::Tagged(tag, variants) => {
            let variants = variants
                .iter()
                .map(|(value, variant)| Written::entry(value, element(variant)));
            let union = vec![
                Written::entry("tag", Written::text(tag)),
                Written::entry("variants", Written::Map(variants.collect())),
            ];
            entries.push(Written::entry("union", Written::Map(union)));
        }
        Kind::List(inner) => entries.push(Written::entry("type", Written::List(vec![element(inner)]))),
        Kind::Map(inner) => {
            let map = Written::Map(vec![Written::entry("string", element(inner))]);
            entries.push(Written::entry("type", map));
        }
        Kind::Scalar(word) | Kind::Written(word, _) => {
            entries.push(Written::entry("type", Written::Line((*word).to_owned())));
        }
        Kind::Named(name) => entries.push(Written::entry("type", Written::Line(name.clone()))),
    }
    if let Some(name) = &draft.name {
        entries.push(Written::entry("name", Written::Line(name.clone())));
    }
    entries
}

/// The fields of an object.
pub(super) fn fields(fields: &[(String, Draft)]) -> Written {
    Written::Map(fields.iter().map(|(key, field)| self::field(key, field)).collect())
}

/// An element of a list, a value of a map, a form of a union: only what describes the type may stand there.
fn element(draft: &Draft) -> Written {
    if let Some(text) = expression(&draft.kind).filter(|_| draft.name.is_none()) {
        let text = format!("{text}{}", if draft.nullable { "?" } else { "" });
        let bare = text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '?'));
        return Written::Line(if bare { text } else { format!("\"{text}\"") });
    }
    let mut entries = shape(draft);
    if draft.nullable {
        entries.push(Written::entry("nullable", Written::Line("true".to_owned())));
    }
    Written::Map(entries)
}

/// The type in one line, if it has one.
fn expression(kind: &Kind) -> Option<String> {
    let inner = |draft: &Draft| {
        let text = expression(&draft.kind).filter(|_| draft.name.is_none())?;
        Some(format!("{text}{}", if draft.nullable { "?" } else { "" }))
    };
    match kind {
        Kind::Scalar(word) | Kind::Written(word, _) => Some((*word).to_owned()),
        Kind::Named(name) => Some(name.clone()),
        Kind::List(element) => Some(format!("[{}]", inner(element)?)),
        Kind::Map(value) => Some(format!("{{string: {}}}", inner(value)?)),
        Kind::Enum(_) | Kind::Object(..) | Kind::Forms(_) | Kind::Tagged(..) => None,
    }
}

/// The written form of dates in it, which is said of the field.
fn form_of(kind: &Kind) -> Option<&'static str> {
    match kind {
        Kind::Written(_, format) => Some(format),
        Kind::List(inner) => form_of(&inner.kind),
        _ => None,
    }
}

fn is_written(kind: &Kind) -> bool {
    form_of(kind).is_some()
}
