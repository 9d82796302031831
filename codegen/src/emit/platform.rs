//! The static table of the platform.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::sparse::Sparse;
use super::types::{ident, option_text};
use super::{outcomes, paths};
use crate::plan::{
    CommonHeaderTable, EntriesTable, ErrorTable, LimitTable, PlatformTable, SchemeKind, SchemeTable, TemplateTable,
    TimeHeaderTable,
};

/// The module `platform`.
#[must_use]
pub fn emit_platform(table: &PlatformTable) -> TokenStream {
    let platform = paths::platform();
    let schemes = table.auth.iter().map(scheme);
    let limits = table.limits.iter().map(limit);
    // The first one counts what says nothing else, unless that is said.
    let is_usual = table.usual_limits == [0] || table.limits.is_empty();
    let usual = table.usual_limits.iter().map(|at| Literal::usize_unsuffixed(*at));
    let retry_after = table.retry_after.iter().map(time_header);
    let headers = table.headers.iter().map(common_header);
    let value = Sparse::new(paths::platform(), "PLAIN")
        .field("name", &table.name)
        .unless(table.auth.is_empty(), "auth", quote!(&[#(#schemes),*]))
        .unless(table.limits.is_empty(), "limits", quote!(&[#(#limits),*]))
        .unless(is_usual, "usual_limits", quote!(&[#(#usual),*]))
        .unless(
            table.retry_after.is_empty(),
            "retry_after",
            quote!(&[#(#retry_after),*]),
        )
        .unless(table.headers.is_empty(), "headers", quote!(&[#(#headers),*]))
        .unless(!table.digit_booleans, "digit_booleans", table.digit_booleans)
        .field("errors", errors(&table.errors))
        .finish();
    quote! {
        /// What holds for every operation.
        pub(crate) static PLATFORM: #platform = #value;
    }
}

fn limit(limit: &LimitTable) -> TokenStream {
    let requests = limit.requests.map(Literal::u32_unsuffixed);
    let parallel = limit.parallel.map(Literal::u32_unsuffixed);
    let reset = limit.reset.as_ref().map(|reset| {
        let (some, header) = (paths::some(), time_header(reset));
        quote!(#some(#header))
    });
    Sparse::new(paths::limit(), "PLAIN")
        .field("name", &limit.name)
        .unless(requests.is_none(), "requests", requests)
        .unless(
            limit.requests.is_none(),
            "per_seconds",
            Literal::u32_unsuffixed(limit.per_seconds),
        )
        .unless(
            limit.per_millis == 0,
            "per_millis",
            Literal::u32_unsuffixed(limit.per_millis),
        )
        .unless(limit.header.is_none(), "header", option_text(limit.header.as_deref()))
        .unless(
            limit.remaining.is_none(),
            "remaining",
            option_text(limit.remaining.as_deref()),
        )
        .unless(limit.most.is_none(), "most", option_text(limit.most.as_deref()))
        .unless(reset.is_none(), "reset", reset)
        .unless(parallel.is_none(), "parallel", parallel)
        .finish()
}

fn time_header(header: &TimeHeaderTable) -> TokenStream {
    let (path, unit, name) = (paths::time_header(), paths::time_unit(), &header.name);
    let word = ident(&format!("{:?}", header.unit));
    quote!(#path { name: #name, unit: #unit::#word })
}

fn common_header(header: &CommonHeaderTable) -> TokenStream {
    let (path, name, required) = (paths::common_header(), &header.name, header.required);
    let value = option_text(header.value.as_deref());
    quote!(#path { name: #name, value: #value, required: #required })
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
    let meaning = paths::status_meaning();
    let ErrorTable {
        message, code, fields, ..
    } = errors;
    let known = paths::known_code();
    let codes = errors.codes.iter().map(|code| {
        let text = &code.text;
        let (some, none) = (paths::some(), paths::none());
        let means = code.means.map_or_else(
            || quote!(#none),
            |means| {
                let name = ident(&format!("{means:?}"));
                quote!(#some(#meaning::#name))
            },
        );
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
    Sparse::new(paths::error_shape(), "PLAIN")
        .unless(errors.failure.is_empty(), "failure", outcomes::signs(&errors.failure))
        .unless(message.is_empty(), "message", quote!(&[#(#message),*]))
        .unless(code.is_empty(), "code", quote!(&[#(#code),*]))
        .unless(fields.is_empty(), "fields", quote!(&[#(#fields),*]))
        .unless(errors.codes.is_empty(), "codes", quote!(&[#(#codes),*]))
        .unless(errors.statuses.is_empty(), "statuses", quote!(&[#(#statuses),*]))
        .unless(errors.refusals.is_empty(), "refusals", quote!(&[#(#refusals),*]))
        .unless(
            errors.entries == EntriesTable::default(),
            "entries",
            outcomes::entries(&errors.entries),
        )
        .finish()
}
