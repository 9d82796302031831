//! `impact`: what the specs do to users, against another revision.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use semver::Version;
use serde_json::json;
use tradewire_codegen::diagnostics::{Severity, did_you_mean};
use tradewire_codegen::history::{read_revision, tags};
use tradewire_codegen::impact::{Impact, Options, human, impact, markdown};
use tradewire_codegen::load::read_folder;
use tradewire_codegen::model::Platform;
use tradewire_codegen::{Compiled, compile};

use super::Outcome;
use crate::args::ImpactFormat;
use crate::{output, specs};

pub fn run(
    root: Option<&Path>,
    platforms: &[String],
    base: &str,
    format: ImpactFormat,
    was_broken: &[String],
) -> Result<Outcome> {
    let folder = specs::folder(root)?;
    let earlier = read_revision(&folder, base, "specs", platforms)?;
    let known = earlier.iter().filter_map(|file| file.platform());
    let gone: Vec<&String> = platforms.iter().filter(|name| !folder.join(name).is_dir()).collect();
    if let Some(name) = gone
        .iter()
        .find(|name| !known.clone().any(|known| known == name.as_str()))
    {
        // Neither here nor there: the folder says so, with the names that are right.
        read_folder(&folder, "specs", &[(*name).clone()])?;
    }
    let here: Vec<String> = platforms.iter().filter(|name| !gone.contains(name)).cloned().collect();
    let later = if platforms.is_empty() || !here.is_empty() {
        specs::compiled(&folder, &here)?
    } else {
        Compiled::default()
    };
    if later.has_errors(None) {
        output::findings(&later, true);
        bail!("the specs have errors, and their impact cannot be told; mend them first");
    }
    let earlier = compile(earlier);
    if let Some(broken) = unreadable(&earlier, base) {
        bail!("{broken}");
    }
    let options = Options {
        was_broken: was_broken.to_vec(),
        released: released(&folder, &later.platforms)?,
    };
    let found = impact(&earlier.platforms, &later.platforms, &options);
    if let Some(item) = found.unused.first() {
        bail!("{}", nothing_broken(item, &found));
    }
    output::result(&match format {
        ImpactFormat::Human => human(&found),
        ImpactFormat::Markdown => markdown(&found),
        ImpactFormat::Json => as_json(base, &found)?,
    });
    Ok(Outcome::from_findings(!found.follows()))
}

/// What all specs do to users who come from another revision.
pub fn since(folder: &Path, base: &str, later: &Compiled) -> Result<Impact> {
    let earlier = compile(read_revision(folder, base, "specs", &[])?);
    if let Some(broken) = unreadable(&earlier, base) {
        bail!("{broken}");
    }
    Ok(impact(&earlier.platforms, &later.platforms, &Options::default()))
}

/// Specs of then that cannot be read now: in a dialect of old, or wrong then.
fn unreadable(earlier: &Compiled, base: &str) -> Option<String> {
    let is_error = |finding: &&tradewire_codegen::diagnostics::Diagnostic| finding.code.severity() == Severity::Error;
    let mut errors = earlier.findings.iter().filter(is_error);
    let first = errors.next()?;
    let place = earlier.sources.place(first.span);
    Some(format!(
        "the specs of `{base}` cannot be read as the dialect is now: {} ({}, {}:{}:{}) and {} more; \
         name a later revision, or the platforms that can be read",
        first.message,
        first.code.id,
        place.file,
        place.line,
        place.column,
        output::count(errors.count(), "error")
    ))
}

/// The newest version of each crate that has a tag, `<package>-<version>`.
fn released(folder: &Path, platforms: &[Platform]) -> Result<BTreeMap<String, Version>> {
    let mut released = BTreeMap::new();
    for platform in platforms {
        let package = format!("tradewire-{}", platform.name.replace('_', "-"));
        let prefix = format!("{package}-");
        let tags = tags(folder, &prefix)?;
        let versions = tags
            .iter()
            .filter_map(|tag| Version::parse(tag.strip_prefix(&prefix)?).ok());
        if let Some(newest) = versions.max() {
            released.insert(package, newest);
        }
    }
    Ok(released)
}

fn nothing_broken(item: &str, found: &Impact) -> String {
    let arguable = found
        .crates
        .iter()
        .flat_map(|one| &one.changes)
        .filter(|change| change.arguable);
    let mut items: Vec<&str> = arguable.map(|change| change.item.as_str()).collect();
    items.dedup();
    let hint = match (did_you_mean(item, items.iter().copied()), items.as_slice()) {
        (Some(hint), _) => hint,
        (None, []) => "nothing breaks there that could be a fix".to_owned(),
        (None, items) => format!("such changes are in: {}", items.join(", ")),
    };
    format!("--was-broken: no change of `{item}` breaks the wire; {hint}")
}

fn as_json(base: &str, found: &Impact) -> Result<String> {
    let value = json!({
        "format": 1,
        "base": base,
        "follows": found.follows(),
        "crates": found.crates,
    });
    let text = serde_json::to_string_pretty(&value).context("cannot write the impact as JSON")?;
    Ok(text + "\n")
}
