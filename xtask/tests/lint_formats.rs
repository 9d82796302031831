//! `lint` for programs, and `lint --fix`.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const PLATFORM: &str = "platform: demo\ntitle: Demo\ndoc: A demo.\nbase_url: \"https://demo.example\"\n";
const WRONG: &str = "resource: things\ndoc: Things. # as they say\noperations:\n  list: {get: \"things\", source: List, doc: Lists them., retuns: \"[Thing]\"}\n\
                     types:\n  Thing: {doc: A thing., fields: {id: int!, other: Othr}}\n";

fn repository() -> TempDir {
    let root = tempfile::tempdir().expect("a folder");
    let folder = root.path().join("specs/demo");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("platform.yaml"), PLATFORM).expect("a file");
    fs::write(folder.join("things.yaml"), WRONG).expect("a file");
    root
}

fn lint(root: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command
        .arg("--root")
        .arg(root.join("specs"))
        .arg("lint")
        .args(arguments);
    command.output().expect("xtask runs")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

#[test]
fn findings_are_written_for_programs() {
    let root = repository();
    let output = lint(root.path(), &["--format", "json"]);
    assert_eq!((output.status.code(), stderr(&output)), (Some(1), String::new()));
    let value: Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    let findings = value["findings"].as_array().expect("a list");
    assert_eq!(value["format"], 1);
    assert_eq!(value["errors"], findings.len());
    let of = |code: &str| {
        findings
            .iter()
            .find(|one| one["code"] == code)
            .unwrap_or_else(|| panic!("{code}: {value:#}"))
    };
    let key = of("E0201");
    assert_eq!(
        (&key["file"], &key["line"], &key["column"]),
        (&"specs/demo/things.yaml".into(), &4.into(), &57.into())
    );
    assert_eq!((&key["end_column"], &key["severity"]), (&63.into(), &"error".into()));
    assert_eq!(key["fix"]["text"], "returns");
    assert_eq!(of("E0402")["fix"]["column"], 16, "behind the quote");

    let output = lint(root.path(), &["--format", "github"]);
    let first = stdout(&output);
    let first = first.lines().next().unwrap_or_default();
    assert!(
        first.starts_with("::error file=specs/demo/things.yaml,line=4,endLine=4,col="),
        "{first}"
    );

    let output = lint(root.path(), &["--format", "sarif"]);
    let log: Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    assert_eq!(log["version"], "2.1.0");
    assert_eq!(log["runs"][0]["results"].as_array().map(Vec::len), Some(findings.len()));
}

#[test]
fn what_is_certain_is_mended_and_told() {
    let root = repository();
    let file = root.path().join("specs/demo/things.yaml");
    let output = lint(root.path(), &["--fix"]);
    let text = fs::read_to_string(&file).expect("a file");
    let wanted = WRONG
        .replace("\"things\"", "\"/things\"")
        .replace("retuns", "returns")
        .replace("int!", "integer!");
    assert_eq!(text, wanted);
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "one is left to the author");
    assert!(
        said.contains("mended specs/demo/things.yaml:4:57: `retuns` -> `returns` (E0201)"),
        "{said}"
    );
    assert!(
        said.contains("3 mends") && said.contains("error[E0301]: no type `Othr`"),
        "{said}"
    );
    // Nothing is left over, neither of the work nor of mends.
    let names: Vec<_> = fs::read_dir(root.path().join("specs/demo"))
        .expect("a folder")
        .collect();
    assert_eq!(names.len(), 2);
    let again = lint(root.path(), &["--fix"]);
    assert!(!stderr(&again).contains("mended"));
    assert_eq!(fs::read_to_string(&file).expect("a file"), wanted);
}
