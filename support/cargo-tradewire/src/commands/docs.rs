//! `docs`: a reference of the platforms as static pages.

use std::path::Path;

use anyhow::{Context, Result};
use tradewire_codegen::site::{Described, Since, site};
use tradewire_codegen::write::{CHANGES, keep_folder};

use super::{Outcome, impact};
use crate::{output, specs};

pub fn run(root: Option<&Path>, out: &Path, since: Option<&str>) -> Result<Outcome> {
    let folder = specs::folder(root)?;
    let compiled = specs::compiled(&folder, &[])?;
    let impact = since.map(|base| impact::since(&folder, base, &compiled)).transpose()?;
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
            since: since.zip(impact.as_ref()).map(|(revision, impact)| Since {
                revision,
                found: impact.crates.iter().find(|one| one.platform == platform.name),
            }),
        })
        .collect();
    let files: Vec<(String, String)> = site(&described)
        .into_iter()
        .map(|file| (file.path, file.text))
        .collect();
    for left in keep_folder(out, &files).context("cannot write the pages")? {
        output::note(&format!(
            "left {left}: an earlier run wrote it, and somebody changed it since"
        ));
    }
    let bytes: usize = files.iter().map(|(_, text)| text.len()).sum();
    let written = output::count(files.len(), "file");
    output::result(&format!(
        "{written}, {bytes} bytes; open {}\n",
        out.join("index.html").display()
    ));
    Ok(Outcome::from_findings(broken))
}
