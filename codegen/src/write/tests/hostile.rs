//! Links in the way, what a run that died has left, and runs at the same time.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use super::*;
use crate::write::disk;

#[cfg(unix)]
fn link(to: &Path, at: &Path) {
    fs::create_dir_all(at.parent().unwrap()).unwrap();
    std::os::unix::fs::symlink(to, at).unwrap();
}

#[cfg(unix)]
#[test]
fn symbolic_links_are_not_followed() {
    let folder = Folder::new("symlink");
    let outside = Folder::new("symlink-outside");
    outside.put("lib.rs", OURS);
    fs::create_dir_all(folder.0.join("generated/demo")).unwrap();
    std::os::unix::fs::symlink(&outside.0, folder.0.join("generated/demo/src")).unwrap();
    let error = apply(&folder, &[crate_of(&[("src/lib.rs", "a")])], Mode::Write).unwrap_err();
    assert!(matches!(error, WriteError::Symlink { .. }), "{error}");
    // Not asked for any more, but it is not ours to remove either.
    apply(&folder, &[crate_of(&[("Cargo.toml", "a")])], Mode::Write).unwrap();
    assert_eq!(outside.read("lib.rs").as_deref(), Some(OURS));
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_a_file_is_refused() {
    let folder = Folder::new("link-file");
    let outside = Folder::new("link-file-outside");
    outside.put("victim", "precious");
    link(&outside.0.join("victim"), &folder.0.join("generated/demo/src/lib.rs"));
    link(&outside.0.join("victim"), &folder.0.join("schema.json"));
    link(&outside.0.join("absent"), &folder.0.join("dangling.json"));
    for mode in [Mode::Check, Mode::Write] {
        let error = apply(&folder, &[crate_of(&[("Cargo.toml", "a"), ("src/lib.rs", "b")])], mode).unwrap_err();
        assert!(matches!(error, WriteError::Symlink { .. }), "{error}");
        for name in ["schema.json", "dangling.json"] {
            let error = open(&folder, mode)
                .apply_file(&folder.0, "specs", name, "{}")
                .unwrap_err();
            assert!(matches!(error, WriteError::Symlink { .. }), "{error}");
        }
    }
    assert_eq!(outside.read("victim").as_deref(), Some("precious"));
    assert!(!outside.0.join("absent").exists());
    assert!(
        folder.read("generated/demo/Cargo.toml").is_none(),
        "nothing at all is written"
    );
}

#[cfg(unix)]
#[test]
fn links_at_temporary_names_are_neither_followed_nor_removed() {
    let folder = Folder::new("link-temporary");
    let outside = Folder::new("link-temporary-outside");
    outside.put("victim", "precious");
    let victim = outside.0.join("victim");
    let source = folder.0.join("generated/demo/src");
    // Names that somebody could foresee, and one of a kind that we remove where it is a file.
    let planted = [
        format!(".lib.rs.{}.tmp", std::process::id()),
        "lib.rs.tmp".to_owned(),
        ".tradewire-gen-.tmp".to_owned(),
        ".tradewire-gen-abcdefghijkl.tmp".to_owned(),
    ];
    for name in &planted {
        link(&victim, &source.join(name));
    }
    apply(&folder, &[crate_of(&[("src/lib.rs", OURS)])], Mode::Write).unwrap();
    assert_eq!(folder.read("generated/demo/src/lib.rs").as_deref(), Some(OURS));
    assert!(!fs::symlink_metadata(source.join("lib.rs")).unwrap().is_symlink());
    for name in &planted {
        assert!(fs::symlink_metadata(source.join(name)).unwrap().is_symlink(), "{name}");
    }
    assert_eq!(outside.read("victim").as_deref(), Some("precious"));
    // Even a name that was foreseen is not opened.
    let error = disk::unfinished(&source, 0).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::AlreadyExists);
    assert_eq!(outside.read("victim").as_deref(), Some("precious"));
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_the_lock_is_refused() {
    let folder = Folder::new("link-lock");
    let outside = Folder::new("link-lock-outside");
    for to in ["absent", "victim"] {
        let at = folder.0.join("target/tradewire-gen.lock");
        link(&outside.0.join(to), &at);
        let error = Output::open(&folder.0, Mode::Write, || ()).unwrap_err();
        assert!(matches!(error, WriteError::Symlink { .. }), "{error}");
        assert!(!outside.0.join("absent").exists());
        fs::remove_file(at).unwrap();
        outside.put("victim", "precious");
    }
}

#[test]
fn what_a_dead_run_left_is_told_and_removed() {
    let folder = Folder::new("litter");
    let crates = [crate_of(&[("src/lib.rs", OURS)])];
    apply(&folder, &crates, Mode::Write).unwrap();
    folder.put("generated/demo/src/.tradewire-gen-aaaaaaaaaaaa.tmp", "");
    folder.put(
        "generated/demo/src/deep/.tradewire-gen-bbbbbbbbbbbb.tmp",
        "// half a li",
    );
    folder.put("generated/demo/src/.other-cccccccccccc.tmp", "");
    folder.put(".tradewire-gen-dddddddddddd.tmp", "{");
    let left = [
        (
            "generated/demo/src/.tradewire-gen-aaaaaaaaaaaa.tmp",
            ChangeKind::Removed,
        ),
        (
            "generated/demo/src/deep/.tradewire-gen-bbbbbbbbbbbb.tmp",
            ChangeKind::Removed,
        ),
    ];
    assert_eq!(seen(&apply(&folder, &crates, Mode::Check).unwrap()), left);
    assert!(folder.read(left[0].0).is_some(), "checking removes nothing");
    assert_eq!(seen(&apply(&folder, &crates, Mode::Write).unwrap()), left);
    assert!(!folder.0.join("generated/demo/src/deep").exists());
    assert!(
        folder.read("generated/demo/src/.other-cccccccccccc.tmp").is_some(),
        "that is not ours"
    );
    let output = open(&folder, Mode::Write);
    let changes = output.apply_file(&folder.0, "specs", "schema.json", "{}").unwrap();
    assert_eq!(
        seen(&changes),
        [
            ("specs/.tradewire-gen-dddddddddddd.tmp", ChangeKind::Removed),
            ("specs/schema.json", ChangeKind::Created)
        ]
    );
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_a_file_is_refused() {
    let folder = Folder::new("pipe");
    let at = folder.0.join("generated/demo/src");
    fs::create_dir_all(&at).unwrap();
    // A socket is as irregular as a pipe, and the standard library can make one, if its path is short.
    let short = std::env::temp_dir().join(format!("tw-{}", std::process::id()));
    let _socket = std::os::unix::net::UnixListener::bind(&short).unwrap();
    fs::rename(short, at.join("lib.rs")).unwrap();
    let error = apply(&folder, &[crate_of(&[("src/lib.rs", "a")])], Mode::Write).unwrap_err();
    assert!(error.to_string().contains("no regular file"), "{error}");
}

#[test]
fn one_run_at_a_time_and_the_second_says_that_it_waits() {
    let folder = Folder::new("lock");
    let first = open(&folder, Mode::Write);
    let (told, done) = (AtomicBool::new(false), AtomicBool::new(false));
    thread::scope(|scope| {
        for mode in [Mode::Write, Mode::Check] {
            let (told, done, root) = (&told, &done, &folder.0);
            scope.spawn(move || {
                let second = Output::open(root, mode, || told.store(true, Ordering::SeqCst)).unwrap();
                done.store(true, Ordering::SeqCst);
                drop(second);
            });
        }
        for _ in 0..600 {
            if told.load(Ordering::SeqCst) {
                break;
            }
            thread::sleep(Duration::from_millis(50));
        }
        assert!(told.load(Ordering::SeqCst), "the second run says that it waits");
        assert!(!done.load(Ordering::SeqCst), "the second run waits");
        drop(first);
    });
    assert!(done.load(Ordering::SeqCst));
}

#[test]
fn checks_do_not_keep_each_other_out_and_make_nothing() {
    let folder = Folder::new("lock-check");
    drop(open(&folder, Mode::Check));
    assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 0);
    drop(open(&folder, Mode::Write));
    let one = open(&folder, Mode::Check);
    let other = open(&folder, Mode::Check);
    drop((one, other));
    drop(open(&folder, Mode::Write));
}
