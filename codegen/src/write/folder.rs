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
}
