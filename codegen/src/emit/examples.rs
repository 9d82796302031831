//! Tests of a crate: `checks/examples.rs`, in which every documented body goes through it, and `checks/samples.rs`.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::types::{ident, rust_type};
use crate::plan::{CratePlan, ExamplePlan, ExampleSubject, ModulePlan, RustType};

/// Whether a crate has tests of examples.
#[must_use]
pub fn has_examples(plan: &CratePlan) -> bool {
    !plan.examples.is_empty()
}

/// The tests of a crate; `None` without examples.
#[must_use]
pub fn emit_examples(plan: &CratePlan) -> Option<TokenStream> {
    if !has_examples(plan) {
        return None;
    }
    let lib = ident(&plan.lib);
    let tests = plan
        .examples
        .iter()
        .map(|example| test(&lib, &plan.home.specs, example));
    Some(quote! {
        #![doc = " Documented bodies, read strictly, written again and compared."]
        #[rustfmt::skip]
        mod examples {
            #(#tests)*
        }
    })
}

fn test(lib: &proc_macro2::Ident, specs: &str, plan: &ExamplePlan) -> TokenStream {
    let name = ident(&plan.test);
    let include = |file: &String| {
        let path = format!("../{specs}/{file}");
        quote!((#file, include_str!(#path)))
    };
    let requests = plan.requests.iter().map(include);
    let responses = plan.responses.iter().map(include);
    let body = match &plan.subject {
        ExampleSubject::Operation {
            module,
            name,
            body,
            only,
        } => {
            let (module, name) = (ident(module), ident(name));
            let request = body.as_ref().filter(|_| !plan.requests.is_empty()).map(|body| {
                let ty = outside(lib, body);
                quote! {
                    ::tradewire::testing::requests::<#lib::#module::#name, #ty>(&[#(#requests),*]);
                }
            });
            let check = ident(if *only { "only_responses" } else { "responses" });
            let response = (!plan.responses.is_empty())
                .then(|| quote!(::tradewire::testing::#check::<#lib::#module::#name>(&[#(#responses),*]);));
            quote!(#request #response)
        }
        ExampleSubject::Callback { module, name } => {
            let (module, name) = (ident(module), ident(name));
            quote! {
                ::tradewire::testing::callbacks::<#lib::#module::#name>(
                    &[#(#requests),*],
                    &[#(#responses),*],
                );
            }
        }
    };
    quote! {
        #[test]
        fn #name() {
            #body
        }
    }
}

/// Whether a crate has tests of samples.
#[must_use]
pub fn has_samples(plan: &CratePlan) -> bool {
    let mut operations = plan.modules.iter().flat_map(|module| &module.operations);
    operations.any(|operation| {
        operation
            .sample
            .as_ref()
            .is_some_and(|sample| sample.call.parse::<TokenStream>().is_ok())
    })
}

/// `checks/samples.rs`: every example of the documentation becomes a request that keeps its operation's rules; `None` without examples.
#[must_use]
pub fn emit_samples(plan: &CratePlan) -> Option<TokenStream> {
    let lib = ident(&plan.lib);
    let tests: Vec<TokenStream> = plan.modules.iter().filter_map(samples).collect();
    let headers = header_calls(plan);
    let traits = plan.has_header_calls().then(|| quote!(use #lib::ClientHeaders as _;));
    let uses = plan
        .needed_headers()
        .flat_map(|sample| &sample.uses)
        .collect::<BTreeSet<_>>();
    let uses = uses.into_iter().filter_map(|path| path.parse::<TokenStream>().ok());
    (!tests.is_empty()).then(|| {
        quote! {
            #![doc = " The examples of the documentation can be sent."]
            #![allow(deprecated, reason = "what is deprecated has its example, too")]
            #[rustfmt::skip]
            mod samples {
                fn client() -> #lib::Client {
                    #traits
                    #(use #uses;)*
                    let builder = #lib::Client::builder("https://sample.example");
                    let builder = builder
                        .transport(::tradewire::testing::Scripted::new())
                        .clock(::tradewire::testing::SetClock::new())
                        #(#headers)*;
                    builder.build().expect("a client without a network")
                }
                #(#tests)*
            }
        }
    })
}

/// Calls for headers that a client must be given; a sign that stands for any text is none that every header can hold.
fn header_calls(plan: &CratePlan) -> Vec<TokenStream> {
    let calls = plan.needed_headers().map(|sample| sample.call.replace('…', "1"));
    calls.filter_map(|call| call.parse().ok()).collect()
}

fn samples(module: &ModulePlan) -> Option<TokenStream> {
    let calls: Vec<TokenStream> = module
        .operations
        .iter()
        .filter_map(|operation| {
            let sample = operation.sample.as_ref()?;
            let call: TokenStream = sample.call.parse().ok()?;
            let uses = sample.uses.iter().filter_map(|path| path.parse::<TokenStream>().ok());
            Some(quote!({ #(use #uses;)* ::tradewire::testing::sendable(#call.operation()); }))
        })
        .collect();
    let name = ident(module.name.trim_start_matches("r#"));
    (!calls.is_empty()).then(|| {
        quote! {
            #[test]
            fn #name() {
                let client = client();
                #(#calls)*
            }
        }
    })
}

/// A type as it is named outside of the crate.
fn outside(lib: &proc_macro2::Ident, ty: &RustType) -> TokenStream {
    match ty {
        RustType::Local { module, name } => {
            let (module, name) = (ident(module), ident(name));
            quote!(#lib::#module::#name)
        }
        RustType::Optional(inner) => {
            let inner = outside(lib, inner);
            quote!(Option<#inner>)
        }
        RustType::List(inner) => {
            let inner = outside(lib, inner);
            quote!(Vec<#inner>)
        }
        RustType::Map(inner) => {
            let inner = outside(lib, inner);
            quote!(::tradewire::Map<#inner>)
        }
        other => rust_type(other),
    }
}
