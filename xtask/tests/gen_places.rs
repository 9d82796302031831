//! `gen` in other places: another folder, locale and zone, a disk that is full, specs that are no files.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

const PLATFORM: &str = "platform: NAME\ntitle: Demo\ndoc: A demo.\nbase_url: \"https://demo.example\"\n";
const THINGS: &str = "resource: NAME\ndoc: Things.\noperations:\n  list: {get: /NAME, source: List, doc: Lists them., returns: \"[TYPE]\"}\n\
                      types:\n  TYPE: {doc: A thing., fields: {id: integer!, title: string}}\n";

/// Path and text of each file of two platforms.
fn specs() -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    for platform in ["istanbul", "italia"] {
        let folder = Path::new("specs").join(platform);
        files.push((folder.join("platform.yaml"), PLATFORM.replace("NAME", platform)));
        for (resource, ty) in [("items", "Item"), ("i_tags", "ITag"), ("zones", "Zone"), ("ids", "Id")] {
            let text = THINGS.replace("NAME", resource).replace("TYPE", ty);
            files.push((folder.join(format!("{resource}.yaml")), text));
        }
    }
    files
}

fn repository(files: impl IntoIterator<Item = (PathBuf, String)>) -> TempDir {
    let root = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    root
}

fn xtask(root: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.arg("--root").arg(root.join("specs")).args(args);
    command
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// Every file below a folder, in order of path.
fn tree(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(at).into_iter().flatten() {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let text = fs::read(&path).expect("a file");
                found.push((path.strip_prefix(folder).expect("below").to_owned(), text));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn folder_order_locale_and_zone_do_not_show() {
    let mut trees = Vec::new();
    for (backwards, locale, zone) in [
        (false, "C", "UTC"),
        (true, "tr_TR.UTF-8", "Pacific/Kiritimati"),
        (true, "ja_JP.SJIS", "America/St_Johns"),
    ] {
        let mut files = specs();
        if backwards {
            files.reverse();
        }
        let root = repository(files);
        let mut command = xtask(root.path(), &["gen"]);
        command
            .env("LC_ALL", locale)
            .env("LANG", locale)
            .env("TZ", zone)
            .env("HOME", root.path());
        let output = command.output().expect("xtask runs");
        assert!(output.status.success(), "{}", told(&output));
        let made = tree(&root.path().join("generated"));
        assert!(!made.is_empty());
        trees.push((
            made,
            fs::read(root.path().join("specs/spec.schema.json")).expect("the schema"),
        ));
    }
    let first = &trees[0];
    assert!(trees.iter().all(|made| made == first));
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_whole_files_only() {
    let root = repository(specs());
    let root = root.path();
    let output = xtask(root, &["gen"]).output().expect("xtask runs");
    assert!(output.status.success(), "{}", told(&output));
    let right = tree(&root.join("generated"));
    fs::remove_dir_all(root.join("generated")).expect("it can go");
    // No file may be longer than a block: the system refuses the rest, as a full disk would.
    let limited = "ulimit -f 1; trap '' XFSZ; exec \"$0\" \"$@\"";
    let mut command = Command::new("sh");
    command.args(["-c", limited, env!("CARGO_BIN_EXE_xtask"), "--root"]);
    let output = command
        .arg(root.join("specs"))
        .arg("gen")
        .output()
        .expect("a shell runs");
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
    for (path, text) in tree(&root.join("generated")) {
        let name = path.to_string_lossy();
        assert!(!name.contains(".tradewire-gen-"), "{name} is left");
        assert!(right.contains(&(path.clone(), text)), "{name} is half a file");
    }
    let output = xtask(root, &["gen"]).output().expect("xtask runs");
    assert!(output.status.success(), "{}", told(&output));
    assert_eq!(tree(&root.join("generated")), right);
}

#[cfg(unix)]
#[test]
fn pipes_and_loops_among_the_specs_are_told_and_nothing_is_written() {
    use std::os::unix::fs::symlink;
    for kind in ["pipe", "loop", "itself", "device"] {
        let root = repository(specs());
        let place = root.path().join("specs/italia/more.yaml");
        match kind {
            "pipe" => {
                let made = Command::new("mkfifo").arg(&place).status().expect("mkfifo runs");
                assert!(made.success());
            }
            "loop" => symlink(root.path().join("specs"), root.path().join("specs/italia/more")).expect("a link"),
            "itself" => symlink(&place, &place).expect("a link"),
            _ => symlink("/dev/zero", &place).expect("a link"),
        }
        let output = xtask(root.path(), &["gen", "italia"]).output().expect("xtask ends");
        let told = told(&output);
        assert!(!output.status.success() && told.contains("more"), "{kind}: {told}");
        assert!(!root.path().join("generated/italia").exists(), "{kind}: {told}");
    }
}
