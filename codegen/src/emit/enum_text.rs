//! Enumerations of texts.

use proc_macro2::TokenStream;
use quote::quote;

use super::enum_parts::{blank, expectation};
use super::paths;
use super::types::ident;
use crate::plan::EnumPlan;

/// Conversions and codec.
#[must_use]
pub fn emit(plan: &EnumPlan) -> TokenStream {
    let (texts, parsing, codec) = (texts(plan), parsing(plan), codec(plan));
    quote! {
        #texts
        #parsing
        #codec
    }
}

fn texts(plan: &EnumPlan) -> TokenStream {
    let name = ident(&plan.name);
    let fmt = paths::fmt();
    let arms = plan.variants.iter().map(|variant| {
        let (variant, text) = (ident(&variant.rust), &variant.text);
        quote!(Self::#variant => #text,)
    });
    let other = plan.other.as_ref().map(|other| {
        let other = ident(other);
        quote!(Self::#other(text) => text,)
    });
    quote! {
        impl #name {
            #[doc = " The value as it is written on the wire."]
            #[must_use]
            #[inline]
            pub fn as_str(&self) -> &str {
                match self { #(#arms)* #other }
            }
        }
        impl #fmt::Display for #name {
            #[inline]
            fn fmt(&self, f: &mut #fmt::Formatter<'_>) -> #fmt::Result {
                f.write_str(self.as_str())
            }
        }
    }
}

fn parsing(plan: &EnumPlan) -> TokenStream {
    let name = ident(&plan.name);
    let (from, from_str, result, ok, err) = (
        paths::from(),
        paths::from_str(),
        paths::result(),
        paths::ok(),
        paths::err(),
    );
    let arms: Vec<TokenStream> = plan
        .variants
        .iter()
        .map(|variant| {
            let (variant, text) = (ident(&variant.rust), &variant.text);
            if plan.other.is_some() {
                quote!(#text => Self::#variant,)
            } else {
                quote!(#text => #ok(Self::#variant),)
            }
        })
        .collect();
    let Some(other) = &plan.other else {
        let (expected, error) = (expectation(plan), paths::unlisted());
        return quote! {
            impl #from_str for #name {
                type Err = #error;
                #[inline]
                fn from_str(text: &str) -> #result<Self, #error> {
                    match text { #(#arms)* _ => #err(#error::new(#expected)) }
                }
            }
        };
    };
    let (other, string, infallible) = (ident(other), paths::string(), paths::infallible());
    quote! {
        impl #from<&str> for #name {
            #[inline]
            fn from(text: &str) -> Self {
                match text { #(#arms)* _ => Self::#other(#string::from(text)) }
            }
        }
        impl #from<#string> for #name {
            #[inline]
            fn from(text: #string) -> Self {
                Self::from(text.as_str())
            }
        }
        impl #from_str for #name {
            type Err = #infallible;
            #[inline]
            fn from_str(text: &str) -> #result<Self, #infallible> {
                #ok(Self::from(text))
            }
        }
    }
}

fn codec(plan: &EnumPlan) -> TokenStream {
    let name = ident(&plan.name);
    let (decode, encode, reader, writer) = (paths::decode(), paths::encode(), paths::reader(), paths::writer());
    let (result, ok, err, error) = (paths::result(), paths::ok(), paths::err(), paths::decode_error());
    let blank = blank(plan);
    let empty = plan.variants.iter().any(|variant| variant.text.is_empty());
    let empty = empty.then(|| {
        quote!(
            const EMPTY_TEXT: bool = true;
        )
    });
    let read = if let Some(other) = &plan.other {
        let other = ident(other);
        quote! {
            *self = Self::from(r.text()?);
            if let Self::#other(_) = self {
                r.unknown_value()?;
            }
            #ok(())
        }
    } else {
        let expected = expectation(plan);
        quote! {
            match r.text()?.parse() {
                #ok(value) => {
                    *self = value;
                    #ok(())
                }
                #err(_) => #err(r.unlisted(#expected)),
            }
        }
    };
    quote! {
        impl #decode for #name {
            #empty
            #[inline]
            fn blank() -> Self { #blank }
            fn read(&mut self, r: &mut #reader<'_>) -> #result<(), #error> { #read }
        }
        impl #encode for #name {
            #[inline]
            fn encode(&self, w: &mut #writer) { w.text(self.as_str()); }
        }
    }
}
