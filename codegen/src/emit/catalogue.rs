//! The static `CATALOGUE`, and the tables of objects that it refers to.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::paths;
use super::sparse::Sparse;
use super::types::{ident, list_style, option_text};
use crate::plan::{
    CatalogueEntry, CatalogueGives, CatalogueKind, CatalogueParam, CataloguePlace, CataloguePlan, ListStyle,
};

/// The module `catalogue`.
#[must_use]
pub fn emit_catalogue(plan: &CataloguePlan) -> TokenStream {
    let (entry_type, param_type) = (paths::catalogue_entry(), paths::catalogue_param());
    let rows = plan.entries.iter().map(entry);
    let tables = plan.tables.iter().map(|(name, fields)| {
        let (name, length) = (ident(name), Literal::usize_unsuffixed(fields.len()));
        let fields = fields.iter().map(param);
        quote!(static #name: [#param_type; #length] = [#(#fields),*];)
    });
    quote! {
        /// Every operation with its parameters, for programs that let their users choose: [`AnyOperation`](::tradewire::AnyOperation)
        /// sends one.
        pub static CATALOGUE: &[#entry_type] = &[#(#rows),*];

        #(#tables)*
    }
}

fn entry(plan: &CatalogueEntry) -> TokenStream {
    let operation = paths::operation();
    let (module, name) = (ident(&plan.module), ident(&plan.rust));
    let params = plan.params.iter().map(param);
    let gives = {
        let (path, name) = (paths::catalogue_gives(), ident(&format!("{:?}", plan.gives)));
        quote!(#path::#name)
    };
    let keys = &plan.keys;
    Sparse::new(paths::catalogue_entry(), "PLAIN")
        .field("meta", quote!(<crate::#module::#name as #operation>::meta))
        .field("doc", &plan.doc)
        .unless(!plan.deprecated, "deprecated", true)
        .unless(plan.params.is_empty(), "params", quote!(&[#(#params),*]))
        .unless(plan.body.is_none(), "body", table(plan.body.as_deref()))
        .unless(plan.gives == CatalogueGives::Json, "gives", gives)
        .unless(keys.is_empty(), "keys", quote!(&[#(#keys),*]))
        .finish()
}

fn table(name: Option<&str>) -> TokenStream {
    let name = name.map(ident);
    quote!(&#name)
}

fn param(plan: &CatalogueParam) -> TokenStream {
    let word = |path, word: String| {
        let name = ident(&word);
        quote!(#path::#name)
    };
    let kind = word(paths::catalogue_kind(), format!("{:?}", plan.kind));
    let moment = plan.moment.map(|moment| {
        let moment = word(paths::catalogue_moment(), format!("{moment:?}"));
        quote!(Some(#moment))
    });
    let fields = {
        let (path, table) = (paths::catalogue_fields(), table(plan.fields.as_deref()));
        quote!(#path(#table))
    };
    let values = &plan.values;
    let is_field = plan.place == CataloguePlace::Body;
    Sparse::new(paths::catalogue_param(), if is_field { "FIELD" } else { "QUERY" })
        .unless(
            is_field || plan.place == CataloguePlace::Query(ListStyle::Brackets),
            "place",
            place(&plan.place),
        )
        .field("name", &plan.name)
        .unless(plan.kind == CatalogueKind::Text, "kind", kind)
        .unless(!plan.list, "list", true)
        .unless(!plan.required, "required", true)
        .unless(values.is_empty(), "values", quote!(&[#(#values),*]))
        .unless(plan.doc.is_empty(), "doc", &plan.doc)
        .unless(!plan.secret, "secret", true)
        .unless(plan.moment.is_none(), "moment", moment)
        .unless(plan.format.is_none(), "format", option_text(plan.format.as_deref()))
        .unless(plan.fields.is_none(), "fields", fields)
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
