//! Static tables of errors in lists, and of the outcomes of batches.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::paths;
use super::sparse::Sparse;
use super::types::{ident, option_text};
use crate::plan::{EntriesTable, EntryKeys, OutcomesTable, SignTable};

/// `Sign`s.
#[must_use]
pub fn signs(signs: &[SignTable]) -> TokenStream {
    let sign = paths::sign();
    let signs = signs.iter().map(|table| match table {
        SignTable::Is { path, value } => quote!(#sign::Is { path: #path, value: #value }),
        SignTable::Present { path } => quote!(#sign::Present { path: #path }),
    });
    quote!(&[#(#signs),*])
}

/// `Entries`.
#[must_use]
pub fn entries(table: &EntriesTable) -> TokenStream {
    let keys = paths::entry_keys();
    let word = ident(&format!("{:?}", table.keys));
    let names = |names: &Option<Vec<String>>| names.as_deref().map(texts);
    Sparse::new(paths::entries(), "USUAL")
        .unless(table.at.is_empty(), "at", texts(&table.at))
        .unless(table.keys == EntryKeys::Field, "keys", quote!(#keys::#word))
        .unless(table.message.is_none(), "message", names(&table.message))
        // The usual names go, also those that are names of the text beside a field only.
        .unless(table.message.is_none(), "beside", quote!(&[]))
        .unless(table.code.is_none(), "code", names(&table.code))
        .unless(table.field.is_none(), "field", names(&table.field))
        .unless(table.row.is_empty(), "row", texts(&table.row))
        .unless(table.id.is_empty(), "id", texts(&table.id))
        .unless(table.first_row == 0, "first_row", number(table.first_row))
        .finish()
}

/// `Outcomes`.
#[must_use]
pub fn outcomes(table: &OutcomesTable) -> TokenStream {
    let some = paths::some();
    let ids = table.ids.iter().map(|(here, there)| {
        let there = match there {
            Some(there) => quote!(#some(#there)),
            None => option_text(None),
        };
        quote!((#here, #there))
    });
    Sparse::new(paths::outcomes(), "NONE")
        .unless(table.sent.is_empty(), "sent", &table.sent)
        .field("at", texts(&table.at))
        .unless(!table.ordered, "ordered", table.ordered)
        .unless(table.failure.is_empty(), "failure", signs(&table.failure))
        .unless(table.ids.is_empty(), "ids", quote!(&[#(#ids),*]))
        .unless(table.row.is_empty(), "row", texts(&table.row))
        .unless(table.first_row == 0, "first_row", number(table.first_row))
        .unless(table.message.is_empty(), "message", texts(&table.message))
        .unless(table.code.is_empty(), "code", texts(&table.code))
        .unless(table.fields.is_empty(), "fields", texts(&table.fields))
        .finish()
}

fn texts(texts: &[String]) -> TokenStream {
    quote!(&[#(#texts),*])
}

fn number(number: u32) -> Literal {
    Literal::u32_unsuffixed(number)
}
