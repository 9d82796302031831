//! The generated round trip really reads every documented body.
//!
//! `generated/insales/checks/examples.rs` decodes each example strictly, encodes it again and compares. A test that skips a file, or a
//! check that lets everything pass, would look just as green; so both are checked here.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tradewire::testing::{requests, responses};
use tradewire_insales::orders::{GetOrder, OrderUpdate, UpdateOrder};

use crate::support::{example, example_files};

const FOLDER: &str = "specs/insales/examples/";

/// A file that the generated test reads.
#[derive(Debug, PartialEq, Eq)]
struct Used {
    /// `requests` or `responses`.
    check: String,
    /// `orders::UpdateOrder`.
    operation: String,
}

/// What the generated test reads, by file name.
fn used() -> BTreeMap<String, Vec<Used>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated/insales/checks/examples.rs");
    let source = fs::read_to_string(path).expect("the generated test");
    let mut used = BTreeMap::<String, Vec<Used>>::new();
    for check in source.split("::tradewire::testing::").skip(1) {
        let (name, rest) = check.split_once("::<").expect("a check of a type");
        let (types, _) = rest.split_once(">(").expect("types");
        let operation = types
            .split(',')
            .next()
            .unwrap_or_default()
            .trim()
            .trim_start_matches("tradewire_insales::");
        let included: Vec<&str> = quoted(rest)
            .filter(|text| text.starts_with("../"))
            .filter_map(|text| text.strip_prefix("../../../")?.strip_prefix(FOLDER))
            .collect();
        let named: Vec<&str> = quoted(rest).filter_map(|text| text.strip_prefix(FOLDER)).collect();
        assert_eq!(
            included, named,
            "the file that is read and the one that a failure names"
        );
        for file in included {
            let entry = Used {
                check: name.to_owned(),
                operation: operation.to_owned(),
            };
            used.entry(file.to_owned()).or_default().push(entry);
        }
    }
    used
}

fn quoted(source: &str) -> impl Iterator<Item = &str> {
    source.split('"').skip(1).step_by(2)
}

#[test]
fn the_generated_test_reads_every_example_file_once() {
    let used = used();
    assert!(
        used.keys().eq(&example_files()),
        "left: used, right: the folder\n{:?}\n{:?}",
        used.keys(),
        example_files()
    );
    for (file, places) in &used {
        assert_eq!(places.len(), 1, "{file}: {places:?}");
    }
    assert_eq!(used.len(), 380);
}

#[test]
fn each_file_is_read_as_what_its_name_says() {
    for (file, places) in used() {
        let mut parts = file.split('.');
        let (resource, operation) = (parts.next().expect("a resource"), parts.next().expect("an operation"));
        let (_, kind) = (parts.next(), parts.next().expect("request or response"));
        for Used {
            check,
            operation: found,
        } in places
        {
            assert_eq!(check, format!("{kind}s"), "{file}");
            let (module, name) = found.split_once("::").expect("a module");
            assert_eq!(module, resource, "{file}");
            let verb = match operation {
                "list_all" => "ListAll",
                other => &capitalized(other),
            };
            assert!(name.starts_with(verb), "{file} is read as {found}");
        }
    }
}

fn capitalized(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    first.to_uppercase() + rest
}

/// Every operation with a documented body has examples of it: a missing file would be missed by nobody else.
#[test]
fn every_operation_with_a_body_has_an_example_of_it() {
    let files = example_files();
    for resource in tradewire_tests::resources("insales") {
        for operation in tradewire_tests::operations("insales", &resource) {
            let writes = operation.ends_with(".create") || operation.ends_with(".update");
            let has = |kind: &str| files.contains(&format!("{operation}.1.{kind}.json"));
            assert_eq!(has("request"), writes, "{operation}");
        }
    }
}

/// An order that the document shows, changed in one place.
fn spoilt(name: &str, from: &str, to: &str) -> String {
    let text = example(name);
    assert_eq!(text.matches(from).count(), 1, "{from} in {name}");
    text.replacen(from, to, 1)
}

#[test]
fn the_documented_order_passes() {
    responses::<GetOrder>(&[("get", &example("orders.get.1.response"))]);
    requests::<UpdateOrder, OrderUpdate>(&[("update", &example("orders.update.8.request"))]);
}

#[test]
#[should_panic(expected = "orders.get: 1 of 1 examples do not fit")]
fn an_unknown_key_of_a_reply_does_not_pass() {
    responses::<GetOrder>(&[("get", &spoilt("orders.get.1.response", "\"margin\":", "\"margins\":"))]);
}

#[test]
#[should_panic(expected = "orders.get: 1 of 1 examples do not fit")]
fn a_reply_without_a_required_field_does_not_pass() {
    responses::<GetOrder>(&[("get", "{\"order_lines\":[]}")]);
}

#[test]
#[should_panic(expected = "orders.update: 1 of 1 examples do not fit")]
fn a_request_without_its_wrapper_does_not_pass() {
    requests::<UpdateOrder, OrderUpdate>(&[(
        "update",
        &spoilt("orders.update.6.request", "\"order\":", "\"orders\":"),
    )]);
}

#[test]
#[should_panic(expected = "orders.update: 1 of 1 examples do not fit")]
fn a_request_of_another_type_does_not_pass() {
    requests::<UpdateOrder, OrderUpdate>(&[(
        "update",
        &spoilt(
            "orders.update.8.request",
            "\"delivery_variant_id\": 2",
            "\"delivery_variant_id\": \"2\"",
        ),
    )]);
}
