//! Tables of signatures and topics.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::paths;
use super::sparse::Sparse;
use super::types::{ident, option_text};
use crate::plan::{AtTable, SignMethod, SignatureEncoding, SignedTable, SpotTable, TimestampTable, VerifyTable};

/// `Verify`.
#[must_use]
pub fn verify_value(table: &VerifyTable) -> TokenStream {
    let (method, encoding) = (paths::sign_method(), paths::signature_encoding());
    let method_name = ident(&format!("{:?}", table.method));
    let encoding_name = ident(&format!("{:?}", table.encoding));
    let signs = table.signs.iter().map(signed);
    let timestamp = table.timestamp.as_ref().map(timestamp);
    Sparse::new(paths::verify(), "BODY")
        .unless(
            table.method == SignMethod::HmacSha256,
            "method",
            quote!(#method::#method_name),
        )
        .field("key", &table.key)
        .unless(table.signs == [SignedTable::Body], "signs", quote!(&[#(#signs),*]))
        .field("signature", spot(&table.signature))
        .unless(
            table.encoding == SignatureEncoding::Hex,
            "encoding",
            quote!(#encoding::#encoding_name),
        )
        .unless(timestamp.is_none(), "timestamp", timestamp)
        .finish()
}

fn timestamp(table: &TimestampTable) -> TokenStream {
    let (some, path, spot) = (paths::some(), paths::timestamp(), spot(&table.spot));
    let (milliseconds, within) = (table.milliseconds, Literal::u32_unsuffixed(table.within));
    quote!(#some(#path { spot: #spot, milliseconds: #milliseconds, within: #within }))
}

fn signed(part: &SignedTable) -> TokenStream {
    let signed = paths::signed();
    match part {
        SignedTable::Body => quote!(#signed::Body),
        SignedTable::Timestamp => quote!(#signed::Timestamp),
        SignedTable::Text(text) => quote!(#signed::Text(#text)),
        SignedTable::Header(name) => quote!(#signed::Header(#name)),
        SignedTable::Field(path) => quote!(#signed::Field(#path)),
    }
}

fn spot(table: &SpotTable) -> TokenStream {
    let path = paths::spot();
    if table.separator.is_none() && table.prefix.is_empty() {
        return match &table.at {
            AtTable::Header(name) => quote!(#path::header(#name)),
            AtTable::Field(field) => quote!(#path::field(#field)),
        };
    }
    let at = at_value(&table.at);
    let (separator, prefix) = (option_text(table.separator.as_deref()), &table.prefix);
    quote!(#path { at: #at, separator: #separator, prefix: #prefix })
}

/// `At`.
#[must_use]
pub fn at_value(at: &AtTable) -> TokenStream {
    let path = paths::at();
    match at {
        AtTable::Header(name) => quote!(#path::Header(#name)),
        AtTable::Field(field) => quote!(#path::Field(#field)),
    }
}
