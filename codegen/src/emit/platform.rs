//! The static table of the platform.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::paths;
use super::types::{ident, option_text};
use crate::plan::{ErrorTable, PlatformTable, SchemeKind, SchemeTable, SignTable, TemplateTable};

/// The module `platform`.
#[must_use]
pub fn emit_platform(table: &PlatformTable) -> TokenStream {
    let (platform, limit_path) = (paths::platform(), paths::limit());
    let (name, digit_booleans) = (&table.name, table.digit_booleans);
    let schemes = table.auth.iter().map(scheme);
    let limits = table.limits.iter().map(|limit| {
        let name = &limit.name;
        let requests = Literal::u32_unsuffixed(limit.requests);
        let seconds = Literal::u32_unsuffixed(limit.per_seconds);
        let header = option_text(limit.header.as_deref());
        quote! {
            #limit_path { name: #name, requests: #requests, per_seconds: #seconds, header: #header }
        }
    });
    let errors = errors(&table.errors);
    quote! {
        /// What holds for every operation.
        pub(crate) static PLATFORM: #platform = #platform {
            name: #name,
            auth: &[#(#schemes),*],
            limits: &[#(#limits),*],
            digit_booleans: #digit_booleans,
            errors: #errors,
        };
    }
}

fn scheme(table: &SchemeTable) -> TokenStream {
    let (scheme, kind) = (paths::scheme(), paths::scheme_kind());
    let (name, inputs) = (&table.name, &table.inputs);
    let kind = match &table.kind {
        SchemeKind::Basic { username, password } => {
            let (username, password) = (template(username), template(password));
            quote!(#kind::Basic { username: #username, password: #password })
        }
        SchemeKind::Header { header, value } => {
            let value = template(value);
            quote!(#kind::Header { name: #header, value: #value })
        }
        SchemeKind::Query { params } => {
            let params = params.iter().map(|(name, value)| {
                let value = template(value);
                quote!((#name, #value))
            });
            quote!(#kind::Query { params: &[#(#params),*] })
        }
        SchemeKind::OAuth1 {
            consumer_key,
            consumer_secret,
        } => {
            let (key, secret) = (template(consumer_key), template(consumer_secret));
            quote!(#kind::OAuth1 { consumer_key: #key, consumer_secret: #secret })
        }
    };
    quote!(#scheme { name: #name, inputs: &[#(#inputs),*], kind: #kind })
}

fn template(template: &TemplateTable) -> TokenStream {
    let (path, text, md5) = (paths::template(), &template.text, template.md5);
    quote!(#path { text: #text, md5: #md5 })
}

fn errors(errors: &ErrorTable) -> TokenStream {
    let (shape, sign, meaning) = (paths::error_shape(), paths::sign(), paths::status_meaning());
    let failure = errors.failure.iter().map(|failure| match failure {
        SignTable::Is { path, value } => quote!(#sign::Is { path: #path, value: #value }),
        SignTable::Present { path } => quote!(#sign::Present { path: #path }),
    });
    let ErrorTable {
        message, code, fields, ..
    } = errors;
    let known = paths::known_code();
    let codes = errors.codes.iter().map(|code| {
        let text = &code.text;
        let means = code.means.map_or_else(paths::none, |means| {
            let (some, name) = (paths::some(), ident(&format!("{means:?}")));
            quote!(#some(#meaning::#name))
        });
        quote!(#known { text: #text, means: #means })
    });
    let statuses = errors.statuses.iter().map(|(status, means)| {
        let (status, name) = (Literal::u16_unsuffixed(*status), ident(&format!("{means:?}")));
        quote!((#status, #meaning::#name))
    });
    let refusal = paths::refusal();
    let refusals = errors.refusals.iter().map(|refused| {
        let (status, empty_body) = (Literal::u16_unsuffixed(refused.status), refused.empty_body);
        let header = option_text(refused.header.as_deref());
        quote!(#refusal { status: #status, header: #header, empty_body: #empty_body })
    });
    quote! {
        #shape {
            failure: &[#(#failure),*],
            message: &[#(#message),*],
            code: &[#(#code),*],
            fields: &[#(#fields),*],
            codes: &[#(#codes),*],
            statuses: &[#(#statuses),*],
            refusals: &[#(#refusals),*],
        }
    }
}
