//! The file system, with the care that output made from untrusted text asks for.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Component, Path, PathBuf};

use super::WriteError;

/// `folder/below`, if `below` stays inside and no part of it is a symbolic link.
pub fn inside(folder: &Path, below: &str) -> Result<PathBuf, WriteError> {
    let mut path = folder.to_path_buf();
    refuse_symlink(&path)?;
    let mut any = false;
    for component in Path::new(below).components() {
        let Component::Normal(name) = component else {
            return Err(WriteError::Escape { path: below.to_owned() });
        };
        any = true;
        path.push(name);
        refuse_symlink(&path)?;
    }
    if any && !below.contains('\\') {
        Ok(path)
    } else {
        Err(WriteError::Escape { path: below.to_owned() })
    }
}

fn refuse_symlink(path: &Path) -> Result<(), WriteError> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.file_type().is_symlink() => Err(WriteError::Symlink {
            path: path.to_path_buf(),
        }),
        _ => Ok(()),
    }
}

/// The text of a file, `None` if there is none. A file that is no text is given with its bad bytes replaced: it
/// differs from anything that we would write.
pub fn read(path: &Path) -> Result<Option<String>, WriteError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(WriteError::Io {
            path: path.to_path_buf(),
            source,
        }),
    }
}

/// Writes a whole file or nothing: a reader sees the old text or the new.
pub fn replace(path: &Path, text: &str) -> Result<(), WriteError> {
    let failed = |path: &Path, source| WriteError::Io {
        path: path.to_path_buf(),
        source,
    };
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|source| failed(folder, source))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let temporary = folder.join(format!(".{name}.{}.tmp", std::process::id()));
    let written = fs::File::create(&temporary)
        .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()));
    let moved = written.and_then(|()| fs::rename(&temporary, path));
    moved.map_err(|source| {
        // The error that matters is the first one.
        let _ = fs::remove_file(&temporary);
        failed(path, source)
    })
}

/// Removes a file, and the folders that it leaves empty, up to `top`.
pub fn remove(path: &Path, top: &Path) -> Result<(), WriteError> {
    match fs::remove_file(path) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(source) => {
            return Err(WriteError::Io {
                path: path.to_path_buf(),
                source,
            });
        }
    }
    let mut folder = path.parent();
    while let Some(at) = folder {
        if !at.starts_with(top) || at == top || fs::remove_dir(at).is_err() {
            break;
        }
        folder = at.parent();
    }
    Ok(())
}

/// All plain files below a folder, as paths below it with forward slashes. Symbolic links and `target` are passed over.
pub fn files_below(folder: &Path) -> Result<Vec<String>, WriteError> {
    let mut found = Vec::new();
    let mut open = vec![String::new()];
    while let Some(prefix) = open.pop() {
        let at = folder.join(&prefix);
        let entries = match fs::read_dir(&at) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(source) => return Err(WriteError::Io { path: at, source }),
        };
        for entry in entries {
            let entry = entry.map_err(|source| WriteError::Io {
                path: at.clone(),
                source,
            })?;
            let kind = entry.file_type().map_err(|source| WriteError::Io {
                path: entry.path(),
                source,
            })?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if prefix.is_empty() {
                name.clone()
            } else {
                format!("{prefix}/{name}")
            };
            if kind.is_dir() && name != "target" {
                open.push(path);
            } else if kind.is_file() {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
