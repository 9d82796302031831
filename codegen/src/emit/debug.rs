//! `Debug` for types that hold secrets: those are named and not shown.

use proc_macro2::TokenStream;
use quote::quote;

use super::paths;
use super::types::ident;

/// The derives of a struct; one with secrets writes its `Debug` itself, one with the codec goes by way of that.
#[must_use]
pub fn derive(own_debug: bool, default: bool) -> TokenStream {
    let debug = (!own_debug).then(|| quote!(Debug,));
    let default = default.then(|| quote!(Default,));
    quote!(#[derive(#debug Clone, #default PartialEq)])
}

/// `Debug` of a struct whose fields are given by name, with a mark at those that are secret.
#[must_use]
pub fn redacted_debug<'a>(name: &str, fields: impl IntoIterator<Item = (&'a str, bool)>) -> TokenStream {
    let (text, name, fmt) = (name, ident(name), paths::fmt());
    let fields = fields.into_iter().map(|(label, secret)| {
        let field = ident(label);
        if secret {
            quote!(debug.field(#label, &format_args!("***"));)
        } else {
            quote!(debug.field(#label, &self.#field);)
        }
    });
    quote! {
        impl #fmt::Debug for #name {
            #[inline]
            fn fmt(&self, f: &mut #fmt::Formatter<'_>) -> #fmt::Result {
                let mut debug = f.debug_struct(#text);
                #(#fields)*
                debug.finish()
            }
        }
    }
}
