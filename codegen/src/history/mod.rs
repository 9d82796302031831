//! The specs as they were at another revision: read from git's objects, without a checkout.
//!
//! The program `git` is asked, so that worktrees, packs and partial clones are its business. Nothing is written.

mod objects;
mod program;

use std::error::Error;
use std::fmt;
use std::path::{Path, PathBuf};

use crate::load::InputFile;

/// Why a revision cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HistoryError {
    /// There is no program `git`, or it cannot be started.
    NoGit {
        /// What the system said.
        reason: String,
    },
    /// The folder is in no repository.
    NoRepository {
        /// The folder.
        path: PathBuf,
        /// What git said.
        reason: String,
    },
    /// The revision does not exist.
    UnknownRevision {
        /// As asked for.
        revision: String,
        /// What git said.
        reason: String,
    },
    /// The revision has no folder of specs.
    NoSpecs {
        /// As asked for.
        revision: String,
        /// The folder below the top of the repository.
        folder: String,
    },
    /// git failed, or said something that it never says.
    Failed {
        /// What was asked.
        command: String,
        /// What came of it.
        reason: String,
    },
}

impl fmt::Display for HistoryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoGit { reason } => write!(
                f,
                "the program `git` cannot be started: {reason}; install it, or put it on the path"
            ),
            Self::NoRepository { path, reason } => {
                write!(f, "{} is in no git repository: {reason}", path.display())
            }
            Self::UnknownRevision { revision, reason } => write!(
                f,
                "no revision `{revision}`: {reason}; name a commit, a branch or a tag, and fetch it if it is on another machine"
            ),
            Self::NoSpecs { revision, folder } => write!(
                f,
                "`{revision}` has no folder `{folder}`; name a revision that has specs in the same place"
            ),
            Self::Failed { command, reason } => write!(f, "`git {command}` failed: {reason}"),
        }
    }
}

impl Error for HistoryError {}

/// Every file of the folder of specs at a revision, in order of path; of these platforms alone, if some are named. Paths are shown
/// below `shown_as`.
///
/// # Errors
///
/// When git, the repository, the revision or the folder is not there. A platform that the revision does not have is no error.
pub fn read_revision(
    folder: &Path,
    revision: &str,
    shown_as: &str,
    only: &[String],
) -> Result<Vec<InputFile>, HistoryError> {
    let commit = program::commit(folder, revision)?;
    let below = program::place(folder)?;
    let entries = program::files(folder, &commit, &below)?;
    if entries.is_empty() {
        return Err(HistoryError::NoSpecs {
            revision: revision.to_owned(),
            folder: below,
        });
    }
    let wanted = entries.into_iter().filter_map(|(object, path)| {
        let path = path.strip_prefix(below.as_str()).unwrap_or(&path);
        let path = path.trim_start_matches('/').to_owned();
        let platform = path.split_once('/').map(|(platform, _)| platform.to_owned());
        let is_hidden = path.split('/').any(|part| part.starts_with('.') || part.ends_with('~'));
        let is_wanted = only.is_empty() || platform.is_some_and(|platform| only.contains(&platform));
        (is_wanted && !is_hidden).then(|| (object, format!("{shown_as}/{path}")))
    });
    let mut files = objects::contents(folder, wanted.collect())?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

/// The tags of the repository that begin like this.
///
/// # Errors
///
/// When git or the repository is not there.
pub fn tags(folder: &Path, prefix: &str) -> Result<Vec<String>, HistoryError> {
    program::tags(folder, prefix)
}
