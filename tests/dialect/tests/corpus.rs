//! The spec corpus, from YAML to requests and replies: each platform of `corpus/specs` becomes a crate, all of them one workspace, and the
//! tests in `corpus/wire` run in it. See `corpus/README.md`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tradewire_codegen::diagnostics::Severity;
use tradewire_codegen::inventory::{inventory, table};
use tradewire_codegen::load::{InputFile, read_folder};
use tradewire_codegen::model::{Docs, Platform, Scalar, Type, TypeDef, TypeShape};
use tradewire_codegen::write::{self, Mode, RenderedCrate, generate};
use tradewire_codegen::{Compiled, compile, emit, naming};
use tradewire_dialect_tests::{corpus, root};

fn files() -> Vec<InputFile> {
    read_folder(&corpus().join("specs"), "specs", &[]).expect("the corpus can be read")
}

fn generated(compiled: &Compiled) -> Vec<RenderedCrate> {
    compiled
        .platforms
        .iter()
        .map(|platform| generate(platform).expect("what was emitted is Rust"))
        .collect()
}

#[test]
fn the_corpus_has_no_errors() {
    let compiled = compile(files());
    let errors: Vec<String> = compiled
        .findings
        .iter()
        .filter(|finding| finding.code.severity() == Severity::Error)
        .map(|finding| format!("{}: {}", compiled.sources.path(finding.span.file), finding.message))
        .collect();
    assert_eq!(errors, Vec::<String>::new());
    assert!(compiled.platforms.len() >= 12);
}

/// What is said among transcribers starts with one word in the corpus, which nothing else has.
#[test]
fn remarks_reach_no_output() {
    let word = "Unseen";
    let said: usize = files()
        .iter()
        .map(|file| {
            String::from_utf8_lossy(file.content.as_deref().unwrap_or_default())
                .matches(word)
                .count()
        })
        .sum();
    assert!(said >= 14, "{said} remarks");
    let compiled = compile(files());
    for file in generated(&compiled).iter().flat_map(|rendered| &rendered.files) {
        assert!(!file.text.contains(word), "{}", file.path);
    }
    let listed = inventory(&compiled.platforms);
    assert!(!table(&listed).contains(word));
    assert!(!format!("{listed:?}").contains(word));
}

#[test]
fn the_order_of_files_does_not_matter() {
    let straight = generated(&compile(files()));
    let mut shuffled = files();
    shuffled.reverse();
    let middle = shuffled.len() / 3;
    shuffled.rotate_left(middle);
    assert_eq!(generated(&compile(shuffled)), straight);
}

#[test]
fn generated_crates_compile_and_do_what_the_specs_say() {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus");
    let crates = generated(&compile(files()));
    let output = write::Output::open(&place, Mode::Write, || ()).expect("no other run hinders");
    output.apply(&crates).expect("the crates can be written");
    drop(output);
    put(&place.join("Cargo.toml"), &manifest());
    // The versions that the workspace has, so that nothing is fetched.
    fs::copy(root().join("Cargo.lock"), place.join("Cargo.lock")).expect("a lock file");
    let support = read(&corpus().join("wire/support.rs"));
    for rendered in &crates {
        let wire = read(&corpus().join("wire").join(format!("{}.rs", rendered.platform)));
        let tests = place.join("generated").join(&rendered.platform).join("tests/wire");
        put(&tests.join("support.rs"), &support);
        put(&tests.join("checks.rs"), &wire);
        put(
            &tests.join("main.rs"),
            "//! What goes over the wire.\nmod checks;\nmod support;\n",
        );
    }
    cargo(
        &place,
        &["test", "--workspace", "--offline", "--tests", "--no-fail-fast"],
    );
    refuse(&place);
    // Examples in documentation and the features that change code.
    cargo(&place, &["test", "--workspace", "--offline", "--doc"]);
    cargo(
        &place,
        &[
            "check",
            "--workspace",
            "--offline",
            "--features",
            &every("blocking", &crates),
        ],
    );
    cargo(
        &place,
        &[
            "check",
            "--workspace",
            "--offline",
            "--features",
            &every("serde", &crates),
        ],
    );
}

/// Every name that generated code writes without its path may be the name of a type beside it: each module gets them all.
#[test]
fn names_of_types_never_get_in_between() {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("crowded");
    let mut compiled = compile(files());
    for platform in &mut compiled.platforms {
        crowd(platform);
    }
    let crates = generated(&compiled);
    for name in emit::short_names().iter().filter(|name| naming::is_type_name(name)) {
        let declared = format!("pub type {name} = i64;");
        let module = crates
            .iter()
            .flat_map(|rendered| &rendered.files)
            .find(|file| file.text.contains(&declared));
        assert!(module.is_some(), "no module declares {name}");
    }
    let output = write::Output::open(&place, Mode::Write, || ()).expect("no other run hinders");
    output.apply(&crates).expect("the crates can be written");
    drop(output);
    put(&place.join("Cargo.toml"), &manifest());
    fs::copy(root().join("Cargo.lock"), place.join("Cargo.lock")).expect("a lock file");
    cargo(&place, &["check", "--workspace", "--offline"]);
}

/// Adds a type to each module for every short name that is free there.
fn crowd(platform: &mut Platform) {
    let modules = (0..platform.resources.len()).map(Some).chain([None]);
    let Some(first) = platform.resources.first() else {
        return;
    };
    let place = first.place.clone();
    for resource in modules {
        for name in emit::short_names().iter().filter(|name| naming::is_type_name(name)) {
            let is_there = |def: &TypeDef| def.resource == resource && def.name == *name;
            if platform.types.iter().any(is_there) {
                continue;
            }
            platform.types.push(TypeDef {
                name: name.clone(),
                inline: false,
                resource,
                docs: Docs::default(),
                place: place.clone(),
                shape: TypeShape::Alias(Type::Scalar(Scalar::Integer)),
                form: None,
                hidden: false,
                renamed_from: Vec::new(),
            });
        }
    }
}

/// Each file of `corpus/refused` must fail to compile, with the error that it names and no other.
fn refuse(place: &Path) {
    let mut seen = 0;
    let mut entries: Vec<PathBuf> = fs::read_dir(corpus().join("refused"))
        .expect("the refused programs")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    entries.sort();
    for path in entries {
        let text = read(&path);
        let said = |what: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(&format!("// {what}: ")));
            line.unwrap_or_else(|| panic!("{}: no `// {what}:`", path.display()))
                .to_owned()
        };
        let (name, code) = (said("crate"), said("error"));
        let stem = path.file_stem().and_then(|stem| stem.to_str()).expect("a name");
        let example = place
            .join("generated")
            .join(&name)
            .join("examples")
            .join(format!("{stem}.rs"));
        put(&example, &text);
        let output = run(
            place,
            &[
                "check",
                "--offline",
                "-p",
                &format!("tradewire-{name}"),
                "--example",
                stem,
            ],
        );
        let found = String::from_utf8_lossy(&output.stderr).into_owned();
        let errors: Vec<&str> = found.lines().filter(|line| line.starts_with("error[")).collect();
        let expected = format!("error[{code}]");
        assert!(!output.status.success(), "{stem} compiles");
        assert!(
            !errors.is_empty() && errors.iter().all(|line| line.starts_with(&expected)),
            "{stem}:\n{found}"
        );
        seen += 1;
    }
    assert!(seen >= 9);
}

fn every(feature: &str, crates: &[RenderedCrate]) -> String {
    let names: Vec<String> = crates
        .iter()
        .map(|rendered| format!("tradewire-{}/{feature}", rendered.platform))
        .collect();
    names.join(",")
}

/// A workspace like ours, with the runtime without its shipped transport: that saves two thirds of the build.
fn manifest() -> String {
    let runtime = root().join("runtime").canonicalize().expect("the runtime");
    let runtime = runtime.to_str().expect("a path that is text").replace('\\', "/");
    format!(
        r#"[workspace]
resolver = "3"
members = ["generated/*", "generated/*/checks"]

[workspace.package]
edition = "2024"
rust-version = "1.85"
license = "MIT OR Apache-2.0"
authors = ["Tests"]

[workspace.dependencies]
tradewire = {{ path = "{runtime}", version = "0.1.0", default-features = false }}

[profile.dev]
debug = 0
"#
    )
}

fn cargo(place: &Path, args: &[&str]) {
    let output = run(place, args);
    let text = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    // What was generated must not even warn.
    let warned = text.contains("--> generated/");
    assert!(
        output.status.success() && !warned,
        "cargo {} failed:\n{text}",
        args.join(" ")
    );
}

fn run(place: &Path, args: &[&str]) -> Output {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    Command::new(cargo)
        .args(args)
        .arg("--no-default-features")
        .current_dir(place)
        .env("CARGO_TARGET_DIR", place.join("target"))
        .env("CARGO_INCREMENTAL", "0")
        .output()
        .expect("cargo can be run")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn put(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}
