//! `import`: a draft of a spec from a vendor's document.

use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use tradewire_codegen::import::{Draft, import};
use tradewire_codegen::new;
use tradewire_codegen::write::new_folder;

use super::Outcome;
use crate::args::ImportFormat;
use crate::{output, specs};

/// Places that are told of one note.
const PLACES: usize = 5;

pub fn run(root: Option<&Path>, format: ImportFormat, file: &Path, platform: Option<&str>) -> Result<Outcome> {
    let ImportFormat::Openapi = format;
    if let Some(reason) = platform.and_then(new::problem) {
        bail!("--platform: {reason}");
    }
    let folder = specs::folder_to_be(root)?;
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let draft = import(&text, platform).with_context(|| format!("cannot import {}", file.display()))?;
    if let Some(reason) = new::problem(&draft.platform) {
        bail!("the title of the document gives no name for the platform: {reason}; give one with --platform");
    }
    if folder.join(&draft.platform).exists() {
        let there = folder.join(&draft.platform);
        bail!(
            "{} is there already, and is not overwritten; give another name with --platform",
            there.display()
        );
    }
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    new_folder(&folder, &draft.platform, &draft.files).context("cannot write the draft")?;
    output::result(&report(&draft));
    let compiled = specs::compiled(&folder, std::slice::from_ref(&draft.platform))?;
    Ok(Outcome::from_findings(output::findings(&compiled, false)))
}

/// What was written, and what a person has to look at.
fn report(draft: &Draft) -> String {
    let mut text = String::new();
    for (name, _) in &draft.files {
        let _ = writeln!(text, "created specs/{}/{name}", draft.platform);
    }
    if !draft.notes.is_empty() {
        let _ = writeln!(text, "\n{} to look at:", output::count(draft.notes.len(), "thing"));
    }
    for note in &draft.notes {
        let _ = writeln!(text, "- {}", note.message);
        for place in note.places.iter().take(PLACES) {
            let _ = writeln!(text, "    {place}");
        }
        let more = note.places.len().saturating_sub(PLACES);
        if more > 0 {
            let _ = writeln!(text, "    and {} more", output::count(more, "place"));
        }
    }
    text
}
