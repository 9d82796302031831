//! What every published package has, and what no file says.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use toml::{Table, Value};
use tradewire_repository_tests::root;

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn manifest(path: &str) -> Table {
    read(path).parse().unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Folders of the packages that are published.
fn published() -> Vec<String> {
    let crates = ["generated", "support"].into_iter().flat_map(|above| {
        let entries = fs::read_dir(root().join(above)).expect("a folder of crates");
        let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
        names.map(move |name| format!("{above}/{name}"))
    });
    let mut folders: Vec<String> = crates
        .filter(|folder| root().join(folder).join("Cargo.toml").is_file())
        .filter(|folder| {
            manifest(&format!("{folder}/Cargo.toml"))["package"]
                .get("publish")
                .is_none()
        })
        .collect();
    folders.extend(["runtime", "codegen"].map(str::to_owned));
    assert!(folders.len() > 5, "{folders:?}");
    folders
}

fn strings(package: &Table, key: &str) -> Vec<String> {
    let list = package.get(key).and_then(Value::as_array).into_iter().flatten();
    list.filter_map(|value| value.as_str().map(str::to_owned)).collect()
}

#[test]
fn each_package_has_licences_front_page_and_changes() {
    for folder in published() {
        for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
            assert_eq!(
                read(&format!("{folder}/{licence}")),
                read(licence),
                "{folder}/{licence}"
            );
        }
        for page in ["README.md", "CHANGELOG.md"] {
            let text = read(&format!("{folder}/{page}"));
            let has_heading = text.lines().any(|line| line.starts_with("# "));
            assert!(has_heading, "{folder}/{page} has no heading");
        }
    }
}

#[test]
fn each_package_is_found_and_shown() {
    for folder in published() {
        let manifest = manifest(&format!("{folder}/Cargo.toml"));
        let package = manifest["package"].as_table().expect("a package");
        let keywords = strings(package, "keywords");
        assert!((1..=5).contains(&keywords.len()), "{folder}: {keywords:?}");
        assert!(keywords.iter().all(|word| word.len() <= 20), "{folder}: {keywords:?}");
        assert!(!strings(package, "categories").is_empty(), "{folder}");
        assert_eq!(package["readme"].as_str(), Some("README.md"), "{folder}");
        let docs = &package["metadata"]["docs"]["rs"]["all-features"];
        assert_eq!(
            docs.as_bool(),
            Some(true),
            "{folder}: pages of features would be missing"
        );
    }
}

/// What lies in a folder that is published and is part of no test of it.
#[test]
fn no_test_stays_behind_when_a_package_is_made() {
    for folder in published() {
        let package = &manifest(&format!("{folder}/Cargo.toml"))["package"];
        assert!(
            package.get("exclude").is_none() && package.get("include").is_none(),
            "{folder}"
        );
        let tests = root().join(&folder).join("tests");
        for file in files_below(&tests) {
            let text = String::from_utf8_lossy(&fs::read(&file).expect("a file")).into_owned();
            let outside = ["#[path = \"../../", "include_str!(\"../../", "include_bytes!(\"../../"];
            let found = outside.iter().find(|start| text.contains(**start));
            assert_eq!(found, None, "{} reaches out of its package", file.display());
        }
    }
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(at).into_iter().flatten() {
            let path = entry.expect("an entry").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() && name != "target" && name != ".git" {
                open.push(path);
            } else if path.is_file() {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Every text that is written here: path and content. Not the lock file, which Cargo writes, nor bodies as vendors show them.
fn texts() -> Vec<(String, String)> {
    let root = root();
    let texts = files_below(&root).into_iter().filter_map(|path| {
        let name = path.strip_prefix(&root).ok()?.to_string_lossy().replace('\\', "/");
        let foreign =
            name.ends_with("Cargo.lock") || name == ".git" || name.contains("/examples/") && name.starts_with("specs/");
        (!foreign).then(|| Some((name, String::from_utf8(fs::read(path).ok()?).ok()?)))?
    });
    let texts: Vec<_> = texts.collect();
    assert!(texts.len() > 1000, "{} files", texts.len());
    texts
}

/// Files in which one of these stands, with the line.
fn lines_with<'t>(texts: &'t [(String, String)], wrong: impl Fn(&str) -> bool) -> Vec<String> {
    let lines = |(name, text): &'t (String, String)| text.lines().enumerate().map(move |(at, line)| (name, at, line));
    let found = texts.iter().flat_map(lines).filter(|(_, _, line)| wrong(line));
    found
        .map(|(name, at, line)| format!("{name}:{}: {}", at + 1, line.trim()))
        .collect()
}

#[test]
fn no_file_leads_to_what_readers_do_not_have() {
    // Put together here, so that this file does not have them either.
    let words = [
        ["wire", "-facts"],
        ["shared", "/docs"],
        ["shared", "/findings"],
        ["DESIGN", ".md"],
    ]
    .map(|word| word.concat());
    let found = lines_with(&texts(), |line| {
        words.iter().any(|word| line.contains(word.as_str())) || names_a_text_file(line)
    });
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Documents were numbered when they were collected: three digits, `_`, a name, `.txt`.
fn names_a_text_file(line: &str) -> bool {
    line.split(|c: char| c.is_whitespace() || "`\"'()".contains(c))
        .any(|word| {
            let numbered = word
                .get(..3)
                .is_some_and(|start| start.bytes().all(|byte| byte.is_ascii_digit()));
            numbered && Path::new(word).extension().is_some_and(|end| end == "txt") && word.contains('_')
        })
}

#[test]
fn numbered_text_files_are_told_from_other_words() {
    assert!(names_a_text_file(&format!(
        "document: {}",
        ["003", "_orders.txt"].concat()
    )));
    for line in [
        "expected.txt",
        "300_000",
        "in 200 cases, see expected_300.txt",
        "document: API Orders",
    ] {
        assert!(!names_a_text_file(line), "{line}");
    }
}

#[test]
fn no_address_of_a_repository_stands_anywhere_while_none_is_set() {
    let workspace = manifest("Cargo.toml");
    let set = workspace["workspace"]["package"].get("repository");
    let hosts = ["github", "gitlab", "bitbucket"].map(|host| format!("{host}{}", ".com/"));
    let hosts = [hosts.as_slice(), &["codeberg".to_owned() + ".org/"]].concat();
    let found = lines_with(&texts(), |line| match set.and_then(Value::as_str) {
        None => hosts.iter().any(|host| line.contains(host.as_str())),
        Some(address) => hosts
            .iter()
            .any(|host| line.replace(address, "").contains(host.as_str())),
    });
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn commands_that_are_told_of_exist() {
    let known: BTreeSet<String> = ["support/cargo-tradewire/src/args.rs", "xtask/src/main.rs"]
        .map(read)
        .iter()
        .filter_map(|text| text.split("enum Command {").nth(1)?.split("\n}").next())
        .flat_map(str::lines)
        .filter_map(|line| line.strip_prefix("    "))
        .filter(|line| line.starts_with(|first: char| first.is_ascii_uppercase()))
        .map(|line| kebab(line.trim_end_matches([' ', '{', ','])))
        .collect();
    assert!(known.contains("gen") && known.contains("release"), "{known:?}");
    let wrong = lines_with(&texts(), |line| {
        line.split("cargo xtask ").skip(1).any(|rest| {
            let word: String = rest
                .chars()
                .take_while(|c| c.is_ascii_lowercase() || *c == '-')
                .collect();
            let word = word.trim_end_matches('-');
            !word.is_empty() && !known.contains(word) && !line.contains("commands_that_are_told_of")
        })
    });
    let wrong: Vec<_> = wrong
        .into_iter()
        .filter(|line| !line.starts_with("tests/repository/"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// As clap writes the name of a command.
fn kebab(name: &str) -> String {
    let mut kebab = String::new();
    for (at, letter) in name.chars().enumerate() {
        if letter.is_ascii_uppercase() && at > 0 {
            kebab.push('-');
        }
        kebab.push(letter.to_ascii_lowercase());
    }
    kebab
}

/// Crates that are made elsewhere ask for the runtime that they were made for.
#[test]
fn the_generator_names_the_version_of_the_runtime() {
    let home = read("codegen/src/plan/data/home.rs");
    let runtime = manifest("runtime/Cargo.toml");
    let version = runtime["package"]["version"].as_str().expect("a version");
    assert!(
        home.contains(&format!("RUNTIME_VERSION: &str = \"{version}\"")),
        "`RUNTIME_VERSION` is not {version}"
    );
}

#[test]
fn hosted_checks_are_those_of_the_script() {
    let (script, hosted) = (read(".ci/run"), read(".github/workflows/ci.yml"));
    let list = script
        .lines()
        .find_map(|line| line.strip_prefix("steps=(")?.strip_suffix(')'));
    let steps: BTreeSet<&str> = list.expect("a list of steps").split_whitespace().collect();
    let rows = hosted.lines().filter_map(|line| {
        let line = line.trim();
        let row = line.strip_prefix("- run: bash .ci/run ");
        row.or_else(|| {
            line.strip_prefix("- ")
                .filter(|row| row.split(' ').all(|word| steps.contains(word)))
        })
    });
    let called: BTreeSet<&str> = rows
        .filter(|row| !row.contains("${{"))
        .flat_map(|row| row.split_whitespace())
        .collect();
    assert_eq!(called, steps);
}
