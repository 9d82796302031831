//! Setters of calls: inherent on `Call<Operation, C>`, so that they serve async and blocking clients alike.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::attributes;
use super::paths;
use super::types::{argument_type, field_value, ident};
use crate::plan::{CallSetterPlan, OperationPlan};

/// All setters of an operation.
#[must_use]
pub fn call_setters(plan: &OperationPlan) -> Option<TokenStream> {
    if plan.setters.is_empty() {
        return None;
    }
    let (call, name) = (paths::call(), ident(&plan.rust));
    let setters = plan.setters.iter().map(setter);
    Some(quote! {
        impl<C> #call<self::#name, C> {
            #(#setters)*
        }
    })
}

fn setter(plan: &CallSetterPlan) -> TokenStream {
    let docs = attributes(&plan.docs);
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
            pub fn #clearer(mut self) -> Self {
                self.operation_mut() #(.#target)* = #patch::Clear;
                self
            }
        }
    });
    quote! {
        #docs
        #[must_use]
        pub fn #method(mut self, #argument: #ty) -> Self {
            self.operation_mut() #(.#target)* = #value;
            self
        }
        #clearer
    }
}
