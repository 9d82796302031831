//! Tokens of a file, part by part.

use std::iter;

use proc_macro2::TokenStream;

/// Rust as whole items, a few at a time: each part is parsed for itself, and gone before the next is made.
pub type Parts<'p> = Box<dyn Iterator<Item = TokenStream> + Send + 'p>;

/// A file whose tokens are made by one function of what it is about.
pub fn whole<P: Sync>(about: &P, emit: fn(&P) -> TokenStream) -> Parts<'_> {
    Box::new(iter::once_with(move || emit(about)))
}

/// The same of what is there or not.
pub fn maybe<P: Sync>(about: &P, emit: fn(&P) -> Option<TokenStream>) -> Parts<'_> {
    Box::new(iter::once_with(move || emit(about).unwrap_or_default()))
}
