//! Static tables of which only what differs from the runtime's own default is written: a table is as long as what there is to say,
//! and one that gets another field leaves generated code as it was.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::types::ident;

/// A struct expression `Path { said…, ..base }`.
pub struct Sparse {
    path: Ident,
    base: TokenStream,
    fields: Vec<TokenStream>,
}

impl Sparse {
    /// Of the type `path`; `base` is the name of its associated constant with the defaults.
    #[must_use]
    pub fn new(path: Ident, base: &str) -> Self {
        let base = ident(base);
        Self {
            base: quote!(#path::#base),
            path,
            fields: Vec::new(),
        }
    }

    /// A field that is always written.
    #[must_use]
    pub fn field(self, name: &str, value: impl quote::ToTokens) -> Self {
        self.unless(false, name, value)
    }

    /// A field that is written unless it `is_default`.
    #[must_use]
    pub fn unless(mut self, is_default: bool, name: &str, value: impl quote::ToTokens) -> Self {
        if !is_default {
            let name = ident(name);
            self.fields.push(quote!(#name: #value));
        }
        self
    }

    /// The expression; the bare constant where nothing differs.
    #[must_use]
    pub fn finish(self) -> TokenStream {
        let Self { path, base, fields } = self;
        if fields.is_empty() {
            return base;
        }
        quote!(#path { #(#fields,)* ..#base })
    }
}
