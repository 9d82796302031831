//! Setters for headers of all calls.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::attributes;
use super::paths;
use super::types::{argument_type, field_value, ident, rust_type};
use crate::plan::{CratePlan, HeaderSetterPlan};

/// The module `client_headers`, for where a header is an input of the client.
#[must_use]
pub fn emit_headers(plan: &CratePlan) -> TokenStream {
    let setters = plan.headers.iter().map(setter);
    let (take_header, builder, common_headers) = (paths::take_header(), paths::builder(), paths::common_headers());
    quote! {
        /// Headers that every call has: setters of `Client::builder`, and of `tradewire::CommonHeaders` for those who send requests
        /// themselves.
        pub trait ClientHeaders: #take_header {
            #(#setters)*
        }
        impl ClientHeaders for #builder<crate::client::Client> {}
        #[cfg(feature = "blocking")]
        impl ClientHeaders for #builder<crate::blocking::Client> {}
        impl ClientHeaders for #common_headers {}
    }
}

fn setter(plan: &HeaderSetterPlan) -> TokenStream {
    let (docs, take_header) = (attributes(&plan.docs), paths::take_header());
    let (method, name, argument) = (ident(&plan.setter.name), &plan.header, ident("value"));
    let ty = argument_type(&plan.setter.form);
    let value = field_value(&plan.setter.form, &plan.ty, &argument);
    let own = rust_type(&plan.ty);
    let outgoing = match &plan.format {
        Some(format) => {
            let formatted = paths::formatted();
            quote!(&#formatted(&value, #format))
        }
        None => quote!(&value),
    };
    quote! {
        #docs
        #[must_use]
        fn #method(self, #argument: #ty) -> Self {
            let value: #own = #value;
            #take_header::take_header(self, #name, #outgoing)
        }
    }
}
