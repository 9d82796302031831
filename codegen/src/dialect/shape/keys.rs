//! Keys of a mapping: those that its thing has not, and those that it lacks.

use serde_json::{Map, Value};

use super::super::synonyms::{Spot, meant, synonym};
use super::super::wording::list_words;
use super::kinds::{is_kind, kind_of_schema, phrase, words_of};
use super::{Shape, Where};
use crate::diagnostics::{Diagnostic, Fix, Ground, code, did_you_mean, slip_of};
use crate::yaml::{Entry, Syntax};

impl Shape<'_> {
    /// Keys that the thing has not. Several words of another dialect in one mapping are one slip.
    pub(super) fn unknown_keys(
        &mut self,
        unknown: &[&Entry],
        entries: &[Entry],
        properties: &Map<String, Value>,
        here: Where<'_>,
    ) {
        if self.bare_object(unknown, entries, properties, here) {
            return;
        }
        let mut foreign: Vec<(&Entry, String)> = Vec::new();
        // Which keys there are depends on the kind.
        let kind = entries
            .iter()
            .find(|entry| entry.key.text == "kind" && properties.contains_key("kind"));
        let ground = kind.map(|kind| Ground::Read(kind.value.span));
        let finding = |entry: &Entry, message: String| {
            Diagnostic::new(code::UNKNOWN_KEY, entry.key_span, message)
                .label(format!("not a key of {}", here.thing))
                .rests_on_all(ground)
        };
        for entry in unknown.iter().copied() {
            let key = entry.key.text.as_str();
            match self.word_of_others(entry, properties, here) {
                Some(help) => foreign.push((entry, help)),
                None => {
                    let finding = finding(entry, format!("unknown key `{key}`"));
                    let fix = Self::key_meant(entry, entries, properties, here);
                    self.found
                        .push(finding.help(Self::known_keys(key, properties)).fix(fix));
                }
            }
        }
        match foreign.as_slice() {
            [] => {}
            [(entry, help)] => {
                let finding = finding(entry, format!("unknown key `{}`", entry.key.text));
                let fix = Self::key_meant(entry, entries, properties, here);
                self.found.push(finding.help(help).fix(fix));
            }
            [(first, _), others @ ..] => {
                let names: Vec<String> = foreign
                    .iter()
                    .map(|(entry, _)| format!("`{}`", entry.key.text))
                    .collect();
                let mut finding = finding(first, format!("unknown keys {}", names.join(", ")));
                for (entry, _) in others {
                    finding = finding.related(entry.key_span, "nor is this one");
                }
                let helps = foreign
                    .iter()
                    .map(|(entry, help)| format!("`{}`: {help}", entry.key.text));
                self.found.push(helps.fold(finding, Diagnostic::help));
            }
        }
    }

    /// The fields of an object without the `fields` that they stand under: one slip, however many they are.
    fn bare_object(
        &mut self,
        unknown: &[&Entry],
        entries: &[Entry],
        properties: &Map<String, Value>,
        here: Where<'_>,
    ) -> bool {
        // Beside one of these it is no field, but a slip in the name of another key.
        let shaped = |entry: &Entry| {
            matches!(
                entry.key.text.as_str(),
                "type" | "fields" | "enum" | "union" | "const" | "encoding"
            )
        };
        let can_be = match here.name {
            "FieldLong" | "BodyLong" => !entries.iter().any(shaped),
            // A reply object that has a field with such a name.
            "ReturnsLong" => true,
            _ => false,
        };
        let names = || properties.keys().map(String::as_str);
        let is_told = |entry: &&Entry| {
            let key = entry.key.text.as_str();
            key.contains(' ')
                || did_you_mean(key, names()).is_some()
                || self.word_of_others(entry, properties, here).is_some()
        };
        // What looks like nothing else is a field, and so is what stands beside it.
        let ([first, others @ ..], true) = (unknown, can_be && !unknown.iter().all(is_told)) else {
            return false;
        };
        let listed: Vec<String> = unknown.iter().map(|entry| format!("`{}`", entry.key.text)).collect();
        let noun = if others.is_empty() { "key" } else { "keys" };
        let mut finding = Diagnostic::new(
            code::UNKNOWN_KEY,
            first.key_span,
            format!("unknown {noun} {}", listed.join(", ")),
        );
        finding = finding.label(format!("not a key of {}", here.thing));
        for entry in others {
            finding = finding.related(entry.key_span, "nor is this one");
        }
        let key = &first.key.text;
        let known = entries.iter().find(|entry| properties.contains_key(&entry.key.text));
        self.found
            .push(finding.help(match known.filter(|_| here.name == "ReturnsLong") {
                Some(known) => format!(
                    "if `{}` is a field of the reply, all of them stand under `fields`: `{{fields: {{{key}: …}}}}`",
                    known.key.text
                ),
                None => format!("the fields of an object stand under `fields`: `{{fields: {{{key}: …}}}}`"),
            }));
        true
    }

    /// What is meant by a key that other dialects have, or that another place of the specs has.
    fn word_of_others(&self, entry: &Entry, properties: &Map<String, Value>, here: Where<'_>) -> Option<String> {
        let key = entry.key.text.as_str();
        if key.contains(' ') && entry.value.kind() == "nothing" {
            return None;
        }
        let spot = Spot::Key(here.name);
        let spelt = meant(spot, key, properties.keys().map(String::as_str));
        let listed = synonym(spot, key);
        match (spelt, listed) {
            (Some(_), None) => None,
            (_, Some(help)) => Some(help),
            (None, None) => self.elsewhere(entry, here),
        }
    }

    /// A key of the file that stands too deep, or of the other kind of file.
    fn elsewhere(&self, entry: &Entry, here: Where<'_>) -> Option<String> {
        let key = entry.key.text.as_str();
        // What could not stand there is not meant for there.
        let has = |schema: &Value| {
            let property = schema.pointer("/properties").and_then(|all| all.get(key));
            property.is_some_and(|property| {
                let kinds = kind_of_schema(property);
                kinds.is_empty() || kinds.iter().any(|kind| is_kind(&entry.value, kind))
            })
        };
        let root = self.root.get("title").and_then(Value::as_str).unwrap_or_default();
        if has(self.root) && here.name != root {
            Some(format!("`{key}` is a key of the file: it starts at the left edge"))
        } else if has(self.other) {
            let resource = root == "ResourceFile";
            let (there, whose) = if resource {
                ("platform.yaml", "the platform")
            } else {
                ("the file of a resource", "a resource")
            };
            Some(format!("`{key}` is said of {whose}: it stands in {there}"))
        } else {
            None
        }
    }

    /// The key that is meant, if it can be no other: the same word otherwise written, what the table of synonyms has, or one slip away;
    /// and it does not stand there already.
    fn key_meant(entry: &Entry, entries: &[Entry], properties: &Map<String, Value>, here: Where<'_>) -> Option<Fix> {
        let key = entry.key.text.as_str();
        let names = || properties.keys().map(String::as_str);
        let meant = meant(Spot::Key(here.name), key, names()).or_else(|| slip_of(key, names()))?;
        let is_there = entries.iter().any(|other| other.key.text == meant);
        (!is_there).then(|| Fix::new(entry.key_span, key, meant))
    }

    fn known_keys(key: &str, properties: &Map<String, Value>) -> String {
        let names = || properties.keys().map(String::as_str);
        if key.contains(' ') {
            return "quote a text that contains a comma: inside `{…}` it ends the value".to_owned();
        }
        let spelt = names()
            .find(|name| same(name, key))
            .map(|name| format!("did you mean `{name}`?"));
        spelt.or_else(|| did_you_mean(key, names())).unwrap_or_else(|| {
            let all: Vec<&str> = names().collect();
            format!("known keys: {}", list_words(&all).replace("one of ", ""))
        })
    }

    /// Keys that must be there. One that is misspelt is found under its wrong name.
    pub(super) fn missing_keys(&mut self, schema: &Value, entries: &[Entry], unknown: &[&Entry], here: Where<'_>) {
        for key in required(schema, entries) {
            if entries.iter().any(|entry| entry.key.text == key) {
                continue;
            }
            let code = if key == "source" {
                code::MISSING_SOURCE
            } else {
                code::MISSING_KEY
            };
            let finding = Diagnostic::new(code, here.span, format!("the key `{key}` is missing"))
                .label(format!("{} without it", here.thing));
            let means_it = |entry: &&&Entry| {
                let known = || [key].into_iter();
                let spot = Spot::Key(here.name);
                meant(spot, &entry.key.text, known()).is_some() || did_you_mean(&entry.key.text, known()).is_some()
            };
            let misspelt = unknown
                .iter()
                .filter(means_it)
                .map(|entry| Ground::Read(entry.key_span));
            let property = schema.pointer("/properties").and_then(|all| all.get(key));
            let about = property
                .and_then(|property| property.get("description"))
                .and_then(Value::as_str);
            self.found.push(
                finding
                    .maybe_help(about.map(|about| format!("`{key}`: {}", phrase(about))))
                    .rests_on_all(misspelt),
            );
        }
    }

    /// A section of the file that stands inside another section: what it holds is nothing that belongs there.
    pub(super) fn is_sunk_section(&self, entry: &Entry, schema: &Value) -> bool {
        let known = |schema: &Value, key: &str| schema.pointer("/properties").is_some_and(|all| all.get(key).is_some());
        let inner = self.follow(schema).0;
        let closed = inner.get("additionalProperties") == Some(&Value::Bool(false));
        closed
            && known(self.root, &entry.key.text)
            && matches!(&entry.value.value, Syntax::Map(entries) if !entries.is_empty())
            && !entry.value.entries().iter().any(|below| known(inner, &below.key.text))
    }

    pub(super) fn sunk_section(&mut self, entry: &Entry) {
        let key = &entry.key.text;
        let message = format!("the section `{key}` stands inside another one");
        let finding = Diagnostic::new(code::UNKNOWN_KEY, entry.key_span, message);
        self.found.push(finding.help(format!(
            "`{key}` is a key of the file: move it to the left edge, with what it holds"
        )));
    }
}

fn same(one: &str, other: &str) -> bool {
    meant(Spot::Type, one, [other]).is_some()
}

/// Keys that must be there: those of `required`, and of `then` where each key of `if` is left out or has a word that is listed for it.
fn required<'s>(schema: &'s Value, entries: &[Entry]) -> Vec<&'s str> {
    let keys = |schema: &'s Value| {
        let keys = schema.get("required").and_then(Value::as_array).into_iter().flatten();
        keys.filter_map(Value::as_str)
    };
    let mut all: Vec<&str> = keys(schema).collect();
    let conditions = schema.pointer("/if/properties").and_then(Value::as_object);
    if let (Some(conditions), Some(then)) = (conditions, schema.get("then")) {
        let holds = conditions.iter().all(|(key, allowed)| {
            let given = entries.iter().find(|entry| entry.key.text == *key);
            given.is_none_or(|entry| match (&entry.value.value, words_of(allowed)) {
                (Syntax::Scalar(scalar), Some(words)) => words.contains(&scalar.text.as_str()),
                _ => false,
            })
        });
        all.extend(holds.then(|| keys(then)).into_iter().flatten());
    }
    all
}
