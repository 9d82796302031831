//! `impact` in a repository with a history.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const PLATFORM: &str =
    "platform: demo\nversion: 0.1.0\ntitle: Demo\ndoc: A demo.\nbase_url: \"https://demo.example\"\n";
const THINGS: &str = "resource: things\ndoc: Things.\noperations:\n  list: {get: /things, source: List, doc: Lists them., returns: \"[Thing]\"}\n\
                      types:\n  Thing: {doc: A thing., fields: {id: integer!, title: string}}\n";

fn git(folder: &Path, arguments: &[&str]) {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args([
            "-c",
            "user.name=A",
            "-c",
            "user.email=a@example",
            "-c",
            "commit.gpgsign=false",
        ])
        .args(arguments)
        .output()
        .expect("git runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// A repository with a commit of these specs. They may lie below its top.
fn repository(below: &str) -> TempDir {
    let root = tempfile::tempdir().expect("a folder");
    write(&root.path().join(below), "platform.yaml", PLATFORM);
    write(&root.path().join(below), "things.yaml", THINGS);
    git(root.path(), &["init", "--quiet"]);
    git(root.path(), &["add", "."]);
    git(root.path(), &["commit", "--quiet", "-m", "First"]);
    root
}

fn write(root: &Path, name: &str, text: &str) {
    let folder = root.join("specs/demo");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join(name), text).expect("a file");
}

fn impact(root: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command
        .arg("--root")
        .arg(root.join("specs"))
        .arg("impact")
        .args(arguments);
    // Of a hook of git that runs the tests.
    command.env("GIT_DIR", "/nowhere").output().expect("xtask runs")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("an exit code")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

#[test]
fn an_edit_is_held_against_the_last_commit_and_the_version() {
    let root = repository("");
    let root = root.path();
    let none = impact(root, &[]);
    assert_eq!(
        (code(&none), stdout(&none)),
        (0, "nothing that users could see has changed\n".to_owned())
    );

    write(root, "things.yaml", &THINGS.replace(", title: string", ""));
    let broken = impact(root, &[]);
    assert_eq!(code(&broken), 1);
    assert!(
        stdout(&broken).contains("does not follow: at least 0.2.0"),
        "{}",
        stdout(&broken)
    );
    assert!(stdout(&broken).contains("things::Thing: `title` is gone [field-gone; Rust, received]"));

    write(root, "platform.yaml", &PLATFORM.replace("0.1.0", "0.2.0"));
    let raised = impact(root, &["demo", "--format", "json"]);
    assert_eq!(code(&raised), 0, "{}", stderr(&raised));
    let value: serde_json::Value = serde_json::from_str(&stdout(&raised)).expect("JSON");
    let at = |pointer: &str| value.pointer(pointer).cloned().unwrap_or_default();
    assert_eq!(
        (at("/format"), at("/base"), at("/follows")),
        (1.into(), "HEAD".into(), true.into())
    );
    assert_eq!(at("/crates/0/package"), "tradewire-demo");
    assert_eq!(at("/crates/0/version/needed"), "0.2.0");
    assert_eq!(at("/crates/0/changes/0/kind"), "field-gone");
    assert_eq!(at("/crates/0/changes/0/direction"), "received");
    let page = impact(root, &["--format", "markdown"]);
    assert!(
        stdout(&page).contains("## tradewire-demo\n\nVersion 0.1.0 -> 0.2.0 follows.\n"),
        "{}",
        stdout(&page)
    );
}

/// What was released is what tags say; what lies in between was raised already.
#[test]
fn tags_tell_what_was_released() {
    let root = repository("");
    let root = root.path();
    git(root, &["tag", "tradewire-demo-0.1.0"]);
    git(root, &["tag", "tradewire-demo-latest"]);
    write(root, "platform.yaml", &PLATFORM.replace("0.1.0", "0.2.0"));
    git(root, &["commit", "--quiet", "-a", "-m", "Raised"]);
    write(root, "things.yaml", &THINGS.replace(", title: string", ""));
    let output = impact(root, &["--base", "HEAD"]);
    assert_eq!(code(&output), 0, "{}", stdout(&output));
    assert!(
        stdout(&output).contains("(released: 0.1.0) follows"),
        "{}",
        stdout(&output)
    );
}

#[test]
fn specs_may_lie_below_the_top_and_platforms_come_and_go() {
    let root = repository("deep/er");
    let deep = root.path().join("deep/er");
    fs::rename(deep.join("specs/demo"), deep.join("specs/other")).expect("a new name");
    let folder = deep.join("specs/other");
    fs::write(
        folder.join("platform.yaml"),
        PLATFORM.replace("platform: demo", "platform: other"),
    )
    .expect("a file");
    let output = impact(&deep, &[]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(stdout(&output).contains("crate-gone") && stdout(&output).contains("crate-added"));
    let gone = impact(&deep, &["demo"]);
    assert!(
        stdout(&gone).contains("crate-gone") && !stdout(&gone).contains("crate-added"),
        "{}",
        stderr(&gone)
    );
    let misspelt = impact(&deep, &["othr"]);
    assert_eq!(code(&misspelt), 2);
    assert!(
        stderr(&misspelt).contains("did you mean `other`?"),
        "{}",
        stderr(&misspelt)
    );
}

#[test]
fn what_cannot_be_compared_is_said() {
    let root = repository("");
    let root = root.path();
    for name in ["nowhere", "--help", "HEAD~7", ""] {
        let base = format!("--base={name}");
        let output = impact(root, &[&base]);
        assert_eq!(code(&output), 2, "{name}");
        assert!(
            stderr(&output).contains(&format!("no revision `{name}`")),
            "{}",
            stderr(&output)
        );
    }
    // A revision in a dialect that is none any more.
    write(root, "things.yaml", &THINGS.replace("doc: Things.", "docs: Things."));
    git(root, &["commit", "--quiet", "-a", "-m", "Other words"]);
    write(root, "things.yaml", THINGS);
    let output = impact(root, &[]);
    assert_eq!(code(&output), 2);
    assert!(
        stderr(&output).contains("the specs of `HEAD` cannot be read as the dialect is now"),
        "{}",
        stderr(&output)
    );
    assert!(
        stderr(&output).contains("specs/demo/things.yaml:2:1"),
        "{}",
        stderr(&output)
    );
    let output = impact(root, &["--base", "HEAD~1", "--was-broken", "things.lst"]);
    assert_eq!(code(&output), 2);
    assert!(
        stderr(&output).contains("no change of `things.lst` breaks the wire"),
        "{}",
        stderr(&output)
    );

    let bare = tempfile::tempdir().expect("a folder");
    write(bare.path(), "platform.yaml", PLATFORM);
    let output = impact(bare.path(), &[]);
    assert_eq!(code(&output), 2);
    assert!(
        stderr(&output).contains("is in no git repository"),
        "{}",
        stderr(&output)
    );
}
