//! Names as a person would write them.
//!
//! What emits code names everything by its absolute path, so that no name of a spec can get in between. Here the paths of one module become
//! short where that changes nothing: names of the prelude and of the module itself stand bare, what is often mentioned is imported at the
//! module's head. A name that the module declares itself stays a path wherever something else is meant.

mod mentions;
mod scope;
mod uses;

#[cfg(test)]
mod tests;

use syn::visit_mut::{self, VisitMut};

use mentions::Mentions;
use scope::Scope;

/// Shortens the names in the file of `module`, and imports what needs it.
pub fn shorten(module: &str, file: &mut syn::File) {
    let mentions = Mentions::of(file);
    let scope = Scope::new(module, mentions);
    visit_mut::visit_file_mut(&mut Shorten { scope: &scope }, file);
    let uses = uses::uses(&scope);
    file.items.splice(0..0, uses);
}

struct Shorten<'s> {
    scope: &'s Scope,
}

impl Shorten<'_> {
    /// Shortens one path; says how many segments went from its front.
    fn shorten(&self, path: &mut syn::Path) -> usize {
        let Some(words) = mentions::absolute(path) else {
            return 0;
        };
        let short = self.scope.written(&words);
        if !short.rooted {
            path.leading_colon = None;
        }
        if short.dropped > 0 {
            let segments = std::mem::take(&mut path.segments);
            path.segments = segments.into_iter().skip(short.dropped).collect();
        }
        short.dropped
    }

    /// Links in documentation: what has its name here needs no target, and rustdoc warns of one.
    fn linked(&self, text: &str) -> String {
        let mut shown = String::new();
        let mut rest = text;
        while let Some((before, label, target, after)) = link(rest) {
            shown.extend([before, "[`", label, "`]"]);
            let words: Vec<String> = target.split("::").skip(1).map(str::to_owned).collect();
            let is_here =
                words.last().is_some_and(|name| name == label) && self.scope.written(&words).dropped + 1 == words.len();
            if !is_here {
                shown.extend(["(", target, ")"]);
            }
            rest = after;
        }
        shown + rest
    }

    fn qualified(&self, qself: &mut Option<syn::QSelf>, path: &mut syn::Path) {
        let dropped = self.shorten(path);
        if let Some(qself) = qself {
            qself.position = qself.position.saturating_sub(dropped);
        }
    }
}

/// The first link to an absolute path: what is before it, its label, its target, what follows.
fn link(text: &str) -> Option<(&str, &str, &str, &str)> {
    let (head, tail) = text.split_once("`](::")?;
    let (before, label) = head.rsplit_once("[`")?;
    let (_, after) = tail.split_once(')')?;
    let from = head.len() + "`](".len();
    let target = text.get(from..text.len() - after.len() - 1)?;
    Some((before, label, target, after))
}

impl VisitMut for Shorten<'_> {
    fn visit_attribute_mut(&mut self, attribute: &mut syn::Attribute) {
        if let syn::Meta::NameValue(doc) = &mut attribute.meta
            && doc.path.is_ident("doc")
            && let syn::Expr::Lit(syn::ExprLit {
                lit: syn::Lit::Str(text),
                ..
            }) = &mut doc.value
        {
            *text = syn::LitStr::new(&self.linked(&text.value()), text.span());
        }
        visit_mut::visit_attribute_mut(self, attribute);
    }

    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        visit_mut::visit_path_mut(self, path);
        self.shorten(path);
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
