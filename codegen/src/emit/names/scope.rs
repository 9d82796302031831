//! How the names that a module mentions are written in it.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use super::mentions::{self, Mentions};
use crate::emit::paths::{self, Reach};

/// What the language itself calls its types: a module of that name is never imported.
const PRIMITIVES: &[&str] = &[
    "bool", "char", "f32", "f64", "i128", "i16", "i32", "i64", "i8", "isize", "str", "u128", "u16", "u32", "u64", "u8",
    "usize",
];

/// Crates that paths begin with: nothing else gets such a name, so that they need no `::` in front.
const CRATES: &[&str] = &["alloc", "core", "proc_macro", "std", "test", "tradewire"];

/// The names of one module.
#[derive(Debug)]
pub struct Scope {
    own: String,
    declared: BTreeSet<String>,
    generics: BTreeSet<String>,
    /// Imported paths by the name that they have here.
    imports: BTreeMap<String, Vec<String>>,
    /// What has been decided already; the same paths come again and again.
    decided: IndexMap<String, Written>,
}

/// How a path is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Segments that go from its front.
    pub dropped: usize,
    /// Whether it must keep the `::` in front.
    pub rooted: bool,
}

/// The item that a path leads to or through.
enum Item {
    /// In the prelude; its path has so many segments.
    Prelude(usize),
    /// To be imported; its path has so many segments.
    Elsewhere(usize),
    /// Of this module, behind so many segments.
    Own(usize),
    Unknown,
}

impl Scope {
    /// Decides what is imported into `own`.
    pub fn new(own: &str, mentions: Mentions) -> Self {
        let mut scope = Self {
            own: own.to_owned(),
            declared: mentions.declared,
            generics: mentions.generics,
            imports: BTreeMap::new(),
            decided: IndexMap::new(),
        };
        // What every module has in common comes before the modules that a spec names.
        let mentioned: BTreeSet<Vec<String>> = mentions.paths.iter().map(|path| mentions::words(path)).collect();
        let (modules, known): (Vec<_>, Vec<_>) = mentioned.iter().partition(|path| paths::known(path).is_none());
        for path in known.into_iter().chain(modules) {
            if let Item::Elsewhere(length) = scope.item(path) {
                scope.import(path.get(..length).unwrap_or_default());
            }
        }
        let decide = |path: String| {
            let written = scope.decide(&mentions::words(&path));
            (path, written)
        };
        scope.decided = mentions.paths.into_iter().map(decide).collect();
        scope
    }

    /// Imports a path if its name is free here.
    fn import(&mut self, path: &[String]) {
        let Some(name) = path.last() else { return };
        let taken = self.is_own(name)
            || self.imports.contains_key(name)
            || paths::is_prelude(name)
            || PRIMITIVES.contains(&name.as_str())
            || CRATES.contains(&name.as_str());
        if !taken {
            self.imports.insert(name.clone(), path.to_vec());
        }
    }

    fn is_own(&self, name: &str) -> bool {
        self.declared.contains(name) || self.generics.contains(name)
    }

    /// Whether a path must begin with `::`, because its crate is called as something here.
    fn is_rooted(&self, path: &[String]) -> bool {
        path.first()
            .is_some_and(|root| CRATES.contains(&root.as_str()) && self.is_own(root))
    }

    fn item(&self, path: &[String]) -> Item {
        if let Some((length, reach)) = paths::known(path) {
            return match reach {
                Reach::Prelude => Item::Prelude(length),
                Reach::Import => Item::Elsewhere(length),
            };
        }
        match path {
            [root, _, ..] if root == "self" => Item::Own(1),
            [root, module, _, ..] if root == "crate" && *module == self.own => Item::Own(2),
            // What a feature switches off cannot be imported.
            [root, module, _, ..] if root == "crate" && module != "blocking" => Item::Elsewhere(2),
            _ => Item::Unknown,
        }
    }

    /// How a path is written here; its words are as [`mentions::absolute`] writes them.
    pub fn written(&self, path: &str) -> Written {
        let decided = self.decided.get(path).copied();
        decided.unwrap_or_else(|| self.decide(&mentions::words(path)))
    }

    /// How a path of these words is written here.
    pub fn decide(&self, path: &[String]) -> Written {
        let short = |dropped| Written { dropped, rooted: false };
        let at = |index: usize| path.get(index).map(String::as_str).unwrap_or_default();
        match self.item(path) {
            Item::Prelude(length) if !self.is_own(at(length - 1)) => short(length - 1),
            Item::Own(length) if !self.generics.contains(at(length)) => short(length),
            Item::Elsewhere(length) if self.is_imported(path.get(..length).unwrap_or_default()) => short(length - 1),
            _ => Written {
                dropped: 0,
                rooted: self.is_rooted(path),
            },
        }
    }

    fn is_imported(&self, path: &[String]) -> bool {
        path.last()
            .and_then(|name| self.imports.get(name))
            .is_some_and(|imported| imported == path)
    }

    /// Imported paths: the module that each is in and its name there; and whether the path needs `::` in front.
    pub fn imports(&self) -> impl Iterator<Item = (&[String], &str, bool)> {
        self.imports.values().filter_map(|path| {
            let (name, module) = path.split_last()?;
            Some((module, name.as_str(), self.is_rooted(path)))
        })
    }
}
