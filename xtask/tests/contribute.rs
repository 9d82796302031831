//! Adding an endpoint as a contributor does it, and holding replies against it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

fn repository() -> TempDir {
    let root = tempfile::tempdir().expect("a folder");
    fs::create_dir(root.path().join("specs")).expect("a folder");
    root
}

fn xtask(root: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command
        .current_dir(root)
        .arg("--root")
        .arg(root.join("specs"))
        .args(args)
        .output()
        .expect("xtask runs")
}

/// Exit code, standard output, standard error.
fn said(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (
        output.status.code().expect("an exit code"),
        text(&output.stdout),
        text(&output.stderr),
    )
}

fn run(root: &Path, args: &[&str]) -> (i32, String, String) {
    said(&xtask(root, args))
}

/// Every file below the specs with its text.
fn all(root: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut ahead = vec![root.join("specs")];
    while let Some(folder) = ahead.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                ahead.push(path);
            } else {
                found.push((path.display().to_string(), fs::read_to_string(&path).expect("a text")));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn a_platform_and_its_resources_are_made_once() {
    let root = repository();
    let (code, out, err) = run(root.path(), &["new", "acme"]);
    assert_eq!(code, 0, "{err}");
    assert!(
        out.contains("made specs/acme/platform.yaml\nmade specs/acme/orders.yaml\n"),
        "{out}"
    );
    assert_eq!(run(root.path(), &["new", "acme/order_lines"]).0, 0);
    assert_eq!(run(root.path(), &["lint"]), (0, String::new(), String::new()));
    let before = all(root.path());
    for (what, words) in [
        ("acme", "`acme` is there already"),
        ("acme/orders", "is there already, and nothing is overwritten"),
        ("acme/Order-Lines", "such as `order_lines`"),
        ("Acme", "such as `acme`"),
        ("../x", "such as `x`"),
    ] {
        let (code, _, err) = run(root.path(), &["new", what]);
        assert!(code == 2 && err.contains(words), "{what}: {err}");
    }
    assert_eq!(all(root.path()), before);
}

const SAMPLE: &str = r#"{"customer": {"id": 1, "email": "ann@shop.example", "api_token": "T0pS3cret", "created": "2024-02-29 10:00:00"}}"#;

#[test]
fn what_was_captured_becomes_an_operation() {
    let root = repository();
    let here = |name: &str| root.path().join(name).display().to_string();
    fs::write(here("customer.json"), SAMPLE).expect("a file");
    fs::write(here("bad.json"), "{").expect("a file");
    assert_eq!(run(root.path(), &["new", "acme"]).0, 0);
    let before = all(root.path());
    let (code, out, err) = run(
        root.path(),
        &[
            "infer",
            "acme/customers.get",
            &here("customer.json"),
            "--route",
            "GET /customers/{id}",
            "--dry-run",
        ],
    );
    assert!(
        code == 0 && out.contains("+    returns: {key: customer, type: Customer}"),
        "{out}{err}"
    );
    assert_eq!(all(root.path()), before, "nothing is written");
    let (code, out, err) = run(
        root.path(),
        &["infer", "acme/customers.get", &here("customer.json"), "--keep"],
    );
    assert_eq!(code, 0, "{out}{err}");
    assert_eq!(run(root.path(), &["lint"]), (0, String::new(), String::new()));
    let written = format!("{:?}", all(root.path()));
    assert!(
        written.contains("customers.get.1.response.json") && !written.contains("T0pS3cret"),
        "{written}"
    );
    let (code, _, err) = run(root.path(), &["infer", "acme/customers.get", &here("customer.json")]);
    assert!(
        code == 0 && err.contains("is described already") && err.contains("nothing was drafted"),
        "{err}"
    );
    for (args, words) in [
        (vec!["infer", "acme", "x.json"], "names no resource"),
        (vec!["infer", "acme/customers"], "no file to read"),
        (
            vec!["infer", "acme/customers.get", "missing.json"],
            "cannot read missing.json",
        ),
        (
            vec!["infer", "amce/customers.get", "missing.json"],
            "did you mean `acme`",
        ),
        (vec!["infer", "acme/customers.Get", "bad.json"], "cannot"),
        (
            vec!["infer", "acme/customers.list", "customer.json", "--route", "customers"],
            "is no method and path",
        ),
    ] {
        let (code, _, err) = run(root.path(), &args);
        assert!(code == 2 && err.contains(words), "{args:?}: {err}");
    }
}

#[test]
fn replies_are_held_against_the_spec_and_taken_in() {
    let root = repository();
    let here = |name: &str| root.path().join(name).display().to_string();
    fs::write(
        here("orders.jsonl"),
        "{\"orders\": [{\"id\": 1}]}\n{\"orders\": [{\"id\": 2, \"gift\": \"S3CRET\"}]}\n",
    )
    .expect("a file");
    let line = r#"{"platform":"acme","operation":"orders.get","kind":"unknown_key","path":"$.vip","expected":"","found":"boolean","count":3}"#;
    fs::write(here("drift.jsonl"), format!("{line}\n")).expect("a file");
    assert_eq!(run(root.path(), &["new", "acme"]).0, 0);
    let before = all(root.path());
    let (code, out, err) = run(
        root.path(),
        &[
            "check-reply",
            "acme/orders.list",
            &here("orders.jsonl"),
            "--drift",
            &here("drift.jsonl"),
        ],
    );
    assert_eq!(
        (code, out.as_str(), err.as_str()),
        (
            1,
            "acme/orders.get\n  unknown key   $.vip: boolean (3 times)\nacme/orders.list (2 replies)\n  unknown key   $.orders[].gift: text (1 times)\n\
             2 replies of 1 operations were held against the spec\n",
            ""
        )
    );
    assert_eq!(all(root.path()), before);
    let (code, out, _) = run(
        root.path(),
        &[
            "check-reply",
            "acme/orders.list",
            &here("orders.jsonl"),
            "--format",
            "json",
        ],
    );
    let report: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(
        (
            code,
            report["findings"][0]["kind"].as_str(),
            report["findings"][0]["count"].as_u64()
        ),
        (1, Some("unknown_key"), Some(1))
    );
    let (code, _, err) = run(
        root.path(),
        &[
            "check-reply",
            "acme/orders.list",
            &here("orders.jsonl"),
            "--drift",
            &here("drift.jsonl"),
            "--patch",
        ],
    );
    assert!(
        code == 1
            && err
                .contains("+      gift: {type: string, basis: inferred}\n+      vip: {type: boolean, basis: inferred}"),
        "{err}"
    );
    assert!(!err.contains("S3CRET"), "{err}");
    assert_eq!(
        run(root.path(), &["check-reply", "acme/orders.list", &here("orders.jsonl")]).0,
        0,
        "nothing differs any more"
    );
    assert_eq!(run(root.path(), &["lint"]), (0, String::new(), String::new()));
    for (args, words) in [
        (
            vec!["check-reply", "acme/orders.lsit", "orders.jsonl"],
            "did you mean `orders.list`",
        ),
        (
            vec!["check-reply", "acme", "orders.jsonl"],
            "name one: `acme/<resource>.<operation>`",
        ),
        (vec!["check-reply", "acme/orders.list"], "no file to read"),
        (
            vec!["check-reply", "acme", "--drift", "orders.jsonl"],
            "is this the file of a `DriftLog`?",
        ),
    ] {
        let (code, _, err) = run(root.path(), &args);
        assert!(code == 2 && err.contains(words), "{args:?}: {err}");
    }
}
