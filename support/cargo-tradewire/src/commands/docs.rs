//! `docs`: a reference of the platforms as static pages.

use std::path::Path;

use anyhow::{Context, Result};
use tradewire_codegen::site::{Described, KNOWN_BY, site};
use tradewire_codegen::write::{CHANGES, replace_folder};

use super::Outcome;
use crate::{output, specs};

pub fn run(root: Option<&Path>, out: &Path) -> Result<Outcome> {
    let folder = specs::folder(root)?;
    let compiled = specs::compiled(&folder, &[])?;
    let broken = output::findings(&compiled, true);
    let sound = compiled
        .platforms
        .iter()
        .filter(|platform| !compiled.has_errors(Some(&platform.name)));
    let platforms: Vec<_> = sound
        .map(|platform| {
            let changes = std::fs::read_to_string(folder.join(&platform.name).join(CHANGES)).ok();
            (platform, changes)
        })
        .collect();
    let described: Vec<Described<'_>> = platforms
        .iter()
        .map(|(platform, changes)| Described {
            platform,
            changes: changes.as_deref(),
        })
        .collect();
    let files: Vec<(String, String)> = site(&described)
        .into_iter()
        .map(|file| (file.path, file.text))
        .collect();
    replace_folder(out, KNOWN_BY, &files).context("cannot write the pages")?;
    let bytes: usize = files.iter().map(|(_, text)| text.len()).sum();
    let written = output::count(files.len(), "file");
    output::result(&format!(
        "{written}, {bytes} bytes; open {}\n",
        out.join("index.html").display()
    ));
    Ok(Outcome::from_findings(broken))
}
