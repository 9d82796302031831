//! The file system, with the care that output made from untrusted text asks for.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Component, Path, PathBuf};

use super::WriteError;

/// How the name of a file begins that is not whole yet. What a run that died has left behind is told by it.
const UNFINISHED: &str = ".tradewire-gen-";

/// How it ends; something that nobody can foresee stands in between.
const UNFINISHED_END: &str = ".tmp";

/// How much of that there is.
pub(super) const UNFORESEEN: usize = 12;

/// Whether a file of this name is one that a run did not live to finish.
pub fn is_unfinished(name: &str) -> bool {
    name.starts_with(UNFINISHED) && name.ends_with(UNFINISHED_END)
}

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

/// An error for anything but a plain file or nothing: a pipe would be read for ever, a link leads elsewhere.
pub fn refuse_irregular(path: &Path) -> Result<(), WriteError> {
    refuse_symlink(path)?;
    match fs::symlink_metadata(path) {
        Ok(found) if !found.is_file() => Err(WriteError::io(path, io::Error::other("it is no regular file"))),
        _ => Ok(()),
    }
}

/// The text of a file, `None` if there is none. A file that is no text is given with its bad bytes replaced: it
/// differs from anything that we would write.
pub fn read(path: &Path) -> Result<Option<String>, WriteError> {
    refuse_irregular(path)?;
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(WriteError::io(path, source)),
    }
}

/// Writes a whole file or nothing: a reader sees the old text or the new. Folders that are not there are made.
///
/// # Errors
/// The file system.
pub fn replace(path: &Path, text: &str) -> Result<(), WriteError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|source| WriteError::io(folder, source))?;
    let written = unfinished(folder, UNFORESEEN).and_then(|mut file| {
        // It goes by itself where one of these fails.
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist(path)?;
        Ok(())
    });
    written.map_err(|source| WriteError::io(path, source))
}

/// A new file that nobody else has; an error if one of its name is there already, even as a link.
pub(super) fn unfinished(folder: &Path, unforeseen: usize) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED).suffix(UNFINISHED_END).rand_bytes(unforeseen);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // Those of any new file: the system takes off what the user's mask says.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Removes a file, and the folders that it leaves empty, up to `top`.
pub fn remove(path: &Path, top: &Path) -> Result<(), WriteError> {
    match fs::remove_file(path) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(source) => return Err(WriteError::io(path, source)),
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

/// What runs that died have left in a folder, by name.
pub fn unfinished_in(folder: &Path) -> Result<Vec<String>, WriteError> {
    let mut names = plain_entries(folder)?;
    names.retain(|(name, is_file)| *is_file && is_unfinished(name));
    Ok(names.into_iter().map(|(name, _)| name).collect())
}

/// All plain files below a folder, as paths below it with forward slashes. Symbolic links and `target` are passed over.
pub fn files_below(folder: &Path) -> Result<Vec<String>, WriteError> {
    let mut found = Vec::new();
    let mut open = vec![String::new()];
    while let Some(prefix) = open.pop() {
        for (name, is_file) in plain_entries(&folder.join(&prefix))? {
            let path = if prefix.is_empty() {
                name.clone()
            } else {
                format!("{prefix}/{name}")
            };
            if is_file {
                found.push(path);
            } else if name != "target" {
                open.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Plain files (`true`) and folders of a folder, in order of name; nothing if it is not there. Names that are no text are none of ours.
fn plain_entries(folder: &Path) -> Result<Vec<(String, bool)>, WriteError> {
    let failed = |source| WriteError::io(folder, source);
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(failed(source)),
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry.map_err(failed)?;
        let kind = entry.file_type().map_err(failed)?;
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        if kind.is_file() || kind.is_dir() {
            found.push((name, kind.is_file()));
        }
    }
    found.sort();
    Ok(found)
}
