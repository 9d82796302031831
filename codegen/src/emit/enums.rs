//! Enumerations.

use proc_macro2::{Literal, TokenStream};
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
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants),*
        }
    }
}

/// The variant to start from before a value is read.
#[must_use]
pub fn blank(plan: &EnumPlan) -> TokenStream {
    match (&plan.other, plan.variants.first()) {
        (Some(other), _) => {
            let other = ident(other);
            match plan.repr {
                EnumRepr::Text => {
                    let string = paths::string();
                    quote!(Self::#other(#string::new()))
                }
                EnumRepr::Integer => quote!(Self::#other(0)),
                EnumRepr::Mixed => {
                    let json = paths::json();
                    quote!(Self::#other(#json::Null))
                }
            }
        }
        (None, Some(first)) => {
            let first = ident(&first.rust);
            quote!(Self::#first)
        }
        (None, None) => quote!(loop {}),
    }
}

/// An integer as it is written in a pattern or expression.
#[must_use]
pub fn integer(value: i64) -> Literal {
    Literal::i64_unsuffixed(value)
}

/// What a closed enumeration accepts, for error messages.
#[must_use]
pub fn expectation(plan: &EnumPlan) -> String {
    let values: Vec<&str> = plan.variants.iter().take(8).map(|v| v.text.as_str()).collect();
    let more = if plan.variants.len() > 8 { ", …" } else { "" };
    format!("one of {}{more}", values.join(", "))
}
