//! Documentation attributes.

use proc_macro2::TokenStream;
use quote::quote;

use super::text::markdown;
use crate::plan::{DocPlan, DocSpan, PageBlock};

/// `#[doc]` for each line, and `#[deprecated]` where said.
#[must_use]
pub fn attributes(docs: &DocPlan) -> TokenStream {
    let lines = spaced(lines(docs));
    let deprecated = docs.deprecated.as_deref().map(|note| {
        let note = note.split_whitespace().collect::<Vec<_>>().join(" ");
        if note.is_empty() {
            quote!(#[deprecated])
        } else {
            quote!(#[deprecated(note = #note)])
        }
    });
    quote!(#(#[doc = #lines])* #deprecated)
}

/// For a struct with fields of which there is nothing to say but their names.
#[must_use]
pub fn bare<'d>(fields: impl IntoIterator<Item = &'d DocPlan>) -> Option<TokenStream> {
    let is_bare = fields.into_iter().any(DocPlan::is_empty);
    is_bare.then(|| quote!(#[allow(missing_docs)]))
}

/// Documentation of the file that it stands in.
#[must_use]
pub fn inner_attributes(docs: &DocPlan) -> TokenStream {
    let lines = spaced(lines(docs));
    quote!(#(#![doc = #lines])*)
}

/// A front page, as documentation of the crate that it stands in.
#[must_use]
pub fn page_attributes(page: &[PageBlock]) -> TokenStream {
    let lines = spaced(page_lines(page));
    quote!(#(#![doc = #lines])*)
}

/// A front page as Markdown.
#[must_use]
pub fn page_lines(page: &[PageBlock]) -> Vec<String> {
    let mut lines = Vec::new();
    for block in page {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        match block {
            PageBlock::Heading(text) => lines.push(format!("# {}", markdown(text))),
            PageBlock::Text(spans) => lines.push(linked(spans)),
            PageBlock::List(points) => lines.extend(points.iter().map(|spans| format!("- {}", linked(spans)))),
            PageBlock::Example(code) => example(code, &mut lines),
        }
    }
    lines
}

fn spaced(lines: Vec<String>) -> impl Iterator<Item = String> {
    lines
        .into_iter()
        .map(|line| if line.is_empty() { line } else { format!(" {line}") })
}

fn lines(docs: &DocPlan) -> Vec<String> {
    let mut lines = Vec::new();
    let texts = docs.paragraphs.iter().map(|paragraph| markdown(paragraph));
    for text in texts.chain(docs.linked.iter().map(|spans| linked(spans))) {
        if text.is_empty() {
            continue;
        }
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(text);
    }
    if !docs.example.is_empty() {
        lines.push(String::new());
        example(&docs.example, &mut lines);
    }
    lines
}

fn example(code: &[String], lines: &mut Vec<String>) {
    lines.push("```no_run".to_owned());
    lines.extend(code.iter().cloned());
    lines.push("```".to_owned());
}

/// Links to items as rustdoc finds them.
fn linked(spans: &[DocSpan]) -> String {
    let mut text = String::new();
    for span in spans {
        match span {
            DocSpan::Text(piece) => {
                let blank = |is_there: bool| if is_there { " " } else { "" };
                let inner = markdown(piece);
                text.push_str(blank(piece.starts_with(' ')));
                text.push_str(&inner);
                text.push_str(blank(piece.ends_with(' ') && !inner.is_empty()));
            }
            DocSpan::Link { shown, to } if shown == to => text.extend(["[`", shown, "`]"]),
            DocSpan::Link { shown, to } => text.extend(["[`", shown, "`](", to, ")"]),
        }
    }
    text
}
