//! `gen`: brings `generated/`, the pages on coverage and on findings, and the schema up to date, or says what is out of date.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result};
use similar::TextDiff;
use tradewire_codegen::dialect::schema_text;
use tradewire_codegen::inventory::coverage::{self, coverage, overview};
use tradewire_codegen::load::{InputFile, read_folder};
use tradewire_codegen::model::Platform;
use tradewire_codegen::openapi;
use tradewire_codegen::write::{
    Change, ChangeKind, LICENCES, Maker, Mode, Output, Page, RenderedCrate, copies, generate_all,
};
use tradewire_codegen::{Compiled, compile, explained};

use super::Outcome;
use crate::program::maker;
use crate::workspace::Target;
use crate::{output, specs};

/// Name of the schema in the folder of specs.
const SCHEMA: &str = "spec.schema.json";

/// Writes, or with `check` compares.
///
/// # Errors
/// Specs that cannot be read, or the file system.
pub fn run(root: Option<&Path>, platforms: &[String], check: bool) -> Result<Outcome> {
    let folder = specs::folder(root)?;
    let place = Target::of(&folder)?;
    let folder = place.specs.as_path();
    let mode = if check { Mode::Check } else { Mode::Write };
    let target = Output::open(&place.into, mode, || {
        output::note("another run of `gen` is at work here; waiting for it to end");
    })?
    .made_by(maker());
    // Read when it is our turn, so that what is written last is what the specs say.
    let files = read_folder(folder, "specs", platforms)?;
    let generator = build(&place);
    let prints = target.fingerprints(&generator)?;
    let current = prints.current(&files)?;
    let compiled = compile(changed(&files, &current));
    let mut changes = target.apply_file(folder, "specs", SCHEMA, &schema_text())?;
    changes.extend(target.apply(&crates(&compiled, &place)?)?);
    let names = specs::platform_names(folder)?;
    let all = platforms.is_empty().then_some(names.as_slice());
    if place.is_beside() {
        changes.extend(target.apply_pages(&pages(&compiled, &names, target.overview()?.as_deref()), all)?);
    }
    // A workspace of others may take every folder of `generated` for a crate; there, `openapi --out` writes them where they are wanted.
    if maker() == Maker::Xtask {
        changes.extend(target.apply_documents(&documents(&compiled), all)?);
    }
    if let Some(all) = all {
        changes.extend(target.remove_unlisted(all)?);
    }
    // Examples of findings are tests of the generator: a new build looks at them, and so does who checks.
    let is_current = |file: &InputFile| file.platform().is_none_or(|platform| current.contains(platform));
    let examples = place.project.join(explained::CASES);
    if maker() == Maker::Xtask && examples.is_dir() && (check || !files.iter().all(is_current)) {
        let examples = explained::cases(&examples).with_context(|| format!("cannot read {}", examples.display()))?;
        changes.extend(target.apply_explained(&explained::pages(&examples))?);
    }
    // A page over all platforms is part of the output of each.
    let untouched = if changes.is_empty() {
        current.clone()
    } else {
        BTreeSet::new()
    };
    prints.note(&files, &untouched, |platform| {
        current.contains(platform) || !compiled.has_errors(Some(platform))
    })?;
    drop(target);
    let broken = output::findings(&compiled, true);
    report(&changes, check);
    Ok(Outcome::from_findings(broken || check && !changes.is_empty()))
}

/// What tells this build of the generator from others, and this place: where the program lies, how large it is, when it was made, and what
/// crates are given. Without that, a run is like no other.
fn build(place: &Target) -> String {
    let described = std::env::current_exe().and_then(|path| {
        let file = std::fs::metadata(&path)?;
        Ok(format!("{} {} {:?}", path.display(), file.len(), file.modified()?))
    });
    let program = described.unwrap_or_else(|_| format!("{:?}", std::time::SystemTime::now()));
    let licences = LICENCES.map(|name| std::fs::read(place.project.join(name)).ok());
    format!("{program} {:?} {place:?} {licences:?}", maker())
}

/// The files that are not those of platforms whose output is up to date.
fn changed(files: &[InputFile], current: &BTreeSet<String>) -> Vec<InputFile> {
    let is_current = |file: &&InputFile| file.platform().is_some_and(|platform| current.contains(platform));
    files.iter().filter(|file| !is_current(file)).cloned().collect()
}

/// The platforms without errors.
fn sound(compiled: &Compiled) -> impl Iterator<Item = &Platform> {
    compiled
        .platforms
        .iter()
        .filter(|platform| !compiled.has_errors(Some(&platform.name)))
}

/// The pages of the platforms without errors, and the one over all, if the rows of the others are known from `before`.
fn pages(compiled: &Compiled, names: &[String], before: Option<&str>) -> Vec<Page> {
    let found: Vec<_> = sound(compiled).map(coverage).collect();
    let over_all = overview(names, &found, before).map(|text| Page { platform: None, text });
    let each = found.iter().map(|one| Page {
        platform: Some(one.platform.clone()),
        text: coverage::page(one),
    });
    each.chain(over_all).collect()
}

/// The `OpenAPI` documents of the platforms without errors.
fn documents(compiled: &Compiled) -> Vec<(String, String)> {
    sound(compiled)
        .map(|platform| (platform.name.clone(), openapi::text(platform, maker())))
        .collect()
}

/// The crates of the platforms without errors.
fn crates(compiled: &Compiled, place: &Target) -> Result<Vec<RenderedCrate>> {
    let mut crates = generate_all(&place.home, maker(), sound(compiled).collect())?;
    for rendered in &mut crates {
        let copied = copies(&place.project, &place.specs, maker(), &rendered.platform)
            .with_context(|| format!("cannot generate {}", rendered.platform))?;
        rendered.files.extend(copied);
    }
    Ok(crates)
}

fn report(changes: &[Change], check: bool) {
    let mut text = String::new();
    for change in changes {
        let word = match (change.kind, check) {
            (ChangeKind::Created, false) => "created",
            (ChangeKind::Changed, false) => "changed",
            (ChangeKind::Removed, false) => "removed",
            (ChangeKind::Created, true) => "missing",
            (ChangeKind::Changed, true) => "stale",
            (ChangeKind::Removed, true) => "superfluous",
        };
        let _ = writeln!(text, "{word} {}", change.path);
    }
    if check {
        for change in changes {
            let diff = TextDiff::from_lines(&change.before, &change.after);
            let (old, new) = (format!("a/{}", change.path), format!("b/{}", change.path));
            text.push_str(&diff.unified_diff().context_radius(3).header(&old, &new).to_string());
        }
        if !changes.is_empty() {
            let _ = writeln!(
                text,
                "{} out of date; run `{} gen`",
                output::count(changes.len(), "file"),
                maker().command()
            );
        }
    }
    output::result(&text);
}
