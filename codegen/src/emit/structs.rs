//! Structs: declaration, constructor, setters.

use proc_macro2::TokenStream;
use quote::quote;

use super::debug::{derive, redacted_debug};
use super::docs::{attributes, bare};
use super::paths;
use super::required::{self, emit_required};
use super::types::{argument_type, blank, field_value, ident, rust_type};
use crate::plan::{FamilyPlan, FieldPlan, StructPlan};

/// A struct with everything that belongs to it.
#[must_use]
pub fn emit_struct(plan: &StructPlan) -> TokenStream {
    let declaration = declaration(plan);
    let debug = plan.secret.then(|| debug_impl(plan));
    let methods = plan.built.then(|| methods(plan));
    let required = plan.named.as_ref().map(|named| emit_required(named, &plan.name));
    let codec = (!plan.upload).then(|| super::struct_codec::emit_codec(plan));
    quote! {
        #declaration
        #debug
        #required
        #methods
        #codec
    }
}

fn declaration(plan: &StructPlan) -> TokenStream {
    let docs = attributes(&plan.docs);
    let name = ident(&plan.name);
    // One with the codec shows itself by way of it, see `emit/modules.rs`.
    let derive = derive(plan.secret || shown_by_codec(plan), plan.is_default());
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
            #[doc = " Members that no other field holds: unknown ones, and values that did not fit."]
            pub #name: #extra
        }
    });
    let members = fields.chain(families).chain(extra);
    let plans = plan.fields.iter().map(|field| &field.docs);
    let bare = bare(plans.chain(plan.families.iter().map(|family| &family.docs)));
    quote! {
        #docs
        #derive
        #[non_exhaustive]
        #bare
        pub struct #name {
            #(#members),*
        }
    }
}

/// Whether `Debug` goes by way of the codec.
#[must_use]
pub fn shown_by_codec(plan: &StructPlan) -> bool {
    !plan.upload && !plan.secret
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
    if plan.is_default() {
        return quote! {
            /// A value in which nothing is set.
            #[must_use]
            #[inline]
            pub fn new() -> Self {
                Self::default()
            }
        };
    }
    let args = arguments(plan);
    let given = plan.required.iter().enumerate().filter_map(|(nth, at)| {
        let field = plan.fields.get(*at)?;
        let name = ident(&field.rust);
        let value = match plan.named.as_ref().and_then(|named| named.fields.get(nth)) {
            Some(named) => required::value(named),
            None => field_value(&field.argument(), &field.ty, &name),
        };
        Some(quote!(#name: #value))
    });
    let all = plan.required.len() == plan.fields.len() + plan.families.len() + plan.extra.iter().len();
    let rest = (!all).then(|| {
        if plan.upload {
            let others = (0..plan.fields.len()).filter(|at| !plan.required.contains(at));
            let others = others.filter_map(|at| plan.fields.get(at)).map(empty);
            let others = others.chain(empty_rest(plan));
            quote!(#(#others),*)
        } else {
            let decode = paths::decode();
            quote!(..#decode::blank())
        }
    });
    quote! {
        /// A value with its required fields.
        #[must_use]
        #[inline]
        pub fn new(#args) -> Self {
            Self { #(#given,)* #rest }
        }
    }
}

/// A field with nothing in it.
pub fn empty(field: &FieldPlan) -> TokenStream {
    let (name, value) = (ident(&field.rust), blank(&field.ty));
    quote!(#name: #value)
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
    let doc = format!(" Sets [`{name}`](field@Self::{name}).");
    let clearer = field.clearer.as_ref().map(|clearer| {
        let (clearer, patch) = (ident(clearer), paths::patch());
        let doc = format!(" Empties [`{name}`](field@Self::{name}).");
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
    let doc = format!(" Sets [`{name}`](field@Self::{name}).");
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
