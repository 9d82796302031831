//! Licences and lists of changes in crates.

use super::{Folder, OURS, apply, crate_of, open, seen};
use crate::write::{ChangeKind, Maker, Mode, copies, is_generated};

fn with_copies(folder: &Folder) -> crate::write::RenderedCrate {
    let mut rendered = crate_of(&[("Cargo.toml", OURS)]);
    rendered
        .files
        .extend(copies(&folder.0, &folder.0.join("specs"), Maker::Xtask, "demo").unwrap());
    rendered
}

#[test]
fn what_there_is_comes_into_the_crate() {
    let folder = Folder::new("copies");
    folder.put("LICENSE-MIT", "may be used\r\n");
    folder.put("specs/demo/CHANGELOG.md", "# Changes\n");
    apply(&folder, &[with_copies(&folder)], Mode::Write).unwrap();
    assert_eq!(
        folder.read("generated/demo/LICENSE-MIT").as_deref(),
        Some("may be used\n")
    );
    assert_eq!(folder.read("generated/demo/LICENSE-APACHE"), None);
    let changes = folder.read("generated/demo/CHANGELOG.md").unwrap();
    assert!(
        is_generated(&changes) && changes.contains("specs/demo/CHANGELOG.md"),
        "{changes}"
    );
    assert!(changes.ends_with("-->\n\n# Changes\n"), "{changes}");

    folder.put("LICENSE-MIT", "may be used freely\n");
    let stale = apply(&folder, &[with_copies(&folder)], Mode::Check).unwrap();
    assert_eq!(seen(&stale), [("generated/demo/LICENSE-MIT", ChangeKind::Changed)]);
}

#[test]
fn copies_go_with_the_crate_and_other_texts_stay() {
    let folder = Folder::new("copies-gone");
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        folder.put(name, "may be used\n");
    }
    apply(&folder, &[with_copies(&folder)], Mode::Write).unwrap();
    folder.put("generated/demo/LICENSE-APACHE", "another text\n");
    let gone = open(&folder, Mode::Write).remove_unlisted(&[]).unwrap();
    assert_eq!(
        seen(&gone),
        [
            ("generated/demo/Cargo.toml", ChangeKind::Removed),
            ("generated/demo/LICENSE-MIT", ChangeKind::Removed)
        ]
    );
    assert!(folder.read("generated/demo/LICENSE-APACHE").is_some());
}
