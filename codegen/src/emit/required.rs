//! Structs of what is required, and how a value leaves one.

use proc_macro2::TokenStream;
use quote::quote;

use super::debug::{derive, redacted_debug};
use super::docs::{attributes, bare};
use super::paths;
use super::types::{ident, rust_type};
use crate::plan::{RequiredFieldPlan, RequiredPlan};

/// The struct; `of` is the type whose `new` takes it.
#[must_use]
pub fn emit_required(plan: &RequiredPlan, of: &str) -> TokenStream {
    let (name, doc) = (ident(&plan.rust), format!(" What [`{of}`] requires."));
    let bare = bare(plan.fields.iter().map(|field| &field.docs));
    let fields = plan.fields.iter().map(|field| {
        let docs = attributes(&field.docs);
        let (name, ty) = (ident(&field.rust), rust_type(&field.ty));
        quote!(#docs pub #name: #ty)
    });
    let derive = derive(plan.secret, false);
    let debug = plan.secret.then(|| {
        let fields = plan.fields.iter().map(|field| (field.rust.as_str(), field.secret));
        redacted_debug(&plan.rust, fields)
    });
    quote! {
        #[doc = #doc]
        #bare
        #derive
        pub struct #name { #(#fields),* }
        #debug
    }
}

/// The argument that takes the struct; it stands in the module of the struct.
#[must_use]
pub fn argument(plan: &RequiredPlan) -> TokenStream {
    let name = ident(&plan.rust);
    quote!(required: #name)
}

/// The value of a field, as it stands where it goes.
#[must_use]
pub fn value(field: &RequiredFieldPlan) -> TokenStream {
    let name = ident(&field.rust);
    if field.boxed {
        let boxed = paths::boxed();
        quote!(#boxed::new(required.#name))
    } else {
        quote!(required.#name)
    }
}
