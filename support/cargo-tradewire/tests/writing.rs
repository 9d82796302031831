//! Commands that write specs: what they leave behind, also when several run at once.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const PLATFORM: &str = "\
platform: acme
title: Acme
doc: A shop.
base_url: \"https://acme.example\"
";

fn project() -> tempfile::TempDir {
    let project = tempfile::tempdir().expect("a folder");
    let specs = project.path().join("specs/acme");
    fs::create_dir_all(&specs).expect("a folder");
    fs::write(specs.join("platform.yaml"), PLATFORM).expect("a file");
    project
}

fn command(project: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-tradewire"));
    command.arg("tradewire").args(args).current_dir(project);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// The exit code, and everything that was said.
fn told(output: &Output) -> (Option<i32>, String) {
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.code(), text)
}

fn run(project: &Path, args: &[&str]) -> (Option<i32>, String) {
    told(&command(project, args).output().expect("it runs"))
}

#[test]
fn drafts_of_several_runs_at_once_are_all_kept() {
    const RUNS: usize = 6;
    let project = project();
    fs::write(
        project.path().join("specs/acme/parcels.yaml"),
        "resource: parcels\ndoc: Parcels.\noperations:\n  ping: {get: /parcels/ping, doc: Says so., source: Ping, returns: none}\n",
    )
    .expect("a file");
    fs::write(project.path().join("one.json"), "{\"parcel\": {\"id\": 1}}").expect("a file");
    let started: Vec<_> = (0..RUNS)
        .map(|at| {
            let (what, route) = (format!("acme/parcels.read{at}"), format!("GET /parcels/read{at}"));
            let args = ["infer", &what, "one.json", "--route", &route];
            command(project.path(), &args).spawn().expect("it starts")
        })
        .collect();
    for run in started {
        let (code, text) = told(&run.wait_with_output().expect("it ends"));
        assert_eq!(code, Some(0), "{text}");
    }
    let text = fs::read_to_string(project.path().join("specs/acme/parcels.yaml")).expect("the spec");
    for at in 0..RUNS {
        assert!(text.contains(&format!("  read{at}:")), "{text}");
    }
}

#[test]
fn resources_with_names_of_keys_are_made_right() {
    let project = project();
    for name in ["fields", "key", "headers", "string", "union"] {
        let (code, text) = run(project.path(), &["new", &format!("acme/{name}")]);
        assert_eq!(code, Some(0), "{name}: {text}");
    }
    let (code, text) = run(project.path(), &["lint"]);
    assert_eq!(code, Some(0), "{text}");
}

#[test]
fn drafts_of_documents_need_no_folder_of_specs() {
    let project = tempfile::tempdir().expect("a folder");
    let document = "{\"openapi\": \"3.0.3\", \"info\": {\"title\": \"Acme\", \"version\": \"1\"}, \"servers\": [{\"url\": \"https://acme.example\"}],
        \"paths\": {\"/things\": {\"get\": {\"operationId\": \"listThings\", \"summary\": \"Lists.\", \"responses\": {\"204\": {\"description\": \"Done.\"}}}}}}";
    fs::write(project.path().join("acme.json"), document).expect("a file");
    let (code, text) = run(project.path(), &["import", "openapi", "acme.json"]);
    assert_eq!(code, Some(0), "{text}");
    assert!(project.path().join("specs/acme/platform.yaml").is_file(), "{text}");
}

#[test]
fn logs_of_other_platforms_are_bad_usage() {
    let project = project();
    fs::write(
        project.path().join("specs/acme/parcels.yaml"),
        "resource: parcels\ndoc: Parcels.\noperations:\n  ping: {get: /parcels/ping, doc: Says so., source: Ping, returns: none}\n",
    )
    .expect("a file");
    let line = "{\"platform\": \"PLATFORM\", \"operation\": \"parcels.ping\", \"kind\": \"KIND\", \"path\": \"$.a\"}\n";
    for (platform, kind, expected) in [
        ("other", "missing", 2),
        ("acme", "unforeseen", 2),
        ("acme", "missing", 1),
    ] {
        let log = line.replace("PLATFORM", platform).replace("KIND", kind);
        fs::write(project.path().join("log.jsonl"), log).expect("a file");
        let (code, text) = run(project.path(), &["check-reply", "acme", "--drift", "log.jsonl"]);
        assert_eq!(code, Some(expected), "{platform} {kind}: {text}");
    }
}
