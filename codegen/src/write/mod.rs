//! Files on disk: text out of tokens, written only when changed, and nothing outside of `generated/`
//! but the schema, the pages on coverage, and folders that a command was told to make.

mod apply;
mod copies;
mod disk;
mod explained;
mod fingerprints;
mod folder;
mod kept;
mod lock;
mod maker;
mod names;
mod pages;
mod render;
mod threads;

#[cfg(test)]
mod tests;

pub use apply::{Change, ChangeKind, Mode, Output};
pub use copies::{CHANGES, LICENCES, copies};
pub use disk::replace;
pub use explained::EXPLAINED;
pub use fingerprints::Fingerprints;
pub use folder::new_folder;
pub use kept::keep_folder;
pub use maker::Maker;
pub use pages::{DOCUMENTS, PAGES, Page};
pub use render::{RenderedCrate, RenderedFile, is_generated, mark};

use std::fmt;
use std::path::{Path, PathBuf};

use crate::model::Platform;
use crate::plan::{CratePlan, Home};
use render::render;

/// Folder of all output, below the repository root.
pub const OUTPUT: &str = "generated";

/// Plans, emits and lays out the crate of one platform, for a workspace that has all that is inherited. Nothing is written.
///
/// # Errors
/// [`WriteError::Layout`] if what was emitted is no Rust, which is a defect of the generator.
pub fn generate(platform: &Platform) -> Result<RenderedCrate, WriteError> {
    generate_in(&Home::default(), Maker::default(), platform)
}

/// [`generate`] for the place that there is, by the program that is at work.
///
/// # Errors
/// As [`generate`].
pub fn generate_in(home: &Home, maker: Maker, platform: &Platform) -> Result<RenderedCrate, WriteError> {
    let plan = plan_in(home, platform);
    let files = crate::emit::emit(&plan).into_iter();
    Ok(RenderedCrate {
        files: files
            .map(|file| render(&plan.platform, maker, file))
            .collect::<Result<_, _>>()?,
        platform: plan.platform,
    })
}

/// [`generate_in`] for many platforms at once, in their order.
///
/// # Errors
/// As [`generate`], of the first platform that cannot be generated.
pub fn generate_all(home: &Home, maker: Maker, platforms: Vec<&Platform>) -> Result<Vec<RenderedCrate>, WriteError> {
    let plans = threads::each(platforms, |platform| plan_in(home, platform));
    let files = plans.iter().enumerate().flat_map(|(at, plan)| {
        let files = crate::emit::emit(plan).into_iter();
        files.map(move |file| (at, &plan.platform, file))
    });
    let rendered = threads::each(files.collect(), |(at, platform, file)| {
        (at, render(platform, maker, file))
    });
    let mut crates: Vec<RenderedCrate> = plans
        .iter()
        .map(|plan| RenderedCrate {
            platform: plan.platform.clone(),
            files: Vec::new(),
        })
        .collect();
    for (at, file) in rendered {
        if let Some(of) = crates.get_mut(at) {
            of.files.push(file?);
        }
    }
    Ok(crates)
}

fn plan_in(home: &Home, platform: &Platform) -> CratePlan {
    crate::plan::at_home(crate::plan::plan(platform), home)
}

/// Writes a file below a folder, whole or not at all, for whoever changes specs by program. `before` is the text that was read there;
/// without one, the file is new.
///
/// # Errors
/// When the path leads out of the folder or over a link, when a new file is there already, when another text stands there than was read,
/// or when the system says no.
pub fn put(folder: &Path, below: &str, text: &str, before: Option<&str>) -> Result<(), WriteError> {
    let path = disk::inside(folder, below)?;
    if before.is_none() && path.symlink_metadata().is_ok() {
        return Err(WriteError::io(
            &path,
            std::io::Error::from(std::io::ErrorKind::AlreadyExists),
        ));
    }
    disk::refuse_irregular(&path)?;
    if let Some(before) = before {
        let now = std::fs::read(&path).map_err(|source| WriteError::io(&path, source))?;
        if now != before.as_bytes() {
            return Err(WriteError::Meanwhile { path });
        }
    }
    disk::replace(&path, text)
}

/// Why output could not be made or written.
#[derive(Debug)]
#[non_exhaustive]
pub enum WriteError {
    /// A file that was emitted is no Rust.
    Layout {
        /// The file, below the crate's folder.
        path: String,
        /// What the parser says.
        message: String,
    },
    /// A name that would lead out of the output folder.
    Escape {
        /// The offending path.
        path: String,
    },
    /// A name that not every file system can hold, or that some hold only once.
    Name {
        /// The offending path.
        path: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A symbolic link stands where a file or folder of ours should be.
    Symlink {
        /// The link.
        path: PathBuf,
    },
    /// Somebody has written to the file since it was read.
    Meanwhile {
        /// The file.
        path: PathBuf,
    },
    /// The file system refused.
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Its reason.
        source: std::io::Error,
    },
}

impl WriteError {
    fn io(path: &Path, source: std::io::Error) -> Self {
        Self::Io {
            path: path.to_path_buf(),
            source,
        }
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Layout { path, message } => {
                write!(
                    f,
                    "what was emitted for {path} is no Rust ({message}); this is a defect of the generator"
                )
            }
            Self::Escape { path } => write!(
                f,
                "refusing to write {path}: it leads out of the folder that is written to"
            ),
            Self::Name { path, reason } => write!(f, "refusing to write {path}: {reason}"),
            Self::Symlink { path } => {
                write!(f, "refusing to write through the symbolic link {}", path.display())
            }
            Self::Meanwhile { path } => write!(
                f,
                "{} was written to meanwhile; nothing is changed in it, run it again",
                path.display()
            ),
            Self::Io { path, source } => write!(f, "{}: {source}", path.display()),
        }
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            // What it says stands in our own words already, and is not to be told twice.
            Self::Io { source, .. } => source.source(),
            Self::Layout { .. }
            | Self::Escape { .. }
            | Self::Name { .. }
            | Self::Symlink { .. }
            | Self::Meanwhile { .. } => None,
        }
    }
}
