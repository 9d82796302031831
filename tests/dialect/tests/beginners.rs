//! One mistake, one message: the slips of beginners, each in `tests/diagnostics/beginner-…`.

use std::fs;

use tradewire_codegen::compile;
use tradewire_dialect_tests::diagnostics;

mod support;

/// The list is complete: one folder a mistake, numbered from 1.
const MISTAKES: usize = 60;

#[test]
fn each_mistake_of_a_beginner_gives_one_finding_that_says_how_to_mend_it() {
    let mut numbers = Vec::new();
    let mut wrong = Vec::new();
    for entry in fs::read_dir(diagnostics()).expect("the corpus can be read") {
        let case = entry.expect("an entry").path();
        let name = case.file_name().expect("a name").to_string_lossy().into_owned();
        let Some((number, _)) = name.strip_prefix("beginner-").and_then(|rest| rest.split_once('-')) else {
            continue;
        };
        numbers.push(number.parse::<usize>().expect("a number"));
        let findings = compile(support::files_of(&case)).findings;
        match findings.as_slice() {
            [only] if !only.help.is_empty() => {}
            [only] => wrong.push(format!("{name}: no way to mend it: {}", only.message)),
            several => wrong.push(format!("{name}: {} findings: {several:#?}", several.len())),
        }
    }
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=MISTAKES).collect::<Vec<_>>());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
