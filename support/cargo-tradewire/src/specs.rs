//! Finds and compiles the specs.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use tradewire_codegen::load::read_folder;
use tradewire_codegen::{Compiled, compile};

/// The folder of specs: as given, or `specs` in what is given; else `specs` here or in the nearest folder above.
///
/// # Errors
/// There is none.
pub fn folder(given: Option<&Path>) -> Result<PathBuf> {
    if let Some(given) = given {
        let below = given.join("specs");
        let is_platform = below.join("platform.yaml").is_file();
        return Ok(if below.is_dir() && !is_platform {
            below
        } else {
            given.to_owned()
        });
    }
    let here = std::env::current_dir().context("cannot tell the current folder")?;
    match here
        .ancestors()
        .map(|folder| folder.join("specs"))
        .find(|specs| specs.is_dir())
    {
        Some(specs) => Ok(specs),
        None => bail!("no folder `specs` here or above; name one with --root"),
    }
}

/// Everything the specs of some platforms (all, if none is named) say.
///
/// # Errors
/// The folder cannot be read, or has no such platform; what is wrong with single files is among the findings.
pub fn compiled(folder: &Path, platforms: &[String]) -> Result<Compiled> {
    Ok(compile(read_folder(folder, "specs", platforms)?))
}

/// The platforms that have a folder.
///
/// # Errors
/// The folder cannot be read.
pub fn platform_names(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() && !name.starts_with('.') {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}
