//! Identifiers.

use proc_macro2::{Ident, Span};

use crate::naming;

/// An identifier. Plans hold nothing that is none; should one slip through, the generated code fails to compile
/// rather than the generator to run.
#[must_use]
pub fn ident(name: &str) -> Ident {
    let name = if naming::is_identifier(name) {
        name
    } else {
        "not_an_identifier"
    };
    Ident::new(name, Span::call_site())
}
