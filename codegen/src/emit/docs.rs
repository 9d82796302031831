//! Documentation attributes.

use proc_macro2::TokenStream;
use quote::quote;

use super::text::markdown;
use crate::plan::DocPlan;

/// `#[doc]` for each line, and `#[deprecated]` where said.
#[must_use]
pub fn attributes(docs: &DocPlan) -> TokenStream {
    let lines = lines(docs);
    let lines = lines.iter().map(|line| {
        let line = if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        };
        quote!(#[doc = #line])
    });
    let deprecated = docs.deprecated.as_deref().map(|note| {
        let note = note.split_whitespace().collect::<Vec<_>>().join(" ");
        if note.is_empty() {
            quote!(#[deprecated])
        } else {
            quote!(#[deprecated(note = #note)])
        }
    });
    quote!(#(#lines)* #deprecated)
}

/// Documentation of the file or crate that it stands in.
#[must_use]
pub fn inner_attributes(docs: &DocPlan) -> TokenStream {
    let lines = lines(docs);
    let lines = lines.iter().map(|line| {
        let line = if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        };
        quote!(#![doc = #line])
    });
    quote!(#(#lines)*)
}

fn lines(docs: &DocPlan) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in &docs.paragraphs {
        let text = markdown(paragraph);
        if text.is_empty() {
            continue;
        }
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(text);
    }
    if !docs.example.is_empty() {
        lines.extend([String::new(), "```no_run".to_owned()]);
        lines.extend(docs.example.iter().cloned());
        lines.push("```".to_owned());
    }
    lines
}
