//! Bringing the output folder up to date, or saying what is out of date.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::copies::is_copy;
use super::names::Names;
use super::render::{RenderedCrate, is_generated};
use super::{Maker, OUTPUT, WriteError, disk, lock};

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
    /// No spec asks for it any more, or a run died before it was whole.
    Removed,
}

/// What is to be done to one file.
pub(super) struct Step {
    pub(super) change: Change,
    /// Where it stands: a path below a folder. It is held against links again when the step is taken.
    folder: PathBuf,
    below: String,
    /// The folder above, up to which empty ones go with it.
    top: PathBuf,
}

/// A repository whose output one run has to itself, until this is dropped: the only way to write.
#[derive(Debug)]
pub struct Output {
    pub(super) root: PathBuf,
    pub(super) mode: Mode,
    pub(super) maker: Maker,
    /// Held, not used.
    _lock: Option<File>,
}

impl Output {
    /// Waits until no other run writes below `root`. `waiting` is called once, if that takes more than a second.
    ///
    /// The lock is a file in `root/target`. Nothing is made in [`Mode::Check`].
    ///
    /// # Errors
    /// The file system, or something that is no plain file in the place of the lock.
    pub fn open(root: &Path, mode: Mode, waiting: impl FnOnce()) -> Result<Self, WriteError> {
        let lock = match mode {
            Mode::Write => Some(lock::exclusive(root, waiting)?),
            Mode::Check => lock::shared(root, waiting)?,
        };
        Ok(Self {
            root: root.to_path_buf(),
            mode,
            maker: Maker::default(),
            _lock: lock,
        })
    }

    /// Pages name this program as the one that made them.
    #[must_use]
    pub fn made_by(mut self, maker: Maker) -> Self {
        self.maker = maker;
        self
    }

    /// Brings `root/generated/<platform>` of each crate up to date, or says what is out of date. Everything is compared
    /// before the first file is written. Files without our mark are left alone, unless a generated one takes their place.
    ///
    /// # Errors
    /// A path that leads elsewhere or that not every file system can hold, a symbolic link in the way, or the file system.
    pub fn apply(&self, crates: &[RenderedCrate]) -> Result<Vec<Change>, WriteError> {
        let mut steps = Vec::new();
        let mut names = Names::default();
        for rendered in crates {
            let folder = self.crate_folder(&rendered.platform)?;
            let below = format!("{OUTPUT}/{}", rendered.platform);
            for file in &rendered.files {
                // Also where it leads out of the crate's folder and stays in the root's.
                disk::inside(&folder, &file.path)?;
                let path = format!("{below}/{}", file.path);
                names.claim(&path)?;
                steps.extend(update(&self.root, path.clone(), path, &folder, &file.text)?);
            }
            let wanted = rendered.files.iter().map(|file| file.path.as_str()).collect();
            steps.extend(self.stale(&rendered.platform, &wanted, &folder)?);
        }
        self.carry_out(steps)
    }

    /// Brings the file `name` of `folder` up to date, or says that it is not. It is shown as `shown/name`.
    ///
    /// # Errors
    /// As [`apply`](Self::apply).
    pub fn apply_file(&self, folder: &Path, shown: &str, name: &str, text: &str) -> Result<Vec<Change>, WriteError> {
        let mut steps = Vec::new();
        steps.extend(update(
            folder,
            name.to_owned(),
            format!("{shown}/{name}"),
            folder,
            text,
        )?);
        for left in disk::unfinished_in(folder)? {
            let path = format!("{shown}/{left}");
            steps.extend(removal(folder, left, path, folder)?);
        }
        self.carry_out(steps)
    }

    /// Removes the crates of platforms that have no spec any more, or says which would go.
    ///
    /// # Errors
    /// As [`apply`](Self::apply).
    pub fn remove_unlisted(&self, platforms: &[String]) -> Result<Vec<Change>, WriteError> {
        let output = self.root.join(OUTPUT);
        let mut unlisted = Vec::new();
        match fs::read_dir(&output) {
            Ok(entries) => {
                for entry in entries {
                    let entry = entry.map_err(|source| WriteError::io(&output, source))?;
                    let name = entry.file_name().to_string_lossy().into_owned();
                    let is_crate =
                        entry.file_type().is_ok_and(|kind| kind.is_dir()) && entry.path().join("Cargo.toml").is_file();
                    if is_crate && !platforms.contains(&name) {
                        unlisted.push(name);
                    }
                }
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(source) => return Err(WriteError::io(&output, source)),
        }
        unlisted.sort();
        let mut steps = Vec::new();
        for name in unlisted {
            self.crate_folder(&name)?;
            steps.extend(self.stale(&name, &BTreeSet::new(), &output)?);
        }
        self.carry_out(steps)
    }

    /// The folder of a crate; a platform's name is one plain folder name.
    fn crate_folder(&self, platform: &str) -> Result<PathBuf, WriteError> {
        let plain = !platform.is_empty()
            && platform
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
        if !plain {
            return Err(WriteError::Escape {
                path: format!("{OUTPUT}/{platform}"),
            });
        }
        disk::inside(&self.root, &format!("{OUTPUT}/{platform}"))
    }

    /// Our files that nothing asks for any more, and what runs that died have left behind: no other run is at work now.
    fn stale(&self, platform: &str, wanted: &BTreeSet<&str>, top: &Path) -> Result<Vec<Step>, WriteError> {
        let mut steps = Vec::new();
        let shown = format!("{OUTPUT}/{platform}");
        for below in disk::files_below(&self.root.join(&shown))? {
            if wanted.contains(below.as_str()) {
                continue;
            }
            let unfinished = disk::is_unfinished(below.rsplit('/').next().unwrap_or_default());
            let path = format!("{shown}/{below}");
            let Some(step) = removal(&self.root, path.clone(), path, top)? else {
                continue;
            };
            let ours = is_generated(&step.change.before) || is_copy(&self.root, &below, &step.change.before)?;
            if unfinished || ours {
                steps.push(step);
            }
        }
        Ok(steps)
    }

    pub(super) fn carry_out(&self, mut steps: Vec<Step>) -> Result<Vec<Change>, WriteError> {
        steps.sort_by(|a, b| a.change.path.cmp(&b.change.path));
        if self.mode == Mode::Write {
            for step in &steps {
                let path = disk::inside(&step.folder, &step.below)?;
                match step.change.kind {
                    ChangeKind::Removed => disk::remove(&path, &step.top)?,
                    ChangeKind::Created | ChangeKind::Changed => disk::replace(&path, &step.change.after)?,
                }
            }
        }
        Ok(steps.into_iter().map(|step| step.change).collect())
    }
}

/// What gives the file `below` of `folder` this text; nothing if it has it.
pub(super) fn update(
    folder: &Path,
    below: String,
    shown: String,
    top: &Path,
    text: &str,
) -> Result<Option<Step>, WriteError> {
    let before = disk::read(&disk::inside(folder, &below)?)?;
    if before.as_deref() == Some(text) {
        return Ok(None);
    }
    let kind = if before.is_some() {
        ChangeKind::Changed
    } else {
        ChangeKind::Created
    };
    Ok(Some(Step {
        change: Change {
            path: shown,
            kind,
            before: before.unwrap_or_default(),
            after: text.to_owned(),
        },
        folder: folder.to_path_buf(),
        below,
        top: top.to_path_buf(),
    }))
}

/// What takes the file `below` of `folder` away; nothing if it is not there.
pub(super) fn removal(folder: &Path, below: String, shown: String, top: &Path) -> Result<Option<Step>, WriteError> {
    let before = disk::read(&disk::inside(folder, &below)?)?;
    Ok(before.map(|before| Step {
        change: Change {
            path: shown,
            kind: ChangeKind::Removed,
            before,
            after: String::new(),
        },
        folder: folder.to_path_buf(),
        below,
        top: top.to_path_buf(),
    }))
}
