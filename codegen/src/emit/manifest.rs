//! `Cargo.toml` and `README.md` of a crate, and `Cargo.toml` of the crate beside it that checks it.

use std::fmt::Write as _;

use super::text::markdown;
use crate::plan::{CratePlan, Home, PackageKey, PackageValue, RuntimeSource};

/// `Cargo.toml`. What the workspace has comes from there, as [`Home`] tells.
#[must_use]
pub fn manifest(plan: &CratePlan) -> String {
    let title = one_line(&plan.title);
    let description = toml_string(&format!("Typed client of the {title} API."));
    let (package, version) = (&plan.package, toml_string(&plan.version));
    let [before, after] = package_keys(&plan.home);
    let repository = plan.home.repository.as_deref().map(toml_string);
    let repository = repository.map(|address| format!("repository = {address}\n"));
    let repository = repository.unwrap_or_default();
    let publish = if plan.home.publish { "" } else { "publish = false\n" };
    let keywords = list(&plan.keywords);
    let runtime = runtime(&plan.home, "");
    let axum = if has_callbacks(plan) {
        "# Callbacks as routes of axum 0.8.\naxum = [\"tradewire/axum\"]\n"
    } else {
        ""
    };
    format!(
        r#"[package]
name = "{package}"
description = {description}
version = {version}
{before}{repository}{after}{publish}readme = "README.md"
keywords = {keywords}
categories = ["api-bindings", "web-programming::http-client"]

[features]
default = ["rustls-ring"]
# The shipped transport with TLS: by rustls with ring or AWS-LC, or by what the system has. Of several, the first is used.
rustls-ring = ["reqwest", "tradewire/rustls-ring"]
rustls-aws-lc = ["reqwest", "tradewire/rustls-aws-lc"]
native-tls = ["reqwest", "tradewire/native-tls"]
# The shipped transport alone.
reqwest = ["tradewire/reqwest"]
# A client for code that is not async.
blocking = ["tradewire/blocking"]
# `Serialize` and `Deserialize` for models.
serde = ["tradewire/serde"]
# The static `CATALOGUE`: operations with their parameters, for programs that let their users choose.
catalogue = []
# A span for every call.
tracing = ["tradewire/tracing"]
# Dates, times and decimals from and to the types of these crates. `time` needs Rust 1.88.
chrono = ["tradewire/chrono"]
jiff = ["tradewire/jiff"]
rust_decimal = ["tradewire/rust_decimal"]
time = ["tradewire/time"]
# The shipped transport with a client of that HTTP library's.
reqwest-0_13 = ["reqwest", "tradewire/reqwest-0_13"]
{axum}
[dependencies]
tradewire = {runtime}

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
    let keys: String = plan
        .home
        .package
        .iter()
        .filter(|key| key.name != "authors")
        .map(package_key)
        .collect();
    let runtime = runtime(&plan.home, "../");
    format!(
        r#"[package]
name = "{package}-checks"
description = "Checks of {package}: every documented body, and every example of its documentation."
{keys}publish = false

[lib]
name = "{lib}_checks"
path = "replies.rs"
doctest = false
test = false

[dependencies]
tradewire = {runtime}
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
         Features: `rustls-ring` (default), `rustls-aws-lc`, `native-tls`, `reqwest`, `blocking`, `serde`, `tracing`, `catalogue`, `chrono`, `jiff`, `rust_decimal`, `time`, `reqwest-0_13`{axum}. The documentation of the crate tells of listings, errors, tests and the rest.\n",
        package = plan.package,
        axum = if has_callbacks(plan) { ", `axum`" } else { "" },
        platform = plan.platform,
        commands = plan.readme.commands.join("\n"),
        program = plan.readme.program.join("\n"),
    )
}

/// Whether the platform sends anything by itself.
fn has_callbacks(plan: &CratePlan) -> bool {
    plan.modules.iter().any(|module| !module.callbacks.is_empty())
}

/// The keys of `[package]` that its home knows: those before the address of the repository, and those behind it.
fn package_keys(home: &Home) -> [String; 2] {
    let (after, before): (Vec<_>, Vec<_>) = home.package.iter().partition(|key| key.name == "authors");
    [before, after].map(|keys| keys.into_iter().map(package_key).collect())
}

fn package_key(key: &PackageKey) -> String {
    let name = key.name;
    match &key.value {
        PackageValue::Inherited => format!("{name}.workspace = true\n"),
        PackageValue::Text(text) => format!("{name} = {}\n", toml_string(text)),
        PackageValue::List(texts) => format!("{name} = {}\n", list(texts)),
    }
}

/// The dependency on the runtime; `up` leads from the folder of the manifest to that of the crate.
fn runtime(home: &Home, up: &str) -> String {
    match &home.runtime {
        RuntimeSource::Inherited => "{ workspace = true }".to_owned(),
        RuntimeSource::Registry(versions) => {
            format!("{{ version = {}, default-features = false }}", toml_string(versions))
        }
        RuntimeSource::Path(path) => {
            let path = if path.starts_with("..") {
                format!("{up}{path}")
            } else {
                path.clone()
            };
            format!("{{ path = {}, default-features = false }}", toml_string(&path))
        }
    }
}

fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| toml_string(text)).collect();
    format!("[{}]", texts.join(", "))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A basic string of TOML; its escapes are a subset of JSON's.
fn toml_string(text: &str) -> String {
    crate::plan::json_string(text).replace('\u{7f}', "\\u007f")
}
