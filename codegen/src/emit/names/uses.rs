//! The imports at the head of a module: of the standard library, of the runtime, of the crate itself, each sorted.

use std::collections::BTreeMap;

use proc_macro2::{Ident, Span};
use quote::quote;

use super::scope::Scope;

/// One import for each module that something comes from.
pub fn uses(scope: &Scope) -> Vec<syn::Item> {
    let mut modules: BTreeMap<(&[String], bool), Vec<&str>> = BTreeMap::new();
    for (module, name, rooted) in scope.imports() {
        modules.entry((module, rooted)).or_default().push(name);
    }
    let mut uses: Vec<_> = modules.into_iter().collect();
    uses.sort_by_cached_key(|((module, _), names)| {
        // A list stands behind the modules beside it.
        let last = names.first().filter(|_| names.len() == 1).copied().unwrap_or("{");
        let mut path: Vec<String> = module.to_vec();
        path.push(last.to_owned());
        (group(module), path)
    });
    let uses = uses.into_iter().map(|((module, rooted), mut names)| {
        names.sort_unstable();
        let root = rooted.then(|| quote!(::));
        let module = module.iter().map(|word| ident(word));
        let names: Vec<Ident> = names.into_iter().map(ident).collect();
        let names = match names.as_slice() {
            [one] => quote!(#one),
            more => quote!({ #(#more),* }),
        };
        let tokens = quote!(use #root #(#module::)* #names;);
        // Should it be no Rust, laying out says so.
        syn::parse2(tokens.clone()).unwrap_or(syn::Item::Verbatim(tokens))
    });
    uses.collect()
}

/// Place of a path's crate among the imports.
fn group(path: &[String]) -> usize {
    match path.first().map(String::as_str) {
        Some("std") => 0,
        Some("crate") => 2,
        _ => 1,
    }
}

/// An identifier of ours.
fn ident(word: &str) -> Ident {
    Ident::new(word, Span::call_site())
}
