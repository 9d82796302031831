//! The command line as a contributor meets it: exit codes, where text goes, what is written.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const PLATFORM: &str = "platform: NAME\ntitle: Demo\ndoc: A demo.\nbase_url: \"https://demo.example\"\n";
const THINGS: &str = "resource: things\ndoc: Things.\noperations:\n  list:\n    get: /things\n    source: List\n    doc: Lists them.\n    \
                      query: {page: integer}\n    returns: {items: \"[Thing]!\"}\ntypes:\n  Thing: {doc: A thing., fields: {id: integer!}}\n";

/// A repository with these platforms; a platform is `(name, things.yaml)`.
fn repository(platforms: &[(&str, &str)]) -> TempDir {
    let root = tempfile::tempdir().expect("a folder");
    for (name, things) in platforms {
        let folder = root.path().join("specs").join(name);
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("platform.yaml"), PLATFORM.replace("NAME", name)).expect("a file");
        fs::write(folder.join("things.yaml"), things).expect("a file");
    }
    root
}

fn xtask(root: &Path, args: &[&str]) -> Output {
    let specs = root.join("specs");
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("--root")
        .arg(specs)
        .args(args)
        .output()
        .expect("xtask runs")
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

/// Whoever has a repository names that as often as its folder of specs.
#[test]
fn the_root_may_be_the_folder_above_the_specs() {
    let root = repository(&[("demo", THINGS)]);
    for named in [root.path().to_path_buf(), root.path().join("specs")] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        let output = command
            .arg("--root")
            .arg(&named)
            .arg("lint")
            .output()
            .expect("xtask runs");
        assert_eq!(
            (code(&output), stderr(&output)),
            (0, String::new()),
            "{}",
            named.display()
        );
    }
}

#[test]
fn lint_says_nothing_of_good_specs() {
    let root = repository(&[("demo", THINGS)]);
    let output = xtask(root.path(), &["lint"]);
    assert_eq!(
        (code(&output), stdout(&output), stderr(&output)),
        (0, String::new(), String::new())
    );
}

#[test]
fn lint_reports_findings_of_all_platforms() {
    let root = repository(&[
        ("one", &THINGS.replace("integer!", "intger")),
        ("two", &THINGS.replace("source", "sorce")),
    ]);
    let output = xtask(root.path(), &["lint"]);
    assert_eq!(code(&output), 1);
    let text = stderr(&output);
    assert!(text.contains("specs/one/things.yaml:11:"), "{text}");
    assert!(text.contains("specs/two/things.yaml:6:"), "{text}");
    assert!(!text.contains('\u{1b}'), "colours belong on a terminal");
    let one = xtask(root.path(), &["lint", "one"]);
    assert!(!stderr(&one).contains("specs/two"));
}

#[test]
fn lint_exits_with_1_on_warnings_alone() {
    let undocumented = THINGS.replace("    doc: Lists them.\n", "");
    let output = xtask(repository(&[("demo", &undocumented)]).path(), &["lint"]);
    let text = stderr(&output);
    assert!(text.contains("warning[W0103]") && !text.contains("error["), "{text}");
    assert_eq!(code(&output), 1);
}

#[test]
fn bad_usage_and_unreadable_specs_exit_with_2() {
    let root = repository(&[("demo", THINGS)]);
    for args in [
        &["lnt"][..],
        &["lint", "dmo"],
        &["explain", "E9999"],
        &["explain", "demo/things.lst"],
        &["inventory", "--format", "xml"],
    ] {
        let output = xtask(root.path(), args);
        assert_eq!(code(&output), 2, "{args:?}: {}", stderr(&output));
    }
    assert!(stderr(&xtask(root.path(), &["lint", "dmo"])).contains("did you mean `demo`?"));
    assert!(stderr(&xtask(root.path(), &["explain", "demo/things.lst"])).contains("did you mean `things.list`?"));
    let nowhere = xtask(&root.path().join("nowhere"), &["lint"]);
    assert_eq!(code(&nowhere), 2);
}

#[test]
fn gen_writes_and_check_tells() {
    let root = repository(&[("demo", THINGS)]);
    let missing = xtask(root.path(), &["gen", "--check"]);
    assert_eq!(code(&missing), 1);
    assert!(!root.path().join("generated").exists(), "--check writes nothing");
    let written = xtask(root.path(), &["gen"]);
    assert_eq!(code(&written), 0, "{}", stderr(&written));
    assert!(stdout(&written).contains("created specs/spec.schema.json"));
    let things = root.path().join("generated/demo/src/things.rs");
    let text = fs::read_to_string(&things).expect("the module is there");
    let again = xtask(root.path(), &["gen"]);
    assert_eq!(
        (code(&again), stdout(&again)),
        (0, String::new()),
        "nothing is written twice"
    );
    assert_eq!(code(&xtask(root.path(), &["gen", "--check"])), 0);
    fs::write(&things, format!("{text}// edited by hand\n")).expect("it can be written");
    let stale = xtask(root.path(), &["gen", "--check"]);
    assert_eq!(code(&stale), 1);
    let shown = stdout(&stale);
    assert!(shown.contains("stale generated/demo/src/things.rs"), "{shown}");
    assert!(shown.contains("\n-// edited by hand"), "{shown}");
    assert_eq!(
        fs::read_to_string(&things).expect("it is there"),
        format!("{text}// edited by hand\n")
    );
}

/// What is up to date is left alone; whatever was changed meanwhile, on either side, is seen.
#[test]
fn gen_knows_what_is_up_to_date() {
    let root = repository(&[("one", THINGS), ("two", THINGS)]);
    let path = |below: &str| root.path().join(below);
    let run = || {
        let output = xtask(root.path(), &["gen"]);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        stdout(&output)
    };
    run();
    // The first run wrote the page over all platforms after the others were looked at.
    assert_eq!((run(), run()), (String::new(), String::new()));
    let note = fs::read_to_string(path("target/tradewire-gen.current")).expect("a note of both");
    assert_eq!(note.lines().count(), 2, "{note}");

    let things = path("generated/one/src/things.rs");
    let text = fs::read_to_string(&things).expect("a module");
    fs::write(&things, format!("{text}// edited by hand\n")).expect("it can be written");
    assert_eq!(run(), "changed generated/one/src/things.rs\n");
    fs::remove_file(path("docs/coverage/two.md")).expect("a page");
    assert_eq!(run(), "created docs/coverage/two.md\n");
    fs::write(
        path("generated/two/src/left.rs"),
        "// @generated by `cargo xtask gen two`.\n",
    )
    .expect("a file");
    assert_eq!(run(), "removed generated/two/src/left.rs\n");
    fs::write(path("LICENSE-MIT"), "As you like.\n").expect("a file");
    assert_eq!(
        run(),
        "created generated/one/LICENSE-MIT\ncreated generated/two/LICENSE-MIT\n"
    );
    let changed = THINGS.replace("doc: Lists them.", "doc: Lists all of them.");
    fs::write(path("specs/two/things.yaml"), changed).expect("a spec");
    assert!(run().starts_with("changed generated/two/"));
    assert_eq!(run(), "");

    // A note that is wrong costs nothing but time, and errors are told in each run.
    fs::write(path("target/tradewire-gen.current"), "zz one\n0 two\n").expect("a note");
    assert_eq!(run(), "");
    fs::write(path("specs/two/things.yaml"), THINGS.replace("[Thing]!", "[Thin]!")).expect("a spec");
    for _ in 0..3 {
        let output = xtask(root.path(), &["gen"]);
        assert_eq!(
            (code(&output), stderr(&output).matches("E0301").count()),
            (1, 1),
            "{}",
            stderr(&output)
        );
    }
}

#[test]
fn coverage_pages_are_never_stale() {
    let root = repository(&[("one", THINGS), ("two", THINGS)]);
    let page = |name: &str| root.path().join("docs/coverage").join(name);
    let read = |name: &str| fs::read_to_string(page(name)).expect("a page");
    // The table would lack a row, so that it is not begun.
    assert_eq!(code(&xtask(root.path(), &["gen", "one"])), 0);
    assert!(page("one.md").is_file() && !page("two.md").exists() && !page("README.md").exists());
    assert_eq!(code(&xtask(root.path(), &["gen"])), 0);
    assert_eq!(code(&xtask(root.path(), &["gen", "--check"])), 0);
    let (table, other) = (read("README.md"), read("two.md"));
    // Both lose a type, and one is asked for: its page and its row change, and nothing else.
    for name in ["one", "two"] {
        let file = root.path().join("specs").join(name).join("things.yaml");
        let untyped = THINGS.replace("    returns: {items: \"[Thing]!\"}\n", "");
        fs::write(file, untyped.split("types:").next().unwrap_or_default()).expect("a file");
    }
    let stale = xtask(root.path(), &["gen", "one", "--check"]);
    assert_eq!(code(&stale), 1);
    for line in [
        "stale docs/coverage/README.md",
        "stale docs/coverage/one.md",
        "+- `things.list`: `GET /things`",
    ] {
        assert!(stdout(&stale).lines().any(|one| one == line), "{}", stdout(&stale));
    }
    assert!(!stdout(&stale).contains("two.md\n"), "{}", stdout(&stale));
    assert_eq!(code(&xtask(root.path(), &["gen", "one"])), 0);
    assert_eq!(read("two.md"), other);
    let changed: Vec<String> = read("README.md")
        .lines()
        .map(str::to_owned)
        .filter(|line| !table.contains(line.as_str()))
        .collect();
    assert!(
        changed.len() == 1 && changed[0].starts_with("| [one](one.md) |"),
        "{changed:?}"
    );
    assert_eq!(code(&xtask(root.path(), &["gen", "one", "--check"])), 0);
    assert_eq!(
        code(&xtask(root.path(), &["gen", "--check"])),
        1,
        "the other one is stale"
    );
    fs::remove_dir_all(root.path().join("specs/two")).expect("it can go");
    assert_eq!(code(&xtask(root.path(), &["gen"])), 0);
    assert!(!page("two.md").exists() && !read("README.md").contains("two"));
}

#[test]
fn a_broken_platform_does_not_stop_the_others() {
    let root = repository(&[("bad", "resource: things\noperations: [\n"), ("good", THINGS)]);
    let output = xtask(root.path(), &["gen"]);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("specs/bad/things.yaml"));
    assert!(root.path().join("generated/good/src/things.rs").is_file());
    assert!(!root.path().join("generated/bad").exists());
}

#[test]
fn inventory_is_json_on_demand() {
    let root = repository(&[("demo", THINGS)]);
    let output = xtask(root.path(), &["inventory", "--format", "json"]);
    assert_eq!(code(&output), 0);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(json["platforms"][0]["operations"][0]["id"], "things.list");
    let table = stdout(&xtask(root.path(), &["inventory", "demo"]));
    assert!(table.contains("things.list  GET /things"), "{table}");
}

#[test]
fn explain_shows_rust_and_codes() {
    let root = repository(&[("demo", THINGS)]);
    let output = xtask(root.path(), &["explain", "demo/things.list"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let text = stdout(&output);
    for part in [
        "pub fn list(&self)",
        "pub struct ListThings",
        "pub fn page(",
        "pub struct ListThingsReply",
        "specs/demo/things.yaml:4",
        "GET /things?page=…\nsuccess: 200",
        "Lists them.",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    let code_text = stdout(&xtask(root.path(), &["explain", "e0201"]));
    assert!(code_text.starts_with("### E0201 unknown key"), "{code_text}");
}
