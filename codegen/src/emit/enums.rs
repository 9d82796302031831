//! Enumerations.

use proc_macro2::TokenStream;
use quote::quote;

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
        EnumRepr::Text => paths::string(),
        EnumRepr::Integer => quote!(i64),
        EnumRepr::Mixed => paths::json(),
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
    }
}
