//! What is told beside a draft.

use super::*;

#[test]
fn a_name_that_is_taken_is_told_with_its_reason() {
    let told = |text: &str, target: &Target, captured: &Captured| drafted(text, target, captured).notes.join("\n");
    let account = Target {
        resource: "account".to_owned(),
        ..target("get")
    };
    // The handle of the resource has the name that its thing would have.
    let captured = samples([json!({"id": 1, "title": "a"})]);
    let files = files("");
    let compiled = compile(files.clone());
    let platform = compiled.platforms.first().expect("a platform");
    let inferred = infer(platform, "", &account, &captured, &[]).expect("a draft");
    let notes = inferred.notes.join("\n");
    assert!(
        notes.contains("the crate has something else that is called `Account`: drafted as `Account2`")
            && !notes.contains("there already"),
        "{notes}"
    );
    let there = "resource: orders\ndoc: O.\noperations:\n  list: {get: /orders, doc: L., source: S., returns: \"[Order]\"}\n\
                 types:\n  Order: {doc: O., fields: {number: string!}}\n";
    let notes = told(there, &target("get"), &samples([json!({"id": 1, "title": "a"})]));
    assert!(
        notes.contains("type `Order` is there already and has other keys"),
        "{notes}"
    );
    let notes = told(there, &target("get"), &samples([json!({"number": "a"})]));
    assert!(
        notes.contains("type `Order` is there already, and every sample fits it"),
        "{notes}"
    );
}

#[test]
fn what_is_passed_over_is_told_with_its_number() {
    let entry = |url: &str, status: u16, text: &str| json!({"request": {"method": "GET", "url": url}, "response": {"status": status, "content": {"text": text}}});
    let here = "https://demo.example/api/orders/7";
    let entries = [
        entry(here, 200, "{\"id\": 7}"),
        entry(here, 404, "{}"),
        entry(here, 404, "{}"),
        entry(here, 204, ""),
        entry("https://demo.example/api/orders", 200, "[]"),
        entry("https://demo.example/api/clients/7", 200, "{}"),
        entry("https://numbers.example/orders/7", 200, "{\"other\": 1}"),
    ];
    let mut captured = Captured::default();
    let har = json!({"log": {"entries": entries}}).to_string();
    captured.add("a.har", har.as_bytes()).expect("a HAR file");
    let inferred = drafted("", &target("get"), &captured);
    let told: Vec<&String> = inferred
        .notes
        .iter()
        .filter(|note| note.starts_with("passed over"))
        .collect();
    assert_eq!(
        told,
        [
            "passed over: 1 request without a step `orders`: `clients` (1)",
            "passed over: 1 request to another host",
            "passed over: 1 request of another operation",
            "passed over: 2 failures",
            "passed over: 1 reply without a body",
        ]
    );
    let text = inferred.text.unwrap_or_default();
    assert!(text.contains("id: integer") && !text.contains("other"), "{text}");
}
