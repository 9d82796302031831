//! One small platform with something of each sort.

use super::*;
use crate::compile::compile;
use crate::inventory::{inventory, table};
use crate::load::InputFile;

const PLATFORM: &str = r#"
platform: demo
title: De|mo
doc: A demo.
base_url: "https://demo.example"
peers: {php: vendor's PHP client, go: vendor's Go client}
reply: {success: boolean, debug: any}
"#;

const THINGS: &str = r#"
resource: things
doc: Things.
operations:
  list:
    get: /things
    source: List
    doc: Lists.
    query: {page: integer, extra: {type: integer, basis: inferred}}
    returns: {key: things, type: "[Thing]"}
  get:
    get: /things/{id}
    doc: Gets.
    basis: [php, go]
    path: {id: integer}
    returns: Thing
  find:
    get: /found
    doc: Finds.
    basis: go
    returns: "[any]"
  create:
    post: /things
    source: Create
    doc: Creates.
    body: {key: thing, type: Thing}
  check:
    post: /check
    source: Check
    doc: Checks.
    basis: inferred
    returns: {key: result, type: Anything}
  print:
    get: /print
    source: Print
    doc: Prints.
    returns: binary
  drop:
    delete: /things
    source: Drop
    doc: Drops.
    returns: none
callbacks:
  changed:
    post: /changed
    source: Changed
    doc: Tells of a change.
    body: {fields: {what: any, size: {type: integer, basis: php}}}
    returns: {ok: boolean!}
  told:
    post: /told
    source: Told
    doc: Tells.
    body: any
types:
  Anything: {doc: Anything., alias: any}
  Thing:
    doc: A thing.
    fields:
      id: integer!
      size: {type: integer, basis: inferred}
      colour: {type: string, basis: php}
      custom: "{string: any}"
      grid: "[[Anything?]]"
      children: [Thing]
      shape: Shape
  Shape: {doc: A shape., union: {tag: type, variants: {round: Round, flat: Flat}}}
  Round: {doc: Round., fields: {radius: number!, more: any}}
  Flat: {doc: Flat., fields: {sides: integer}}
"#;

fn platforms() -> Vec<Platform> {
    let compiled = compile(vec![
        InputFile::new("specs/demo/platform.yaml", PLATFORM),
        InputFile::new("specs/demo/things.yaml", THINGS),
    ]);
    let messages: Vec<&String> = compiled.findings.iter().map(|finding| &finding.message).collect();
    assert!(messages.is_empty(), "{messages:?}");
    compiled.platforms
}

fn demo() -> Coverage {
    coverage(&platforms()[0])
}

fn counts(tally: &Tally) -> [usize; 3] {
    [tally.documented, tally.inferred, tally.peer]
}

fn places(open: &[Open]) -> Vec<String> {
    let places = open
        .iter()
        .map(|group| format!("{}: {}", group.holder, group.paths.join(" ")));
    places.collect()
}

#[test]
fn things_are_counted_by_basis() {
    let demo = demo();
    assert_eq!(counts(&demo.operations), [4, 1, 2]);
    assert_eq!(counts(&demo.callbacks), [2, 0, 0]);
    assert_eq!(counts(&demo.params), [1, 1, 1]);
    let clients: Vec<_> = demo
        .operations
        .peers
        .iter()
        .map(|(name, count)| (name.as_str(), *count))
        .collect();
    assert_eq!(clients, [("vendor's Go client", 2), ("vendor's PHP client", 1)]);
    let beyond: Vec<_> = demo
        .beyond
        .iter()
        .map(|group| (group.basis, group.ids.join(" ")))
        .collect();
    assert_eq!(
        beyond,
        [
            ("peer", "things.get".to_owned()),
            ("peer", "things.find".to_owned()),
            ("inferred", "things.check".to_owned())
        ]
    );
}

#[test]
fn fields_count_once_a_type() {
    let demo = demo();
    // Seven of a thing, three of its shapes; in replies, two beside each.
    assert_eq!(counts(&demo.sent), [8, 1, 1]);
    assert_eq!(counts(&demo.replied), [10, 1, 1]);
    assert_eq!(counts(&demo.brought), [1, 0, 1]);
    assert_eq!(counts(&demo.answered), [1, 0, 0]);
}

#[test]
fn what_has_no_type_is_listed_once() {
    let demo = demo();
    let untyped: Vec<_> = demo.untyped.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(untyped, ["things.create", "things.check"]);
    let replies = Replies {
        typed: 3,
        untyped: 2,
        other: 1,
        none: 1,
    };
    assert_eq!(demo.replies, replies);
    assert_eq!(
        places(&demo.open),
        [
            "Round: more",
            "Thing: custom.{key} grid[][]",
            "every reply: debug",
            "things.find: []"
        ]
    );
    let brought = places(&demo.open_brought);
    assert_eq!(brought, ["ChangedBody: what", "things.told: "]);
}

#[test]
fn the_page_shows_all_of_it() {
    let text = page(&demo());
    for line in [
        "# De\\|mo: what is covered",
        "| operations | 4 | 1 | 2 | 7 |",
        "| reply fields | 10 | 1 | 1 | 12 |",
        "| vendor's PHP client | 1 | 1 | 1 | 1 | 1 |",
        "- peer (vendor's PHP client, vendor's Go client): `things.get`",
        "- inferred: `things.check`",
        "| JSON without a type | 2 |",
        "Typed: 3 of 5 JSON replies (60 %).",
        "- `things.create`: `POST /things`",
        "- Thing: `custom.{key}`, `grid[][]`",
        "- every reply: `debug`",
        "## Elements of callbacks without a type",
        "- things.told: the whole body",
    ] {
        assert!(text.lines().any(|one| one == line), "{line} is not a line of\n{text}");
    }
}

#[test]
fn the_table_keeps_rows_that_are_not_known_now() {
    let names = ["demo", "other"].map(str::to_owned);
    let one = demo();
    let mut other = one.clone();
    "other".clone_into(&mut other.platform);
    let both = overview(&names, &[one.clone(), other], None).expect("both are known");
    assert!(both.contains("| [demo](demo.md) | 7 | 2 | 4 / 1 / 2 | 10 / 1 / 1 | 3 of 5 JSON replies (60 %) | 2 | 5 |"));
    let mut changed = one.clone();
    changed.replies.untyped = 9;
    let again = overview(&names, &[changed], Some(&both)).expect("the other row is there");
    let rows = |text: &str| {
        text.lines()
            .filter(|line| line.starts_with("| ["))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_ne!(rows(&again)[0], rows(&both)[0]);
    assert_eq!(rows(&again)[1], rows(&both)[1]);
    assert_eq!(overview(&names, std::slice::from_ref(&one), None), None);
    assert_eq!(overview(&names, &[one], Some("# Nothing\n")), None);
}

#[test]
fn only_all_of_them_are_a_hundred_percent() {
    let of = |typed, untyped| {
        page::share(Replies {
            typed,
            untyped,
            ..Replies::default()
        })
    };
    assert_eq!(of(999, 1), "999 of 1000 JSON replies (99 %)");
    assert_eq!(of(2, 0), "2 of 2 JSON replies (100 %)");
    assert_eq!(of(0, 0), "no JSON replies");
}

#[test]
fn code_holds_any_text() {
    assert_eq!(markdown::code("a\nb"), "`a b`");
    assert_eq!(markdown::code("a``b"), "``` a``b ```");
    assert_eq!(markdown::words("a <b>\n[c](d) | e"), "a \\<b\\> \\[c\\](d) \\| e");
}

#[test]
fn the_inventory_lists_untyped_replies() {
    let inventory = inventory(&platforms());
    let text = table(&inventory);
    assert!(
        text.contains("untyped replies (2): things.create, things.check\n"),
        "{text}"
    );
    assert!(text.contains("  response json 200  untyped\n"), "{text}");
    let json = serde_json::to_value(&inventory).expect("JSON");
    let operations = &json["platforms"][0]["operations"];
    assert_eq!(operations[3]["response"]["untyped"], true);
    assert!(operations[0]["response"].get("untyped").is_none());
}
