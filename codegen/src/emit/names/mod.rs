//! Names as a person would write them.
//!
//! What emits code names everything by its absolute path (most of them as one identifier, see [`super::paths`]), so that no name of a spec
//! can get in between. Here the paths of one module become short where that changes nothing: names of the prelude and of the module itself
//! stand bare, what is often mentioned is imported at the module's head. A name that the module declares itself stays a path wherever something else is meant.

mod links;
mod mentions;
mod scope;
mod uses;

#[cfg(test)]
mod tests;

use proc_macro2::{Ident, Span};
use syn::punctuated::Punctuated;
use syn::visit_mut::{self, VisitMut};

use super::paths::JOINT;
use mentions::Mentions;
use scope::{Scope, Written};

/// Shortens the names in the file of `module`, and imports what needs it.
pub fn shorten(module: &str, file: &mut syn::File) {
    let mentions = Mentions::of(file);
    let scope = Scope::new(module, mentions);
    visit_mut::visit_file_mut(&mut Spell::by(Some(&scope)), file);
    let uses = uses::uses(&scope);
    file.items.splice(0..0, uses);
}

/// Writes out the names in a file that is no module of the library.
pub fn spell_out(file: &mut syn::File) {
    visit_mut::visit_file_mut(&mut Spell::by(None), file);
}

/// Spells paths.
struct Spell<'s> {
    /// Without one, every path stays whole.
    scope: Option<&'s Scope>,
    /// The path that is being looked at; the same room serves all of them.
    words: String,
}

impl<'s> Spell<'s> {
    fn by(scope: Option<&'s Scope>) -> Self {
        Self {
            scope,
            words: String::new(),
        }
    }

    /// Spells one path; says how many segments it had and has now, up to its end.
    fn spell(&mut self, path: &mut syn::Path) -> (usize, usize) {
        let before = path.segments.len();
        if !mentions::absolute(path, &mut self.words) {
            return (before, before);
        }
        let short = match self.scope {
            Some(scope) => scope.written(&self.words),
            None => Written {
                dropped: 0,
                rooted: !matches!(self.words.split(JOINT).next(), Some("crate" | "self")),
            },
        };
        // The words that the first segment stands for.
        let joined = self.words.matches(JOINT).count() + 2 - before;
        path.leading_colon = short.rooted.then(Default::default);
        if joined > 1
            && joined == short.dropped + 1
            && let Some(whole) = path.segments.first_mut()
        {
            let word = self.words.split(JOINT).nth(short.dropped).unwrap_or_default();
            whole.ident = Ident::new(word, Span::call_site());
        } else if joined > 1 || short.dropped > 0 {
            let mut segments = std::mem::take(&mut path.segments).into_iter();
            let arguments = segments.next().map(|whole| whole.arguments).unwrap_or_default();
            let words = self.words.split(JOINT).take(joined).skip(short.dropped);
            let mut spelt: Punctuated<syn::PathSegment, _> = words
                .map(|word| syn::PathSegment::from(Ident::new(word, Span::call_site())))
                .collect();
            if let Some(last) = spelt.last_mut() {
                last.arguments = arguments;
            }
            spelt.extend(segments.skip(short.dropped.saturating_sub(joined)));
            path.segments = spelt;
        }
        (before, path.segments.len())
    }

    fn qualified(&mut self, qself: &mut Option<syn::QSelf>, path: &mut syn::Path) {
        let (before, now) = self.spell(path);
        if let Some(qself) = qself {
            qself.position = (qself.position + now).saturating_sub(before);
        }
    }
}

impl VisitMut for Spell<'_> {
    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        visit_mut::visit_path_mut(self, path);
        self.spell(path);
    }

    /// A path of one identifier looks like a binding where it stands as a pattern.
    fn visit_pat_mut(&mut self, pat: &mut syn::Pat) {
        if let syn::Pat::Ident(binding) = pat
            && mentions::is_whole(&binding.ident, &mut self.words)
        {
            *pat = syn::Pat::Path(syn::ExprPath {
                attrs: Vec::new(),
                qself: None,
                path: binding.ident.clone().into(),
            });
        }
        visit_mut::visit_pat_mut(self, pat);
    }

    fn visit_expr_path_mut(&mut self, expr: &mut syn::ExprPath) {
        if let Some(qself) = &mut expr.qself {
            self.visit_qself_mut(qself);
        }
        visit_mut::visit_path_mut(self, &mut expr.path);
        self.qualified(&mut expr.qself, &mut expr.path);
    }

    fn visit_type_path_mut(&mut self, ty: &mut syn::TypePath) {
        if let Some(qself) = &mut ty.qself {
            self.visit_qself_mut(qself);
        }
        visit_mut::visit_path_mut(self, &mut ty.path);
        self.qualified(&mut ty.qself, &mut ty.path);
    }

    fn visit_attribute_mut(&mut self, attribute: &mut syn::Attribute) {
        visit_mut::visit_attribute_mut(self, attribute);
        if let syn::Meta::NameValue(doc) = &mut attribute.meta
            && doc.path.is_ident("doc")
            && let syn::Expr::Lit(syn::ExprLit {
                lit: syn::Lit::Str(text),
                ..
            }) = &mut doc.value
            && let Some(scope) = self.scope
            && let Some(short) = links::shorten(&text.value(), scope)
        {
            *text = syn::LitStr::new(&short, text.span());
        }
    }

    /// `id` for `id: id`.
    fn visit_field_value_mut(&mut self, field: &mut syn::FieldValue) {
        visit_mut::visit_field_value_mut(self, field);
        if let (syn::Member::Named(name), syn::Expr::Path(value)) = (&field.member, &field.expr)
            && value.path.is_ident(name)
        {
            field.colon_token = None;
        }
    }
}
