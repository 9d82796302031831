//! The account of the document of `retailcrm`, line by line: `data/retailcrm-lines/*.tsv` says what each line became.
//!
//! Columns: first line, last line, id of the operation or callback, what the lines hold. The document lost many headings, so this
//! table is the only place that tells where an operation was found.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use tradewire_codegen::compile;
use tradewire_codegen::inventory::inventory;
use tradewire_codegen::load::read_folder;

/// Lines of the document, of which the last has no line break.
const LINES: u32 = 11_007;

/// The parts of the document as they were transcribed, in its order.
const PARTS: [(&str, &str); 4] = [
    ("A.tsv", include_str!("../data/retailcrm-lines/A.tsv")),
    ("B.tsv", include_str!("../data/retailcrm-lines/B.tsv")),
    ("C.tsv", include_str!("../data/retailcrm-lines/C.tsv")),
    ("D.tsv", include_str!("../data/retailcrm-lines/D.tsv")),
];

struct Range {
    place: String,
    first: u32,
    last: u32,
    id: &'static str,
}

fn ranges() -> Vec<Range> {
    let rows = PARTS.iter().flat_map(|(file, text)| {
        let numbered = text.lines().zip(1..);
        numbered.map(move |(row, number)| (format!("{file}:{number}"), row))
    });
    rows.map(|(place, row)| read(place, row)).collect()
}

fn read(place: String, row: &'static str) -> Range {
    let columns: Vec<&str> = row.split('\t').collect();
    let [first, last, id, what] = columns[..] else {
        panic!("{place}: {} columns, not 4", columns.len())
    };
    let number = |text: &str| {
        text.parse()
            .unwrap_or_else(|_| panic!("{place}: `{text}` is no line number"))
    };
    assert!(!what.trim().is_empty(), "{place}: what the lines hold is missing");
    Range {
        first: number(first),
        last: number(last),
        id,
        place,
    }
}

/// Ids of operations and callbacks with what they rest on: `documented`, `inferred`, `peer`.
fn spec() -> BTreeMap<String, &'static str> {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let files = read_folder(&specs, "specs", &["retailcrm".to_owned()]).expect("the specs of RetailCRM");
    let mut inventory = inventory(&compile(files).platforms);
    let platform = inventory.platforms.pop().expect("the platform");
    let operations = platform
        .operations
        .into_iter()
        .map(|operation| (operation.id, operation.basis));
    let callbacks = platform
        .callbacks
        .into_iter()
        .map(|callback| (callback.id, callback.basis));
    operations.chain(callbacks).collect()
}

#[test]
fn every_line_of_the_document_stands_in_exactly_one_range() {
    let mut expected = 1;
    for range in ranges() {
        assert_eq!(
            range.first,
            expected,
            "{}: the range before ends at {}",
            range.place,
            expected - 1
        );
        assert!(range.last >= range.first, "{}: it ends before it begins", range.place);
        expected = range.last + 1;
    }
    assert_eq!(expected - 1, LINES, "the last line");
}

#[test]
fn every_range_belongs_to_an_operation_or_callback_of_the_spec() {
    let spec = spec();
    let unknown: Vec<String> = ranges()
        .into_iter()
        .filter(|range| !spec.contains_key(range.id))
        .map(|range| format!("{}: {}", range.place, range.id))
        .collect();
    assert_eq!(unknown, Vec::<String>::new());
}

/// What is `peer` may have no line at all: the document does not know it.
#[test]
fn everything_documented_has_its_lines() {
    let found: BTreeSet<&str> = ranges().into_iter().map(|range| range.id).collect();
    let spec = spec();
    assert_eq!(spec.len(), 188 + 28, "operations and callbacks");
    let missing: Vec<&str> = spec
        .iter()
        .filter(|(id, basis)| **basis != "peer" && !found.contains(id.as_str()))
        .map(|(id, _)| id.as_str())
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
}
