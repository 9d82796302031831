//! What Cargo is asked.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::Findings;
use super::package::Package;

/// What every package has to hold.
const WANTED: [&str; 5] = [
    "Cargo.toml",
    "CHANGELOG.md",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
];

/// One of these, too.
const ROOTS: [&str; 2] = ["src/lib.rs", "src/main.rs"];

/// Where packages are built, below the folder of build output: one place for all, so that what they share is built once.
const BUILT: &str = "target/release-check";

/// What Cargo warns of as long as no repository is set, which the report says in its own words.
const NO_ADDRESS: &str = "warning: manifest has no documentation, homepage or repository";

/// The packages of the workspace.
pub fn metadata(repository: &Path) -> Result<Value> {
    let output = run(repository, &["metadata", "--format-version", "1", "--no-deps"])?;
    if !output.status.success() {
        bail!("cargo cannot read the workspace: {}", said(&output));
    }
    serde_json::from_slice(&output.stdout).context("cargo told of the workspace in another way")
}

/// How many files each package holds; nothing for one that cannot be packaged. The lock file stays as it is: a dry run changes nothing, and
/// one that does not fit the manifests is a finding.
pub fn list(repository: &Path, packages: &[Package], found: &mut Findings) -> Result<Vec<Option<usize>>> {
    let mut counts = Vec::new();
    // What is wrong with the workspace is wrong with each of its packages, and is told once.
    let mut reasons: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for package in packages {
        let args = ["package", "--list", "--locked", "--allow-dirty", "--package"];
        let output = run(repository, &[args.as_slice(), &[&package.name]].concat())?;
        if !output.status.success() {
            reasons.entry(said(&output)).or_default().push(&package.name);
            counts.push(None);
            continue;
        }
        let files = String::from_utf8_lossy(&output.stdout).replace('\\', "/");
        let files: Vec<&str> = files.lines().collect();
        for wanted in WANTED {
            if !files.contains(&wanted) {
                found.add(&package.name, format!("its package lacks {wanted}"));
            }
        }
        if !ROOTS.iter().any(|root| files.contains(root)) {
            found.add(&package.name, format!("its package lacks {}", ROOTS.join(" and ")));
        }
        counts.push(Some(files.len()));
    }
    for (reason, names) in reasons {
        found.add(&names.join(", "), format!("cannot be packaged: {reason}"));
    }
    Ok(counts)
}

/// Packages, unpacks and builds all of them, as a user would get them. A warning of Cargo about a package is a finding.
pub fn build(repository: &Path, packages: &[Package], found: &mut Findings) -> Result<()> {
    let mut args = vec!["package", "--locked", "--allow-dirty"];
    for package in packages {
        args.extend(["--package", &package.name]);
    }
    let mut command = cargo(repository, &args);
    let output = command
        .env("CARGO_TARGET_DIR", repository.join(BUILT))
        .output()
        .context("cargo cannot be run")?;
    let text = String::from_utf8_lossy(&output.stderr);
    let warnings = text
        .lines()
        .filter(|line| line.starts_with("warning: ") && !line.starts_with(NO_ADDRESS));
    for warning in warnings {
        found.add("packages", warning);
    }
    if !output.status.success() {
        found.add("packages", format!("cannot be built: {}", said(&output)));
    }
    Ok(())
}

fn run(repository: &Path, args: &[&str]) -> Result<Output> {
    cargo(repository, args).output().context("cargo cannot be run")
}

fn cargo(repository: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(args).current_dir(repository);
    command
}

/// The end of what Cargo said, where the reason stands.
fn said(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<&str> = text.trim_end().lines().collect();
    lines[lines.len().saturating_sub(12)..].join("\n")
}
