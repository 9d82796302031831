//! Enumerations.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::docs::attributes;
use super::paths;
use super::types::ident;
use crate::plan::{EnumPlan, EnumRepr};

/// An enumeration with everything that belongs to it.
#[must_use]
pub fn emit_enum(plan: &EnumPlan) -> TokenStream {
    let declaration = declaration(plan);
    let body = match plan.repr {
        EnumRepr::Text => super::enum_text::emit(plan),
        EnumRepr::Integer => super::enum_integer::emit(plan),
        EnumRepr::Mixed => super::enum_mixed::emit(plan),
    };
    quote! {
        #declaration
        #body
    }
}

/// What the catch-all variant holds.
fn other_type(repr: EnumRepr) -> TokenStream {
    match repr {
        EnumRepr::Text => paths::string().into_token_stream(),
        EnumRepr::Integer => quote!(i64),
        EnumRepr::Mixed => paths::json().into_token_stream(),
    }
}

fn declaration(plan: &EnumPlan) -> TokenStream {
    let (docs, name) = (attributes(&plan.docs), ident(&plan.name));
    let variants = plan.variants.iter().map(|variant| {
        let (docs, name) = (attributes(&variant.docs), ident(&variant.rust));
        quote!(#docs #name)
    });
    let other = plan.other.as_ref().map(|other| {
        let (other, ty) = (ident(other), other_type(plan.repr));
        quote! {
            #[doc = " A value that is not documented."]
            #other(#ty)
        }
    });
    let variants = variants.chain(other);
    let former = former(plan);
    // Any JSON has no hash.
    let derives = match plan.repr {
        EnumRepr::Text | EnumRepr::Integer => quote!(Debug, Clone, PartialEq, Eq, Hash),
        EnumRepr::Mixed => quote!(Debug, Clone, PartialEq, Eq),
    };
    quote! {
        #docs
        #[derive(#derives)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants),*
        }
        #former
    }
}

/// Names that variants had before, as constants: they can be given, and matched, like a variant.
fn former(plan: &EnumPlan) -> Option<TokenStream> {
    let constants = plan.variants.iter().flat_map(|variant| {
        let now = ident(&variant.rust);
        let note = format!("it is called `{}`", variant.rust);
        let doc = format!(" Former name of [`{0}`](Self::{0}).", variant.rust);
        variant.former.iter().map(move |name| {
            let name = ident(name);
            quote! {
                #[doc = #doc]
                #[deprecated(note = #note)]
                pub const #name: Self = Self::#now;
            }
        })
    });
    let constants: Vec<TokenStream> = constants.collect();
    let name = ident(&plan.name);
    (!constants.is_empty()).then(|| {
        quote! {
            #[allow(non_upper_case_globals)]
            impl #name { #(#constants)* }
        }
    })
}
