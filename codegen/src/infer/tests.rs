use serde_json::json;

use super::*;
use crate::captured::Sample;
use crate::compile;
use crate::load::InputFile;

mod told;

const PLATFORM: &str = "platform: demo\ntitle: Demo\ndoc: A demo.\nbase_url: \"https://demo.example/api\"\n";

fn files(things: &str) -> Vec<InputFile> {
    let mut files = vec![InputFile::new("specs/demo/platform.yaml", PLATFORM)];
    if !things.is_empty() {
        files.push(InputFile::new("specs/demo/orders.yaml", things));
    }
    files
}

/// What is drafted beside some text, after it was linted with the samples as examples.
fn drafted(text: &str, target: &Target, captured: &Captured) -> Inferred {
    let files = files(text);
    let compiled = compile(files.clone());
    let platform = compiled.platforms.first().expect("a platform");
    let inferred = infer(platform, text, target, captured, &[]).expect("a draft");
    let mut changed: Vec<(String, String)> = inferred
        .text
        .iter()
        .map(|text| ("specs/demo/orders.yaml".to_owned(), text.clone()))
        .collect();
    changed.extend(
        inferred
            .examples
            .iter()
            .map(|(name, text)| (format!("specs/demo/examples/{name}"), text.clone())),
    );
    let verified = verify(&files, &changed);
    let findings: Vec<String> = verified
        .compiled
        .findings
        .iter()
        .map(|finding| format!("{}: {}", finding.code.id, finding.message))
        .collect();
    assert_eq!(findings, Vec::<String>::new(), "{}", inferred.text.unwrap_or_default());
    inferred
}

fn samples(values: impl IntoIterator<Item = Value>) -> Captured {
    let samples = values.into_iter().map(|value| Sample {
        origin: String::new(),
        value,
    });
    Captured {
        samples: samples.collect(),
        ..Captured::default()
    }
}

fn target(operation: &str) -> Target {
    Target {
        resource: "orders".to_owned(),
        operation: Some(operation.to_owned()),
        keep: true,
        ..Target::default()
    }
}

#[test]
fn samples_are_merged_into_one_type() {
    let captured = samples([
        json!({"id": 1, "note": null, "tags": [], "lines": [{"sku": "a", "price": "1.50"}], "at": "2024-02-29 10:00"}),
        json!({"id": 2, "note": "x", "tags": ["a"], "lines": [{"sku": "b", "price": "2.50", "gift": true}, {"sku": "c", "price": "0.1"}], "at": "2024-03-01 10:00", "token": "s3cret"}),
        json!({"id": 3, "note": "y", "tags": ["b"], "lines": [], "at": "2024-03-01 10:00", "prices": {"EUR": 1.5, "USD": 2}}),
    ]);
    let inferred = drafted("", &target("get"), &captured);
    let text = inferred.text.expect("a text");
    assert_eq!(
        text,
        r#"# yaml-language-server: $schema=../spec.schema.json
resource: orders
doc: Orders of the platform.

operations:
  get:
    get: "/orders/{id}" # inferred: method and path by the operation's name
    doc: Reads one of the orders.
    source: Captured replies # inferred: name the passage of the vendor's document
    basis: inferred
    path: {id: integer}
    returns: Order

types:
  Order:
    doc: What replies show of one of the orders.
    basis: inferred
    fields:
      id: integer!
      note: string!?
      tags: "[string]!"
      lines:
        type:
          - fields:
              sku: string!
              price: decimal! # inferred: a number written as text
              gift: boolean
        required: true
      at: {type: local_datetime, required: true, format: "Y-m-d H:i"}
      token: {type: string, secret: true}
      prices: "{string: number}" # inferred: the keys look like codes
"#
    );
    assert_eq!(inferred.examples.len(), 3);
    assert!(!text.contains("s3cret"));
}

#[test]
fn a_field_that_decides_makes_a_union() {
    let captured = samples([json!([
        {"type": "card", "last4": "1234", "brand": "x"}, {"type": "cash", "till": 5}, {"type": "card", "last4": "9999", "brand": "y"}, {"type": "cash", "till": 6}
    ])]);
    let text = drafted("", &target("list"), &captured).text.expect("a text");
    assert!(text.contains("tag: type"), "{text}");
    assert!(
        text.contains("card: {fields: {last4: string, brand: string}}") || text.contains("last4: string"),
        "{text}"
    );
}

#[test]
fn several_forms_of_a_value_are_told() {
    let captured = samples([json!([
        {"a": 1, "b": [], "c": true, "d": {"x": 1}, "e": 1},
        {"a": "x", "b": {"y": 1}, "c": 0, "d": false, "e": 1.5},
        {"a": null, "b": {"y": 2}, "c": false, "d": false, "e": "2.5"}
    ])]);
    let text = drafted("", &target("list"), &captured).text.expect("a text");
    for line in [
        "a: # inferred: seen as number and text\n        union: {number: integer, text: string}\n        required: true\n        nullable: true\n",
        "c: flag!",
        "e: decimal!",
        "d:",
        "b:",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
}

const THERE: &str = "# A comment.\nresource: orders\ndoc: Orders.   # mine\n\noperations:\n  # Of one.\n  get:\n    get: \"/orders/{id}\"\n    source: Get\n    doc: One.\n    path: {id: integer} # an id\n\n  # Of all.\n  drop: {delete: /orders, doc: All., source: Drop, returns: none}\n";

#[test]
fn what_is_there_stays_as_it_is() {
    let captured = samples([json!({"order": {"id": 1}})]);
    let inferred = drafted(THERE, &target("get"), &captured);
    let text = inferred.text.expect("a text");
    let mut lines = text.lines();
    for line in THERE.lines() {
        assert!(lines.any(|new| new == line), "{line:?} is gone: {text}");
    }
    assert!(
        text.contains("    returns: {key: order, type: Order} # inferred: from samples\n"),
        "{text}"
    );
    // Again, nothing is left to draft.
    let again = drafted(&text, &target("get"), &captured);
    assert_eq!((again.text, again.drafted.len()), (None, 0));
    assert!(
        again.notes[0].contains("`orders.get` is described already"),
        "{:?}",
        again.notes
    );
}

const HAR: &str = r#"{"log": {"entries": [
  {"request": {"method": "GET", "url": "https://demo.example/api/orders?page=1&status=new&key=S3cr3tKey", "headers": []},
   "response": {"status": 200, "content": {"text": "{\"orders\": [{\"id\": 1, \"sum\": 1.5}], \"meta\": {\"page\": 1}}"}}},
  {"request": {"method": "GET", "url": "https://demo.example/api/orders/17", "headers": [{"name": "X-Trace", "value": "1"}]},
   "response": {"status": 200, "content": {"text": "{\"id\": 17, \"sum\": 2.5, \"note\": null}"}}},
  {"request": {"method": "POST", "url": "https://demo.example/api/orders", "postData": {"mimeType": "application/json", "text": "{\"order\": {\"sum\": 3}}"}},
   "response": {"status": 201, "content": {"text": "{\"id\": 18, \"sum\": 3}"}}},
  {"request": {"method": "DELETE", "url": "https://demo.example/api/orders/18"}, "response": {"status": 204, "content": {}}},
  {"request": {"method": "GET", "url": "https://demo.example/api/clients/1"}, "response": {"status": 200, "content": {"text": "{}"}}}
]}}"#;

#[test]
fn a_har_file_gives_all_operations_of_a_resource() {
    let mut captured = Captured::default();
    captured.add("a.har", HAR.as_bytes()).expect("a HAR file");
    let all = Target {
        operation: None,
        ..target("")
    };
    let inferred = drafted("", &all, &captured);
    assert_eq!(
        inferred.drafted,
        ["orders.list", "orders.get", "orders.create", "orders.delete"]
    );
    let text = inferred.text.expect("a text");
    for line in [
        "query: {page: integer, status: string}",
        "get: \"/orders/{id}\"",
        "body: {key: order, type: OrderCreate} # inferred: what must be given, samples do not show",
        "status: [201]",
        "status: [204]",
        "returns: none # inferred: no body was seen",
        "X-Trace: string # inferred: a header of the captured requests",
        "orders: \"[Order]\"",
        "note: any? # inferred: only null was seen",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    assert_eq!(
        text.matches("\n  Order:").count(),
        1,
        "list, get and create show one thing: {text}"
    );
    assert!(!format!("{text}{:?}", inferred.examples).contains("S3cr3tKey"));
    assert!(
        inferred
            .notes
            .iter()
            .any(|note| note == "`key` holds credentials and was left out")
    );
}

#[test]
fn what_concerns_nothing_is_told() {
    let mut captured = Captured::default();
    captured.add("a.har", HAR.as_bytes()).expect("a HAR file");
    let compiled = compile(files(""));
    let told = |resource: &str, operation: Option<&str>| {
        let target = Target {
            resource: resource.to_owned(),
            operation: operation.map(str::to_owned),
            ..Target::default()
        };
        infer(&compiled.platforms[0], "", &target, &captured, &[])
            .expect_err("nothing")
            .to_string()
    };
    assert_eq!(
        told("client_list", None),
        "no request has a step `client_list` in its path; seen: `clients` (1), `orders` (4)"
    );
    assert_eq!(
        told("orders", Some("cancel")),
        "no request looks like `orders.cancel`; seen: list, get, create, delete"
    );
    assert!(told("Orders", None).contains("such as `orders`"));
}
