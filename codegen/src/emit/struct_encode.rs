//! How a struct is written.

use proc_macro2::TokenStream;
use quote::quote;

use super::paths;
use super::types::{ident, outgoing};
use crate::plan::{FieldPlan, Presence, StructPlan, json_string};

/// A key as the reader compares it: JSON text with the colon.
#[must_use]
pub fn key_text(wire: &str) -> String {
    format!("{}:", json_string(wire))
}

/// `Encode` of a struct.
#[must_use]
pub fn encode_impl(plan: &StructPlan) -> TokenStream {
    let name = ident(&plan.name);
    let (encode, writer) = (paths::encode(), paths::writer());
    let mut members: Vec<(usize, TokenStream)> = plan
        .fields
        .iter()
        .map(|field| (field.index, write_field(field)))
        .collect();
    members.extend(plan.constants.iter().map(|constant| {
        let (key, json) = (key_text(&constant.wire), &constant.json);
        (constant.index, quote!(w.raw_field(#key, #json);))
    }));
    members.sort_by_key(|(index, _)| *index);
    let members = members.into_iter().map(|(_, tokens)| tokens);
    let families = plan.families.iter().map(|family| {
        let (pattern, name) = (&family.pattern, ident(&family.rust));
        quote!(w.family(#pattern, &self.#name);)
    });
    let end = match &plan.extra {
        Some(name) => {
            let name = ident(name);
            quote!(w.end_record(&self.#name);)
        }
        None => quote!(w.end_object();),
    };
    // Its `Debug` names secrets and does not show them.
    let shown = plan.secret.then(|| {
        quote!(if w.shows(self) {
            return;
        })
    });
    quote! {
        impl #encode for #name {
            #[inline]
            fn encode(&self, w: &mut #writer) {
                #shown
                w.begin_object();
                #(#members)*
                #(#families)*
                #end
            }
        }
    }
}

fn write_field(field: &FieldPlan) -> TokenStream {
    let (key, name) = (key_text(&field.wire), ident(&field.rust));
    let value = outgoing(std::slice::from_ref(&name), field.format.as_deref());
    match (&field.presence, &field.format) {
        (Presence::Patch(clear), Some(format)) => quote!(w.patch_as(#key, &self.#name, #clear, #format);),
        (Presence::Patch(clear), None) => quote!(w.patch(#key, &self.#name, #clear);),
        _ if field.one_or_many => quote!(w.one_or_many(#key, &self.#name);),
        _ if field.written_as_null() => quote!(w.field_or_null(#key, #value);),
        _ => quote!(w.field(#key, #value);),
    }
}
