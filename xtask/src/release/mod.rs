//! `release --dry-run`: what would be published, in what order, and what stands against it. Nothing is published.

mod cargo;
mod checks;
mod order;
mod package;

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use self::package::Package;
use cargo_tradewire::commands::{Outcome, generate};
use cargo_tradewire::{output, specs, workspace};

/// What stands against a release, each thing in a line.
#[derive(Debug, Default)]
struct Findings(Vec<String>);

impl Findings {
    fn add(&mut self, about: &str, what: impl AsRef<str>) {
        self.0.push(format!("{about}: {}", what.as_ref()));
    }
}

/// With `build`, each package is unpacked and built as a user would get it.
pub fn run(root: Option<&Path>, build: bool) -> Result<Outcome> {
    let folder = specs::folder(root)?;
    let folder = folder
        .canonicalize()
        .with_context(|| format!("cannot read {}", folder.display()))?;
    let repository = folder.parent().context("the folder of specs has no folder above it")?;
    let mut found = Findings::default();

    let packages = order::in_order(package::published(repository)?);
    if packages.is_empty() {
        found.add("workspace", "no package of it may be published");
    }
    let address = workspace::repository(repository)?;
    for package in &packages {
        checks::check(repository, address.as_deref(), &packages, package, &mut found)?;
    }
    let listed = cargo::list(repository, &packages, &mut found)?;
    tree_is_clean(repository, &mut found);
    if generate::run(root, &[], true)? == Outcome::Findings {
        found.add("generated code", "specs have errors, or it is out of date");
    }
    if build && !packages.is_empty() {
        cargo::build(repository, &packages, &mut found)?;
    }
    output::result(&report(&packages, &listed, address.as_deref(), build, &found));
    for finding in &found.0 {
        output::note(&format!("error: {finding}"));
    }
    Ok(Outcome::from_findings(!found.0.is_empty()))
}

fn report(
    packages: &[Package],
    listed: &[Option<usize>],
    address: Option<&str>,
    build: bool,
    found: &Findings,
) -> String {
    let mut text = String::from("would be published, in this order:\n");
    for (number, (package, files)) in packages.iter().zip(listed).enumerate() {
        let needs: Vec<&str> = package.needs.iter().map(|need| need.name.as_str()).collect();
        let after = if needs.is_empty() {
            String::new()
        } else {
            format!(", after {}", needs.join(", "))
        };
        let files = files.map_or("cannot be packaged".to_owned(), |files| output::count(files, "file"));
        let _ = writeln!(
            text,
            "{:>3}. {} {}, {files}{after}",
            number + 1,
            package.name,
            package.version
        );
    }
    let _ = match address {
        Some(address) => writeln!(text, "repository: {address}"),
        None => writeln!(
            text,
            "repository: not set (`workspace.package.repository`); the packages name none"
        ),
    };
    if !build {
        text.push_str("packages were listed, not built; --build does that\n");
    }
    let _ = match found.0.len() {
        0 => writeln!(text, "nothing stands against it; nothing was published"),
        number => writeln!(
            text,
            "{} against it; nothing was published",
            output::count(number, "finding")
        ),
    };
    text
}

/// What is published is what is committed.
fn tree_is_clean(repository: &Path, found: &mut Findings) {
    let status = Command::new("git")
        .args(["status", "--porcelain"])
        .current_dir(repository)
        .output();
    match status {
        Ok(status) if status.status.success() => {
            let changed = String::from_utf8_lossy(&status.stdout).lines().count();
            if changed > 0 {
                found.add("git", format!("{} not committed", output::count(changed, "change")));
            }
        }
        Ok(status) => found.add("git", String::from_utf8_lossy(&status.stderr).trim()),
        Err(error) => found.add("git", format!("cannot be run: {error}")),
    }
}
