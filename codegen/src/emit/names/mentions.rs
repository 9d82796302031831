//! What the file of a module declares, and which paths it mentions.

use std::collections::BTreeSet;
use std::fmt::Write;

use indexmap::IndexSet;
use syn::visit::{self, Visit};

use crate::emit::paths::JOINT;

/// What decides how names may be written.
#[derive(Debug, Default)]
pub struct Mentions {
    /// Names of the module's items, and what it imports already.
    pub declared: BTreeSet<String>,
    /// Names of generic parameters.
    pub generics: BTreeSet<String>,
    /// Absolute paths, as [`absolute`] writes them, outside of what a feature switches on and off: an import for that alone would be one too
    /// many.
    pub paths: IndexSet<String>,
    /// The path that is being looked at; the same room serves all of them.
    words: String,
    /// How deep the visitor is in what features switch.
    switched: usize,
}

impl Mentions {
    /// Reads a file.
    pub fn of(file: &syn::File) -> Self {
        let mut mentions = Self::default();
        for item in &file.items {
            mentions.declare(item);
        }
        mentions.visit_file(file);
        mentions
    }

    /// Notes the path that was written to `words`.
    fn mention(&mut self) {
        if !self.paths.contains(&self.words) {
            self.paths.insert(self.words.clone());
        }
    }

    fn declare(&mut self, item: &syn::Item) {
        let name = match item {
            syn::Item::Const(item) => &item.ident,
            syn::Item::Enum(item) => &item.ident,
            syn::Item::Fn(item) => &item.sig.ident,
            syn::Item::Mod(item) => &item.ident,
            syn::Item::Static(item) => &item.ident,
            syn::Item::Struct(item) => &item.ident,
            syn::Item::Trait(item) => &item.ident,
            syn::Item::Type(item) => &item.ident,
            syn::Item::Union(item) => &item.ident,
            syn::Item::Use(item) => return self.import(&item.tree),
            _ => return,
        };
        self.declared.insert(name.to_string());
    }

    fn import(&mut self, tree: &syn::UseTree) {
        match tree {
            syn::UseTree::Path(path) => self.import(&path.tree),
            syn::UseTree::Name(name) => {
                self.declared.insert(name.ident.to_string());
            }
            syn::UseTree::Rename(name) => {
                self.declared.insert(name.rename.to_string());
            }
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| self.import(tree)),
            syn::UseTree::Glob(_) => {}
        }
    }
}

/// Whether a path does not begin with a name of its surroundings; if so, its words are written to `words`, with [`JOINT`] between.
pub fn absolute(path: &syn::Path, words: &mut String) -> bool {
    let mut segments = path.segments.iter();
    let Some(first) = segments.next() else { return false };
    write_ident(&first.ident, words);
    let is_absolute = words.contains(JOINT)
        || (path.segments.len() > 1 && (path.leading_colon.is_some() || words == "crate" || words == "self"));
    if is_absolute {
        for segment in segments {
            let _ = write!(words, "{JOINT}{}", segment.ident);
        }
    }
    is_absolute
}

/// Whether an identifier is a whole path, which is then written to `words`.
pub fn is_whole(ident: &syn::Ident, words: &mut String) -> bool {
    write_ident(ident, words);
    words.contains(JOINT)
}

fn write_ident(ident: &syn::Ident, words: &mut String) {
    words.clear();
    let _ = write!(words, "{ident}");
}

/// The words of what [`absolute`] writes.
pub fn words(path: &str) -> Vec<String> {
    path.split(JOINT).map(str::to_owned).collect()
}

fn is_switched(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident("cfg"))
}

impl<'ast> Visit<'ast> for Mentions {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        let attributes: &[syn::Attribute] = match item {
            syn::Item::Impl(item) => &item.attrs,
            syn::Item::Macro(item) => &item.attrs,
            syn::Item::Mod(item) => &item.attrs,
            _ => &[],
        };
        let switched = usize::from(is_switched(attributes));
        self.switched += switched;
        visit::visit_item(self, item);
        self.switched -= switched;
    }

    fn visit_type_param(&mut self, param: &'ast syn::TypeParam) {
        self.generics.insert(param.ident.to_string());
        visit::visit_type_param(self, param);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if self.switched == 0 && absolute(path, &mut self.words) {
            self.mention();
        }
        visit::visit_path(self, path);
    }

    /// A path of one identifier that stands as a pattern.
    fn visit_pat_ident(&mut self, pat: &'ast syn::PatIdent) {
        if self.switched == 0 && is_whole(&pat.ident, &mut self.words) {
            self.mention();
        }
        visit::visit_pat_ident(self, pat);
    }
}
