//! Changes as new texts of the files.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::marks::{self, Marks};
use super::places::{fields_of, inside};
use super::wanted::{Wanted, What};
use crate::edit::{self, Edit, EditError, Written as Entry, found_at};
use crate::infer::{self, Taken};
use crate::load::InputFile;
use crate::model::{Literal, Place, Platform, TypeDef, TypeId, TypeShape, WireName};
use crate::naming;
use crate::yaml::{Node, Syntax};

/// Files and their new texts, and what has no place in them.
#[derive(Default)]
pub(super) struct Written {
    pub changed: Vec<(String, String)>,
    pub refused: Vec<String>,
}

/// The changes of one file: each with the place of what it changes, so that what is inside comes before what is around it.
type Edits = BTreeMap<String, Vec<(usize, Edit)>>;

/// The specs that are changed.
pub(super) struct Writer<'a> {
    platform: &'a Platform,
    texts: BTreeMap<&'a str, &'a str>,
}

/// What one declaration is to say.
#[derive(Default)]
struct Declared<'w> {
    keys: Vec<(&'w Wanted<'w>, &'w str, &'w [&'w Value])>,
    marks: Vec<&'w Wanted<'w>>,
    values: Vec<(&'w Wanted<'w>, &'w str)>,
}

impl<'a> Writer<'a> {
    pub fn new(platform: &'a Platform, files: &'a [InputFile]) -> Self {
        let readable = files.iter().filter_map(|file| {
            let bytes = file.content.as_ref().ok()?;
            Some((file.path.as_str(), std::str::from_utf8(bytes).ok()?))
        });
        Self {
            platform,
            texts: readable.collect(),
        }
    }

    /// The texts with these changes.
    ///
    /// # Errors
    /// Two of them meet at one place of a text.
    pub fn write(&self, all: &[&Wanted<'_>]) -> Result<Written, EditError> {
        let mut places: BTreeMap<&Place, Declared<'_>> = BTreeMap::new();
        for wanted in all {
            let declared = places.entry(wanted.place).or_default();
            match &wanted.what {
                What::Key(key, values) => declared.keys.push((wanted, key, values)),
                What::Value(text) => declared.values.push((wanted, text)),
                What::Nullable | What::NullElements | What::Optional => declared.marks.push(wanted),
            }
        }
        let mut work = Work {
            writer: self,
            edits: Edits::new(),
            written: Written::default(),
            taken: Taken::of(self.platform),
        };
        for (place, declared) in places {
            let Some(opened) = self.open(place) else {
                let told = all.iter().filter(|wanted| wanted.place == place);
                let told = told.map(|wanted| wanted.by_hand("the text cannot be read"));
                work.written.refused.extend(told);
                continue;
            };
            work.keys(place, &opened, &declared.keys);
            work.marks(place, &opened, &declared.marks);
            work.values(place, &opened, &declared.values);
        }
        work.finish()
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

    fn def(&self, place: &Place) -> Option<&'a TypeDef> {
        let mut all = self.platform.types.iter();
        all.find(|def| def.place == *place && def.form.is_none())
    }

    /// Whether a field is one of an entity.
    fn is_of_entity(&self, place: &Place) -> bool {
        let types = &self.platform.types;
        let is_entity = |id: TypeId| types.iter().any(|def| def.form.is_some_and(|form| form.entity == id));
        let holds = |def: &TypeDef| matches!(&def.shape, TypeShape::Struct(shape) if shape.fields.iter().any(|field| field.place == *place));
        let mut all = types.iter().enumerate();
        all.any(|(id, def)| holds(def) && is_entity(TypeId(id)))
    }
}

struct Work<'a, 'w> {
    writer: &'w Writer<'a>,
    edits: Edits,
    written: Written,
    taken: Taken,
}

type Opened<'a> = (&'a str, Node, usize);

impl<'a> Work<'a, '_> {
    fn refuse<'r>(&mut self, all: impl IntoIterator<Item = &'r Wanted<'r>>, why: &str) {
        let told = all.into_iter().map(|wanted| wanted.by_hand(why));
        self.written.refused.extend(told);
    }

    fn push(&mut self, place: &Place, at: usize, edit: Edit) {
        self.edits.entry(place.file.clone()).or_default().push((at, edit));
    }

    fn keys(&mut self, place: &Place, (text, root, at): &Opened<'a>, keys: &[(&Wanted<'_>, &str, &[&Value])]) {
        if keys.is_empty() {
            return;
        }
        let def = self.writer.def(place);
        let own = match def.map(|def| &def.shape) {
            Some(TypeShape::Struct(shape)) => shape.fields.as_slice(),
            _ => &[],
        };
        let mut names: BTreeSet<String> = own
            .iter()
            .map(|field| field.rust.clone().unwrap_or_else(|| naming::field_of(&field.name)))
            .collect();
        let home = def.map_or(String::new(), |def| def.name.clone());
        let mut by_key: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
        for (_, key, values) in keys {
            by_key.entry(key).or_default().extend(*values);
        }
        let mut entries = Vec::new();
        for (key, values) in by_key {
            let mut draft = infer::of(&values, key);
            draft.required = false;
            let wanted = naming::field_of(&WireName::Plain(key.to_owned()));
            let mut name = wanted.clone();
            let mut number = 2;
            while !names.insert(name.clone()) {
                name = format!("{}_{number}", wanted.trim_end_matches('_'));
                number += 1;
            }
            draft.rust = (name != wanted).then_some(name);
            self.taken
                .settle(&mut draft, &format!("{home}{}", naming::type_name(&wanted)));
            let (key, written) = infer::inferred_field(key, &draft);
            entries.push((key, written, Vec::new()));
        }
        let node = found_at(root, *at);
        let edit = match (node.and_then(fields_of), node) {
            (Some(fields), _) => edit::add_to_mapping(text, fields, &entries).map(|edit| (fields.span.start, edit)),
            // A type that only copies another's fields.
            (None, Some(node)) if node.entry("extends").is_some() => {
                edit::add_to_mapping(text, node, &[Entry::entry("fields", Entry::Map(entries))])
                    .map(|edit| (node.span.start, edit))
            }
            _ => None,
        };
        match edit {
            Some((at, edit)) => self.push(place, at, edit),
            None => self.refuse(
                keys.iter().map(|(wanted, ..)| *wanted),
                "new keys have no place in this text",
            ),
        }
    }

    fn marks(&mut self, place: &Place, (text, root, at): &Opened<'a>, all: &[&Wanted<'_>]) {
        let node = found_at(root, *at);
        let mut marks = Marks::default();
        for wanted in all {
            let mut with = marks;
            match wanted.what {
                What::Optional if self.writer.is_of_entity(place) => {
                    let why = "`!` of an entity is about what is sent, too: say `required: create`, or take it away";
                    self.refuse([*wanted], why);
                    continue;
                }
                What::Optional => with.optional = true,
                What::NullElements => with.null_elements = true,
                _ => with.nullable = true,
            }
            if node.is_some_and(|node| marks::edits(text, node, with).is_some()) {
                marks = with;
            } else {
                self.refuse([*wanted], "the text of the field has no place for the mark");
            }
        }
        let edits = node
            .filter(|_| marks != Marks::default())
            .and_then(|node| marks::edits(text, node, marks));
        for edit in edits.into_iter().flatten() {
            self.push(place, *at, edit);
        }
    }

    fn values(&mut self, place: &Place, (text, root, at): &Opened<'a>, values: &[(&Wanted<'_>, &str)]) {
        let mut variants: BTreeSet<String> = BTreeSet::new();
        if let Some(TypeShape::Enum(shape)) = self.writer.def(place).map(|def| &def.shape) {
            variants.extend(shape.values.iter().map(|value| naming::variant_of(&value.wire)));
        }
        let mut kept: BTreeMap<&str, &Wanted<'_>> = BTreeMap::new();
        for (wanted, value) in values.iter().filter(|(_, value)| !value.is_empty()) {
            let name = naming::variant_of(&Literal::String(value.trim_matches('"').to_owned()));
            if kept.contains_key(value) {
                continue;
            }
            if variants.insert(name) {
                kept.insert(value, wanted);
            } else {
                let why = "a new value would have the Rust name of another; give it one by `rust:`";
                self.refuse([*wanted], why);
            }
        }
        if kept.is_empty() {
            return;
        }
        let list = found_at(root, *at).and_then(|node| inside(node, "enum"));
        let items: Vec<String> = kept.keys().map(|item| (*item).to_owned()).collect();
        let edit = list.and_then(|list| match &list.value {
            Syntax::List(_) => edit::add_to_list(text, list, &items),
            Syntax::Map(_) => {
                let basis = || Entry::Map(vec![Entry::entry("basis", Entry::Line("inferred".to_owned()))]);
                let bare = |text: &String| text.trim_matches('"').to_owned();
                let entries: Vec<_> = items.iter().map(|item| (bare(item), basis(), Vec::new())).collect();
                edit::add_to_mapping(text, list, &entries)
            }
            Syntax::Scalar(_) => None,
        });
        match edit {
            Some(edit) => self.push(place, *at, edit),
            None => self.refuse(kept.into_values(), "new values have no place in this text"),
        }
    }

    fn finish(mut self) -> Result<Written, EditError> {
        for (path, mut edits) in std::mem::take(&mut self.edits) {
            edits.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
            let edits: Vec<Edit> = edits.into_iter().map(|(_, edit)| edit).collect();
            let text = self.writer.texts.get(path.as_str()).copied().unwrap_or_default();
            self.written.changed.push((path.clone(), edit::apply(text, &edits)?));
        }
        Ok(self.written)
    }
}
