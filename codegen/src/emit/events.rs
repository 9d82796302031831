//! The enumeration `Event`.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::docs::attributes;
use super::paths;
use super::signature::{at_value, verify_value};
use super::types::ident;
use crate::plan::{DocPlan, EventVariantPlan, EventsPlan};

/// The module `event`.
#[must_use]
pub fn emit_events(plan: &EventsPlan) -> TokenStream {
    let docs = attributes(&plan.docs);
    let (boxed, some, none, ok) = (paths::boxed(), paths::some(), paths::none(), paths::ok());
    let (events, source, other) = (paths::events(), paths::event_source(), paths::other_event());
    let (option, result, error) = (paths::option(), paths::result(), paths::error());
    let (callback, meta, platform) = (paths::callback(), paths::callback_meta(), paths::platform_table());
    let (http, bytes) = (paths::http(), paths::http_body());
    let topic = at_value(&plan.topic);
    let verify = plan.verify.as_ref().map_or_else(
        || quote!(#none),
        |verify| {
            let verify = verify_value(verify);
            quote!(#some(#verify))
        },
    );
    let declared = plan.variants.iter().map(|variant| {
        let (docs, name, target) = (variant_docs(variant), ident(&variant.rust), target(variant));
        quote!(#docs #name(#boxed<#target>))
    });
    let metas = plan.variants.iter().map(|variant| {
        let (topics, target) = (&variant.topics, target(variant));
        quote!(#(#topics)|* => #some(<#target as #callback>::meta()))
    });
    let reads = plan.variants.iter().map(|variant| {
        let (topics, name, target) = (&variant.topics, ident(&variant.rust), target(variant));
        quote! {
            #(#topics)|* => Self::#name(#boxed::new(<#target as #callback>::from_http(request)?))
        }
    });
    let other_docs = attributes(&DocPlan::line("A topic that is not known here, as it came."));
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum Event {
            #(#declared,)*
            #other_docs
            Other(#boxed<#other>),
        }
        impl #events for Event {
            fn source() -> &'static #source {
                static SOURCE: #source = #source { platform: &#platform, topic: #topic, verify: #verify };
                &SOURCE
            }
            fn meta_of(topic: &str) -> #option<&'static #meta> {
                match topic {
                    #(#metas,)*
                    _ => #none,
                }
            }
            fn parse(topic: &str, request: &#http::Request<#bytes>) -> #result<#option<Self>, #error> {
                #ok(#some(match topic {
                    #(#reads,)*
                    _ => return #ok(#none),
                }))
            }
            fn other(event: #other) -> Self {
                Self::Other(#boxed::new(event))
            }
        }
    }
}

fn target(variant: &EventVariantPlan) -> Ident {
    paths::item(&variant.module, &variant.name)
}

fn variant_docs(variant: &EventVariantPlan) -> TokenStream {
    attributes(&variant.docs.first())
}
