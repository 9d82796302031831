//! Plans to tokens. Small functions, no decisions: those are in [`crate::plan`].

mod callbacks;
mod client;
mod debug;
mod docs;
mod enum_integer;
mod enum_mixed;
mod enum_parts;
mod enum_text;
mod enums;
mod events;
mod examples;
mod headers;
mod library;
mod manifest;
mod modules;
mod operations;
mod outcomes;
mod outputs;
mod paths;
mod platform;
mod replies;
mod required;
mod setters;
mod signature;
mod sparse;
mod struct_codec;
mod structs;
mod tables;
mod text;
mod types;
mod unions;

#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;

use crate::plan::CratePlan;

/// A file of a generated crate, before it is text.
#[derive(Debug, Clone)]
pub struct EmittedFile {
    /// Path below the crate's folder, with forward slashes.
    pub path: String,
    /// Spec file to edit instead of this one.
    pub spec: String,
    /// What is in it.
    pub content: Content,
}

/// What is in a file.
#[derive(Debug, Clone)]
pub enum Content {
    /// Rust, to be laid out.
    Rust(TokenStream),
    /// Rust that is laid out already.
    RustText(String),
    /// TOML.
    Toml(String),
    /// Markdown.
    Markdown(String),
}

/// The crate in `checks/`.
fn checks(plan: &CratePlan, file: &dyn Fn(&str, Content) -> EmittedFile) -> Vec<EmittedFile> {
    let rust = |path: &str, tokens| file(path, Content::Rust(tokens));
    let tests = [
        ("examples", examples::emit_examples(plan)),
        ("samples", examples::emit_samples(plan)),
    ];
    let tests: Vec<(&str, TokenStream)> = tests
        .into_iter()
        .filter_map(|(name, text)| Some((name, text?)))
        .collect();
    let names: Vec<&str> = tests.iter().map(|(name, _)| *name).collect();
    let manifest = manifest::checks_manifest(plan, &names);
    let mut files = vec![
        file("checks/Cargo.toml", Content::Toml(manifest)),
        rust("checks/replies.rs", replies::emit_replies(plan)),
    ];
    files.extend(
        tests
            .into_iter()
            .map(|(name, text)| rust(&format!("checks/{name}.rs"), text)),
    );
    files
}

/// All files of a crate, by path.
#[must_use]
pub fn emit(plan: &CratePlan) -> Vec<EmittedFile> {
    let file = |path: &str, content| EmittedFile {
        path: path.to_owned(),
        spec: plan.spec.clone(),
        content,
    };
    let rust = |path: &str, tokens| file(path, Content::Rust(tokens));
    let fixed = |path: &str, text: &str| file(path, Content::RustText(text.to_owned()));
    let mut files = vec![
        file("Cargo.toml", Content::Toml(manifest::manifest(plan))),
        file("README.md", Content::Markdown(manifest::readme(plan))),
        rust("src/lib.rs", library::emit_library(plan)),
        rust("src/platform.rs", platform::emit_platform(&plan.table)),
        rust("src/client.rs", client::emit_client(plan)),
        rust("src/blocking.rs", client::emit_blocking(plan)),
        rust("src/credentials.rs", library::emit_credentials(plan)),
        fixed("src/call.rs", include_str!("fixed/call.rs.txt")),
        fixed("src/convert.rs", include_str!("fixed/convert.rs.txt")),
    ];
    if let Some(codes) = &plan.error_codes {
        files.push(rust("src/error_code.rs", library::emit_error_codes(codes)));
    }
    if let Some(headers) = headers::emit_headers(plan) {
        files.push(rust("src/client_headers.rs", headers));
    }
    if let Some(events) = &plan.events {
        files.push(rust("src/event.rs", events::emit_events(events)));
    }
    files.extend(checks(plan, &file));
    for module in &plan.modules {
        files.push(EmittedFile {
            path: format!("src/{}.rs", module.name),
            spec: module.spec.clone(),
            content: Content::Rust(modules::emit_module(module)),
        });
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}
