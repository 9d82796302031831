//! `Cargo.toml` and `README.md` of a crate, and `Cargo.toml` of the crate beside it that checks it.

use std::fmt::Write as _;

use super::text::markdown;
use crate::plan::CratePlan;

/// `Cargo.toml`. Edition, licence and the runtime come from the workspace, and the repository if it has one.
#[must_use]
pub fn manifest(plan: &CratePlan) -> String {
    let title = one_line(&plan.title);
    let description = toml_string(&format!("Typed client of the {title} API."));
    let keywords: Vec<String> = plan.keywords.iter().map(|word| toml_string(word)).collect();
    let keywords = keywords.join(", ");
    let repository = plan.repository.as_deref().map(toml_string);
    let repository = repository
        .map(|address| format!("repository = {address}\n"))
        .unwrap_or_default();
    let (package, version) = (&plan.package, toml_string(&plan.version));
    format!(
        r#"[package]
name = "{package}"
description = {description}
version = {version}
edition.workspace = true
rust-version.workspace = true
license.workspace = true
{repository}authors.workspace = true
readme = "README.md"
keywords = [{keywords}]
categories = ["api-bindings", "web-programming::http-client"]

[features]
default = ["reqwest"]
# The shipped transport.
reqwest = ["tradewire/reqwest"]
# A client for code that is not async.
blocking = ["tradewire/blocking"]
# `Serialize` and `Deserialize` for models.
serde = ["tradewire/serde"]
# A span for every call.
tracing = ["tradewire/tracing"]
# Dates, times and decimals from and to the types of these crates. `time` needs Rust 1.88.
chrono = ["tradewire/chrono"]
jiff = ["tradewire/jiff"]
rust_decimal = ["tradewire/rust_decimal"]
time = ["tradewire/time"]
# The shipped transport with a client of that HTTP library's.
reqwest-0_13 = ["reqwest", "tradewire/reqwest-0_13"]

[dependencies]
tradewire = {{ workspace = true }}

[package.metadata.docs.rs]
all-features = true

[lints.rust]
unsafe_code = "forbid"
missing_docs = "warn"
unexpected_cfgs = {{ level = "warn", check-cfg = ["cfg(docsrs)"] }}
"#
    )
}

/// `checks/Cargo.toml`: a package of its own, for it reads bodies of the specs, which are not there where the crate is published.
/// It does without transport, so that little is built for it.
#[must_use]
pub fn checks_manifest(plan: &CratePlan, tests: &[&str]) -> String {
    let CratePlan { package, lib, .. } = plan;
    let mut targets = String::new();
    for test in tests {
        let _ = write!(targets, "\n[[test]]\nname = \"{test}\"\npath = \"{test}.rs\"\n");
    }
    format!(
        r#"[package]
name = "{package}-checks"
description = "Checks of {package}: every documented body, and every example of its documentation."
edition.workspace = true
rust-version.workspace = true
license.workspace = true
publish = false

[lib]
name = "{lib}_checks"
path = "replies.rs"
doctest = false
test = false

[dependencies]
tradewire = {{ workspace = true }}
{package} = {{ path = "..", default-features = false }}
{targets}
[lints.rust]
unsafe_code = "forbid"
"#
    )
}

/// `README.md`.
#[must_use]
pub fn readme(plan: &CratePlan) -> String {
    let title = markdown(&plan.title.replace('`', "'"));
    let mut rows = String::new();
    for module in &plan.modules {
        if let Some(handle) = &module.handle {
            let doc = module
                .docs
                .paragraphs
                .first()
                .map(|doc| markdown(doc))
                .unwrap_or_default();
            let count = module.operations.len();
            let _ = writeln!(rows, "| `client.{}()` | {count} | {doc} |", handle.method);
        }
    }
    format!(
        "# {package}\n\n\
         Typed Rust client of the {title} API, made by Tradewire from `specs/{platform}/`.\n\n\
         ```sh\n{commands}\n```\n\n\
         ```rust,no_run\n{program}\n```\n\n\
         | handle | operations | |\n| --- | --- | --- |\n{rows}\n\
         Features: `reqwest` (default), `blocking`, `serde`, `tracing`, `chrono`, `jiff`, `rust_decimal`, `time`, `reqwest-0_13`. The documentation of the crate tells of listings, errors, tests and the rest.\n",
        package = plan.package,
        platform = plan.platform,
        commands = plan.readme.commands.join("\n"),
        program = plan.readme.program.join("\n"),
    )
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A basic string of TOML; its escapes are a subset of JSON's.
fn toml_string(text: &str) -> String {
    crate::plan::json_string(text).replace('\u{7f}', "\\u007f")
}
