//! Finds and compiles the specs.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use tradewire_codegen::captured::{Captured, LARGEST};
use tradewire_codegen::diagnostics::did_you_mean;
use tradewire_codegen::load::{InputFile, read_folder};
use tradewire_codegen::model::{Operation, Platform};
use tradewire_codegen::write::{Mode, Output};
use tradewire_codegen::{Compiled, compile, operation_ids};

use crate::output;
use crate::workspace::Target;

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

/// The folder of specs that `new` writes to: as [`folder`] finds it, else `specs` in what is given, or here. It need not be there yet.
///
/// # Errors
/// What is given is not there.
pub fn folder_to_be(given: Option<&Path>) -> Result<PathBuf> {
    let Some(given) = given else {
        let here = std::env::current_dir().context("cannot tell the current folder")?;
        return Ok(folder(None).unwrap_or_else(|_| here.join("specs")));
    };
    let found = folder(Some(given))?;
    let whole = found
        .canonicalize()
        .with_context(|| format!("cannot read {}; make the folder first", found.display()))?;
    let has_platforms = || -> Result<bool> {
        let names = platform_names(&whole)?;
        Ok(names
            .iter()
            .any(|name| whole.join(name).join("platform.yaml").is_file()))
    };
    if whole.ends_with("specs") || has_platforms()? {
        Ok(found)
    } else {
        Ok(found.join("specs"))
    }
}

/// Keeps other runs that write away until it is dropped: those of `gen`, and those that change specs. To be taken before specs are read, so
/// that nobody's change is lost.
///
/// # Errors
/// The folder cannot be read, or the system refuses the lock.
pub fn alone(folder: &Path) -> Result<Output> {
    let place = Target::of(folder)?;
    Ok(Output::open(&place.into, Mode::Write, || {
        output::note("another run is at work here; waiting for it to end");
    })?)
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

/// Every file of one platform.
///
/// # Errors
/// The folder cannot be read, or has no such platform; single files that cannot be read say so themselves.
pub fn files_of(folder: &Path, platform: &str) -> Result<Vec<InputFile>> {
    Ok(read_folder(folder, "specs", &[platform.to_owned()])?)
}

/// Reads files that were captured from a platform. `-` is standard input.
///
/// # Errors
/// A file that cannot be read, is too long, or holds no JSON, JSON Lines or HAR.
pub fn captured(platform: &Platform, files: &[PathBuf]) -> Result<Captured> {
    let mut captured = Captured::of(platform);
    for file in files {
        captured.add(&file.display().to_string(), &content(file)?)?;
    }
    Ok(captured)
}

/// The content of a file of at most [`LARGEST`] bytes; `-` is standard input.
///
/// # Errors
/// A file that cannot be read, or is too long.
pub fn content(file: &Path) -> Result<Vec<u8>> {
    use std::io::Read;
    let mut content = Vec::new();
    let mut take = |from: &mut dyn Read| from.take(LARGEST + 1).read_to_end(&mut content);
    if file == Path::new("-") {
        take(&mut std::io::stdin().lock()).context("cannot read standard input")?;
    } else {
        let mut opened = std::fs::File::open(file).with_context(|| format!("cannot read {}", file.display()))?;
        take(&mut opened).with_context(|| format!("cannot read {}", file.display()))?;
    }
    if content.len() as u64 > LARGEST {
        bail!("{} is longer than {LARGEST} bytes; split it up", file.display());
    }
    Ok(content)
}

/// The operation of an id (`orders.list`), with the name of its resource.
///
/// # Errors
/// There is none; the one that may be meant is named.
pub fn operation<'p>(platform: &'p Platform, id: &str) -> Result<(&'p str, &'p Operation)> {
    let found = platform.resources.iter().find_map(|resource| {
        let mut own = resource.operations.iter();
        let operation = own.find(|operation| format!("{}.{}", resource.name, operation.name) == id)?;
        Some((resource.name.as_str(), operation))
    });
    let Some(found) = found else {
        let known = operation_ids(platform);
        let hint = did_you_mean(id, known.iter().map(String::as_str))
            .map(|hint| format!("; {hint}"))
            .unwrap_or_default();
        bail!("`{}` has no operation `{id}`{hint}", platform.name)
    };
    Ok(found)
}
