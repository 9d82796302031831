//! The clients of a crate: one async, one blocking.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::docs::attributes;
use super::paths;
use super::types::ident;
use crate::plan::{CratePlan, ModulePlan};

/// The module `client`.
#[must_use]
pub fn emit_client(plan: &CratePlan) -> TokenStream {
    let docs = format!(
        " Client of the {} API. Clones share connections, limits and credentials.",
        plain(&plan.title)
    );
    let inner = paths::runtime_client();
    let body = client(plan, &docs, &inner);
    let (from_core, platform, table, result, error, ok) = (
        paths::from_core(),
        paths::platform(),
        paths::platform_table(),
        paths::result(),
        paths::error(),
        paths::ok(),
    );
    quote! {
        #body
        impl #from_core for Client {
            const PLATFORM: &'static #platform = &#table;
            fn from_core(client: #inner) -> #result<Self, #error> {
                #ok(Self { client })
            }
        }
    }
}

/// The module `blocking`.
#[must_use]
pub fn emit_blocking(plan: &CratePlan) -> TokenStream {
    let docs = format!(" Client of the {} API for code that is not async.", plain(&plan.title));
    let inner = paths::blocking_client();
    let body = client(plan, &docs, &inner);
    let (from_core, platform, table, result, error, ok, runtime) = (
        paths::from_core(),
        paths::platform(),
        paths::platform_table(),
        paths::result(),
        paths::error(),
        paths::ok(),
        paths::runtime_client(),
    );
    quote! {
        #![doc = " The client for code that is not async. Listings are iterators."]
        #body
        impl #from_core for Client {
            const PLATFORM: &'static #platform = &#table;
            fn from_core(client: #runtime) -> #result<Self, #error> {
                #ok(Self { client: #inner::new(client)? })
            }
        }
    }
}

fn client(plan: &CratePlan, docs: &str, inner: &Ident) -> TokenStream {
    let (into, string, builder, raw_call) = (paths::into(), paths::string(), paths::builder(), paths::raw_call());
    let (result, error, settings, fn_once) = (paths::result(), paths::error(), paths::settings(), paths::fn_once());
    let variables = variables(plan);
    let handles = plan.modules.iter().filter_map(|module| handle(module, inner));
    let url = format!(
        " `base_url` is the address of the account's server: `{}`.",
        plain(&plan.base_url)
    );
    quote! {
        #[doc = #docs]
        #[derive(Debug, Clone)]
        pub struct Client {
            client: #inner,
        }
        impl Client {
            /// Starts setting up a client.
            ///
            #[doc = #url]
            pub fn builder(base_url: impl #into<#string>) -> #builder<Self> {
                #builder::new(base_url)
            }
            /// A client with what the environment says; see [`builder_from_env`](Self::builder_from_env).
            ///
            /// # Errors
            /// It names each variable that is missing; or it is as with `build`.
            pub fn from_env() -> #result<Self, #error> {
                Self::builder_from_env()?.build()
            }
            /// Starts setting up a client with what the environment says:
            ///
            #(#[doc = #variables])*
            ///
            /// A variable that is empty counts as not set. [`Builder::from_variables`](::tradewire::Builder::from_variables) takes them from elsewhere.
            ///
            /// # Errors
            /// It names each variable that is missing, and what it is for; or the ways to authenticate that variables are set for, where
            /// there are several.
            pub fn builder_from_env() -> #result<#builder<Self>, #error> {
                #builder::from_env()
            }
            /// A client of the same account with other settings: `client.with(|settings| settings.timeout(time))`. It shares
            /// connections, request limits and the budget of repeats with this one, which stays as it is.
            ///
            /// # Errors
            /// A header cannot be sent.
            pub fn with(&self, change: impl #fn_once(#settings) -> #settings) -> #result<Self, #error> {
                #result::map(self.client.with(change), |client| Self { client })
            }
            /// A call of any address of the platform, with the client's credentials, limits and retries: for what
            /// this crate does not cover.
            pub fn raw(&self, method: &str, path: impl #into<#string>) -> #raw_call<#inner> {
                self.client.raw(method, path)
            }
            #(#handles)*
        }
    }
}

/// A table of the variables that a client is set up by.
fn variables(plan: &CratePlan) -> Vec<String> {
    let head = [" | variable | |".to_owned(), " | --- | --- |".to_owned()];
    let rows = plan.variables.iter().map(|variable| {
        let what = super::text::markdown(&variable.what).replace('|', "\\|");
        format!(" | `{}` | {what} |", variable.name)
    });
    head.into_iter().chain(rows).collect()
}

fn handle(module: &ModulePlan, inner: &Ident) -> Option<TokenStream> {
    let handle = module.handle.as_ref()?;
    let docs = attributes(&module.docs.first());
    let (method, handle) = (ident(&handle.method), paths::item(&module.name, &handle.rust));
    Some(quote! {
        #docs
        #[must_use]
        pub fn #method(&self) -> #handle<#inner> {
            #handle::new(self.client.clone())
        }
    })
}

/// Text for the inside of a sentence of ours: no code, no line ends.
fn plain(text: &str) -> String {
    super::text::markdown(&text.replace('`', "'"))
}
