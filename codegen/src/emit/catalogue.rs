//! The static `CATALOGUE`.

use proc_macro2::TokenStream;
use quote::quote;

use super::paths;
use super::sparse::Sparse;
use super::types::{ident, list_style, option_text};
use crate::plan::{CatalogueEntry, CatalogueKind, CatalogueParam, CataloguePlace, ListStyle};

/// The module `catalogue`.
#[must_use]
pub fn emit_catalogue(entries: &[CatalogueEntry]) -> TokenStream {
    let (entry, operation) = (paths::catalogue_entry(), paths::operation());
    let rows = entries.iter().map(|plan| {
        let (module, name) = (ident(&plan.module), ident(&plan.rust));
        let (doc, deprecated) = (&plan.doc, plan.deprecated);
        let (params, body) = (plan.params.iter().map(param), plan.body.iter().map(param));
        quote! {
            #entry {
                meta: <crate::#module::#name as #operation>::meta,
                doc: #doc,
                deprecated: #deprecated,
                params: &[#(#params),*],
                body: &[#(#body),*],
            }
        }
    });
    quote! {
        /// Every operation with its parameters, for programs that let their users choose: [`AnyOperation`](::tradewire::AnyOperation)
        /// sends one.
        pub static CATALOGUE: &[#entry] = &[#(#rows),*];
    }
}

fn param(plan: &CatalogueParam) -> TokenStream {
    let kind = {
        let (path, name) = (paths::catalogue_kind(), ident(&format!("{:?}", plan.kind)));
        quote!(#path::#name)
    };
    let values = &plan.values;
    Sparse::new(paths::catalogue_param(), "QUERY")
        .unless(
            plan.place == CataloguePlace::Query(ListStyle::Brackets),
            "place",
            place(&plan.place),
        )
        .field("name", &plan.name)
        .unless(plan.kind == CatalogueKind::Text, "kind", kind)
        .unless(!plan.list, "list", true)
        .unless(!plan.required, "required", true)
        .unless(values.is_empty(), "values", quote!(&[#(#values),*]))
        .unless(plan.doc.is_empty(), "doc", &plan.doc)
        .finish()
}

fn place(plan: &CataloguePlace) -> TokenStream {
    let path = paths::catalogue_place();
    match plan {
        CataloguePlace::Path => quote!(#path::Path),
        CataloguePlace::Query(style) => {
            let style = list_style(style);
            quote!(#path::Query(#style))
        }
        CataloguePlace::QueryFamily(style) => {
            let style = list_style(style);
            quote!(#path::QueryFamily(#style))
        }
        CataloguePlace::QueryConst(value) => {
            let value = option_text(value.as_deref());
            quote!(#path::QueryConst(#value))
        }
        CataloguePlace::Header(style) => {
            let style = list_style(style);
            quote!(#path::Header(#style))
        }
        CataloguePlace::HeaderConst(value) => quote!(#path::HeaderConst(#value)),
        CataloguePlace::Body => quote!(#path::Body),
        CataloguePlace::Upload => quote!(#path::Upload),
        CataloguePlace::Part => quote!(#path::Part),
        CataloguePlace::PartConst(value) => quote!(#path::PartConst(#value)),
        CataloguePlace::File => quote!(#path::File),
    }
}
