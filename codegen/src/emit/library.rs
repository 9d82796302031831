//! The root of a crate, its credentials and its error codes.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::debug::redacted_debug;
use super::docs::{attributes, page_attributes};
use super::enums::emit_enum;
use super::paths;
use super::types::ident;
use crate::plan::{CratePlan, CredentialPlan, DocPlan, ErrorCodePlan, TimeZone, TimeZonePlan};

/// `lib.rs`.
#[must_use]
pub fn emit_library(plan: &CratePlan) -> TokenStream {
    let docs = page_attributes(&plan.front);
    let modules = modules(plan);
    let error_code = plan.error_codes.as_ref().map(|_| {
        quote!(
            pub use error_code::ErrorCode;
        )
    });
    let client_headers = (!plan.headers.is_empty()).then(|| {
        quote!(
            pub use client_headers::ClientHeaders;
        )
    });
    let time_zone = plan.time_zone.as_ref().map(time_zone);
    let event = plan.events.as_ref().map(|_| {
        quote!(
            pub use event::Event;
        )
    });
    let mut credentials: Vec<&str> = plan
        .credentials
        .iter()
        .filter_map(|plan| plan.required.as_deref())
        .collect();
    credentials.push("Credentials");
    credentials.sort_unstable();
    let credentials = credentials.into_iter().map(ident);
    quote! {
        #docs
        // Generated code is shaped by its tables, not by taste; what matters is checked by its tests.
        #![allow(clippy::all, clippy::pedantic)]
        #![allow(dead_code)]
        // Deprecated by the platform: still read, written and set here.
        #![allow(deprecated)]
        #![cfg_attr(docsrs, feature(doc_cfg))]

        #(#modules)*

        pub use ::tradewire;
        pub use ::tradewire::{Error, Patch, Whole};
        pub use call::Call;
        #[cfg(feature = "catalogue")]
        pub use catalogue::CATALOGUE;
        pub use client::Client;
        pub use convert::NotListed;
        pub use credentials::{#(#credentials),*};
        #error_code
        #client_headers
        #event

        #time_zone
    }
}

/// What the zone is; two programs would lay out a long text of it in two ways.
fn time_zone(plan: &TimeZonePlan) -> TokenStream {
    let (docs, zone) = (attributes(&plan.docs), paths::time_zone());
    let value = match &plan.zone {
        TimeZone::Fixed(seconds) => {
            let seconds = Literal::i32_unsuffixed(*seconds);
            quote!(#zone::Fixed(#seconds))
        }
        TimeZone::Named(name) => quote!(#zone::Named(#name)),
        TimeZone::Account(place) => quote!(#zone::Account(#place)),
    };
    quote! {
        #docs
        #[rustfmt::skip]
        pub const TIME_ZONE: #zone = #value;
    }
}

/// Modules by name, as `rustfmt` would sort them; it leaves their files alone.
fn modules(plan: &CratePlan) -> Vec<TokenStream> {
    let mut modules: Vec<(&str, TokenStream)> = vec![
        ("blocking", quote!(#[cfg(feature = "blocking")] pub)),
        ("call", quote!()),
        ("catalogue", quote!(#[cfg(feature = "catalogue")])),
        ("client", quote!()),
        ("convert", quote!()),
        ("credentials", quote!()),
        ("platform", quote!()),
    ];
    if plan.error_codes.is_some() {
        modules.push(("error_code", quote!()));
    }
    if !plan.headers.is_empty() {
        modules.push(("client_headers", quote!()));
    }
    if plan.events.is_some() {
        modules.push(("event", quote!()));
    }
    modules.extend(plan.modules.iter().map(|module| (module.name.as_str(), quote!(pub))));
    modules.sort_by_key(|(name, _)| *name);
    modules
        .into_iter()
        .map(|(name, before)| {
            let name = ident(name);
            quote!(#[rustfmt::skip] #before mod #name;)
        })
        .collect()
}

/// The module `credentials`.
#[must_use]
pub fn emit_credentials(plan: &CratePlan) -> TokenStream {
    let docs = attributes(&DocPlan::line(format!("Ways to authenticate with {}.", plan.title)));
    let functions = plan.credentials.iter().map(credential);
    let inputs = plan.credentials.iter().filter_map(credential_inputs);
    let runtime = paths::credentials();
    quote! {
        #docs
        #[derive(Debug)]
        #[non_exhaustive]
        pub struct Credentials {}
        impl Credentials {
            /// None at all.
            #[must_use]
            #[inline]
            pub fn none() -> #runtime {
                #runtime::none()
            }
            #(#functions)*
        }
        #(#inputs)*
    }
}

fn credential(plan: &CredentialPlan) -> TokenStream {
    let docs = attributes(&plan.docs);
    let (method, scheme) = (ident(&plan.method), &plan.scheme);
    let (runtime, into, string) = (paths::credentials(), paths::into(), paths::string());
    let args = if let Some(required) = &plan.required {
        let required = ident(required);
        quote!(required: #required)
    } else {
        let names = plan.inputs.iter().map(|(name, _)| ident(name));
        quote!(#(#names: impl #into<#string>),*)
    };
    let inputs = plan.inputs.iter().map(|(name, input)| {
        let name = ident(name);
        match plan.required {
            Some(_) => quote!((#input, required.#name)),
            None => quote!((#input, #name.into())),
        }
    });
    quote! {
        #docs
        #[must_use]
        #[inline]
        pub fn #method(#args) -> #runtime {
            #runtime::scheme(#scheme, [#(#inputs),*])
        }
    }
}

/// The struct that a way to authenticate takes. Which of its inputs are secret, nobody says, so none is shown.
fn credential_inputs(plan: &CredentialPlan) -> Option<TokenStream> {
    let (name, string) = (plan.required.as_ref()?, paths::string());
    let fields = plan.inputs.iter().map(|(name, input)| {
        let (name, doc) = (ident(name), format!(" Input `{input}`."));
        quote!(#[doc = #doc] pub #name: #string)
    });
    let debug = redacted_debug(name, plan.inputs.iter().map(|(name, _)| (name.as_str(), true)));
    let (name, doc) = (ident(name), format!(" What [`Credentials::{}`] requires.", plan.method));
    Some(quote! {
        #[doc = #doc]
        #[derive(Clone, PartialEq)]
        pub struct #name { #(#fields),* }
        #debug
    })
}

/// The module `error_code`.
#[must_use]
pub fn emit_error_codes(plan: &ErrorCodePlan) -> TokenStream {
    let codes = emit_enum(&plan.codes);
    let (error, option) = (paths::error(), paths::option());
    quote! {
        #codes
        impl ErrorCode {
            /// The code of an error, if the platform sent one.
            #[must_use]
            #[inline]
            pub fn of(error: &#error) -> #option<Self> {
                error.code_as()
            }
        }
    }
}
