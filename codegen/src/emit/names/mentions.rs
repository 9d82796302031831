//! What the file of a module declares, and which paths it mentions.

use std::collections::BTreeSet;

use syn::visit::{self, Visit};

/// What decides how names may be written.
#[derive(Debug, Default)]
pub struct Mentions {
    /// Names of the module's items, and what it imports already.
    pub declared: BTreeSet<String>,
    /// Names of generic parameters.
    pub generics: BTreeSet<String>,
    /// Absolute paths outside of what a feature switches on and off: an import for that alone would be one too many.
    pub paths: BTreeSet<Vec<String>>,
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

/// The segments of a path that does not begin with a name of its surroundings.
pub fn absolute(path: &syn::Path) -> Option<Vec<String>> {
    let first = path.segments.first().filter(|_| path.segments.len() > 1)?;
    let is_absolute = path.leading_colon.is_some() || first.ident == "crate" || first.ident == "self";
    is_absolute.then(|| path.segments.iter().map(|segment| segment.ident.to_string()).collect())
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
        if self.switched == 0 {
            self.paths.extend(absolute(path));
        }
        visit::visit_path(self, path);
    }
}
