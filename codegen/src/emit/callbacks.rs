//! Callbacks.

use proc_macro2::TokenStream;
use quote::quote;

use super::debug::derive;
use super::docs::{attributes, bare};
use super::operations::{part_fields, redacted_parts};
use super::paths;
use super::tables::callback_table;
use super::types::{ident, rust_type};
use crate::plan::{CallbackPlan, PartPlan, PartSource, RuntimeType, RustType};

/// A callback with everything that belongs to it.
#[must_use]
pub fn emit_callback(plan: &CallbackPlan) -> TokenStream {
    let docs = attributes(&plan.docs);
    let name = ident(&plan.rust);
    let fields = part_fields(&plan.parts);
    let bare = bare(plan.parts.iter().map(|part| &part.docs));
    let secret = plan.parts.iter().any(|part| part.secret);
    let derive = derive(secret, false);
    let debug = secret.then(|| redacted_parts(&plan.rust, &plan.parts));
    let callback = callback_impl(plan);
    quote! {
        #docs
        #derive
        #[non_exhaustive]
        #bare
        pub struct #name { #fields }
        #debug
        #callback
    }
}

fn callback_impl(plan: &CallbackPlan) -> TokenStream {
    let name = ident(&plan.rust);
    let (callback, meta, request, result, error, ok) = (
        paths::callback(),
        paths::callback_meta(),
        paths::inbound_request(),
        paths::result(),
        paths::error(),
        paths::ok(),
    );
    let answer = rust_type(&plan.answer.output);
    let table = callback_table(&plan.meta);
    let reads = plan.parts.iter().map(|part| {
        let (field, read) = (ident(&part.rust), read_part(part));
        quote!(#field: #read?)
    });
    let argument = if plan.parts.is_empty() { quote!(_) } else { quote!(r) };
    quote! {
        impl #callback for #name {
            type Answer = #answer;
            #[inline]
            fn meta() -> &'static #meta {
                static META: #meta = #table;
                &META
            }
            #[inline]
            fn parse(#argument: &#request<'_>) -> #result<Self, #error> {
                #ok(Self { #(#reads),* })
            }
        }
    }
}

fn read_part(part: &PartPlan) -> TokenStream {
    match &part.source {
        PartSource::Path(name) => quote!(r.path(#name)),
        PartSource::Query(name) => quote!(r.query(#name)),
        PartSource::QueryFamily(pattern) => quote!(r.query_family(#pattern)),
        PartSource::Header(name) => quote!(r.header(#name)),
        PartSource::Body if matches!(part.ty, RustType::Runtime(RuntimeType::Bytes | RuntimeType::Upload)) => {
            quote!(r.bytes())
        }
        PartSource::Body => quote!(r.body()),
    }
}
