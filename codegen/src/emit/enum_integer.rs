//! Enumerations of integers.

use proc_macro2::TokenStream;
use quote::quote;

use super::enum_parts::{blank, expectation, integer};
use super::paths;
use super::types::ident;
use crate::plan::EnumPlan;

/// Conversions and codec.
#[must_use]
pub fn emit(plan: &EnumPlan) -> TokenStream {
    let (values, parsing, codec) = (values(plan), parsing(plan), codec(plan));
    quote! {
        #values
        #parsing
        #codec
    }
}

fn values(plan: &EnumPlan) -> TokenStream {
    let (name, fmt) = (ident(&plan.name), paths::fmt());
    let arms = plan.variants.iter().map(|variant| {
        let (value, variant) = (integer(variant.integer.unwrap_or_default()), ident(&variant.rust));
        quote!(Self::#variant => #value,)
    });
    let other = plan.other.as_ref().map(|other| {
        let other = ident(other);
        quote!(Self::#other(value) => *value,)
    });
    quote! {
        impl #name {
            #[doc = " The value as it is written on the wire."]
            #[must_use]
            #[inline]
            pub fn value(&self) -> i64 {
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
            let value = integer(variant.integer.unwrap_or_default());
            let variant = ident(&variant.rust);
            if plan.other.is_some() {
                quote!(#value => Self::#variant,)
            } else {
                quote!(#value => #ok(Self::#variant),)
            }
        })
        .collect();
    let (expected, unlisted) = (expectation(plan), paths::unlisted());
    let number = quote! {
        match text.parse() {
            #ok(value) => value,
            #err(_) => return #err(#unlisted::new(#expected)),
        }
    };
    let (conversion, last) = match &plan.other {
        Some(other) => {
            let other = ident(other);
            let conversion = quote! {
                impl #from<i64> for #name {
                    #[inline]
                    fn from(value: i64) -> Self {
                        match value { #(#arms)* other => Self::#other(other) }
                    }
                }
            };
            (Some(conversion), quote!(#ok(Self::from(value))))
        }
        None => (
            None,
            quote!(match value { #(#arms)* _ => #err(#unlisted::new(#expected)) }),
        ),
    };
    quote! {
        #conversion
        impl #from_str for #name {
            type Err = #unlisted;
            #[inline]
            fn from_str(text: &str) -> #result<Self, #unlisted> {
                let value: i64 = #number;
                #last
            }
        }
    }
}

fn codec(plan: &EnumPlan) -> TokenStream {
    let name = ident(&plan.name);
    let (decode, encode, reader, writer) = (paths::decode(), paths::encode(), paths::reader(), paths::writer());
    let (result, ok, error) = (paths::result(), paths::ok(), paths::decode_error());
    let blank = blank(plan);
    let read = if let Some(other) = &plan.other {
        let other = ident(other);
        quote! {
            *self = Self::from(r.int()?);
            if let Self::#other(_) = self {
                r.unknown_value()?;
            }
            #ok(())
        }
    } else {
        let (err, expected) = (paths::err(), expectation(plan));
        let arms = plan.variants.iter().map(|variant| {
            let value = integer(variant.integer.unwrap_or_default());
            let variant = ident(&variant.rust);
            quote!(#value => Self::#variant,)
        });
        quote! {
            *self = match r.int()? { #(#arms)* _ => return #err(r.unlisted(#expected)) };
            #ok(())
        }
    };
    quote! {
        impl #decode for #name {
            #[inline]
            fn blank() -> Self { #blank }
            fn read(&mut self, r: &mut #reader<'_>) -> #result<(), #error> { #read }
        }
        impl #encode for #name {
            #[inline]
            fn encode(&self, w: &mut #writer) { #encode::encode(&self.value(), w); }
        }
    }
}
