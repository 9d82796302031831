//! The arrows between the rooms of `codegen/src` are those of the table in `ARCHITECTURE.md`, and no others.
//!
//! A room is a folder or a file of `codegen/src`; an arrow is a `crate::room` or as many `super::` as lead there, in code that is
//! not a test.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};

/// Lines of the table: a room and the rooms it may import.
type Floors = Vec<(String, Vec<String>)>;

/// Reads the table below `## Codegen`; names stand in backticks.
fn floors(page: &str) -> Floors {
    let names = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    let section = page.split("\n## ").find(|section| section.starts_with("Codegen"));
    let lines = section.unwrap_or_default().lines();
    let rows = lines.filter_map(|line| line.strip_prefix("| `")?.split_once("` |"));
    rows.map(|(room, rest)| (room.to_owned(), names(rest.split('|').next().unwrap_or_default())))
        .collect()
}

/// Everything that is wrong with these files, or with the table, in a sentence each.
fn wrong(floors: &Floors, files: &BTreeMap<String, String>) -> BTreeSet<String> {
    let room_of = |path: &str| {
        path.split('/')
            .next()
            .unwrap_or(path)
            .trim_end_matches(".rs")
            .to_owned()
    };
    let top = files.get("lib.rs").map(String::as_str).unwrap_or_default();
    let files = || files.iter().filter(|(path, _)| *path != "lib.rs");
    let rooms: BTreeSet<String> = files().map(|(path, _)| room_of(path)).collect();
    let mut wrong = BTreeSet::new();
    for (at, (room, allowed)) in floors.iter().enumerate() {
        let above = |name: &String| floors[..at].iter().any(|(earlier, _)| earlier == name);
        for name in allowed.iter().filter(|name| !above(name)) {
            wrong.insert(format!(
                "the table lets `{room}` import `{name}`, which does not stand above it"
            ));
        }
        if !rooms.contains(room) {
            wrong.insert(format!(
                "the table has a line for `{room}`, and codegen/src has no such room"
            ));
        }
    }
    for (path, text) in files() {
        let room = room_of(path);
        let Some((_, allowed)) = floors.iter().find(|(name, _)| *name == room) else {
            wrong.insert(format!(
                "the room `{room}` (codegen/src/{path}) has no line in the table"
            ));
            continue;
        };
        for taken in imports(path, text) {
            if ["*", "self"].contains(&taken.as_str()) {
                wrong.insert(format!(
                    "codegen/src/{path} takes the root of the crate whole, behind which no arrow shows; name the rooms"
                ));
            }
            let taken = behind(top, &taken).unwrap_or(taken);
            if rooms.contains(&taken) && taken != room && !allowed.contains(&taken) {
                let may = if allowed.is_empty() {
                    "nothing".to_owned()
                } else {
                    allowed.join(", ")
                };
                wrong.insert(format!(
                    "codegen/src/{path} draws the arrow `{room}` -> `{taken}`, which is not among the floors: `{room}` may import {may}"
                ));
            }
        }
    }
    wrong
}

/// The room of a name that the crate's root hands on: `pub use room::Name`.
fn behind(top: &str, name: &str) -> Option<String> {
    let mut lines = top.lines().filter_map(|line| line.strip_prefix("pub use "));
    let words = |line: &str| {
        line.split(|c: char| !c.is_alphanumeric() && c != '_')
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let line = lines.find(|line| words(line).iter().skip(1).any(|word| word == name))?;
    words(line).into_iter().next()
}

/// First names below the crate's root that a file mentions.
fn imports(path: &str, text: &str) -> BTreeSet<String> {
    let depth = path.split('/').filter(|part| *part != "mod.rs").count();
    let mut found = BTreeSet::new();
    walk(text.parse().expect("Rust"), depth, &mut found);
    found
}

fn walk(stream: TokenStream, depth: usize, found: &mut BTreeSet<String>) {
    let tokens: Vec<TokenTree> = stream.into_iter().collect();
    let is = |at: usize, text: &str| tokens.get(at).is_some_and(|token| token.to_string() == text);
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if is(at, "#") && is(at + 1, "[cfg (test)]") {
            // To the end of the item: a `;`, or its braces.
            let ends = |token: &TokenTree| token.to_string() == ";" || token.to_string().starts_with('{');
            at += tokens[at..].iter().position(ends).unwrap_or(tokens.len());
        } else if let TokenTree::Group(group) = token {
            let inner = at >= 2 && is(at - 2, "mod");
            walk(group.stream(), depth + usize::from(inner), found);
        } else if ["crate", "self", "super"].iter().any(|word| is(at, word)) && !(at > 0 && is(at - 1, ":")) {
            if is(at, "crate") && is(at + 1, "as") {
                found.insert("self".to_owned());
            }
            // A bare word, as in `pub(crate)`, `&self`, is no path.
            if is(at + 1, ":") && is(at + 2, ":") {
                at = climb(&tokens, at, depth, found);
            }
        }
        at += 1;
    }
}

/// Reads a path, or those of a tree like `{super::a, b::c}`, of which `left` steps are missing to the root; adds the first names
/// below the root. Gives the place of the last token that was read.
fn climb(tokens: &[TokenTree], mut at: usize, mut left: usize, found: &mut BTreeSet<String>) -> usize {
    loop {
        match tokens.get(at) {
            Some(TokenTree::Group(group)) => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                for path in inner
                    .split(|token| token.to_string() == ",")
                    .filter(|path| !path.is_empty())
                {
                    climb(path, 0, left, found);
                }
                return at;
            }
            Some(token) => match token.to_string().as_str() {
                "crate" => left = 0,
                "super" => left = left.saturating_sub(1),
                // `{self as root}` is the root itself, `self::` only the way to it.
                "self" if left > 0 => {}
                name => {
                    if left == 0 {
                        found.insert(name.to_owned());
                    }
                    return at;
                }
            },
            None => return at,
        }
        if tokens.get(at + 1).is_none_or(|token| token.to_string() != ":") {
            return at;
        }
        at += 3;
    }
}

fn read(folder: &Path, below: &str, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path: PathBuf = entry.expect("an entry").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let shown = format!("{below}{name}");
        if path.is_dir() && name != "tests" {
            read(&path, &format!("{shown}/"), files);
        } else if path.extension().is_some_and(|end| end == "rs") && name != "tests.rs" {
            files.insert(shown, fs::read_to_string(&path).expect("a file"));
        }
    }
}

#[test]
fn arrows_run_as_the_architecture_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("../ARCHITECTURE.md")).expect("the page");
    let mut files = BTreeMap::new();
    read(&root.join("src"), "", &mut files);
    let wrong: Vec<String> = wrong(&floors(&page), &files).into_iter().collect();
    assert!(
        wrong.is_empty(),
        "against ARCHITECTURE.md, section Codegen:\n{}",
        wrong.join("\n")
    );
}

const PAGE: &str = "# A\n\n## Runtime\n\n| `high` | `low` |\n\n## Codegen\n\n| room | may import |\n| --- | --- |\n\
                    | `low` | nothing |\n| `middle` | `low` |\n| `high` | `middle` | words, `not` a room |\n\n## More\n| `x` | `low` |\n";

fn found(page: &str, files: &[(&str, &str)]) -> Vec<String> {
    let own = [
        ("lib.rs", "pub use high::{Handed, on};"),
        ("low.rs", ""),
        ("middle/mod.rs", ""),
        ("high.rs", ""),
    ];
    let mut all: BTreeMap<String, String> = own
        .iter()
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect();
    all.extend(
        files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned())),
    );
    wrong(&floors(page), &all).into_iter().collect()
}

#[test]
fn an_arrow_upwards_is_found_wherever_it_stands() {
    for (path, text) in [
        ("middle/a.rs", "use crate::high::Thing;"),
        ("middle/a.rs", "use crate::{low::Other, high};"),
        ("middle/a.rs", "use super::super::high::{A, B};"),
        ("middle/mod.rs", "pub use super::{high, low};"),
        ("middle/a.rs", "mod inner { use super::super::super::high; }"),
        ("middle/a.rs", "fn f() -> u8 { g(crate::high::VALUE) }"),
        ("middle/a.rs", "use crate::Handed;"),
        ("middle/a.rs", "pub(crate) use crate::high::*;"),
        ("middle/a.rs", "#[cfg(feature = \"f\")] use crate::high::Thing;"),
        ("middle/a.rs", "macro_rules! m { () => { $crate::high::Thing } }"),
        ("middle/a.rs", "use self::super::super::high::Thing;"),
        ("middle/a.rs", "use super::{super::high::Thing, b};"),
    ] {
        let wrong = found(PAGE, &[(path, text)]);
        let sentence = format!(
            "codegen/src/{path} draws the arrow `middle` -> `high`, which is not among the floors: `middle` may import low"
        );
        assert_eq!(wrong, [sentence], "{text}");
    }
    for text in [
        "use crate::*;",
        "use super::super::*;",
        "use crate as root;",
        "use crate::{low, self as root};",
    ] {
        assert_eq!(
            found(PAGE, &[("middle/a.rs", text)]),
            ["codegen/src/middle/a.rs takes the root of the crate whole, behind which no arrow shows; name the rooms"],
            "{text}"
        );
    }
    // Down is not enough: the line of the room has to say so.
    assert_eq!(found(PAGE, &[("high.rs", "use crate::low::Thing;")]).len(), 1);
}

#[test]
fn what_is_allowed_is_not_found() {
    for text in [
        "use crate::low::Thing; use crate::middle::Other; use super::b::High;",
        "#[cfg(test)] mod tests { use crate::high::Thing; } #[cfg(test)] use crate::high; fn f() {}",
        "/// See [`crate::high`].\npub(crate) fn high() { let crate_high = \"crate::high\"; }",
        "mod inner { use super::super::high::Own; }",
        "use super::{high::Own, *}; use self::high::Own; pub(in crate::middle) fn f(&self) -> Self { Self::high() }",
    ] {
        assert_eq!(found(PAGE, &[("middle/a.rs", text)]), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_table_that_is_not_about_the_rooms_is_found() {
    let wrong = found(PAGE, &[("attic/a.rs", "")]);
    assert_eq!(
        wrong,
        ["the room `attic` (codegen/src/attic/a.rs) has no line in the table"]
    );
    let wrong = found(&PAGE.replace("| nothing |", "| `high` |"), &[]);
    assert_eq!(
        wrong,
        ["the table lets `low` import `high`, which does not stand above it"]
    );
    let wrong = found(&PAGE.replace("\n\n## More", "\n| `cellar` | nothing |\n\n## More"), &[]);
    assert_eq!(
        wrong,
        ["the table has a line for `cellar`, and codegen/src has no such room"]
    );
    assert_eq!(found("# No table\n", &[]).len(), 3);
}
