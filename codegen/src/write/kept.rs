//! A folder whose files are ours as far as a list in it says so: a later run changes and removes these, and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::Path;

use super::names::Names;
use super::{WriteError, disk};

/// The list: a line with a number and a path for each file that was written.
const LIST: &str = ".tradewire-written";

/// What stands in front of it.
const HEAD: &str =
    "# Files that `docs` wrote here, which a later run replaces or removes. All others are left alone.\n";

/// Writes files into a folder and removes those that an earlier run wrote and that are not among them any more, unless somebody changed
/// them since. Gives the paths of what was left for that reason.
///
/// # Errors
/// A folder that holds something and no such list, a file of others in the place of one of ours, a path that leads elsewhere, or the
/// file system. Nothing is written in the first three cases.
pub fn keep_folder(target: &Path, files: &[(String, String)]) -> Result<Vec<String>, WriteError> {
    let failed = |source| WriteError::io(target, source);
    let said = disk::read(&disk::inside(target, LIST)?)?;
    if said.is_none() && target.exists() && std::fs::read_dir(target).map_err(failed)?.next().is_some() {
        let reason = "the folder holds something else, which is left alone; name an empty one";
        return Err(failed(std::io::Error::other(reason)));
    }
    let before = parse(&said.unwrap_or_default());
    let mut names = Names::default();
    for (file, _) in files {
        names.claim(file)?;
        let path = disk::inside(target, file)?;
        if !before.contains_key(file.as_str()) && std::fs::symlink_metadata(&path).is_ok() {
            let reason = "it is there already and was not written by an earlier run; move it, or name another folder";
            return Err(WriteError::io(&path, std::io::Error::other(reason)));
        }
    }
    std::fs::create_dir_all(target).map_err(failed)?;
    let after: BTreeMap<String, u64> = files.iter().map(|(file, text)| (file.clone(), print(text))).collect();
    // What a run that dies has written is known by the list, too.
    let mut both = before.clone();
    both.extend(after.clone());
    write_list(target, &both)?;
    for (file, text) in files {
        put(&disk::inside(target, file)?, text)?;
    }
    let mut left = Vec::new();
    let stale: BTreeSet<&String> = before.keys().filter(|file| !after.contains_key(*file)).collect();
    for file in stale {
        let path = disk::inside(target, file)?;
        match disk::read(&path) {
            Ok(None) => {}
            Ok(Some(text)) if before.get(file) == Some(&print(&text)) => disk::remove(&path, target)?,
            Ok(Some(_)) | Err(_) => left.push(file.clone()),
        }
    }
    write_list(target, &after)?;
    Ok(left)
}

fn write_list(target: &Path, files: &BTreeMap<String, u64>) -> Result<(), WriteError> {
    let lines = files.iter().map(|(file, print)| format!("{print:016x} {file}\n"));
    put(
        &disk::inside(target, LIST)?,
        &(HEAD.to_owned() + &lines.collect::<String>()),
    )
}

/// A whole file or nothing. Not as far as the disk: pages are made again in a moment.
fn put(path: &Path, text: &str) -> Result<(), WriteError> {
    if disk::read(path)?.as_deref() == Some(text) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(|source| WriteError::io(folder, source))?;
    let written = disk::unfinished(folder, disk::UNFORESEEN).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.persist(path)?;
        Ok(())
    });
    written.map_err(|source| WriteError::io(path, source))
}

/// Lines that are none of ours are passed over.
fn parse(list: &str) -> BTreeMap<String, u64> {
    let lines = list.lines().filter_map(|line| {
        let (print, file) = line.split_once(' ')?;
        Some((file.to_owned(), u64::from_str_radix(print, 16).ok()?))
    });
    lines.collect()
}

/// A number that another text hardly has, and that stays the same from build to build (FNV-1a).
fn print(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(all: &[(&str, &str)]) -> Vec<(String, String)> {
        let all = all.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        all.collect()
    }

    #[test]
    fn only_what_was_written_is_removed() {
        let parent = tempfile::tempdir().expect("a folder");
        let site = parent.path().join("deep/site");
        let there = |name: &str| site.join(name).is_file();
        let none: Vec<String> = Vec::new();
        keep_folder(
            &site,
            &files(&[
                ("a.html", "1"),
                ("x/old.html", "1"),
                ("x/mine.html", "1"),
                ("y/gone.html", "1"),
            ]),
        )
        .expect("it is new");
        std::fs::write(site.join("CNAME"), "shop.example").expect("a file");
        std::fs::write(site.join("x/letter.txt"), "dear").expect("a file");
        std::fs::write(site.join("x/mine.html"), "changed by hand").expect("a file");
        let left = keep_folder(&site, &files(&[("a.html", "2"), ("b.html", "1")])).expect("it is ours");
        assert_eq!(left, ["x/mine.html"]);
        assert_eq!(std::fs::read_to_string(site.join("a.html")).expect("a file"), "2");
        assert!(there("CNAME") && there("x/letter.txt") && there("x/mine.html") && there("b.html"));
        assert!(
            !there("x/old.html") && !site.join("y").exists(),
            "what was ours is gone, with its folder"
        );
        // What stands in a place of ours is not overwritten, and nothing else is written.
        let clash = keep_folder(&site, &files(&[("b.html", "9"), ("CNAME", "1")])).expect_err("a file of others");
        assert!(
            clash.to_string().contains("was not written by an earlier run"),
            "{clash}"
        );
        assert_eq!(std::fs::read_to_string(site.join("b.html")).expect("a file"), "1");
        assert_eq!(
            keep_folder(&site, &files(&[("b.html", "1")])).expect("it is ours"),
            none
        );
        for bad in ["../x.html", "/x.html", "con", ""] {
            assert!(keep_folder(&site, &files(&[(bad, "1")])).is_err(), "{bad}");
        }
        assert!(!parent.path().join("deep/x.html").exists());
    }

    #[test]
    fn a_list_that_lies_removes_nothing_elsewhere() {
        let parent = tempfile::tempdir().expect("a folder");
        let site = parent.path().join("site");
        std::fs::create_dir(&site).expect("a folder");
        std::fs::write(parent.path().join("letter.txt"), "dear").expect("a file");
        let line = format!("{:016x} ../letter.txt\n", print("dear"));
        std::fs::write(site.join(LIST), line).expect("a file");
        assert!(keep_folder(&site, &files(&[("a.html", "1")])).is_err());
        assert!(parent.path().join("letter.txt").is_file());
        // A folder of others is left alone.
        let other = parent.path().join("other");
        std::fs::create_dir(&other).expect("a folder");
        std::fs::write(other.join("letter.txt"), "dear").expect("a file");
        let refused = keep_folder(&other, &files(&[("a.html", "1")])).expect_err("it is not ours");
        assert!(refused.to_string().contains("something else"), "{refused}");
        let entries = std::fs::read_dir(&other).expect("a folder").count();
        assert_eq!(entries, 1);
    }
}
