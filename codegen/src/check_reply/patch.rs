//! Takes differences into the text of the specs.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::locate::last_key;
use super::marks::{self, Marks};
use super::places::{MOST_KEYS, fields_of, inside, new_values};
use super::{Finding, Kind, Report};
use crate::edit::{self, Edit, Written, found_at};
use crate::infer::{self, Taken};
use crate::load::InputFile;
use crate::model::{Literal, Place, Platform, TypeDef, TypeId, TypeShape, WireName};
use crate::naming;
use crate::yaml::{Node, Syntax};

/// What became of the differences.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Patch {
    /// Files and their whole new texts.
    pub changed: Vec<(String, String)>,
    /// Differences that a person has to decide on, and why.
    pub by_hand: Vec<String>,
}

/// The changes of one file: each with the place of what it changes, so that what is inside comes before what is around it.
type Edits = BTreeMap<String, Vec<(usize, Edit)>>;

/// Everything that can be said with certainty is said in the specs: new keys with their types, `?`, what is no longer always there,
/// new values of enumerations. Comments and order stay.
#[must_use]
pub fn patch(platform: &Platform, files: &[InputFile], report: &Report) -> Patch {
    let mut work = Work {
        platform,
        texts: texts(files),
        edits: Edits::new(),
        patch: Patch::default(),
        taken: Taken::of(platform),
    };
    let mut keys: BTreeMap<Place, BTreeMap<String, Vec<&Value>>> = BTreeMap::new();
    let mut fields: BTreeMap<Place, (Marks, &Finding)> = BTreeMap::new();
    let mut values: BTreeMap<Place, BTreeSet<String>> = BTreeMap::new();
    for (finding, seen) in &report.findings {
        let Some(place) = &seen.place else {
            work.by_hand(finding, "more than one declaration may be meant, or none");
            continue;
        };
        match finding.kind {
            Kind::UnknownKey => match last_key(&finding.path).filter(|key| infer::can_be_field(key) && !key.is_empty())
            {
                Some(key) => {
                    let inner = seen.values.iter().filter_map(|value| value.get(&key));
                    keys.entry(place.clone())
                        .or_default()
                        .entry(key.clone())
                        .or_default()
                        .extend(inner);
                }
                None => work.by_hand(
                    finding,
                    "the key is data, or none that a field can have; perhaps this is a map",
                ),
            },
            Kind::Null => {
                fields
                    .entry(place.clone())
                    .or_insert_with(|| (Marks::default(), finding))
                    .0
                    .nullable = true;
            }
            Kind::Missing => {
                fields
                    .entry(place.clone())
                    .or_insert_with(|| (Marks::default(), finding))
                    .0
                    .optional = true;
            }
            Kind::UnknownValue => match new_values(seen) {
                Some(new) => values.entry(place.clone()).or_default().extend(new),
                None => work.by_hand(finding, "the values are not known, too many, or no codes"),
            },
            Kind::TypeConflict => work.by_hand(finding, "two forms: say which, or a union"),
        }
    }
    for (place, keys) in keys {
        if keys.len() > MOST_KEYS {
            work.by_hand_at(&place, "too many new keys for fields; perhaps this is a map");
        } else {
            work.keys(&place, &keys);
        }
    }
    for (place, (marks, finding)) in fields {
        work.marks(&place, marks, finding);
    }
    for (place, values) in values {
        work.values(&place, &values);
    }
    work.finish()
}

fn texts(files: &[InputFile]) -> BTreeMap<&str, &str> {
    let readable = files.iter().filter_map(|file| {
        let bytes = file.content.as_ref().ok()?;
        Some((file.path.as_str(), std::str::from_utf8(bytes).ok()?))
    });
    readable.collect()
}

struct Work<'a> {
    platform: &'a Platform,
    texts: BTreeMap<&'a str, &'a str>,
    edits: Edits,
    patch: Patch,
    taken: Taken,
}

impl<'a> Work<'a> {
    fn by_hand(&mut self, finding: &Finding, why: &str) {
        let words = finding.kind.word().replace('_', " ");
        self.patch
            .by_hand
            .push(format!("{}: {words} at {}: {why}", finding.operation, finding.path));
    }

    fn by_hand_at(&mut self, place: &Place, what: &str) {
        self.patch
            .by_hand
            .push(format!("{}:{}: {what}", place.file, place.line));
    }

    /// The text of a place's file, its tree, and the byte of the place.
    fn open(&self, place: &Place) -> Option<(&'a str, Node, usize)> {
        let text = *self.texts.get(place.file.as_str())?;
        let line: usize = text
            .split_inclusive('\n')
            .take((place.line as usize).checked_sub(1)?)
            .map(str::len)
            .sum();
        let rest = text.get(line..)?;
        let skipped = rest
            .char_indices()
            .nth((place.column as usize).checked_sub(1)?)
            .map_or(rest.len(), |(at, _)| at);
        Some((text, edit::read_tree(text)?, line + skipped))
    }

    fn push(&mut self, place: &Place, at: usize, edit: Edit) {
        self.edits.entry(place.file.clone()).or_default().push((at, edit));
    }

    fn def(&self, place: &Place) -> Option<(TypeId, &'a TypeDef)> {
        let mut all = self
            .platform
            .types
            .iter()
            .enumerate()
            .filter(|(_, def)| def.place == *place && def.form.is_none());
        all.next().map(|(id, def)| (TypeId(id), def))
    }

    fn keys(&mut self, place: &Place, keys: &BTreeMap<String, Vec<&Value>>) {
        let Some((text, root, at)) = self.open(place) else {
            return self.by_hand_at(place, "the text cannot be read");
        };
        let def = self.def(place).map(|(_, def)| def);
        let own = match def.map(|def| &def.shape) {
            Some(TypeShape::Struct(shape)) => shape.fields.as_slice(),
            _ => &[],
        };
        let mut names: BTreeSet<String> = own
            .iter()
            .map(|field| field.rust.clone().unwrap_or_else(|| naming::field_of(&field.name)))
            .collect();
        let mut entries = Vec::new();
        for (key, values) in keys {
            let mut draft = infer::of(values, key);
            draft.required = false;
            let wanted = naming::field_of(&WireName::Plain(key.clone()));
            let mut name = wanted.clone();
            let mut number = 2;
            while !names.insert(name.clone()) {
                name = format!("{}_{number}", wanted.trim_end_matches('_'));
                number += 1;
            }
            draft.rust = (name != wanted).then_some(name);
            let home = def.map_or(String::new(), |def| def.name.clone());
            self.taken
                .settle(&mut draft, &format!("{home}{}", naming::type_name(&wanted)));
            let (key, written) = infer::inferred_field(key, &draft);
            entries.push((key, written, Vec::new()));
        }
        let node = found_at(&root, at);
        let fields = node.and_then(fields_of);
        let edit = match (fields, node) {
            (Some(fields), _) => edit::add_to_mapping(text, fields, &entries).map(|edit| (fields.span.start, edit)),
            // A type that only copies another's fields.
            (None, Some(node)) if node.entry("extends").is_some() => {
                edit::add_to_mapping(text, node, &[Written::entry("fields", Written::Map(entries))])
                    .map(|edit| (node.span.start, edit))
            }
            _ => None,
        };
        match edit {
            Some((at, edit)) => self.push(place, at, edit),
            None => self.by_hand_at(place, "new keys have no place in this text"),
        }
    }

    fn marks(&mut self, place: &Place, marks: Marks, finding: &Finding) {
        let entity = |id: TypeId| {
            self.platform
                .types
                .iter()
                .any(|def| def.form.is_some_and(|form| form.entity == id))
        };
        let holds = |def: &TypeDef| matches!(&def.shape, TypeShape::Struct(shape) if shape.fields.iter().any(|field| field.place == *place));
        let of_entity = self
            .platform
            .types
            .iter()
            .enumerate()
            .any(|(id, def)| holds(def) && entity(TypeId(id)));
        if marks.optional && of_entity {
            return self.by_hand(
                finding,
                "`!` of an entity is about what is sent, too: say `required: create`, or take it away",
            );
        }
        let Some((text, root, at)) = self.open(place) else {
            return self.by_hand(finding, "the text cannot be read");
        };
        match found_at(&root, at).and_then(|node| marks::edits(text, node, marks)) {
            Some(edits) => edits.into_iter().for_each(|edit| self.push(place, at, edit)),
            None => self.by_hand(finding, "the text of the field has no place for the mark"),
        }
    }

    fn values(&mut self, place: &Place, values: &BTreeSet<String>) {
        let Some((text, root, at)) = self.open(place) else {
            return self.by_hand_at(place, "the text cannot be read");
        };
        if let Some((
            _,
            TypeDef {
                shape: TypeShape::Enum(shape),
                ..
            },
        )) = self.def(place)
        {
            let variants: BTreeSet<String> = shape
                .values
                .iter()
                .map(|value| naming::variant_of(&value.wire))
                .collect();
            let clash = |text: &String| {
                variants.contains(&naming::variant_of(&Literal::String(text.trim_matches('"').to_owned())))
            };
            if values.iter().any(clash) {
                return self.by_hand_at(
                    place,
                    "a new value would have the Rust name of another; give it one by `rust:`",
                );
            }
        }
        let list = found_at(&root, at).and_then(|node| inside(node, "enum"));
        let items: Vec<String> = values.iter().cloned().collect();
        let edit = list.and_then(|list| match &list.value {
            Syntax::List(_) => edit::add_to_list(text, list, &items),
            Syntax::Map(_) => {
                let basis = || Written::Map(vec![Written::entry("basis", Written::Line("inferred".to_owned()))]);
                let bare = |text: &String| text.trim_matches('"').to_owned();
                let entries: Vec<_> = items.iter().map(|item| (bare(item), basis(), Vec::new())).collect();
                edit::add_to_mapping(text, list, &entries)
            }
            Syntax::Scalar(_) => None,
        });
        match edit {
            Some(edit) => self.push(place, at, edit),
            None => self.by_hand_at(place, "new values have no place in this text"),
        }
    }

    fn finish(mut self) -> Patch {
        for (path, mut edits) in std::mem::take(&mut self.edits) {
            edits.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
            let edits: Vec<Edit> = edits.into_iter().map(|(_, edit)| edit).collect();
            let text = self.texts.get(path.as_str()).copied().unwrap_or_default();
            match edit::apply(text, &edits) {
                Ok(new) => self.patch.changed.push((path, new)),
                Err(error) => self.patch.by_hand.push(format!("{path}: {error}")),
            }
        }
        self.patch.by_hand.sort();
        self.patch.by_hand.dedup();
        self.patch
    }
}
