//! Specs in a folder of their own, far from this repository: what is made of them builds against the runtime as it is packaged.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const PLATFORM: &str = "\
platform: partner
title: Partner
doc: The interface of a partner, which nobody has described for machines.
base_url: \"https://partner.example\"
version: 0.3.0
auth:
  key: {kind: header, header: X-Key, value: \"{key}\"}
";
const PARCELS: &str = "\
resource: parcels
doc: Parcels.
operations:
  get: {get: \"/parcels/{id}\", source: Get a parcel, doc: Reads one., path: {id: integer}, returns: Parcel}
types:
  Parcel: {doc: A parcel., fields: {id: integer!, weight: decimal?, sent_at: datetime}}
";
const EXAMPLE: &str = "{\"id\": 7, \"weight\": \"1.50\", \"sent_at\": \"2026-11-30T12:00:00Z\"}\n";

fn put(path: PathBuf, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

/// A folder with nothing but specs.
fn project() -> tempfile::TempDir {
    let project = tempfile::tempdir().expect("a folder");
    let specs = project.path().join("specs/partner");
    put(specs.join("platform.yaml"), PLATFORM);
    put(specs.join("parcels.yaml"), PARCELS);
    put(specs.join("examples/parcels.get.1.response.json"), EXAMPLE);
    project
}

fn tradewire(project: &Path, args: &[&str]) -> Output {
    // As Cargo calls it: its own word comes first.
    Command::new(env!("CARGO_BIN_EXE_cargo-tradewire"))
        .arg("tradewire")
        .args(args)
        .current_dir(project)
        .output()
        .expect("it runs")
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn made(project: &Path, args: &[&str]) -> String {
    let output = tradewire(project, &[&["gen"], args].concat());
    assert!(output.status.success(), "{}", told(&output));
    told(&output)
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .expect("the repository")
}

fn cargo(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO"))
        .args(args)
        .current_dir(folder)
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("outside"),
        )
        .env("CARGO_NET_OFFLINE", "true")
        .output()
        .expect("cargo runs")
}

/// The runtime as the registry would have it: packed, unpacked.
fn packaged_runtime(into: &Path) -> PathBuf {
    let packed = cargo(
        &repository(),
        &["package", "-p", "tradewire", "--no-verify", "--allow-dirty", "--quiet"],
    );
    assert!(packed.status.success(), "{}", told(&packed));
    let name = format!("tradewire-{}", tradewire_codegen::plan::RUNTIME_VERSION);
    let archive = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("outside/package/{name}.crate"));
    let unpacked = Command::new("tar")
        .arg("xzf")
        .arg(&archive)
        .arg("-C")
        .arg(into)
        .output()
        .expect("tar runs");
    assert!(unpacked.status.success(), "{}", told(&unpacked));
    into.join(name)
}

#[test]
fn crates_of_any_folder_build_against_the_packaged_runtime() {
    let project = project();
    let runtime = packaged_runtime(project.path());
    let runtime = runtime.file_name().expect("a name").to_str().expect("text");
    put(
        project.path().join("tradewire.toml"),
        &format!("into = \"clients\"\n[runtime]\npath = \"{runtime}\"\n"),
    );
    // A workspace that was there before, with nothing of ours.
    let workspace = "[workspace]\nresolver = \"3\"\nmembers = [\"generated/*\", \"generated/*/checks\"]\n";
    put(project.path().join("clients/Cargo.toml"), workspace);
    // The same versions as here, which are at hand without a network.
    fs::copy(
        repository().join("Cargo.lock"),
        project.path().join("clients/Cargo.lock"),
    )
    .expect("a copy");
    made(project.path(), &[]);
    assert!(
        !project.path().join("clients/docs").exists(),
        "pages stand beside their specs only"
    );
    let tested = cargo(
        &project.path().join("clients"),
        &["test", "-p", "tradewire-partner-checks", "--quiet"],
    );
    assert!(tested.status.success(), "{}", told(&tested));
    assert!(told(&tested).contains("test result: ok. 1 passed"), "{}", told(&tested));
    assert_eq!(made(project.path(), &["--check"]), "");
}

#[test]
fn an_empty_folder_gets_crates_that_stand_for_themselves() {
    let project = project();
    made(project.path(), &[]);
    let manifest = fs::read_to_string(project.path().join("generated/partner/Cargo.toml")).expect("a manifest");
    for part in [
        "cargo tradewire gen partner",
        "edition = \"2024\"",
        "publish = false",
        "version = \"0.1.0\", default-features",
    ] {
        assert!(manifest.contains(part), "{part}\n{manifest}");
    }
    assert!(!manifest.contains("workspace"), "{manifest}");
    assert_eq!(made(project.path(), &["--check"]), "");
    // Settings are an input as specs are.
    put(project.path().join("tradewire.toml"), "[package]\nlicense = \"MIT\"\n");
    assert!(made(project.path(), &[]).contains("generated/partner/Cargo.toml"));
}

#[test]
fn settings_that_lead_nowhere_are_told_before_anything_is_written() {
    for (settings, named) in [
        ("into = \"nowhere\"", "nowhere"),
        ("[runtime]\npath = \"nowhere\"", "nowhere"),
        ("[package]\nname = \"x\"", "unknown field `name`"),
    ] {
        let project = project();
        put(project.path().join("tradewire.toml"), settings);
        let output = tradewire(project.path(), &["gen"]);
        assert_eq!(output.status.code(), Some(2), "{}", told(&output));
        assert!(told(&output).contains(named), "{}", told(&output));
        assert!(!project.path().join("generated").exists());
    }
}
