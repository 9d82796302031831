//! Setters of operations: on the operation itself, where rustdoc lists them, and on `Call<Operation, C>`, so that they serve async and
//! blocking clients alike.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::attributes;
use super::paths;
use super::types::{argument_type, field_value, ident};
use crate::plan::{CallSetterPlan, OperationPlan};

/// The setters of an operation as a value; what makes it stands before them.
#[must_use]
pub fn own_setters(plan: &OperationPlan) -> TokenStream {
    let setters = plan.setters.iter().map(|setter| {
        let docs = attributes(&setter.docs);
        methods(setter, &docs, &quote!(#[inline]), &quote!(self))
    });
    quote!(#(#setters)*)
}

/// The same setters of a call. On the page of `Call` those of all operations would stand in one heap.
#[must_use]
pub fn call_setters(plan: &OperationPlan) -> Option<TokenStream> {
    if plan.setters.is_empty() {
        return None;
    }
    let (call, name) = (paths::call(), ident(&plan.rust));
    let setters = plan.setters.iter().map(|setter| {
        let docs = setter.docs.first();
        let docs = if docs.is_empty() {
            let doc = format!(" See [`{}::{}`].", plan.rust, setter.setter.name);
            quote!(#[doc = #doc])
        } else {
            attributes(&docs)
        };
        methods(setter, &docs, &quote!(), &quote!(self.operation_mut()))
    });
    Some(quote! {
        #[cfg(not(doc))]
        impl<C> #call<self::#name, C> {
            #(#setters)*
        }
    })
}

fn methods(plan: &CallSetterPlan, docs: &TokenStream, inline: &TokenStream, holder: &TokenStream) -> TokenStream {
    let method = ident(&plan.setter.name);
    let ty = argument_type(&plan.setter.form);
    let argument = ident("value");
    let value = field_value(&plan.setter.form, &plan.ty, &argument);
    let target: Vec<_> = plan.target.iter().map(|name| ident(name)).collect();
    let clearer = plan.clearer.as_ref().map(|clearer| {
        let (clearer, patch) = (ident(clearer), paths::patch());
        let doc = format!(" Empties what [`{method}`](Self::{method}) sets.");
        quote! {
            #[doc = #doc]
            #[must_use]
            #inline
            pub fn #clearer(mut self) -> Self {
                #holder #(.#target)* = #patch::Clear;
                self
            }
        }
    });
    quote! {
        #docs
        #[must_use]
        #inline
        pub fn #method(mut self, #argument: #ty) -> Self {
            #holder #(.#target)* = #value;
            self
        }
        #clearer
    }
}
