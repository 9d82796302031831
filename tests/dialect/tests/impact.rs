//! What a change of the specs does to users: pairs of revisions in `tests/impact`, against what is said of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use tradewire_codegen::compile;
use tradewire_codegen::diagnostics::{Style, render};
use tradewire_codegen::impact::{ALL, Effect, Impact, Level, Options, human, impact, markdown};
use tradewire_codegen::load::InputFile;
use tradewire_codegen::model::Platform;
use tradewire_dialect_tests::impact as corpus;

/// The platform of a revision that brings none.
const PLATFORM: &str =
    "platform: demo\nversion: 0.1.0\ntitle: Demo\ndoc: A platform that changes.\nbase_url: \"https://demo.example\"\n";

fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir(corpus()).expect("the corpus can be read");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut cases: Vec<PathBuf> = paths.filter(|path| path.is_dir()).collect();
    cases.sort();
    cases
}

/// What a revision of a case says, and what is wrong with it.
fn read(folder: &Path) -> (Vec<Platform>, Vec<String>) {
    let entries = fs::read_dir(folder).expect("a case has `before` and `after`");
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::from([("platform.yaml".to_owned(), PLATFORM.into())]);
    for entry in entries {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        files.insert(name, fs::read(&path).expect("a file"));
    }
    let files = files
        .into_iter()
        .map(|(name, text)| InputFile::new(format!("specs/demo/{name}"), text));
    let compiled = compile(files.collect());
    let found: Vec<String> = compiled
        .findings
        .iter()
        .map(|finding| render(finding, &compiled.sources, Style::Plain))
        .collect();
    (compiled.platforms, found)
}

fn revision(folder: &Path) -> Vec<Platform> {
    read(folder).0
}

fn of(case: &Path, options: &Options) -> Impact {
    impact(&revision(&case.join("before")), &revision(&case.join("after")), options)
}

/// A revision with findings would show nothing.
#[test]
fn nothing_is_wrong_with_the_revisions() {
    let mut wrong = Vec::new();
    for case in cases() {
        for side in ["before", "after"] {
            let findings = read(&case.join(side)).1.into_iter();
            wrong.extend(findings.map(|finding| format!("{} {side}\n{finding}", case.display())));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn impacts_are_as_expected() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut wrong = Vec::new();
    for case in cases() {
        let found = human(&of(&case, &Options::default()));
        let expected = case.join("expected.txt");
        if bless {
            fs::write(&expected, &found).expect("the expected text can be written");
        }
        let wanted = fs::read_to_string(&expected).unwrap_or_default().replace("\r\n", "\n");
        if found != wanted {
            wrong.push(format!("{}\n--- found\n{found}--- expected\n{wanted}", case.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_kind_is_shown_by_some_case() {
    let all = cases();
    let shown: BTreeSet<&str> = all
        .iter()
        .flat_map(|case| of(case, &Options::default()).crates)
        .flat_map(|one| one.changes)
        .map(|change| change.kind)
        .chain(["crate-added", "crate-gone"]) // shown below
        .collect();
    let missing: Vec<&str> = ALL
        .iter()
        .map(|kind| kind.id)
        .filter(|id| !shown.contains(id))
        .collect();
    assert!(missing.is_empty(), "no case shows {missing:?}");
}

/// Nothing has changed where nothing has, whatever the specs hold.
#[test]
fn a_revision_does_nothing_to_itself() {
    for case in cases() {
        for side in ["before", "after"] {
            let platforms = revision(&case.join(side));
            let found = impact(&platforms, &platforms, &Options::default());
            assert!(found.crates.is_empty() && found.follows(), "{}", case.display());
        }
    }
}

/// Whatever is told forwards is told backwards, in other words.
#[test]
fn going_back_is_a_change_as_well() {
    for case in cases() {
        let (before, after) = (revision(&case.join("before")), revision(&case.join("after")));
        let there = impact(&before, &after, &Options::default());
        let back = impact(&after, &before, &Options::default());
        assert_eq!(there.crates.is_empty(), back.crates.is_empty(), "{}", case.display());
    }
}

#[test]
fn platforms_come_and_go() {
    let platforms = revision(&corpus().join("words/before"));
    let came = impact(&[], &platforms, &Options::default());
    let change = &came.crates[0].changes[0];
    assert_eq!((change.kind, change.effect), ("crate-added", Effect::Additive));
    assert!(came.follows(), "a first version follows from nothing");
    let went = impact(&platforms, &[], &Options::default());
    let change = &went.crates[0].changes[0];
    assert_eq!((change.kind, change.effect), ("crate-gone", Effect::Breaking));
    assert!(went.follows(), "no version is left that could follow");
}

#[test]
fn what_never_worked_is_mended_by_a_fix() {
    let case = corpus().join("operation-at-another-path");
    let item = || "things.get".to_owned();
    let options = Options {
        was_broken: vec![item()],
        ..Options::default()
    };
    let plain = of(&case, &Options::default());
    assert_eq!(
        (plain.crates[0].effect, plain.follows()),
        (Some(Effect::Breaking), false)
    );
    assert_eq!(plain.crates[0].version.needed.as_deref(), Some("0.2.0"));
    let mended = of(&case, &options);
    assert_eq!(mended.crates[0].effect, Some(Effect::Fix));
    assert_eq!(mended.crates[0].version.needed.as_deref(), Some("0.1.1"));
    assert!(mended.unused.is_empty());
    // What breaks in Rust breaks, whatever came of it on the wire.
    let types = of(&corpus().join("operation-argument-type"), &options);
    assert_eq!(types.crates[0].effect, Some(Effect::Breaking));
    assert_eq!(types.unused, [item()]);
}

#[test]
fn a_version_that_was_raised_since_the_release_need_not_be_raised_again() {
    let case = corpus().join("received-field-gone");
    let released = |version: &str| {
        let version = version.parse().expect("a version");
        let options = Options {
            released: BTreeMap::from([("tradewire-demo".to_owned(), version)]),
            ..Options::default()
        };
        of(&case, &options)
    };
    assert!(!released("0.1.0").follows());
    assert!(released("0.0.9").follows(), "0.1.0 breaks with 0.0.9 already");
}

#[test]
fn texts_for_pull_requests_have_a_draft_of_the_list_of_changes() {
    let case = corpus().join("received-field-gone");
    let text = markdown(&of(&case, &Options::default()));
    for part in [
        "## tradewire-demo",
        "### Breaking (1)",
        "- `things::Thing`: `title` is gone *(Rust, received)*",
        "For `specs/demo/CHANGELOG.md`:",
        "```markdown\n## 0.2.0\n\nBreaking:\n\n- `things::Thing`: `title` is gone.\n```",
    ] {
        assert!(text.contains(part), "{part}\nis not in\n{text}");
    }
}

/// The table of kinds in the documentation is that of the code.
#[test]
fn the_documentation_has_every_kind() {
    let page = fs::read_to_string(tradewire_dialect_tests::root().join("docs/impact.md")).expect("the page");
    let section = page.split("\n## Kinds\n").nth(1).expect("a section");
    let found: Vec<&str> = section.lines().filter(|line| line.starts_with("| `")).collect();
    let effect = |effect: Effect| match effect {
        Effect::Breaking => "breaking",
        Effect::Additive => "new",
        Effect::Fix => "a fix",
        Effect::Documentation => "documentation",
    };
    let rows = ALL.iter().map(|kind| {
        let level = match kind.level {
            Level::Rust => "Rust",
            Level::Wire => "wire",
        };
        let or = if kind.arguable {
            "; a fix if the former form never worked"
        } else {
            ""
        };
        format!(
            "| `{}` | {level} | {}{or} | {} |",
            kind.id,
            effect(kind.effect),
            kind.title
        )
    });
    let rows: Vec<String> = rows.collect();
    assert_eq!(found, rows);
}
