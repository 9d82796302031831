//! Arrows between the rooms of the runtime, and of the generator's plan, run down only, as the tables in `ARCHITECTURE.md` have it.

mod rooms;
mod source;

use std::fs;

use rooms::{Files, Floors};
use tradewire_repository_tests::root;

fn architecture() -> String {
    fs::read_to_string(root().join("ARCHITECTURE.md")).expect("the repository has an ARCHITECTURE.md")
}

/// The rows of the table whose heading begins with `heading`, in the section of this name: their cells.
fn table<'t>(text: &'t str, section: &str, heading: &str) -> Vec<Vec<&'t str>> {
    let name = section;
    let section = text.split(&format!("\n## {name}\n")).nth(1).unwrap_or_default();
    let section = section.split("\n## ").next().unwrap_or_default();
    let heading = format!("| {heading} |");
    let rows = section.lines().skip_while(|line| !line.starts_with(&heading)).skip(2);
    let rows: Vec<Vec<&str>> = rows
        .take_while(|line| line.starts_with('|'))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert!(!rows.is_empty(), "the section {name} has no table `{heading}`");
    rows
}

/// What stands between backticks.
fn ticked(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

fn floors<'t>(text: &'t str, section: &str, inside: &[&str], heading: &str) -> Floors<'t> {
    let rows = table(text, section, heading).into_iter();
    let of = rows.flat_map(|row| {
        let floor: u32 = row[0].parse().expect("the first cell is the number of a floor");
        ticked(row[1]).map(move |room| (room, floor))
    });
    Floors {
        inside: inside.iter().copied().map(ToOwned::to_owned).collect(),
        of: of.collect(),
    }
}

#[test]
fn arrows_between_rooms_run_down() {
    let (files, text) = (Files::read(&root().join("runtime/src")), architecture());
    let mut broken = files.broken(&floors(&text, "Runtime", &[], "floor"));
    broken.extend(files.broken(&floors(&text, "Runtime", &["client"], "floor of `client`")));
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

#[test]
fn arrows_between_rooms_of_the_plan_run_down() {
    let (files, text) = (Files::read(&root().join("codegen/src")), architecture());
    let broken = files.broken(&floors(&text, "Codegen", &["plan"], "floor of `plan`"));
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
    let circles = files.circles();
    // The plan itself is data, of which types hold types.
    let decides = |file: &&str| file.starts_with("plan/") && !file.starts_with("plan/data/");
    let circles = circles.iter().filter(|files| files.iter().any(decides));
    let circles: Vec<_> = circles.collect();
    assert!(circles.is_empty(), "files of the plan import each other: {circles:?}");
}

#[test]
fn only_the_circles_of_files_that_are_told_exist() {
    let (files, text) = (Files::read(&root().join("runtime/src")), architecture());
    let told: Vec<Vec<&str>> = table(&text, "Runtime", "circle")
        .iter()
        .map(|row| ticked(row[0]).collect())
        .collect();
    assert_eq!(
        files.circles(),
        told,
        "left: files that import each other; right: those in the table"
    );
}

const TABLE: &str = "
## Runtime

| floor | rooms | |
| --- | --- | --- |
| 2 | `high` | |
| 1 | `low`, `side` | |

## Codegen

| floor | rooms |
| --- | --- |
| 9 | `high` |
";

/// What breaks the table above if `low/deep.rs` has this text.
fn broken_by(text: &str) -> Vec<String> {
    let files = Files::of([
        ("lib.rs", "mod high; mod low; mod side; pub use high::Thing;"),
        ("high.rs", "use crate::low::Piece; pub struct Thing(Piece);"),
        ("low/mod.rs", "mod deep; pub use self::deep::Piece;"),
        ("low/deep.rs", text),
        ("side.rs", ""),
    ]);
    files.broken(&floors(TABLE, "Runtime", &[], "floor"))
}

#[test]
fn an_arrow_upwards_is_told_with_its_file_and_floors() {
    let told = "low/deep.rs:2: `low` (floor 1) names `high::Thing` of `high` (floor 2); arrows run down only";
    for text in [
        "\nuse crate::high::Thing;",
        "\nuse crate::{high::Thing};",
        "\nfn f() -> crate::high::Thing {}",
        "\nuse super::super::high::Thing;",
        "\nmacro_rules! m { () => { $crate::high::Thing } }",
        "\npub use crate::high::{self, Thing as Other};",
        "\n#[cfg(feature = \"f\")] use crate::high::Thing;",
        "\nuse self::super::super::high::Thing;",
        "\nuse super::{super::high::Thing};",
    ] {
        assert!(
            broken_by(text).contains(&told.to_owned()),
            "{text}: {:?}",
            broken_by(text)
        );
    }
}

#[test]
fn rooms_beside_and_ways_round_are_told() {
    assert_eq!(
        broken_by("use crate::side;"),
        ["low/deep.rs:1: `low` (floor 1) names `side` of `side` (floor 1); arrows run down only"]
    );
    assert_eq!(
        broken_by("use crate::Thing;"),
        ["low/deep.rs:1: `Thing` goes by way of the module above the rooms; name the room that it is from"]
    );
    for text in [
        "use crate::*;",
        "use super::super::*;",
        "use crate as root;",
        "use crate::{low, self as root};",
    ] {
        assert_eq!(
            broken_by(text),
            ["low/deep.rs:1: the module above the rooms is taken whole, behind which no arrow shows; name the rooms"],
            "{text}"
        );
    }
}

#[test]
fn what_is_no_arrow_is_let_be() {
    let text = r##"
        //! See `crate::high::Thing`.
        use super::Piece;
        /// [`Thing`](crate::high::Thing)
        pub struct Deep<'a>(&'a str, crate::low::Piece); /* crate::high */
        fn f(c: char) -> bool { c == '"' || "crate::high::Thing \" crate::high" == r#"crate::high"# }
        crate::impl_it!(Piece);
        #[cfg(test)]
        mod tests { use crate::high::Thing; fn f() { if true {} } }
    "##;
    assert_eq!(broken_by(text), [""; 0]);
    assert_eq!(broken_by(&format!("{text} use crate::high;")).len(), 1);
}

#[test]
fn the_table_and_the_folders_are_the_same() {
    let files = Files::of([("high.rs", ""), ("low.rs", ""), ("new/mod.rs", "")]);
    assert_eq!(
        files.broken(&floors(TABLE, "Runtime", &[], "floor")),
        [
            "the room `new` stands on no floor of the table",
            "the table has a room `side` that does not exist"
        ]
    );
}

#[test]
fn inner_rooms_have_floors_of_their_own() {
    let files = Files::of([
        ("outer/mod.rs", "mod high; mod low; pub use low::Item;"),
        ("outer/high.rs", "use super::low::Item; use crate::elsewhere::Thing;"),
        ("outer/low.rs", "use crate::outer::high;"),
        ("outer/side.rs", "use super::Item;"),
    ]);
    assert_eq!(
        files.broken(&floors(TABLE, "Runtime", &["outer"], "floor")),
        [
            "outer/low.rs:1: `low` (floor 1) names `outer::high` of `high` (floor 2); arrows run down only",
            "outer/side.rs:1: `outer::Item` goes by way of the module above the rooms; name the room that it is from"
        ]
    );
}

#[test]
fn circles_are_seen_through_what_is_handed_on() {
    let circles = |b: &str| {
        let files = Files::of([
            (
                "room/mod.rs",
                "mod a; mod b; mod c; pub(crate) use self::{a::A, b::B}; use self::c::C;",
            ),
            ("room/a.rs", "use super::B;"),
            ("room/b.rs", b),
            ("room/c.rs", ""),
        ]);
        files
            .circles()
            .into_iter()
            .map(|circle| circle.join(" "))
            .collect::<Vec<_>>()
    };
    assert_eq!(circles("use super::A;"), ["room/a.rs room/b.rs"]);
    assert_eq!(circles("fn f() { crate::room::a::g() }"), ["room/a.rs room/b.rs"]);
    assert_eq!(circles("use super::c;"), [""; 0]);
    assert_eq!(circles("use super::D;"), [""; 0]);
}
