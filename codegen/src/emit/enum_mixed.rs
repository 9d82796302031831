//! Enumerations in which texts and integers occur.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::enum_parts::{blank, expectation};
use super::paths;
use super::types::ident;
use crate::plan::{EnumPlan, json_string};

/// Conversions and codec.
#[must_use]
pub fn emit(plan: &EnumPlan) -> TokenStream {
    let (values, codec) = (values(plan), codec(plan));
    quote! {
        #values
        #codec
    }
}

fn values(plan: &EnumPlan) -> TokenStream {
    let (name, fmt, json, string) = (ident(&plan.name), paths::fmt(), paths::json(), paths::string());
    let arms = plan.variants.iter().map(|variant| {
        let name = ident(&variant.rust);
        if let Some(value) = variant.integer {
            let value = Literal::i64_suffixed(value);
            quote!(Self::#name => #json::from(#value),)
        } else {
            let text = &variant.text;
            quote!(Self::#name => #json::String(#string::from(#text)),)
        }
    });
    let other = plan.other.as_ref().map(|other| {
        let other = ident(other);
        quote!(Self::#other(value) => value.clone(),)
    });
    quote! {
        impl #name {
            #[doc = " The value as it is written on the wire."]
            #[must_use]
            #[inline]
            pub fn value(&self) -> #json {
                match self { #(#arms)* #other }
            }
        }
        impl #fmt::Display for #name {
            #[inline]
            fn fmt(&self, f: &mut #fmt::Formatter<'_>) -> #fmt::Result {
                #fmt::Display::fmt(&self.value(), f)
            }
        }
    }
}

fn codec(plan: &EnumPlan) -> TokenStream {
    let name = ident(&plan.name);
    let (decode, encode, reader, writer, json) = (
        paths::decode(),
        paths::encode(),
        paths::reader(),
        paths::writer(),
        paths::json(),
    );
    let (result, ok, err, error) = (paths::result(), paths::ok(), paths::err(), paths::decode_error());
    let blank = blank(plan);
    let empty = plan.variants.iter().any(|variant| variant.text.is_empty());
    let empty = empty.then(|| {
        quote!(
            const EMPTY_TEXT: bool = true;
        )
    });
    let constants = plan.variants.iter().map(|variant| {
        let text = match variant.integer {
            Some(value) => value.to_string(),
            None => json_string(&variant.text),
        };
        let variant = ident(&variant.rust);
        quote!(if r.is_const(#text)? { *self = Self::#variant; return #ok(()); })
    });
    let last = if let Some(other) = &plan.other {
        let other = ident(other);
        quote! {
            let mut value = #json::Null;
            #decode::read(&mut value, r)?;
            *self = Self::#other(value);
            r.unknown_value()
        }
    } else {
        let expected = expectation(plan);
        quote!(#err(r.unlisted(#expected)))
    };
    quote! {
        impl #decode for #name {
            #empty
            #[inline]
            fn blank() -> Self { #blank }
            fn read(&mut self, r: &mut #reader<'_>) -> #result<(), #error> {
                #(#constants)*
                #last
            }
        }
        impl #encode for #name {
            #[inline]
            fn encode(&self, w: &mut #writer) { #encode::encode(&self.value(), w); }
        }
    }
}
