//! Where a file is written that a path names.

use std::io;
use std::path::{Path, PathBuf};

/// What there is at a path.
pub enum Target {
    /// A file, or none yet: it is replaced when the new one is whole. Links are followed, so that they stay.
    File(PathBuf),
    /// A pipe, a device: it is written to as it is.
    Special,
}

/// What a path names.
///
/// # Errors
/// It is a link that leads nowhere, or cannot be looked at.
pub fn of(path: &Path) -> io::Result<Target> {
    match std::fs::metadata(path) {
        Ok(about) if about.is_file() || about.is_dir() => Ok(Target::File(path.canonicalize()?)),
        Ok(_) => Ok(Target::Special),
        Err(error) if error.kind() == io::ErrorKind::NotFound && path.is_symlink() => {
            Err(io::Error::new(error.kind(), "it is a link that leads nowhere"))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Target::File(path.to_owned())),
        Err(error) => Err(error),
    }
}
