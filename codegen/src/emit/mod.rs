//! Plans to tokens. Small functions, no decisions: those are in [`crate::plan`].

mod callbacks;
mod catalogue;
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
mod names;
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

pub use names::shorten;
pub use paths::short_names;

use proc_macro2::TokenStream;

use crate::plan::CratePlan;

/// A file of a generated crate, before it is text.
#[derive(Debug, Clone)]
pub struct EmittedFile {
    /// Path below the crate's folder, with forward slashes.
    pub path: String,
    /// Spec file to edit instead of this one.
    pub spec: String,
    /// File of the generator to edit for another shape, below this folder.
    pub shape: &'static str,
    /// What is in it.
    pub content: Content,
}

/// What is in a file.
#[derive(Debug, Clone)]
pub enum Content {
    /// Rust, to be laid out.
    Rust(TokenStream),
    /// Rust of a module of the library, to be laid out with names as [`shorten`] writes them.
    Module {
        /// Name of the module; `lib` for the root.
        name: String,
        /// What is in it.
        tokens: TokenStream,
    },
    /// Rust that is laid out already.
    RustText(String),
    /// TOML.
    Toml(String),
    /// Markdown.
    Markdown(String),
}

/// Where the functions are that shape files, below the repository root.
pub const SHAPES: &str = "codegen/src/emit";

/// The crate in `checks/`.
fn checks(plan: &CratePlan, file: &dyn Fn(&str, &'static str, Content) -> EmittedFile) -> Vec<EmittedFile> {
    let rust = |path: &str, shape, tokens| file(path, shape, Content::Rust(tokens));
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
        file("checks/Cargo.toml", "manifest.rs", Content::Toml(manifest)),
        rust("checks/replies.rs", "replies.rs", replies::emit_replies(plan)),
    ];
    files.extend(
        tests
            .into_iter()
            .map(|(name, text)| rust(&format!("checks/{name}.rs"), "examples.rs", text)),
    );
    files
}

/// All files of a crate, by path.
#[must_use]
pub fn emit(plan: &CratePlan) -> Vec<EmittedFile> {
    let file = |path: &str, shape, content| EmittedFile {
        path: path.to_owned(),
        spec: plan.spec.clone(),
        shape,
        content,
    };
    let module = |name: &str, shape, tokens| {
        let content = Content::Module {
            name: name.to_owned(),
            tokens,
        };
        file(&format!("src/{name}.rs"), shape, content)
    };
    let fixed = |path: &str, shape, text: &str| file(path, shape, Content::RustText(text.to_owned()));
    let mut files = vec![
        file("Cargo.toml", "manifest.rs", Content::Toml(manifest::manifest(plan))),
        file("README.md", "manifest.rs", Content::Markdown(manifest::readme(plan))),
        module("lib", "library.rs", library::emit_library(plan)),
        module("platform", "platform.rs", platform::emit_platform(&plan.table)),
        module("client", "client.rs", client::emit_client(plan)),
        module("catalogue", "catalogue.rs", catalogue::emit_catalogue(&plan.catalogue)),
        module("blocking", "client.rs", client::emit_blocking(plan)),
        module("credentials", "library.rs", library::emit_credentials(plan)),
        fixed("src/call.rs", "fixed/call.rs.txt", include_str!("fixed/call.rs.txt")),
        fixed(
            "src/convert.rs",
            "fixed/convert.rs.txt",
            include_str!("fixed/convert.rs.txt"),
        ),
    ];
    if let Some(codes) = &plan.error_codes {
        files.push(module("error_code", "library.rs", library::emit_error_codes(codes)));
    }
    if let Some(headers) = headers::emit_headers(plan) {
        files.push(module("client_headers", "headers.rs", headers));
    }
    if let Some(events) = &plan.events {
        files.push(module("event", "events.rs", events::emit_events(events)));
    }
    files.extend(checks(plan, &file));
    for resource in &plan.modules {
        let spec = resource.spec.clone();
        let emitted = module(&resource.name, "modules.rs", modules::emit_module(resource));
        files.push(EmittedFile { spec, ..emitted });
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}
