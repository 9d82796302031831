//! Unions.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::attributes;
use super::paths;
use super::types::{ident, rust_type};
use crate::plan::{RuntimeType, RustType, UnionForm, UnionPlan, VariantPlan, json_string};

/// A union with everything that belongs to it.
#[must_use]
pub fn emit_union(plan: &UnionPlan) -> TokenStream {
    let declaration = declaration(plan);
    let conversions = plan.variants.iter().filter(|v| v.from).map(|v| conversion(plan, v));
    let (decode, encode) = (decode_impl(plan), encode_impl(plan));
    let settle = (plan.form == UnionForm::Beside).then(|| settle(plan));
    quote! {
        #declaration
        #(#conversions)*
        #settle
        #decode
        #encode
    }
}

fn declaration(plan: &UnionPlan) -> TokenStream {
    let (docs, name, other, json) = (
        attributes(&plan.docs),
        ident(&plan.name),
        ident(&plan.other),
        paths::json(),
    );
    let variants = plan.variants.iter().map(|variant| {
        let (docs, name) = (attributes(&variant.docs), ident(&variant.rust));
        let payload = variant.payload.as_ref().map(|ty| {
            let ty = rust_type(ty);
            quote!((#ty))
        });
        quote!(#docs #name #payload,)
    });
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #[doc = " What fits no documented variant."]
            #other(#json),
        }
    }
}

fn conversion(plan: &UnionPlan, variant: &VariantPlan) -> TokenStream {
    let Some(payload) = &variant.payload else {
        return TokenStream::new();
    };
    let (name, case, from) = (ident(&plan.name), ident(&variant.rust), paths::from());
    let (taken, value) = match payload {
        RustType::Boxed(inner) => {
            let boxed = paths::boxed();
            (rust_type(inner), quote!(#boxed::new(value)))
        }
        other => (rust_type(other), quote!(value)),
    };
    let borrowed = (*payload == RustType::Text).then(|| {
        let string = paths::string();
        quote! {
            impl #from<&str> for #name {
                #[inline]
                fn from(value: &str) -> Self { Self::#case(#string::from(value)) }
            }
        }
    });
    quote! {
        impl #from<#taken> for #name {
            #[inline]
            fn from(value: #taken) -> Self { Self::#case(#value) }
        }
        #borrowed
    }
}

fn decode_impl(plan: &UnionPlan) -> TokenStream {
    let (name, other) = (ident(&plan.name), ident(&plan.other));
    let (decode, json, reader, result, error) = (
        paths::decode(),
        paths::json(),
        paths::reader(),
        paths::result(),
        paths::decode_error(),
    );
    let keep = quote! {
        let mut value = #json::Null;
        #decode::read(&mut value, r)?;
        *self = Self::#other(value);
    };
    let read = match &plan.form {
        UnionForm::Tagged { tag } => read_tagged(plan, tag, &keep),
        UnionForm::Beside => {
            let ok = paths::ok();
            quote!(#keep #ok(()))
        }
        UnionForm::Untagged => read_untagged(plan, &keep),
    };
    let text = plan.variants.iter().any(takes_empty_text);
    let text = text.then(|| {
        quote!(
            const EMPTY_TEXT: bool = true;
        )
    });
    let list = plan.variants.iter().any(takes_empty_list);
    let list = list.then(|| {
        quote!(
            const EMPTY_LIST: bool = true;
        )
    });
    quote! {
        impl #decode for #name {
            #text
            #list
            #[inline]
            fn blank() -> Self { Self::#other(#json::Null) }
            fn read(&mut self, r: &mut #reader<'_>) -> #result<(), #error> { #read }
        }
    }
}

fn takes_empty_text(variant: &VariantPlan) -> bool {
    variant.constant.as_deref() == Some("\"\"")
        || matches!(
            variant.payload.as_ref().map(RustType::bare),
            Some(RustType::Text | RustType::Runtime(RuntimeType::Json))
        )
}

fn takes_empty_list(variant: &VariantPlan) -> bool {
    variant.constant.as_deref() == Some("[]")
        || matches!(
            variant.payload.as_ref().map(RustType::bare),
            Some(RustType::List(_) | RustType::Map(_) | RustType::Runtime(RuntimeType::Json))
        )
}

fn read_tagged(plan: &UnionPlan, tag: &str, keep: &TokenStream) -> TokenStream {
    let (decode, some, ok) = (paths::decode(), paths::some(), paths::ok());
    let tags = plan.variants.iter().map(|variant| &variant.tag);
    let arms = plan.variants.iter().enumerate().map(|(at, variant)| {
        let (at, case) = (proc_macro2::Literal::usize_unsuffixed(at), ident(&variant.rust));
        let Some(payload) = &variant.payload else {
            return quote!(#some(#at) => { r.skip()?; *self = Self::#case; });
        };
        let ty = rust_type(payload);
        quote! {
            #some(#at) => {
                let mut value: #ty = #decode::blank();
                #decode::read(&mut value, r)?;
                *self = Self::#case(value);
            }
        }
    });
    quote! {
        match r.tagged(#tag, &[#(#tags),*])? {
            #(#arms)*
            _ => { #keep }
        }
        #ok(())
    }
}

fn read_untagged(plan: &UnionPlan, keep: &TokenStream) -> TokenStream {
    let (decode, ok) = (paths::decode(), paths::ok());
    let constants = plan.variants.iter().filter_map(|variant| {
        let (json, case) = (variant.constant.as_ref()?, ident(&variant.rust));
        Some(quote!(if r.is_const(#json)? { *self = Self::#case; return #ok(()); }))
    });
    let tries: Vec<TokenStream> = plan
        .variants
        .iter()
        .filter_map(|variant| {
            let (ty, case) = (rust_type(variant.payload.as_ref()?), ident(&variant.rust));
            Some(quote! {
                let mut value: #ty = #decode::blank();
                if r.fits(*round, &mut value)? {
                    *self = Self::#case(value);
                    return #ok(());
                }
            })
        })
        .collect();
    let rounds = (!tries.is_empty()).then(|| quote!(for round in r.rounds() { #(#tries)* }));
    quote! {
        #(#constants)*
        #rounds
        #keep
        r.unknown_value()
    }
}

fn settle(plan: &UnionPlan) -> TokenStream {
    let (name, other, decode) = (ident(&plan.name), ident(&plan.other), paths::decode());
    let (reader, result, error, ok) = (paths::reader(), paths::result(), paths::decode_error(), paths::ok());
    let arms = plan.variants.iter().filter_map(|variant| {
        let (ty, case, tag) = (rust_type(variant.payload.as_ref()?), ident(&variant.rust), &variant.tag);
        Some(quote! {
            #tag => {
                let mut value: #ty = #decode::blank();
                if r.settle(key, json, &mut value)? {
                    *self = Self::#case(value);
                }
            }
        })
    });
    quote! {
        impl #name {
            /// Reads what was kept as JSON, now that its variant is known.
            #[inline]
            pub(crate) fn settle(
                &mut self,
                tag: &str,
                key: &'static str,
                r: &mut #reader<'_>,
            ) -> #result<(), #error> {
                let Self::#other(json) = self else { return #ok(()) };
                match tag {
                    #(#arms)*
                    _ => r.unknown_value()?,
                }
                #ok(())
            }
        }
    }
}

fn encode_impl(plan: &UnionPlan) -> TokenStream {
    let (name, other) = (ident(&plan.name), ident(&plan.other));
    let (encode, writer) = (paths::encode(), paths::writer());
    let arms = plan.variants.iter().map(|variant| {
        let case = ident(&variant.rust);
        match (&plan.form, &variant.payload, &variant.constant) {
            (UnionForm::Tagged { tag }, Some(_), _) => {
                let (key, text) = (format!("{}:", json_string(tag)), json_string(&variant.tag));
                quote!(Self::#case(value) => w.tagged(#key, #text, value),)
            }
            (UnionForm::Tagged { tag }, None, _) => {
                let text = format!("{{{}:{}}}", json_string(tag), json_string(&variant.tag));
                quote!(Self::#case => w.raw(#text),)
            }
            (_, Some(_), _) => quote!(Self::#case(value) => #encode::encode(value, w),),
            (_, None, constant) => {
                let text = constant.as_deref().unwrap_or("null");
                quote!(Self::#case => w.raw(#text),)
            }
        }
    });
    quote! {
        impl #encode for #name {
            #[inline]
            fn encode(&self, w: &mut #writer) {
                match self {
                    #(#arms)*
                    Self::#other(value) => #encode::encode(value, w),
                }
            }
        }
    }
}
