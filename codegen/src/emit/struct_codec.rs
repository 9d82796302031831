//! How a struct is read and written.
//!
//! The bodies are tables of one-line reads; the loop over keys is a function of the runtime. This is what keeps
//! generated crates quick to compile, so nothing clever belongs here.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::paths;
use super::struct_encode::{encode_impl, key_text};
use super::structs::{empty, empty_rest};
use super::types::ident;
use crate::plan::{FieldPlan, Presence, RustType, SettlePlan, StructPlan};

/// Most keys that the static table of a struct can hold; further ones are matched by name.
const TABLE: usize = 128;

/// `Decode`, `Record` and `Encode` of a struct.
#[must_use]
pub fn emit_codec(plan: &StructPlan) -> TokenStream {
    let (decode, record, encode) = (decode_impl(plan), record_impl(plan), encode_impl(plan));
    quote! {
        #decode
        #record
        #encode
    }
}

fn decode_impl(plan: &StructPlan) -> TokenStream {
    let name = ident(&plan.name);
    let (decode, reader, result, error) = (paths::decode(), paths::reader(), paths::result(), paths::decode_error());
    // Where nothing is required, the value in which nothing is set is there already.
    let blank = if plan.is_default() {
        quote!(Self::default())
    } else {
        let members = plan.fields.iter().map(empty).chain(empty_rest(plan));
        quote!(Self { #(#members),* })
    };
    let read = read_record(plan);
    quote! {
        impl #decode for #name {
            #[inline]
            fn blank() -> Self {
                #blank
            }
            #[inline]
            fn read(&mut self, r: &mut #reader<'_>) -> #result<(), #error> {
                #read
            }
        }
    }
}

fn read_record(plan: &StructPlan) -> TokenStream {
    let record = match &plan.extra {
        Some(_) => quote!(r.open_record(self)),
        None => quote!(r.record(self)),
    };
    if plan.settles.is_empty() {
        return record;
    }
    let settles = plan.settles.iter().map(|settle| settle_step(plan, settle));
    let ok = paths::ok();
    quote! {
        #record?;
        #(#settles)*
        #ok(())
    }
}

/// Gives a union the text that tells its variant, once both have been read.
fn settle_step(plan: &StructPlan, settle: &SettlePlan) -> TokenStream {
    let key = plan
        .fields
        .iter()
        .find(|field| field.rust == settle.field)
        .map_or("", |field| field.wire.as_str());
    let (tag, field) = (ident(&settle.tag), ident(&settle.field));
    let inside = each_union(&settle.ty, &quote!(&mut self.#field), key);
    let body = quote! {
        let tag = tag.to_string();
        #inside
    };
    let (some, patch) = (paths::some(), paths::patch());
    match &settle.tag_ty {
        RustType::Optional(_) => quote!(if let #some(tag) = &self.#tag { #body }),
        RustType::Patch(_) => quote!(if let #patch::Set(tag) = &self.#tag { #body }),
        _ => quote!({ let tag = &self.#tag; #body }),
    }
}

fn each_union(ty: &RustType, value: &TokenStream, key: &str) -> TokenStream {
    let (some, patch) = (paths::some(), paths::patch());
    match ty {
        RustType::Optional(inner) => {
            let body = each_union(inner, &quote!(data), key);
            quote!(if let #some(data) = #value { #body })
        }
        RustType::Patch(inner) => {
            let body = each_union(inner, &quote!(data), key);
            quote!(if let #patch::Set(data) = #value { #body })
        }
        RustType::List(inner) => {
            let body = each_union(inner, &quote!(data), key);
            quote!(for data in #value { #body })
        }
        RustType::Boxed(inner) => {
            let body = each_union(inner, &quote!(data), key);
            quote!({ let data = &mut **#value; #body })
        }
        _ => quote!({ let data = #value; data.settle(&tag, #key, r)?; }),
    }
}

/// Keys and required ones in table order; fields beyond the table are left out.
fn shape(plan: &StructPlan) -> (Vec<String>, [u64; 2]) {
    let mut keys: Vec<(usize, String)> = plan
        .fields
        .iter()
        .map(|field| (field.index, key_text(&field.wire)))
        .chain(
            plan.constants
                .iter()
                .map(|constant| (constant.index, key_text(&constant.wire))),
        )
        .filter(|(index, _)| *index < TABLE)
        .collect();
    keys.sort();
    let mut mask = [0_u64; 2];
    for at in &plan.required {
        if let Some(field) = plan.fields.get(*at)
            && let Some(word) = mask.get_mut(field.index / 64)
        {
            *word |= 1 << (field.index % 64);
        }
    }
    (keys.into_iter().map(|(_, key)| key).collect(), mask)
}

fn record_impl(plan: &StructPlan) -> TokenStream {
    let name = ident(&plan.name);
    let (record, shape_path, reader, result, error) = (
        paths::record(),
        paths::shape(),
        paths::reader(),
        paths::result(),
        paths::decode_error(),
    );
    let (keys, [low, high]) = shape(plan);
    let (low, high) = (mask(low), mask(high));
    let arms = plan.fields.iter().filter(|field| field.index < TABLE).map(|field| {
        let (index, read) = (Literal::usize_unsuffixed(field.index), read_field(field));
        quote!(#index => #read,)
    });
    // Constants are known keys whose value says nothing.
    let constants = plan
        .constants
        .iter()
        .filter(|constant| constant.index < TABLE)
        .map(|constant| {
            let index = Literal::usize_unsuffixed(constant.index);
            quote!(#index => r.skip(),)
        });
    // Behind the last field that there can be: what no field holds.
    let extra = plan.extra.iter().map(|extra| {
        let (index, extra) = (Literal::usize_unsuffixed(TABLE), ident(extra));
        quote!(#index => r.extra(&mut self.#extra),)
    });
    let arms: Vec<TokenStream> = arms.chain(constants).chain(extra).collect();
    let ok = paths::ok();
    let field = if arms.is_empty() {
        quote! {
            #[inline]
            fn field(&mut self, _: usize, _: &mut #reader<'_>) -> #result<(), #error> {
                #ok(())
            }
        }
    } else {
        quote! {
            #[inline]
            fn field(&mut self, i: usize, r: &mut #reader<'_>) -> #result<(), #error> {
                match i {
                    #(#arms)*
                    _ => #ok(()),
                }
            }
        }
    };
    let unknown = unknown(plan);
    let also = spellings(plan);
    quote! {
        impl #record for #name {
            #[inline]
            fn shape(&self) -> &'static #shape_path {
                static SHAPE: #shape_path = #shape_path::new(&[#(#keys),*], [#low, #high]) #also;
                &SHAPE
            }
            #field
            #unknown
        }
    }
}

/// Other keys of fields, each with the number of its field.
fn spellings(plan: &StructPlan) -> Option<TokenStream> {
    let fields = plan.fields.iter().filter(|field| field.index < TABLE);
    let pairs = fields.flat_map(|field| {
        let index = Literal::usize_unsuffixed(field.index);
        field.also.iter().map(move |key| quote!((#key, #index)))
    });
    let pairs: Vec<TokenStream> = pairs.collect();
    (!pairs.is_empty()).then(|| quote!(.also(&[#(#pairs),*])))
}

fn mask(word: u64) -> TokenStream {
    format!("{word:#x}").parse().unwrap_or_else(|_| quote!(0))
}

fn read_field(field: &FieldPlan) -> TokenStream {
    let name = ident(&field.rust);
    let decode = paths::decode();
    match &field.presence {
        Presence::Patch(clear) => quote!(r.patch(&mut self.#name, #clear)),
        _ if field.one_or_many => quote!(r.one_or_many(&mut self.#name)),
        _ => quote!(#decode::read(&mut self.#name, r)),
    }
}

/// Keys outside of the table: families, and keys beyond its size.
fn unknown(plan: &StructPlan) -> Option<TokenStream> {
    let (ok, result, error, reader) = (paths::ok(), paths::result(), paths::decode_error(), paths::reader());
    let late = plan.fields.iter().filter(|field| field.index >= TABLE).map(|field| {
        let (key, read) = (&field.wire, read_field(field));
        quote!(if key == #key { #read?; return #ok(true); })
    });
    let late_constants = plan.constants.iter().filter(|c| c.index >= TABLE).map(|constant| {
        let key = &constant.wire;
        quote!(if key == #key { r.skip()?; return #ok(true); })
    });
    let families = plan.families.iter().map(|family| {
        let (name, pattern) = (ident(&family.rust), &family.pattern);
        quote!(if r.family(key, #pattern, &mut self.#name)? { return #ok(true); })
    });
    let steps: Vec<TokenStream> = late.chain(late_constants).chain(families).collect();
    if steps.is_empty() {
        return None;
    }
    Some(quote! {
        #[inline]
        fn unknown(&mut self, key: &str, r: &mut #reader<'_>) -> #result<bool, #error> {
            #(#steps)*
            #ok(false)
        }
    })
}
