//! `lint`: all findings, nothing else.

use std::path::Path;

use anyhow::{Context, Result, bail};
use tradewire_codegen::diagnostics::{github, json, sarif};
use tradewire_codegen::load::{InputFile, read_folder};
use tradewire_codegen::mend::{Mend, mend};
use tradewire_codegen::write::replace;

use super::Outcome;
use crate::args::FindingsFormat;
use crate::{output, specs};

pub fn run(root: Option<&Path>, platforms: &[String], format: FindingsFormat, fix: bool) -> Result<Outcome> {
    let folder = specs::folder(root)?;
    if fix {
        let _alone = specs::alone(&folder)?;
        mend_all(&folder, platforms)?;
    }
    let compiled = specs::compiled(&folder, platforms)?;
    let (findings, sources) = (&compiled.findings, &compiled.sources);
    match format {
        FindingsFormat::Human => {
            output::findings(&compiled, false);
        }
        FindingsFormat::Json => output::result(&json(findings, compiled.held, sources)),
        FindingsFormat::Github => output::result(&github(findings, sources)),
        FindingsFormat::Sarif => output::result(&sarif(findings, sources)),
    }
    Ok(Outcome::from_findings(!findings.is_empty()))
}

/// Mends what is certain, file by file, and says what.
fn mend_all(folder: &Path, platforms: &[String]) -> Result<()> {
    let files = read_folder(folder, "specs", platforms)?;
    let mended = mend(files.clone());
    for file in &mended.files {
        write(folder, file, &files)?;
    }
    for done in &mended.done {
        output::note(&format!("mended {}", words(done)));
    }
    for left in &mended.left {
        output::note(&format!("not mended {}: another finding would come of it", words(left)));
    }
    if !mended.done.is_empty() {
        output::note(&output::count(mended.done.len(), "mend"));
    }
    Ok(())
}

fn words(mend: &Mend) -> String {
    let (place, old) = (&mend.place, mend.old.escape_debug());
    let what = if mend.new.is_empty() {
        format!("`{old}` taken out")
    } else {
        format!("`{old}` -> `{}`", mend.new)
    };
    format!("{}:{}:{}: {what} ({})", place.file, place.line, place.column, mend.code)
}

/// Replaces a file as a whole, unless somebody has written to it meanwhile.
fn write(folder: &Path, file: &InputFile, before: &[InputFile]) -> Result<()> {
    let below = file.path.strip_prefix("specs/").unwrap_or(&file.path);
    let path = folder.join(below);
    let (Ok(bytes), Some(earlier)) = (&file.content, before.iter().find(|one| one.path == file.path)) else {
        return Ok(());
    };
    let now = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
    if earlier.content.as_ref() != Ok(&now) {
        bail!(
            "{} was written to meanwhile; nothing is changed in it, run it again",
            path.display()
        );
    }
    let text = std::str::from_utf8(bytes).with_context(|| format!("{} is not UTF-8", path.display()))?;
    replace(&path, text)?;
    Ok(())
}
