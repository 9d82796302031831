//! A folder that was not there before: whole, or not at all.

use std::path::Path;

use super::names::Names;
use super::{WriteError, disk};

/// Makes the folder `name` in `parent` with these files. It is put together elsewhere and appears in one step.
///
/// # Errors
/// A name that leads elsewhere or that not every file system can hold, a folder of that name that is there already, or the file
/// system.
pub fn new_folder(parent: &Path, name: &str, files: &[(String, String)]) -> Result<(), WriteError> {
    let mut names = Names::default();
    names.claim(name)?;
    let target = disk::inside(parent, name)?;
    if name.contains('/') {
        return Err(WriteError::Escape { path: name.to_owned() });
    }
    let failed = |source| WriteError::io(&target, source);
    if target.exists() {
        return Err(failed(std::io::Error::from(std::io::ErrorKind::AlreadyExists)));
    }
    let draft = tempfile::Builder::new()
        .prefix(".tradewire-draft-")
        .tempdir_in(parent)
        .map_err(failed)?;
    let inner = draft.path().join("whole");
    for (file, text) in files {
        names.claim(&format!("{name}/{file}"))?;
        disk::inside(&inner, file)?;
        disk::replace(&inner.join(file), text)?;
    }
    std::fs::rename(&inner, &target).map_err(failed)
}

/// Puts a folder with these files in the place of the one that an earlier run made, which is known by the file `known_by`. It is put
/// together beside it and takes its place whole.
///
/// # Errors
/// A folder that holds something else, a path that leads elsewhere, or the file system.
pub fn replace_folder(target: &Path, known_by: &str, files: &[(String, String)]) -> Result<(), WriteError> {
    let failed = |source| WriteError::io(target, source);
    let parent = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    std::fs::create_dir_all(parent).map_err(failed)?;
    let is_there = std::fs::symlink_metadata(target).is_ok();
    if is_there {
        let is_empty = std::fs::read_dir(target).map_err(failed)?.next().is_none();
        if !is_empty && !target.join(known_by).is_file() {
            let reason = "the folder holds something else, which is left alone; name an empty one";
            return Err(failed(std::io::Error::other(reason)));
        }
    }
    let draft = tempfile::Builder::new()
        .prefix(".tradewire-draft-")
        .tempdir_in(parent)
        .map_err(failed)?;
    let (new, old) = (draft.path().join("new"), draft.path().join("old"));
    let mut names = Names::default();
    for (file, text) in files {
        names.claim(file)?;
        let path = disk::inside(&new, file)?;
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(failed)?;
        }
        std::fs::write(&path, text).map_err(|source| WriteError::io(&path, source))?;
    }
    if is_there {
        std::fs::rename(target, &old).map_err(failed)?;
    }
    std::fs::rename(&new, target).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_whole_and_never_overwritten() {
        let parent = tempfile::tempdir().expect("a folder");
        let files = |text: &str| vec![("a.yaml".to_owned(), text.to_owned())];
        new_folder(parent.path(), "shop", &files("one")).expect("it is written");
        assert!(new_folder(parent.path(), "shop", &files("two")).is_err());
        let read = std::fs::read_to_string(parent.path().join("shop/a.yaml")).expect("it is there");
        assert_eq!(read, "one");
        for bad in ["../x", "a/b", "", "con"] {
            assert!(new_folder(parent.path(), bad, &files("one")).is_err(), "{bad}");
        }
        let outside = vec![("../a.yaml".to_owned(), String::new())];
        assert!(new_folder(parent.path(), "other", &outside).is_err());
        let left = std::fs::read_dir(parent.path()).expect("a folder").count();
        assert_eq!(left, 1, "nothing is left behind");
    }

    #[test]
    fn only_our_own_folders_are_replaced() {
        let parent = tempfile::tempdir().expect("a folder");
        let site = parent.path().join("site");
        let files = |names: &[&str]| -> Vec<(String, String)> {
            names
                .iter()
                .map(|name| ((*name).to_owned(), (*name).to_owned()))
                .collect()
        };
        replace_folder(&site, "mark.js", &files(&["mark.js", "a/old.html"])).expect("it is new");
        replace_folder(&site, "mark.js", &files(&["mark.js", "a/new.html"])).expect("it is ours");
        assert!(site.join("a/new.html").is_file() && !site.join("a/old.html").exists());
        let other = parent.path().join("other");
        std::fs::create_dir(&other).expect("a folder");
        replace_folder(&other, "mark.js", &files(&["mark.js"])).expect("an empty one is taken");
        std::fs::remove_file(other.join("mark.js")).expect("it is there");
        std::fs::write(other.join("letter.txt"), "dear").expect("it is written");
        assert!(replace_folder(&other, "mark.js", &files(&["mark.js"])).is_err());
        assert!(other.join("letter.txt").is_file());
    }
}
