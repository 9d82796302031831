//! Documents that are made of specs, and specs that are made of documents, as the command line does it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const PLATFORM: &str = "platform: demo\ntitle: Demo\ndoc: A demo.\nbase_url: \"https://demo.example\"\n";
const THINGS: &str = "resource: things\ndoc: Things.\noperations:\n  list:\n    get: /things\n    source: List\n    doc: Lists them.\n    \
                      query: {page: integer}\n    returns: {items: \"[Thing]!\"}\ntypes:\n  Thing: {doc: A thing., fields: {id: integer!}}\n";

fn repository() -> TempDir {
    let root = tempfile::tempdir().expect("a folder");
    let folder = root.path().join("specs/demo");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("platform.yaml"), PLATFORM).expect("a file");
    fs::write(folder.join("things.yaml"), THINGS).expect("a file");
    root
}

fn xtask(root: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .current_dir(root)
        .args(args)
        .output()
        .expect("xtask runs")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("an exit code")
}

fn said(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (text(&output.stdout), text(&output.stderr))
}

#[test]
fn openapi_documents_are_printed_written_and_kept_up_to_date() {
    let root = repository();
    let printed = xtask(root.path(), &["openapi", "demo"]);
    assert_eq!(code(&printed), 0);
    let document = said(&printed).0;
    assert!(document.contains("\"openapi\": \"3.1.1\""), "{document}");
    assert_eq!(code(&xtask(root.path(), &["openapi", "--out", "out"])), 0);
    let written = fs::read_to_string(root.path().join("out/demo.json")).expect("it is written");
    assert_eq!(written, document);
    let unnamed = xtask(root.path(), &["openapi"]);
    assert_eq!(code(&unnamed), 2);
    assert!(said(&unnamed).1.contains("(demo)"), "{}", said(&unnamed).1);

    assert_eq!(code(&xtask(root.path(), &["gen"])), 0);
    let kept = root.path().join("generated/openapi/demo.json");
    assert_eq!(fs::read_to_string(&kept).expect("it is kept"), document);
    fs::write(&kept, "{}\n").expect("a file");
    fs::write(
        root.path().join("generated/openapi/gone.json"),
        document.replace("demo`", "gone`"),
    )
    .expect("a file");
    fs::write(root.path().join("generated/openapi/mine.json"), "{}\n").expect("a file");
    let stale = xtask(root.path(), &["gen", "--check"]);
    assert_eq!(code(&stale), 1);
    let shown = said(&stale).0;
    assert!(
        shown.contains("stale generated/openapi/demo.json\nsuperfluous generated/openapi/gone.json"),
        "{shown}"
    );
    assert_eq!(code(&xtask(root.path(), &["gen"])), 0);
    assert_eq!(fs::read_to_string(&kept).expect("it is there again"), document);
    assert!(
        root.path().join("generated/openapi/mine.json").is_file(),
        "what others wrote stays"
    );
    assert_eq!(said(&xtask(root.path(), &["gen"])).0, "");
}

#[test]
fn drafts_pass_the_linter_and_overwrite_nothing() {
    let root = repository();
    assert_eq!(code(&xtask(root.path(), &["openapi", "--out", "out"])), 0);
    let over = xtask(root.path(), &["import", "openapi", "out/demo.json"]);
    assert_eq!(code(&over), 2);
    assert!(said(&over).1.contains("is there already"), "{}", said(&over).1);
    assert_eq!(
        fs::read_to_string(root.path().join("specs/demo/things.yaml")).expect("it is there"),
        THINGS
    );
    let drafted = xtask(
        root.path(),
        &["import", "openapi", "out/demo.json", "--platform", "other"],
    );
    assert_eq!(code(&drafted), 0, "{}", said(&drafted).1);
    assert!(
        said(&drafted).0.contains("created specs/other/things.yaml"),
        "{}",
        said(&drafted).0
    );
    assert_eq!(code(&xtask(root.path(), &["lint", "other"])), 0);
    fs::write(root.path().join("bad.yaml"), "swagger: '2.0'\n").expect("a file");
    let bad = xtask(root.path(), &["import", "openapi", "bad.yaml"]);
    assert_eq!(code(&bad), 2);
    assert!(
        said(&bad).1.contains("bad.yaml") && said(&bad).1.contains("OpenAPI 3"),
        "{}",
        said(&bad).1
    );
    let outside = xtask(
        root.path(),
        &["import", "openapi", "out/demo.json", "--platform", "../x"],
    );
    assert_eq!(code(&outside), 2, "{}", said(&outside).0);
    let told = said(&outside).1;
    assert!(
        told.contains("`../x` is no name: lower-case letters, digits and `_`, such as `x`"),
        "{told}"
    );
    let document = fs::read_to_string(root.path().join("out/demo.json")).expect("a file");
    fs::write(
        root.path().join("titled.json"),
        document.replace("\"title\": \"Demo\"", "\"title\": \"Type!\""),
    )
    .expect("a file");
    let titled = xtask(root.path(), &["import", "openapi", "titled.json"]);
    assert!(
        code(&titled) == 2 && said(&titled).1.contains("give one with --platform"),
        "{}",
        said(&titled).1
    );
    let folders = fs::read_dir(root.path().join("specs")).expect("a folder").count();
    assert_eq!(folders, 2, "nothing half-written is left");
}

#[test]
fn docs_replace_only_what_they_wrote() {
    let root = repository();
    for _ in 0..2 {
        let output = xtask(root.path(), &["docs", "--out", "site"]);
        assert_eq!(code(&output), 0, "{}", said(&output).1);
        assert!(root.path().join("site/demo/things.list.html").is_file());
    }
    // What others put there stays, and what the specs do not have any more goes.
    fs::write(root.path().join("site/CNAME"), "shop.example\n").expect("a file");
    let things = root.path().join("specs/demo/things.yaml");
    fs::write(&things, THINGS.replace("  list:", "  every:")).expect("a file");
    assert_eq!(code(&xtask(root.path(), &["docs", "--out", "site"])), 0);
    let there = |name: &str| root.path().join("site").join(name).is_file();
    assert!(there("CNAME") && there("demo/things.every.html") && !there("demo/things.list.html"));
    assert!(there("demo/resource.things.html") && !there("demo/changes.html"));
    fs::create_dir(root.path().join("mine")).expect("a folder");
    fs::write(root.path().join("mine/letter.txt"), "dear\n").expect("a file");
    let refused = xtask(root.path(), &["docs", "--out", "mine"]);
    assert_eq!(code(&refused), 2);
    assert!(said(&refused).1.contains("something else"), "{}", said(&refused).1);
    // What the system says, it says once.
    fs::write(root.path().join("file"), "").expect("a file");
    let below = xtask(root.path(), &["docs", "--out", "file/site"]);
    let told = said(&below).1;
    let reason = told.trim_end().rsplit(": ").next().unwrap_or_default();
    assert!(code(&below) == 2 && reason.contains("os error"), "{told}");
    assert_eq!(told.matches(reason).count(), 1, "{told}");
}

#[test]
fn docs_tell_what_changed_since_a_revision() {
    let root = repository();
    let git = |args: &[&str]| {
        let run = Command::new("git")
            .current_dir(root.path())
            .args(args)
            .output()
            .expect("git runs");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    };
    git(&["init", "--quiet"]);
    git(&["add", "."]);
    git(&[
        "-c",
        "user.name=A",
        "-c",
        "user.email=a@shop.example",
        "commit",
        "--quiet",
        "--no-gpg-sign",
        "-m",
        "one",
    ]);
    let things = root.path().join("specs/demo/things.yaml");
    fs::write(&things, THINGS.replace("id: integer!", "id: integer!, name: string")).expect("a file");
    let output = xtask(root.path(), &["docs", "--out", "site", "--since", "HEAD"]);
    assert_eq!(code(&output), 0, "{}", said(&output).1);
    let page = fs::read_to_string(root.path().join("site/demo/changes.html")).expect("a page");
    assert!(
        page.contains("Since HEAD") && page.contains("<h3>New</h3>") && page.contains("type.Thing.html"),
        "{page}"
    );
    let unknown = xtask(root.path(), &["docs", "--out", "site", "--since", "nowhere"]);
    assert!(
        code(&unknown) == 2 && said(&unknown).1.contains("no revision `nowhere`"),
        "{}",
        said(&unknown).1
    );
}
