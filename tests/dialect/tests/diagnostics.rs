//! Every finding of the linter, as a contributor sees it: `tests/diagnostics/<case>` against its `expected.txt`.

#![allow(clippy::format_collect)] // Test data: how fast it is put together does not matter.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use tradewire_codegen::diagnostics::{ALL, Style, render};
use tradewire_codegen::load::{InputFile, read_folder};
use tradewire_codegen::{Compiled, compile};
use tradewire_dialect_tests::diagnostics as corpus;

use support::{PLATFORM, files_of};

fn printed(compiled: &Compiled) -> String {
    let shown = compiled
        .findings
        .iter()
        .map(|finding| render(finding, &compiled.sources, Style::Plain));
    shown.map(|text| format!("{text}\n\n")).collect()
}

fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir(corpus()).expect("the corpus can be read");
    let mut cases: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .collect();
    cases.sort();
    cases
}

#[test]
fn findings_are_as_expected() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut wrong = Vec::new();
    for case in cases() {
        let found = printed(&compile(files_of(&case)));
        let expected = case.join("expected.txt");
        if bless {
            fs::write(&expected, &found).expect("the expected text can be written");
        }
        let wanted = fs::read_to_string(&expected).unwrap_or_default().replace("\r\n", "\n");
        if found != wanted {
            wrong.push(format!("{}\n--- found\n{found}--- expected\n{wanted}", case.display()));
        }
        assert!(
            !found.is_empty(),
            "{} is a mistake, but nothing was found",
            case.display()
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A case that is named after codes must show each of them.
#[test]
fn cases_show_what_they_are_named_after() {
    for case in cases() {
        let name = case.file_name().expect("a name").to_string_lossy().into_owned();
        let findings = compile(files_of(&case)).findings;
        for code in name.split('-').filter(|part| ALL.iter().any(|code| code.id == *part)) {
            assert!(
                findings.iter().any(|finding| finding.code.id == code),
                "{name} does not show {code}"
            );
        }
    }
}

#[test]
fn every_code_is_shown_by_some_case() {
    let mut shown: BTreeSet<&str> = cases()
        .iter()
        .flat_map(|case| compile(files_of(case)).findings)
        .map(|finding| finding.code.id)
        .collect();
    // These are made in the tests below.
    shown.extend(["E0101", "E0102", "E0103", "E0107", "E0112"]);
    let missing: Vec<&str> = ALL
        .iter()
        .map(|code| code.id)
        .filter(|id| !shown.contains(id))
        .collect();
    assert!(missing.is_empty(), "no case shows {missing:?}");
}

#[test]
fn ten_mistakes_in_one_file_give_ten_findings() {
    let findings = compile(files_of(&corpus().join("ten-mistakes-in-one-file"))).findings;
    assert!(findings.len() >= 10, "only {} findings", findings.len());
}

fn code_of(content: Result<Vec<u8>, String>) -> Vec<&'static str> {
    let things = InputFile {
        path: "specs/demo/things.yaml".to_owned(),
        content,
    };
    let compiled = compile(vec![InputFile::new("specs/demo/platform.yaml", PLATFORM), things]);
    // Rendering must cope with whatever the place is.
    assert!(printed(&compiled).contains("specs/demo/things.yaml"));
    compiled.findings.iter().map(|finding| finding.code.id).collect()
}

#[test]
fn unreadable_files_are_reported() {
    assert_eq!(code_of(Err("permission denied".to_owned())), ["E0101"]);
}

/// A case in the corpus could not be checked out on the systems that it is about.
#[test]
fn names_that_some_system_cannot_hold_are_reported() {
    let codes_of = |platform: &str, resource: &str| -> Vec<&'static str> {
        let compiled = compile(vec![
            InputFile::new(
                format!("specs/{platform}/platform.yaml"),
                PLATFORM.replace("platform: demo", &format!("platform: {platform}")),
            ),
            InputFile::new(
                format!("specs/{platform}/{resource}.yaml"),
                format!("resource: {resource}\ndoc: Things.\n"),
            ),
        ]);
        assert!(printed(&compiled).lines().all(|line| line.len() < 400));
        compiled.findings.iter().map(|finding| finding.code.id).collect()
    };
    assert_eq!(codes_of("demo", "things"), [""; 0]);
    for name in ["aux", "con", "nul", "prn", "com1", "lpt9", &"a".repeat(101)] {
        assert_eq!(codes_of("demo", name), ["E0112"], "{name}");
        assert_eq!(codes_of(name, "things"), ["E0112"], "{name}");
    }
    // Two names of which some systems make one are no two names to begin with.
    assert_eq!(codes_of("demo", "Things"), ["E0313"]);
    assert_eq!(codes_of("demo", "things."), ["E0313"]);
}

#[test]
fn other_encodings_are_reported() {
    assert_eq!(
        code_of(Ok(b"resource: things\ndoc: \xcf\xf0\xe8\n".to_vec())),
        ["E0102"]
    );
    assert_eq!(code_of(Ok(vec![0xff, 0xfe, b'r', 0])), ["E0102"]);
}

#[test]
fn byte_order_marks_are_reported() {
    assert_eq!(code_of(Ok("\u{feff}resource: things\n".as_bytes().to_vec())), ["E0103"]);
}

#[test]
fn huge_lines_and_files_are_reported() {
    let line = format!("resource: things\ndoc: \"{}\"\n", "x".repeat(10 * 1024 * 1024));
    assert_eq!(code_of(Ok(line.into_bytes())), ["E0107"]);
    let many = format!("resource: things\n{}", "# comment\n".repeat(500_000));
    assert_eq!(code_of(Ok(many.into_bytes())), ["E0107"]);
    let long = format!("resource: things\ndoc: \"{}\"\n", "x".repeat(100_000));
    assert_eq!(code_of(Ok(long.into_bytes())), ["E0107"]);
}

#[test]
fn too_many_keys_are_reported() {
    let keys: String = (0..300_000).map(|number| format!("k{number}:\n")).collect();
    assert_eq!(code_of(Ok(keys.into_bytes())), ["E0107"]);
}

#[test]
fn deep_nesting_is_reported() {
    let blocks: String = (0..100).map(|depth| format!("{}k:\n", "  ".repeat(depth))).collect();
    assert_eq!(code_of(Ok(blocks.into_bytes())), ["E0108"]);
    let flow = format!("a: {}", "[".repeat(100_000));
    assert!(
        code_of(Ok(flow.into_bytes())).contains(&"E0107") || !code_of(Ok("[".repeat(60_000).into_bytes())).is_empty()
    );
    let expression = format!(
        "resource: things\noperations:\n  a: {{get: /a, source: A, doc: A., returns: \"{}\"}}\n",
        "[".repeat(1000)
    );
    assert_eq!(code_of(Ok(expression.into_bytes())), ["E0205"]);
}

#[test]
fn a_missing_folder_is_no_panic() {
    assert!(read_folder(Path::new("/nonexistent/specs"), "specs", &[]).is_err());
    let error = read_folder(
        &corpus().join("E0405-undeclared-names/specs"),
        "specs",
        &["dem".to_owned()],
    )
    .expect_err("no such platform");
    assert!(error.to_string().contains("did you mean `demo`?"), "{error}");
}

#[test]
fn the_order_of_files_does_not_matter() {
    for case in cases() {
        let files = files_of(&case);
        let forward = printed(&compile(files.clone()));
        let backward = printed(&compile(files.into_iter().rev().collect()));
        assert_eq!(forward, backward, "{}", case.display());
    }
}
