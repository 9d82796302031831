use serde_json::json;

use super::places::MOST_KEYS;
use super::*;
use crate::captured::{Captured, Passed, Sample};
use crate::compile;
use crate::infer::verify;
use crate::load::InputFile;
use crate::model::Platform;

mod absorbed;
mod logs;

const PLATFORM: &str = "platform: demo\ntitle: Demo\ndoc: A demo.\nbase_url: \"https://demo.example\"\nerrors: {failure: [{path: ok, is: false}]}\n";

const ORDERS: &str = r#"# Of orders.
resource: orders
doc: Orders.
operations:
  list:
    get: /orders
    doc: Lists.
    source: List
    returns: {orders: "[Order]!", total: integer!} # a page
  get:
    get: "/orders/{id}"
    doc: One.
    source: Get
    path: {id: integer}
    returns: {key: order, type: Order}

types:
  Order:
    doc: One.
    fields:
      id: integer!      # always
      note: string
      status: {enum: [new, paid]} # more to come
      tags: [string]
      prices: {string: {fields: {net: decimal!}}}
      lines:
        type:
          - fields:
              sku: string!

              # of a line
  # the end
"#;

fn files() -> Vec<InputFile> {
    vec![
        InputFile::new("specs/demo/platform.yaml", PLATFORM),
        InputFile::new("specs/demo/orders.yaml", ORDERS),
    ]
}

fn platform() -> Platform {
    let compiled = compile(files());
    assert!(compiled.findings.is_empty(), "{:?}", compiled.findings);
    compiled.platforms.into_iter().next().expect("a platform")
}

fn held(platform: &Platform, id: &str, replies: impl IntoIterator<Item = Value>) -> Report {
    let samples = replies
        .into_iter()
        .map(|value| Sample {
            origin: String::new(),
            value,
        })
        .collect();
    let captured = Captured {
        samples,
        ..Captured::default()
    };
    let (resource, _) = id.split_once('.').expect("an id");
    hold(
        platform,
        drift::operation_of(platform, id).map(|operation| (resource, operation)),
        &captured,
    )
}

fn lines(report: &Report) -> Vec<String> {
    report
        .findings
        .iter()
        .map(|(finding, seen)| {
            format!(
                "{} {} {} {}",
                finding.kind.word(),
                finding.path,
                finding.found,
                seen.count
            )
        })
        .collect()
}

fn replies() -> Vec<Value> {
    vec![
        json!({"orders": [
            {"id": 1, "note": null, "status": "lost", "gift": true, "tags": null, "prices": {"EUR": {"net": "1", "gross": "2"}}},
            {"note": 5, "status": "new", "gift": false, "lines": [{"weight": 1.5}, {"sku": "S3CRET-VALUE"}], "12345": 1}
        ], "more": "S3CRET-VALUE"}),
        json!({"orders": [], "total": 1}),
        json!({"ok": false}),
    ]
}

#[test]
fn every_difference_is_told_once_with_its_path() {
    let platform = platform();
    let report = held(&platform, "orders.list", replies());
    assert_eq!(
        lines(&report),
        [
            "unknown_key $.more text 1",
            "unknown_key $.orders[].gift boolean 2",
            "unknown_key $.orders[].lines[].weight number 1",
            "unknown_key $.orders[].prices.{key}.gross text 1",
            "unknown_key $.orders[].{key} number 1",
            "type_conflict $.orders[].note number 1",
            "null $.orders[].note null 1",
            "null $.orders[].tags null 1",
            "unknown_value $.orders[].status another 1",
            "missing $.orders[].id  1",
            "missing $.orders[].lines[].sku  1",
            "missing $.total  1",
        ]
    );
    assert_eq!((report.passed[&Passed::Failure], report.replies["orders.list"]), (1, 2));
    let shown = format!("{}{}", report.human(), report.json());
    for value in ["S3CRET", "12345", "lost", "EUR"] {
        assert!(!shown.contains(value), "{value}: {shown}");
    }
    assert!(!held(&platform, "orders.get", [json!({"order": {"id": 1}})]).differs());
}

#[test]
fn what_differs_is_taken_into_the_text() {
    let platform = platform();
    let report = held(&platform, "orders.list", replies());
    let patch = patch(&platform, &files(), &report);
    let verified = verify(&files(), &patch.changed);
    let findings: Vec<&String> = verified
        .compiled
        .findings
        .iter()
        .map(|finding| &finding.message)
        .collect();
    assert_eq!(
        patch.changed[0].1,
        r#"# Of orders.
resource: orders
doc: Orders.
operations:
  list:
    get: /orders
    doc: Lists.
    source: List
    returns: {orders: "[Order]!", total: integer, more: {type: string, basis: inferred}} # a page
  get:
    get: "/orders/{id}"
    doc: One.
    source: Get
    path: {id: integer}
    returns: {key: order, type: Order}

types:
  Order:
    doc: One.
    fields:
      id: integer      # always
      note: string?
      status: {enum: [new, paid, lost]} # more to come
      tags: {type: [string], nullable: true}
      prices: {string: {fields: {net: decimal!, gross: {type: string, basis: inferred}}}}
      lines:
        type:
          - fields:
              sku: string
              weight: {type: number, basis: inferred}
      gift: {type: boolean, basis: inferred}

              # of a line
  # the end
"#
    );
    assert!(verified.is_sound(), "{findings:?}");
    assert_eq!(
        patch.by_hand,
        [
            "orders.list: type conflict at $.orders[].note: two forms: say which, or a union",
            "orders.list: unknown key at $.orders[].{key}: the key is data, or none that a field can have; perhaps this is a map",
        ]
    );
    // What was taken in is no difference any more.
    let again = &verified.compiled.platforms[0];
    let left = lines(&held(again, "orders.list", replies()));
    assert_eq!(
        left,
        [
            "unknown_key $.orders[].{key} number 1",
            "type_conflict $.orders[].note number 1"
        ]
    );
}

#[test]
fn a_log_of_a_client_says_the_same() {
    let platform = platform();
    let line = |kind: &str, path: &str, found: &str| {
        json!({"platform": "demo", "operation": "orders.get", "kind": kind, "path": path, "expected": "", "found": found, "count": 2}).to_string() + "\n"
    };
    let log = [
        line("unknown_key", "$.order.gift", "boolean"),
        line("unknown_key", "$.order.gift", "boolean"),
        line("missing", "$.order.id", ""),
        line("unknown_value", "$.order.status", "another"),
        line("listing", "$", ""),
        line("unknown_key", "$.order.lines[].{key}", "text"),
        r#"{"platform": "demo", "oper"#.to_owned(),
    ];
    let mut report = Report::default();
    read_drift(&platform, &log.concat(), &mut report).expect("a log");
    assert_eq!(
        lines(&report),
        [
            "unknown_key $.order.gift boolean 4",
            "unknown_key $.order.lines[].{key} text 2",
            "unknown_value $.order.status another 2",
            "missing $.order.id  2"
        ]
    );
    let patch = patch(&platform, &files(), &report);
    let text = &patch.changed[0].1;
    assert!(
        text.contains("      id: integer      # always\n")
            && text.contains("      gift: {type: boolean, basis: inferred}\n"),
        "{text}"
    );
    assert!(verify(&files(), &patch.changed).is_sound());
    assert_eq!(
        (patch.by_hand.len(), report.notes.len()),
        (2, 2),
        "{patch:?} {report:?}"
    );
    let error = read_drift(&platform, "{\"platform\": 1}\n", &mut Report::default()).expect_err("no log");
    assert_eq!(
        error,
        "line 1: no text under `platform`; is this the file of a `DriftLog`?"
    );
}

#[test]
fn a_flood_of_keys_is_left_to_a_person() {
    let platform = platform();
    let order: serde_json::Map<String, Value> = (0..=MOST_KEYS).map(|at| (format!("key{at}"), json!(1))).collect();
    let report = held(&platform, "orders.get", [json!({"order": order})]);
    assert_eq!(
        report.findings.len(),
        MOST_KEYS + 2,
        "each is told, and the id that is missing"
    );
    let patch = patch(&platform, &files(), &report);
    assert!(
        patch.by_hand.iter().any(|left| left.ends_with("perhaps this is a map"))
            && !patch.changed[0].1.contains("key1"),
        "{patch:?}"
    );
}

#[test]
fn exchanges_find_their_operation() {
    let har = r#"{"log": {"entries": [
      {"request": {"method": "GET", "url": "https://demo.example/orders/7"}, "response": {"status": 200, "content": {"text": "{\"order\": {\"id\": \"7\"}}"}}},
      {"request": {"method": "GET", "url": "https://demo.example/orders/7"}, "response": {"status": 404, "content": {"text": "{}"}}},
      {"request": {"method": "GET", "url": "https://demo.example/clients/7"}, "response": {"status": 200, "content": {"text": "{}"}}},
      {"request": {"method": "OPTIONS", "url": "https://demo.example/orders/7"}, "response": {"status": 204}},
      {"request": {"method": "HEAD", "url": "https://demo.example/orders/7"}, "response": {"status": 200}},
      {"request": {"method": "GET", "url": "https://demo.example/favicon.ico"}, "response": {"status": 404}}
    ]}}"#;
    let mut captured = Captured::default();
    captured.add("a.har", har.as_bytes()).expect("a HAR file");
    let report = hold(&platform(), None, &captured);
    assert_eq!(lines(&report), ["type_conflict $.order.id text 1"]);
    assert_eq!(report.passed[&Passed::NoCall], 3);
    assert_eq!(
        (report.passed[&Passed::Failure], &report.unmatched),
        (1, &BTreeMap::from([("GET /clients/{id}".to_owned(), 1)]))
    );
}
