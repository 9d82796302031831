//! The spec files of a platform as they were written, before what is wrong was cut out: where things stand, and where a name stands
//! that the model does not know.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::{Entry, Node, Syntax};
use crate::diagnostics::{FileId, Ground, Span, closest};

/// Places where names stand, each with the keys that lead to it.
#[derive(Debug, Default)]
struct Mentions {
    /// As a key.
    keys: BTreeMap<String, Vec<Ground>>,
    /// In a text, as a word that may name a type.
    words: BTreeMap<String, Vec<Ground>>,
}

/// What was written.
#[derive(Debug, Default)]
pub struct Trees {
    roots: Vec<(FileId, Node)>,
    unread: Vec<FileId>,
    mentions: OnceCell<Mentions>,
}

impl Trees {
    /// Takes a file in.
    pub fn add(&mut self, file: FileId, root: Node) {
        self.roots.push((file, root));
    }

    /// Takes note of a file that has no tree: what it declares is not known.
    pub fn add_unread(&mut self, file: FileId) {
        self.unread.push(file);
    }

    /// Whether some file has no tree.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        !self.unread.is_empty()
    }

    /// The files without a tree.
    pub fn unread(&self) -> impl Iterator<Item = Ground> {
        self.unread.iter().map(|file| Ground::Read(Span::whole(*file)))
    }

    /// All spec files.
    pub fn files(&self) -> impl Iterator<Item = FileId> {
        self.roots
            .iter()
            .map(|(file, _)| *file)
            .chain(self.unread.iter().copied())
    }

    /// Where a name may be declared that is not known: wherever it stands as a key, since a part that could not be read is around
    /// it, and in files that could not be read at all.
    pub fn may_declare(&self, name: &str) -> impl Iterator<Item = Ground> {
        let places = self.mentions().keys.get(name).map_or(&[][..], Vec::as_slice);
        places.iter().copied().chain(self.unread())
    }

    /// Where a type may be used though the model does not know: wherever a text has its name, or a word close to it that is no name
    /// of a type, and in files that could not be read at all.
    pub fn may_mention(&self, name: &str, is_type: impl Fn(&str) -> bool) -> Vec<Ground> {
        let words = self.mentions().words.iter();
        let meant = words.filter(|(word, _)| *word == name || !is_type(word) && closest(word, [name]).is_some());
        meant
            .flat_map(|(_, places)| places.iter().copied())
            .chain(self.unread())
            .collect()
    }

    /// Where a section of a file may declare a name that is not known: a declaration that is broken, or a section that could not be
    /// read.
    #[must_use]
    pub fn may_declare_in(&self, file: FileId, name: &str) -> Vec<Ground> {
        let root = self.roots.iter().find(|(known, _)| *known == file);
        let sections = root.map_or(&[][..], |(_, root)| root.entries()).iter();
        let named = sections.filter_map(|section| Some((section.key_span, section.value.entry(name)?.extent())));
        named
            .flat_map(|(key, extent)| [Ground::Read(key), Ground::Read(extent)])
            .collect()
    }

    /// From a key to the end of its value; the span itself where no key starts.
    #[must_use]
    pub fn extent(&self, key: Span) -> Span {
        self.entry(key).map_or(key, Entry::extent)
    }

    /// What stands at the end of these keys below the key that starts here: a scalar itself, the key of anything else. The key that
    /// starts here, if nothing does.
    #[must_use]
    pub fn below(&self, key: Span, path: &[&str]) -> Span {
        let top = self.entry(key);
        let found = top.and_then(|top| path.iter().try_fold(top, |entry, step| entry.value.entry(step)));
        found.map_or(key, |entry| match &entry.value.value {
            Syntax::Scalar(scalar) if !scalar.text.is_empty() => entry.value.span,
            _ => entry.key_span,
        })
    }

    /// The text that is written somewhere behind a key of the thing whose key starts here; else that key, or the thing's own.
    #[must_use]
    pub fn saying(&self, thing: Span, key: &str, text: &str) -> Span {
        let behind = self.entry(thing).and_then(|entry| entry.value.entry(key));
        behind.map_or(thing, |entry| said(&entry.value, text).unwrap_or(entry.key_span))
    }

    /// The extents of a section, in every file that has it.
    pub fn section(&self, name: &str) -> impl Iterator<Item = Span> {
        self.roots
            .iter()
            .filter_map(move |(_, root)| root.entry(name).map(Entry::extent))
    }

    fn entry(&self, key: Span) -> Option<&Entry> {
        let (_, root) = self.roots.iter().find(|(file, _)| *file == key.file)?;
        let mut node = root;
        loop {
            let children = match &node.value {
                Syntax::Map(entries) => entries,
                Syntax::List(items) => {
                    node = items.iter().find(|item| item.span.holds(key))?;
                    continue;
                }
                Syntax::Scalar(_) => return None,
            };
            let around = children.iter().find(|entry| entry.extent().holds(key))?;
            if around.key_span.start == key.start {
                return Some(around);
            }
            node = &around.value;
        }
    }

    fn mentions(&self) -> &Mentions {
        self.mentions.get_or_init(|| {
            let mut mentions = Mentions::default();
            for (_, root) in &self.roots {
                mentions.add(root, &mut Vec::new());
            }
            mentions
        })
    }
}

/// The scalar of this text, or with a placeholder that names it.
fn said(node: &Node, text: &str) -> Option<Span> {
    match &node.value {
        Syntax::Scalar(scalar) => {
            (scalar.text == text || scalar.text.contains(&format!(":{text}}}"))).then_some(node.span)
        }
        Syntax::List(items) => items.iter().find_map(|item| said(item, text)),
        Syntax::Map(entries) => entries.iter().find_map(|entry| said(&entry.value, text)),
    }
}

impl Mentions {
    fn add(&mut self, node: &Node, around: &mut Vec<Ground>) {
        match &node.value {
            Syntax::Scalar(scalar) => {
                // A type that ends too soon is found right behind it.
                let here = Span {
                    end: node.span.end + 1,
                    ..node.span
                };
                self.add_words(&scalar.text, around, here);
            }
            Syntax::List(items) => items.iter().for_each(|item| self.add(item, around)),
            Syntax::Map(entries) => {
                let mut before: Option<Span> = None;
                for entry in entries {
                    if entry.key.text.ends_with('>') {
                        // A piece of a type that a comma cut: what is wrong stands before it.
                        let start = before.unwrap_or(entry.key_span).start;
                        let here = Span {
                            start,
                            ..entry.key_span
                        };
                        self.add_words(&entry.key.text, around, here);
                    } else {
                        before = Some(entry.value.span);
                    }
                    note(&mut self.keys, &entry.key.text, around, entry.extent());
                    around.push(Ground::Read(entry.key_span));
                    self.add(&entry.value, around);
                    around.pop();
                }
            }
        }
    }

    /// Words that may name types.
    fn add_words(&mut self, text: &str, around: &[Ground], here: Span) {
        let words = text.split(|c: char| !c.is_ascii_alphanumeric());
        for word in words.filter(|word| word.starts_with(|c: char| c.is_ascii_uppercase())) {
            note(&mut self.words, word, around, here);
        }
    }
}

fn note(names: &mut BTreeMap<String, Vec<Ground>>, name: &str, around: &[Ground], here: Span) {
    let places = names.entry(name.to_owned()).or_default();
    if places.len() < MOST {
        places.extend(around.iter().copied().chain([Ground::Read(here)]));
    }
}

/// Places of one name that are remembered: words such as `doc` stand everywhere.
const MOST: usize = 64;
