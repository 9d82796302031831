//! `release --dry-run` in a workspace with a runtime and one client: what stands against a release, and that nothing else does.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const ROOT: &str = r#"[workspace]
resolver = "3"
members = ["runtime", "generated/*", "generated/*/checks"]
exclude = ["generated/openapi"]

[workspace.package]
edition = "2024"
rust-version = "1.85"
license = "MIT OR Apache-2.0"
authors = ["Tests"]

[workspace.dependencies]
tradewire = { path = "runtime", version = "0.3.0", default-features = false }
"#;
const RUNTIME: &str = r#"[package]
name = "tradewire"
description = "A runtime."
version = "0.3.1"
edition.workspace = true
license.workspace = true

[features]
axum = []
blocking = []
chrono = []
jiff = []
native-tls = []
reqwest = []
reqwest-0_13 = []
rust_decimal = []
rustls-aws-lc = []
rustls-ring = []
serde = []
time = []
tracing = []
"#;
const PLATFORM: &str =
    "platform: demo\nversion: 0.2.0\ntitle: Demo\ndoc: A demo.\nbase_url: \"https://demo.example\"\n";
const THINGS: &str = "resource: things\ndoc: Things.\noperations:\n  list: {get: /things, source: List, doc: Lists them., returns: \"[integer]\"}\n";

/// A repository that may be released.
fn repository() -> TempDir {
    let root = tempfile::tempdir().expect("a folder");
    let put = |path: &str, text: &str| put(root.path(), path, text);
    put("Cargo.toml", ROOT);
    put(".gitignore", "target\nCargo.lock\n");
    put("runtime/Cargo.toml", RUNTIME);
    put("runtime/src/lib.rs", "");
    put("runtime/README.md", "# Runtime\n");
    put(
        "runtime/CHANGELOG.md",
        "# Changes\n\n## 0.3.1\n\n- More.\n\n## 0.3.0\n\n- First.\n",
    );
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        put(name, "may be used\n");
        put(&format!("runtime/{name}"), "may be used\n");
    }
    put("specs/demo/platform.yaml", PLATFORM);
    put("specs/demo/things.yaml", THINGS);
    put("specs/demo/CHANGELOG.md", "# Changes\n\n## 0.2.0\n\n- First.\n");
    assert_eq!(code(&xtask(root.path(), &["gen"])), 0);
    git(root.path(), &["init", "--quiet"]);
    commit(root.path());
    root
}

fn put(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn git(root: &Path, args: &[&str]) {
    let who = ["-c", "user.name=Tests", "-c", "user.email=tests@demo.example"];
    let output = Command::new("git").args(who).args(args).current_dir(root).output();
    let output = output.expect("git runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn commit(root: &Path) {
    git(root, &["add", "--all"]);
    git(root, &["commit", "--quiet", "--message", "Change"]);
}

fn xtask(root: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.arg("--root").arg(root.join("specs")).args(args);
    command
        .env("CARGO_NET_OFFLINE", "true")
        .env_remove("CARGO_TARGET_DIR")
        .output()
        .expect("xtask runs")
}

fn release(root: &Path) -> (i32, String, String) {
    let output = xtask(root, &["release", "--dry-run"]);
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (code(&output), text(&output.stdout), text(&output.stderr))
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("an exit code")
}

/// Changes one file by `change`, commits it with what follows from it, and gives the findings.
fn after(path: &str, change: impl Fn(&str) -> String) -> Vec<String> {
    let root = repository();
    let text = fs::read_to_string(root.path().join(path)).unwrap_or_default();
    put(root.path(), path, &change(&text));
    xtask(root.path(), &["gen"]);
    commit(root.path());
    let (code, _, errors) = release(root.path());
    assert_eq!(code, 1, "{errors}");
    errors.lines().map(str::to_owned).collect()
}

#[test]
fn a_sound_repository_may_be_released() {
    let root = repository();
    let (code, told, errors) = release(root.path());
    assert_eq!((code, errors.as_str()), (0, ""), "{told}");
    let lines: Vec<&str> = told.lines().collect();
    assert!(lines[1].starts_with("  1. tradewire 0.3.1, "), "{told}");
    assert!(
        lines[2].starts_with("  2. tradewire-demo 0.2.0, ") && lines[2].ends_with(", after tradewire"),
        "{told}"
    );
    assert!(told.contains("repository: not set"), "{told}");
    assert!(!told.contains("checks"), "what is not published has no place: {told}");
}

#[test]
fn nothing_is_done_without_dry_run() {
    let root = repository();
    assert_eq!(code(&xtask(root.path(), &["release"])), 2);
    let nowhere = root.path().join("nowhere");
    assert_eq!(code(&xtask(&nowhere, &["release", "--dry-run"])), 2);
}

#[test]
fn versions_have_to_fit() {
    assert_eq!(
        after("runtime/Cargo.toml", |text| text.replace("0.3.1", "0.4.0")),
        [
            "error: tradewire: CHANGELOG.md tells of 0.3.1 first, the version is 0.4.0",
            "error: tradewire-demo: takes tradewire ^0.3.0, which is at 0.4.0",
        ]
    );
    let unversioned = after("specs/demo/platform.yaml", |text| text.replace("version: 0.2.0\n", ""));
    assert_eq!(
        unversioned,
        [
            "error: tradewire-demo: has no version; set `version:` in the platform.yaml of its spec",
            "error: tradewire-demo: CHANGELOG.md tells of 0.2.0 first, the version is 0.0.0",
        ]
    );
}

#[test]
fn changes_have_to_be_told() {
    let file = "specs/demo/CHANGELOG.md";
    assert_eq!(
        after(file, |text| text.replace("- First.\n", "")),
        ["error: tradewire-demo: CHANGELOG.md says nothing of 0.2.0"]
    );
    assert_eq!(
        after(file, |_| "# Changes\n".to_owned()),
        ["error: tradewire-demo: CHANGELOG.md has no entry `## 0.2.0`"]
    );
}

#[test]
fn versions_only_rise() {
    let root = repository();
    let changes = "# Changes\n\n## 0.2.0\n\n- Back.\n\n## 0.2.1\n\n- First.\n";
    put(root.path(), "specs/demo/CHANGELOG.md", changes);
    xtask(root.path(), &["gen"]);
    commit(root.path());
    let (code, _, errors) = release(root.path());
    let told = "error: tradewire-demo: CHANGELOG.md tells of 0.2.0 above 0.2.1; versions only rise, and the newest stands first\n";
    assert_eq!((code, errors.as_str()), (1, told));
}

/// The lock file names the version of each package of the workspace, and is committed with it.
#[test]
fn a_lock_file_that_does_not_fit_is_told_of_and_left_alone() {
    let root = repository();
    put(root.path(), ".gitignore", "target\n");
    let locked = Command::new("cargo")
        .args(["generate-lockfile", "--offline"])
        .current_dir(root.path())
        .output();
    let locked = locked.expect("cargo runs");
    assert!(locked.status.success(), "{}", String::from_utf8_lossy(&locked.stderr));
    commit(root.path());
    assert_eq!(release(root.path()).0, 0);
    let lock = fs::read_to_string(root.path().join("Cargo.lock")).expect("a lock file");
    put(root.path(), "runtime/Cargo.toml", &RUNTIME.replace("0.3.1", "0.3.2"));
    put(
        root.path(),
        "runtime/CHANGELOG.md",
        "# Changes\n\n## 0.3.2\n\n- More.\n",
    );
    commit(root.path());
    let (code, told, errors) = release(root.path());
    assert_eq!(code, 1, "{errors}");
    assert!(
        errors.starts_with("error: tradewire, tradewire-demo: cannot be packaged: "),
        "{errors}"
    );
    assert!(errors.contains("lock"), "{errors}");
    assert!(
        told.contains("tradewire 0.3.2, cannot be packaged") && told.contains("1 finding "),
        "{told}"
    );
    assert_eq!(
        fs::read_to_string(root.path().join("Cargo.lock")).expect("a lock file"),
        lock
    );
}

#[test]
fn licences_and_front_page_travel_with_each_package() {
    assert_eq!(
        after("LICENSE-MIT", |text| format!("{text}and sold\n")),
        ["error: tradewire: LICENSE-MIT is not the text at the root"]
    );
    assert_eq!(
        after("runtime/Cargo.toml", |text| {
            text.replace("license.workspace = true", "exclude = [\"LICENSE-APACHE\"]")
        }),
        [
            "error: tradewire: `license` is not set",
            "error: tradewire: its package lacks LICENSE-APACHE",
        ]
    );
}

#[test]
fn the_repository_is_set_in_one_place() {
    let set = |text: &str| text.replace("authors", "repository = \"https://code.example/demo\"\nauthors");
    assert_eq!(
        after("Cargo.toml", set),
        [
            "error: tradewire: `repository` is not that of the workspace; take it from there (`repository.workspace = true`)"
        ],
        "generated manifests have it by themselves"
    );
}

#[test]
fn what_is_published_is_committed_and_up_to_date() {
    let root = repository();
    put(root.path(), "generated/demo/src/things.rs", "// by hand\n");
    let (code, _, errors) = release(root.path());
    assert_eq!(code, 1);
    let errors: Vec<&str> = errors.lines().collect();
    assert_eq!(
        errors,
        [
            "error: git: 1 change not committed",
            "error: generated code: specs have errors, or it is out of date"
        ]
    );
}
