//! What the three kinds of enumeration have in common.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::paths;
use super::types::ident;
use crate::plan::{EnumPlan, EnumRepr};

/// The variant to start from before a value is read.
#[must_use]
pub fn blank(plan: &EnumPlan) -> TokenStream {
    match (&plan.other, plan.variants.first()) {
        (Some(other), _) => {
            let other = ident(other);
            match plan.repr {
                EnumRepr::Text => {
                    let string = paths::string();
                    quote!(Self::#other(#string::new()))
                }
                EnumRepr::Integer => quote!(Self::#other(0)),
                EnumRepr::Mixed => {
                    let json = paths::json();
                    quote!(Self::#other(#json::Null))
                }
            }
        }
        (None, Some(first)) => {
            let first = ident(&first.rust);
            quote!(Self::#first)
        }
        (None, None) => quote!(loop {}),
    }
}

/// An integer as it is written in a pattern or expression.
#[must_use]
pub fn integer(value: i64) -> Literal {
    Literal::i64_unsuffixed(value)
}

/// What a closed enumeration accepts, for error messages.
#[must_use]
pub fn expectation(plan: &EnumPlan) -> String {
    let values: Vec<&str> = plan.variants.iter().take(8).map(|v| v.text.as_str()).collect();
    let more = if plan.variants.len() > 8 { ", …" } else { "" };
    format!("one of {}{more}", values.join(", "))
}
