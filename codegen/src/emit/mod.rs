//! Plans to tokens. Small functions, no decisions: those are in [`crate::plan`].

mod batch;
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
mod idents;
mod library;
mod manifest;
mod modules;
mod names;
mod operations;
mod outcomes;
mod outputs;
mod parts;
mod paths;
mod platform;
mod replies;
mod required;
mod setters;
mod signature;
mod sparse;
mod struct_codec;
mod struct_encode;
mod structs;
mod tables;
mod text;
mod types;
mod unions;

#[cfg(test)]
mod tests;

pub use names::{shorten, spell_out};
pub use parts::Parts;
pub use paths::short_names;

use crate::plan::CratePlan;
use parts::{maybe, whole};

/// A file of a generated crate, before it is text. Its tokens are made when they are asked for, so that files can be laid out in threads
/// (tokens cannot pass from one to another) and never are all there at once.
pub struct EmittedFile<'p> {
    /// Path below the crate's folder, with forward slashes.
    pub path: String,
    /// Spec file to edit instead of this one.
    pub spec: String,
    /// File of the generator to edit for another shape, below this folder.
    pub shape: &'static str,
    /// What is in it.
    pub content: Content<'p>,
}

/// What is in a file.
pub enum Content<'p> {
    /// Rust, to be laid out.
    Rust(Parts<'p>),
    /// Rust of a module of the library, to be laid out with names as [`shorten`] writes them.
    Module {
        /// Name of the module; `lib` for the root.
        name: String,
        /// What is in it.
        parts: Parts<'p>,
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
fn checks<'p>(
    plan: &'p CratePlan,
    file: &dyn Fn(&str, &'static str, Content<'p>) -> EmittedFile<'p>,
) -> Vec<EmittedFile<'p>> {
    let rust = |path: &str, shape, parts| file(path, shape, Content::Rust(parts));
    let tests = [
        (
            "examples",
            examples::has_examples(plan),
            maybe(plan, examples::emit_examples),
        ),
        (
            "samples",
            examples::has_samples(plan),
            maybe(plan, examples::emit_samples),
        ),
    ];
    let tests: Vec<(&str, Parts<'p>)> = tests
        .into_iter()
        .filter_map(|(name, is_there, parts)| is_there.then_some((name, parts)))
        .collect();
    let names: Vec<&str> = tests.iter().map(|(name, _)| *name).collect();
    let manifest = manifest::checks_manifest(plan, &names);
    let mut files = vec![
        file("checks/Cargo.toml", "manifest.rs", Content::Toml(manifest)),
        rust("checks/replies.rs", "replies.rs", whole(plan, replies::emit_replies)),
    ];
    files.extend(
        tests
            .into_iter()
            .map(|(name, parts)| rust(&format!("checks/{name}.rs"), "examples.rs", parts)),
    );
    files
}

/// All files of a crate, by path.
#[must_use]
pub fn emit(plan: &CratePlan) -> Vec<EmittedFile<'_>> {
    let file = |path: &str, shape, content| EmittedFile {
        path: path.to_owned(),
        spec: plan.spec.clone(),
        shape,
        content,
    };
    let module = |name: &str, shape, parts| {
        let content = Content::Module {
            name: name.to_owned(),
            parts,
        };
        file(&format!("src/{name}.rs"), shape, content)
    };
    let fixed = |path: &str, shape, text: &str| file(path, shape, Content::RustText(text.to_owned()));
    let mut files = vec![
        file("Cargo.toml", "manifest.rs", Content::Toml(manifest::manifest(plan))),
        file("README.md", "manifest.rs", Content::Markdown(manifest::readme(plan))),
        module("lib", "library.rs", whole(plan, library::emit_library)),
        module("platform", "platform.rs", whole(&plan.table, platform::emit_platform)),
        module("client", "client.rs", whole(plan, client::emit_client)),
        module(
            "catalogue",
            "catalogue.rs",
            whole(plan, |plan: &CratePlan| catalogue::emit_catalogue(&plan.catalogue)),
        ),
        module("blocking", "client.rs", whole(plan, client::emit_blocking)),
        module("credentials", "library.rs", whole(plan, library::emit_credentials)),
        fixed("src/call.rs", "fixed/call.rs.txt", include_str!("fixed/call.rs.txt")),
        fixed(
            "src/convert.rs",
            "fixed/convert.rs.txt",
            include_str!("fixed/convert.rs.txt"),
        ),
    ];
    if let Some(codes) = &plan.error_codes {
        files.push(module(
            "error_code",
            "library.rs",
            whole(codes, library::emit_error_codes),
        ));
    }
    if !plan.headers.is_empty() {
        files.push(module(
            "client_headers",
            "headers.rs",
            whole(plan, headers::emit_headers),
        ));
    }
    if let Some(events) = &plan.events {
        files.push(module("event", "events.rs", whole(events, events::emit_events)));
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
