//! Lists that are sent batch by batch: where the list of an operation is, and the method of the handle.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::attributes;
use super::paths;
use super::required;
use super::types::{argument_type, ident, rust_type};
use crate::plan::{BatchPlan, ItemStep, OperationPlan, RustType, SetterForm};

/// Where the list is, and how many elements of it go at a time.
#[must_use]
pub fn batch_impl(plan: &OperationPlan, batch: &BatchPlan) -> TokenStream {
    let (name, item) = (ident(&plan.rust), rust_type(&batch.item));
    let (trait_path, vec) = (paths::batch_operation(), paths::vec());
    let limit = proc_macro2::Literal::u64_unsuffixed(batch.limit);
    let list = list(&batch.steps);
    quote! {
        impl #trait_path for #name {
            type Item = #item;
            const LIMIT: usize = #limit;
            #[inline]
            fn elements(&mut self) -> &mut #vec<Self::Item> {
                #list
            }
        }
    }
}

/// Only the last step leads to what may be missing.
fn list(steps: &[ItemStep]) -> TokenStream {
    let fields = steps.iter().map(|step| ident(&step.field));
    let place = quote!(self #(.#fields)*);
    match steps.last() {
        Some(step) if step.optional => quote!(#place.get_or_insert_default()),
        _ => quote!(&mut #place),
    }
}

/// The method of the handle.
#[must_use]
pub fn batch_method(plan: &OperationPlan, batch: &BatchPlan) -> TokenStream {
    let docs = attributes(&batch.docs);
    let (method, operation, item) = (ident(&batch.method), ident(&plan.rust), rust_type(&batch.item));
    let (elements, batches) = (paths::elements(), paths::batches());
    let argument = ident(&batch.argument);
    let instead_of = batch.instead_of.as_ref().map(|(at, _)| *at);
    let mut taken: Vec<TokenStream> = plan.required.iter().map(required::argument).collect();
    let mut given: Vec<TokenStream> = plan.required.iter().map(|_| quote!(required)).collect();
    for (at, arg) in plan.args.iter().enumerate() {
        let name = ident(&arg.name);
        if instead_of == Some(at) {
            taken.push(quote!(#name: S));
            given.push(no_elements(batch));
        } else {
            let ty = argument_type(&arg.form);
            taken.push(quote!(#name: #ty));
            given.push(quote!(#name));
        }
    }
    if instead_of.is_none() {
        taken.push(quote!(#argument: S));
    }
    quote! {
        #docs
        pub fn #method<S: #elements<#item>>(&self, #(#taken),*) -> #batches<self::#operation, C, S::Source> {
            #batches::new(self.client.clone(), self::#operation::new(#(#given),*), #argument)
        }
    }
}

/// What the operation is made with where the elements will come from elsewhere.
fn no_elements(batch: &BatchPlan) -> TokenStream {
    match &batch.instead_of {
        Some((_, SetterForm::Plain(RustType::Optional(_)))) => {
            let none = paths::none();
            quote!(#none)
        }
        _ => {
            let (vec, item) = (paths::vec(), rust_type(&batch.item));
            quote!(#vec::<#item>::new())
        }
    }
}
