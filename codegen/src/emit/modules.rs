//! The module of one resource: its handle, operations, callbacks and types.

use std::iter;

use proc_macro2::TokenStream;
use quote::quote;

use super::batch::batch_method;
use super::callbacks::emit_callback;
use super::docs::{attributes, inner_attributes};
use super::enums::emit_enum;
use super::operations::{emit_operation, signature};
use super::parts::Parts;
use super::paths;
use super::structs::{emit_struct, shown_by_codec};
use super::types::{ident, rust_type};
use super::unions::emit_union;
use crate::plan::{HandlePlan, ModulePlan, OperationPlan, TypePlan};

/// Everything in the file of a module.
#[must_use]
pub fn emit_module(plan: &ModulePlan) -> Parts<'_> {
    let docs = iter::once_with(|| inner_attributes(&plan.docs));
    let handle = plan.handle.iter().map(|handle| emit_handle(plan, handle));
    let operations = plan.operations.iter().map(emit_operation);
    let callbacks = plan.callbacks.iter().map(emit_callback);
    let types = plan.types.iter().map(emit_type);
    let debug = iter::once_with(|| debug_impls(plan).unwrap_or_default());
    let serde = iter::once_with(|| serde_impls(plan).unwrap_or_default());
    Box::new(
        docs.chain(handle)
            .chain(operations)
            .chain(callbacks)
            .chain(types)
            .chain(debug)
            .chain(serde),
    )
}

fn emit_type(plan: &TypePlan) -> TokenStream {
    match plan {
        TypePlan::Struct(plan) => emit_struct(plan),
        TypePlan::Enum(plan) => emit_enum(plan),
        TypePlan::Union(plan) => emit_union(plan),
        TypePlan::Alias(plan) => {
            let docs = attributes(&plan.docs);
            let (name, target) = (ident(&plan.name), rust_type(&plan.target));
            quote!(#docs pub type #name = #target;)
        }
    }
}

fn emit_handle(plan: &ModulePlan, handle: &HandlePlan) -> TokenStream {
    let docs = attributes(&plan.docs);
    let (name, clone, client) = (ident(&handle.rust), paths::clone(), paths::runtime_client());
    let methods = plan.operations.iter().map(method);
    quote! {
        #docs
        #[derive(Debug, Clone)]
        pub struct #name<C = #client> {
            client: C,
        }
        impl<C: #clone> self::#name<C> {
            pub(crate) fn new(client: C) -> Self {
                Self { client }
            }
            #(#methods)*
        }
    }
}

fn method(plan: &OperationPlan) -> TokenStream {
    let docs = attributes(&plan.docs);
    let (method, operation, call) = (ident(&plan.method), ident(&plan.rust), paths::call());
    // Behind `self::` it is the operation even if it is called as the parameter is.
    let operation = quote!(self::#operation);
    let args = signature(plan);
    let required = plan.required.iter().map(|_| ident("required"));
    let names: Vec<_> = required.chain(plan.args.iter().map(|arg| ident(&arg.name))).collect();
    let comma = (!args.is_empty()).then(|| quote!(,));
    // As the method was called before, it does what it does now.
    let former = plan.former.iter().map(|former| {
        let docs = attributes(&former.docs);
        let name = ident(&former.method);
        quote! {
            #docs
            pub fn #name(&self #comma #args) -> #call<#operation, C> {
                self.#method(#(#names),*)
            }
        }
    });
    let batch = plan.batch.as_ref().map(|batch| batch_method(plan, batch));
    quote! {
        #docs
        pub fn #method(&self #comma #args) -> #call<#operation, C> {
            #call::new(self.client.clone(), #operation::new(#(#names),*))
        }
        #(#former)*
        #batch
    }
}

/// `Debug` through the codec.
fn debug_impls(plan: &ModulePlan) -> Option<TokenStream> {
    let names: Vec<_> = plan
        .types
        .iter()
        .filter_map(|ty| match ty {
            TypePlan::Struct(plan) => shown_by_codec(plan).then(|| ident(&plan.name)),
            TypePlan::Enum(_) | TypePlan::Union(_) | TypePlan::Alias(_) => None,
        })
        .collect();
    (!names.is_empty()).then(|| quote!(::tradewire::impl_debug!(#(#names),*);))
}

/// `Serialize` and `Deserialize` through the codec, for caching and logging.
fn serde_impls(plan: &ModulePlan) -> Option<TokenStream> {
    let names: Vec<_> = plan
        .types
        .iter()
        .filter_map(|ty| match ty {
            TypePlan::Struct(plan) => (!plan.upload).then(|| ident(&plan.name)),
            TypePlan::Enum(plan) => Some(ident(&plan.name)),
            TypePlan::Union(plan) => Some(ident(&plan.name)),
            TypePlan::Alias(_) => None,
        })
        .collect();
    (!names.is_empty()).then(|| {
        quote! {
            #[cfg(feature = "serde")]
            ::tradewire::impl_serde!(#(#names),*);
        }
    })
}
