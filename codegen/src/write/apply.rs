//! Bringing the output folder up to date, or saying what is out of date.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::disk;
use super::render::{RenderedCrate, is_generated};
use super::{OUTPUT, WriteError};

/// Whether to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Bring the files up to date.
    Write,
    /// Only say what is out of date.
    Check,
}

/// A file that was, or would be, changed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// Path below the repository root, with forward slashes.
    pub path: String,
    /// What happens to it.
    pub kind: ChangeKind,
    /// Its text before; empty if it is new.
    pub before: String,
    /// Its text after; empty if it goes.
    pub after: String,
}

/// What happens to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// It is new.
    Created,
    /// Its text differs.
    Changed,
    /// No spec asks for it any more.
    Removed,
}

/// What is to be done to one file.
struct Step {
    change: Change,
    path: PathBuf,
    top: PathBuf,
}

/// Brings `root/generated/<platform>` of each crate up to date, or says what is out of date. Everything is compared
/// before the first file is written. Files without our mark are left alone, unless a generated one takes their place.
///
/// # Errors
/// A path that leads elsewhere, a symbolic link in the way, or the file system.
pub fn apply(root: &Path, crates: &[RenderedCrate], mode: Mode) -> Result<Vec<Change>, WriteError> {
    let mut steps = Vec::new();
    for rendered in crates {
        let folder = crate_folder(root, &rendered.platform)?;
        let wanted: BTreeSet<&str> = rendered.files.iter().map(|file| file.path.as_str()).collect();
        for file in &rendered.files {
            let path = disk::inside(&folder, &file.path)?;
            let before = disk::read(&path)?;
            if before.as_ref() == Some(&file.text) {
                continue;
            }
            let kind = if before.is_some() {
                ChangeKind::Changed
            } else {
                ChangeKind::Created
            };
            steps.push(Step {
                change: Change {
                    path: format!("{OUTPUT}/{}/{}", rendered.platform, file.path),
                    kind,
                    before: before.unwrap_or_default(),
                    after: file.text.clone(),
                },
                path,
                top: folder.clone(),
            });
        }
        steps.extend(stale(&folder, &rendered.platform, &wanted)?);
    }
    carry_out(steps, mode)
}

/// Removes the crates of platforms that have no spec any more, or says which would go.
///
/// # Errors
/// As [`apply`].
pub fn remove_unlisted(root: &Path, platforms: &[String], mode: Mode) -> Result<Vec<Change>, WriteError> {
    let output = root.join(OUTPUT);
    let mut names = Vec::new();
    match fs::read_dir(&output) {
        Ok(entries) => {
            for entry in entries {
                let entry = entry.map_err(|source| WriteError::Io {
                    path: output.clone(),
                    source,
                })?;
                let name = entry.file_name().to_string_lossy().into_owned();
                let is_crate =
                    entry.file_type().is_ok_and(|kind| kind.is_dir()) && entry.path().join("Cargo.toml").is_file();
                if is_crate && !platforms.contains(&name) {
                    names.push(name);
                }
            }
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(source) => return Err(WriteError::Io { path: output, source }),
    }
    names.sort();
    let mut steps = Vec::new();
    for name in names {
        let folder = crate_folder(root, &name)?;
        let mut found = stale(&folder, &name, &BTreeSet::new())?;
        for step in &mut found {
            step.top.clone_from(&output);
        }
        steps.extend(found);
    }
    carry_out(steps, mode)
}

/// The folder of a crate; a platform's name is one plain folder name.
fn crate_folder(root: &Path, platform: &str) -> Result<PathBuf, WriteError> {
    let plain = !platform.is_empty()
        && platform
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    if !plain {
        return Err(WriteError::Escape {
            path: format!("{OUTPUT}/{platform}"),
        });
    }
    disk::inside(root, &format!("{OUTPUT}/{platform}"))
}

/// Our files that nothing asks for any more.
fn stale(folder: &Path, platform: &str, wanted: &BTreeSet<&str>) -> Result<Vec<Step>, WriteError> {
    let mut steps = Vec::new();
    for below in disk::files_below(folder)? {
        if wanted.contains(below.as_str()) {
            continue;
        }
        let path = disk::inside(folder, &below)?;
        let Some(before) = disk::read(&path)? else { continue };
        if is_generated(&before) {
            steps.push(Step {
                change: Change {
                    path: format!("{OUTPUT}/{platform}/{below}"),
                    kind: ChangeKind::Removed,
                    before,
                    after: String::new(),
                },
                path,
                top: folder.to_path_buf(),
            });
        }
    }
    Ok(steps)
}

fn carry_out(mut steps: Vec<Step>, mode: Mode) -> Result<Vec<Change>, WriteError> {
    steps.sort_by(|a, b| a.change.path.cmp(&b.change.path));
    if mode == Mode::Write {
        for step in &steps {
            match step.change.kind {
                ChangeKind::Removed => disk::remove(&step.path, &step.top)?,
                ChangeKind::Created | ChangeKind::Changed => {
                    disk::replace(&step.path, &step.change.after)?;
                }
            }
        }
    }
    Ok(steps.into_iter().map(|step| step.change).collect())
}
