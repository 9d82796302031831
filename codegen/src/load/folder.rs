//! Reads the folder of specs.

use std::error::Error;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use super::InputFile;

/// A file longer than this is not read.
const LARGEST: u64 = 16 * 1024 * 1024;

/// Folders below `specs/` that can hold files: `<platform>/` and `<platform>/examples/`.
const DEEPEST: usize = 3;

/// Why the folder as a whole cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FolderError {
    /// The folder of specs itself.
    Unreadable {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// A platform was asked for that has no folder.
    UnknownPlatform {
        /// As asked for.
        name: String,
        /// The folders that are there.
        known: Vec<String>,
    },
}

impl fmt::Display for FolderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { path, reason } => write!(f, "cannot read the specs in {}: {reason}", path.display()),
            Self::UnknownPlatform { name, known } => {
                write!(f, "no platform `{name}` in the specs")?;
                match crate::diagnostics::did_you_mean(name, known.iter().map(String::as_str)) {
                    Some(hint) => write!(f, "; {hint}"),
                    None => write!(f, "; there are: {}", known.join(", ")),
                }
            }
        }
    }
}

impl Error for FolderError {}

/// Every file of the platforms asked for (all, if none is named), in order of path. Paths are shown below `shown_as`.
///
/// # Errors
///
/// When the folder cannot be read at all or a platform has no folder; what is wrong with a single file stands in its content.
pub fn read_folder(root: &Path, shown_as: &str, only: &[String]) -> Result<Vec<InputFile>, FolderError> {
    let unreadable = |error: std::io::Error| FolderError::Unreadable {
        path: root.to_owned(),
        reason: error.to_string(),
    };
    let mut known = Vec::new();
    let mut files = Vec::new();
    for name in names_in(root).map_err(unreadable)? {
        let path = root.join(&name);
        let shown = format!("{shown_as}/{name}");
        if path.is_dir() {
            known.push(name.clone());
            if only.is_empty() || only.contains(&name) {
                read_below(&path, &shown, 1, &mut files);
            }
        } else if only.is_empty() {
            files.push(InputFile {
                path: shown,
                content: Ok(Vec::new()),
            });
        }
    }
    if let Some(name) = only.iter().find(|name| !known.contains(name)) {
        return Err(FolderError::UnknownPlatform {
            name: name.clone(),
            known,
        });
    }
    Ok(files)
}

fn read_below(folder: &Path, shown: &str, depth: usize, files: &mut Vec<InputFile>) {
    let names = match names_in(folder) {
        Ok(names) => names,
        Err(error) => {
            files.push(InputFile {
                path: shown.to_owned(),
                content: Err(error.to_string()),
            });
            return;
        }
    };
    for name in names {
        let path = folder.join(&name);
        let shown = format!("{shown}/{name}");
        if path.is_dir() && depth < DEEPEST {
            read_below(&path, &shown, depth + 1, files);
        } else {
            files.push(InputFile {
                path: shown,
                content: read_file(&path),
            });
        }
    }
}

fn read_file(path: &Path) -> Result<Vec<u8>, String> {
    let about = fs::metadata(path).map_err(|error| error.to_string())?;
    if !about.is_file() {
        // A pipe would never end.
        return Err("it is no regular file".to_owned());
    }
    if about.len() > LARGEST {
        return Err(format!("it has {} bytes, more than {LARGEST}", about.len()));
    }
    fs::read(path).map_err(|error| error.to_string())
}

/// Names in a folder, sorted. What editors and systems leave behind is passed over.
fn names_in(folder: &Path) -> std::io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') && !name.ends_with('~') {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}
