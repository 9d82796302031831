//! Types for what an operation hands out where a reply is more than one value.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::attributes;
use super::operations::part_fields;
use super::paths;
use super::types::{ident, rust_type};
use crate::plan::{CaseContent, CasesPlan, OutputPlan, PartSource, PartsPlan, ReadPlan, ReplyReader};

/// The types.
#[must_use]
pub fn emit_output(plan: &OutputPlan) -> TokenStream {
    match plan {
        OutputPlan::Parts(parts) => parts_type(parts),
        OutputPlan::Cases(cases) => cases_type(cases),
    }
}

/// What makes one of a `reply`.
#[must_use]
pub fn read_output(plan: &OutputPlan) -> TokenStream {
    let ok = paths::ok();
    match plan {
        OutputPlan::Parts(parts) => {
            let value = read_parts(parts);
            quote!(#ok(#value))
        }
        OutputPlan::Cases(cases) => {
            let (name, err) = (ident(&cases.rust), paths::err());
            let arms = cases.cases.iter().map(|case| {
                let (status, variant) = (Literal::u16_unsuffixed(case.status), ident(&case.rust));
                match &case.content {
                    CaseContent::Nothing => quote!(#status => #ok(#name::#variant)),
                    CaseContent::Body(read) => {
                        let read = read_body(read);
                        quote!(#status => #ok(#name::#variant(#read?)))
                    }
                    CaseContent::Parts(parts) => {
                        let value = read_parts(parts);
                        quote!(#status => #ok(#name::#variant(#value)))
                    }
                }
            });
            quote! {
                match reply.status().as_u16() {
                    #(#arms,)*
                    _ => #err(reply.undeclared_status()),
                }
            }
        }
    }
}

/// How a body is read.
#[must_use]
pub fn read_body(plan: &ReadPlan) -> TokenStream {
    if let Some((key, or_bare)) = &plan.under {
        return quote!(reply.json_under(#key, #or_bare));
    }
    reader(plan.reader)
}

/// The method of a `reply` that reads it.
#[must_use]
pub fn reader(reader: ReplyReader) -> TokenStream {
    match reader {
        ReplyReader::Json => quote!(reply.json()),
        ReplyReader::OnlyJson => quote!(reply.only_json()),
        ReplyReader::Empty => quote!(reply.empty()),
        ReplyReader::Text => quote!(reply.text()),
        ReplyReader::Download => quote!(reply.download()),
    }
}

fn read_parts(plan: &PartsPlan) -> TokenStream {
    let name = ident(&plan.rust);
    let body = plan.body.as_ref().map(|body| {
        let read = read_body(body);
        quote!(body: #read?,)
    });
    let headers = plan.headers.iter().map(|part| {
        let field = ident(&part.rust);
        let wire = match &part.source {
            PartSource::Header(name) => name.as_str(),
            // Headers are all that was planned.
            _ => "",
        };
        quote!(#field: reply.header(#wire)?)
    });
    quote!(#name { #(#headers,)* #body })
}

fn parts_type(plan: &PartsPlan) -> TokenStream {
    let (docs, name, headers) = (attributes(&plan.docs), ident(&plan.rust), part_fields(&plan.headers));
    let body = plan.body.as_ref().map(|body| {
        let ty = rust_type(&body.ty);
        quote! {
            /// The body.
            pub body: #ty,
        }
    });
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub struct #name { #body #headers }
    }
}

fn cases_type(plan: &CasesPlan) -> TokenStream {
    let (docs, name) = (attributes(&plan.docs), ident(&plan.rust));
    let variants = plan.cases.iter().map(|case| {
        let (docs, variant) = (attributes(&case.docs), ident(&case.rust));
        match &case.content {
            CaseContent::Nothing => quote!(#docs #variant),
            CaseContent::Body(read) => {
                let ty = rust_type(&read.ty);
                quote!(#docs #variant(#ty))
            }
            CaseContent::Parts(parts) => {
                let ty = ident(&parts.rust);
                quote!(#docs #variant(#ty))
            }
        }
    });
    let structs = plan.cases.iter().filter_map(|case| match &case.content {
        CaseContent::Parts(parts) => Some(parts_type(parts)),
        CaseContent::Nothing | CaseContent::Body(_) => None,
    });
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#variants),* }
        #(#structs)*
    }
}
