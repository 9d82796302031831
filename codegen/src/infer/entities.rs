//! Objects that several operations show: one type for all of them.

use std::collections::BTreeSet;

use serde_json::Value;

use super::draft::{Draft, Kind};
use super::names::Taken;
use super::{print, values};
use crate::check::validate;
use crate::edit::Written;
use crate::model::{Platform, Type, TypeId};

/// Values that are held against a type that is there already.
const MOST_TRIED: usize = 200;

/// Objects that are taken for one thing.
struct Group<'v> {
    base: String,
    keys: BTreeSet<&'v str>,
    values: Vec<&'v Value>,
    is_sent: bool,
    doc: String,
}

/// The things that are to be declared.
#[derive(Default)]
pub(super) struct Entities<'v> {
    groups: Vec<Group<'v>>,
}

/// What became of the things: a name for each, and the types to declare.
#[derive(Default)]
pub(super) struct Declared {
    pub names: Vec<String>,
    pub types: Vec<(String, Written, Vec<String>)>,
    pub notes: Vec<String>,
}

impl<'v> Entities<'v> {
    /// Objects of a thing; those that have most of their keys in common with others of this name become one type with them.
    pub fn join(&mut self, base: &str, is_sent: bool, doc: &str, values: Vec<&'v Value>) -> usize {
        let keys: BTreeSet<&str> = values
            .iter()
            .filter_map(|value| value.as_object())
            .flatten()
            .map(|(key, _)| key.as_str())
            .collect();
        let alike = |group: &Group<'_>| {
            let common = group.keys.intersection(&keys).count();
            group.base == base && group.is_sent == is_sent && 2 * common >= group.keys.union(&keys).count()
        };
        if let Some(at) = self.groups.iter().position(alike)
            && let Some(group) = self.groups.get_mut(at)
        {
            group.keys.extend(keys);
            group.values.extend(values);
            return at;
        }
        let group = Group {
            base: base.to_owned(),
            keys,
            values,
            is_sent,
            doc: doc.to_owned(),
        };
        self.groups.push(group);
        self.groups.len() - 1
    }

    /// Names and declarations.
    pub fn declare(self, platform: &Platform, taken: &mut Taken) -> Declared {
        let mut declared = Declared::default();
        for group in self.groups {
            if !group.is_sent && fits(platform, &group) {
                declared.notes.push(format!(
                    "type `{}` is there already, and every sample fits it",
                    group.base
                ));
                declared.names.push(group.base);
                continue;
            }
            let name = taken.claim(&group.base);
            if name != group.base {
                let base = &group.base;
                declared.notes.push(if is_there(platform, base) {
                    format!("type `{base}` is there already and has other keys, or forms that samples do not fit: drafted as `{name}`")
                } else if declared.names.contains(base) {
                    format!("objects of two kinds would be called `{base}`: the second is drafted as `{name}`")
                } else {
                    format!("the crate has something else that is called `{base}`: drafted as `{name}`")
                });
            }
            let mut draft = values::of(&group.values, "");
            if group.is_sent {
                draft.optional();
            }
            taken.inside(&mut draft, &name);
            draft.all_notes(&name, &mut declared.notes);
            declared.types.push(declaration(&name, &group.doc, &draft));
            declared.names.push(name);
        }
        declared
    }
}

/// Whether the specs declare a type of the name.
fn is_there(platform: &Platform, name: &str) -> bool {
    platform.types.iter().any(|def| def.name == name && !def.hidden)
}

/// Whether a type of the name is there that takes every sample.
fn fits(platform: &Platform, group: &Group<'_>) -> bool {
    let Some(id) = platform
        .types
        .iter()
        .position(|def| def.name == group.base && !def.hidden)
    else {
        return false;
    };
    let ty = Type::Named(TypeId(id));
    group
        .values
        .iter()
        .take(MOST_TRIED)
        .all(|value| super::node(value).is_some_and(|node| validate(platform, &ty, &node).is_empty()))
}

fn declaration(name: &str, doc: &str, draft: &Draft) -> (String, Written, Vec<String>) {
    let mut entries = vec![
        Written::entry("doc", Written::text(doc)),
        Written::entry("basis", Written::Line("inferred".to_owned())),
    ];
    match &draft.kind {
        Kind::Object(..) | Kind::Tagged(..) => entries.extend(print::shape(draft)),
        _ => {
            let mut bare = draft.clone();
            (bare.required, bare.nullable) = (false, false);
            entries.push(Written::entry("alias", print::value(&bare)));
        }
    }
    (name.to_owned(), Written::Map(entries), draft.notes.clone())
}
