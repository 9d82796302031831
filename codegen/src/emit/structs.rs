//! Structs: declaration, constructor, setters.

use proc_macro2::TokenStream;
use quote::quote;

use super::debug::redacted_debug;
use super::docs::attributes;
use super::paths;
use super::required::{self, emit_required};
use super::types::{argument_type, blank, field_value, ident, rust_type};
use crate::plan::{FamilyPlan, FieldPlan, StructPlan};

/// A struct with everything that belongs to it.
#[must_use]
pub fn emit_struct(plan: &StructPlan) -> TokenStream {
    let declaration = declaration(plan);
    let debug = plan.secret.then(|| debug_impl(plan));
    let methods = methods(plan);
    let required = plan.named.as_ref().map(|named| emit_required(named, &plan.name));
    let default = plan.required.is_empty().then(|| default_impl(&plan.name));
    let codec = (!plan.upload).then(|| super::struct_codec::emit_codec(plan));
    quote! {
        #declaration
        #debug
        #required
        #methods
        #default
        #codec
    }
}

fn declaration(plan: &StructPlan) -> TokenStream {
    let docs = attributes(&plan.docs);
    let name = ident(&plan.name);
    let derive = if plan.secret {
        quote!(#[derive(Clone, PartialEq)])
    } else {
        quote!(#[derive(Debug, Clone, PartialEq)])
    };
    let fields = plan.fields.iter().map(|field| {
        let docs = attributes(&field.docs);
        let (name, ty) = (ident(&field.rust), rust_type(&field.ty));
        quote!(#docs pub #name: #ty)
    });
    let families = plan.families.iter().map(|family| {
        let docs = attributes(&family.docs);
        let (name, ty) = (ident(&family.rust), rust_type(&family.ty));
        quote!(#docs pub #name: #ty)
    });
    let extra = plan.extra.as_ref().map(|name| {
        let (name, extra) = (ident(name), paths::extra());
        quote! {
            #[doc = " What no other field holds."]
            pub #name: #extra
        }
    });
    let members = fields.chain(families).chain(extra);
    quote! {
        #docs
        #derive
        #[non_exhaustive]
        pub struct #name {
            #(#members),*
        }
    }
}

fn debug_impl(plan: &StructPlan) -> TokenStream {
    let fields = plan.fields.iter().map(|field| (field.rust.as_str(), field.secret));
    let families = plan.families.iter().map(|family| (family.rust.as_str(), family.secret));
    // A secret that did not fit its field would stand there.
    let extra = plan.extra.iter().map(|extra| (extra.as_str(), true));
    redacted_debug(&plan.name, fields.chain(families).chain(extra))
}

fn methods(plan: &StructPlan) -> TokenStream {
    let name = ident(&plan.name);
    let constructor = constructor(plan);
    let setters = plan.fields.iter().map(setter);
    let families = plan.families.iter().map(family_setter);
    quote! {
        impl #name {
            #constructor
            #(#setters)*
            #(#families)*
        }
    }
}

fn constructor(plan: &StructPlan) -> TokenStream {
    let args = arguments(plan);
    let fields = plan.fields.iter().enumerate().map(|(at, field)| {
        let name = ident(&field.rust);
        if let Some(nth) = plan.required.iter().position(|required| *required == at) {
            if let Some(named) = plan.named.as_ref().and_then(|named| named.fields.get(nth)) {
                let value = required::value(named);
                return quote!(#name: #value);
            }
            let value = field_value(&field.argument(), &field.ty, &name);
            quote!(#name: #value)
        } else {
            let value = blank(&field.ty);
            quote!(#name: #value)
        }
    });
    let members = fields.chain(empty_rest(plan));
    let doc = if plan.required.is_empty() {
        " A value in which nothing is set."
    } else {
        " A value with its required fields."
    };
    quote! {
        #[doc = #doc]
        #[must_use]
        #[inline]
        pub fn new(#args) -> Self {
            Self { #(#members),* }
        }
    }
}

/// What `new` takes.
fn arguments(plan: &StructPlan) -> TokenStream {
    if let Some(named) = &plan.named {
        return required::argument(named);
    }
    let args = plan.required.iter().filter_map(|at| plan.fields.get(*at)).map(|field| {
        let (name, ty) = (ident(&field.rust), argument_type(&field.argument()));
        quote!(#name: #ty)
    });
    quote!(#(#args),*)
}

/// The members beside the fields, with nothing in them.
pub fn empty_rest(plan: &StructPlan) -> impl Iterator<Item = TokenStream> {
    let families = plan.families.iter().map(|family| (&family.rust, paths::map()));
    let extra = plan.extra.iter().map(|extra| (extra, paths::extra()));
    families.chain(extra).map(|(name, ty)| {
        let name = ident(name);
        quote!(#name: #ty::new())
    })
}

fn setter(field: &FieldPlan) -> TokenStream {
    let (method, name) = (ident(&field.setter.name), ident(&field.rust));
    let ty = argument_type(&field.setter.form);
    let value = field_value(&field.setter.form, &field.ty, &name);
    let doc = format!(" Sets [`{name}`](Self::{name}).");
    let clearer = field.clearer.as_ref().map(|clearer| {
        let (clearer, patch) = (ident(clearer), paths::patch());
        let doc = format!(" Empties [`{name}`](Self::{name}).");
        quote! {
            #[doc = #doc]
            #[must_use]
            #[inline]
            pub fn #clearer(mut self) -> Self {
                self.#name = #patch::Clear;
                self
            }
        }
    });
    quote! {
        #[doc = #doc]
        #[must_use]
        #[inline]
        pub fn #method(mut self, #name: #ty) -> Self {
            self.#name = #value;
            self
        }
        #clearer
    }
}

fn family_setter(family: &FamilyPlan) -> TokenStream {
    let (method, name) = (ident(&family.setter.name), ident(&family.rust));
    let ty = argument_type(&family.setter.form);
    let value = field_value(&family.setter.form, &family.ty, &name);
    let doc = format!(" Sets [`{name}`](Self::{name}).");
    quote! {
        #[doc = #doc]
        #[must_use]
        #[inline]
        pub fn #method(mut self, #name: #ty) -> Self {
            self.#name = #value;
            self
        }
    }
}

/// `Default` is `new()` where nothing is required.
fn default_impl(name: &str) -> TokenStream {
    let (name, default) = (ident(name), paths::default());
    quote! {
        impl #default for #name {
            #[inline]
            fn default() -> Self {
                Self::new()
            }
        }
    }
}
