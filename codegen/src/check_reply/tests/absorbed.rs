//! What is passed over, and what is taken in though something else cannot be.

use super::*;

#[test]
fn what_is_passed_over_is_counted_by_its_reason() {
    let entry = |url: &str, status: u16, text: &str| json!({"request": {"method": "GET", "url": url}, "response": {"status": status, "content": {"text": text}}});
    let here = "https://demo.example/orders/7";
    let entries = [
        entry(here, 200, "{\"order\": {\"id\": 7}}"),
        entry(here, 200, "<html>"),
        entry(here, 200, ""),
        entry(here, 302, ""),
        entry(here, 0, ""),
        entry(here, 500, "{}"),
        entry("https://numbers.example/orders/7", 200, "{}"),
        entry("https://demo.example/clients/a%40b.c", 200, "{}"),
    ];
    let mut captured = Captured::default();
    let har = json!({"log": {"entries": entries}}).to_string();
    captured.add("a.har", har.as_bytes()).expect("a HAR file");
    let platform = platform();
    let mut report = hold(&platform, None, &captured);
    assert_eq!(
        report.human(),
        "no operation for GET /clients/{id} (once)\nheld against the spec: 1 reply of 1 operation\n\
         passed over: 1 request to another host\npassed over: 1 request without an answer\n\
         passed over: 1 reply that leads elsewhere (1xx, 3xx)\npassed over: 1 failure\npassed over: 1 reply that is no JSON\n\
         passed over: 1 reply without a body\n"
    );
    assert!(report.differs(), "an operation that is not described is a difference");
    let named = drift::operation_of(&platform, "orders.get").map(|operation| ("orders", operation));
    let of_one = hold(&platform, named, &captured);
    assert_eq!((of_one.passed[&Passed::OtherOperation], of_one.held()), (1, 1));
    report.extend(of_one);
    assert_eq!((report.held(), report.passed[&Passed::Failure]), (2, 2));
}

#[test]
fn what_cannot_be_taken_in_does_not_keep_the_rest_out() {
    let platform = platform();
    let replies = [
        Value::Null,
        json!({"orders": [null, {"id": 1, "tags": [null], "gift": 1}], "total": 1}),
        json!({"orders": [{"id": 1, "lines": [null]}], "total": 1}),
    ];
    let report = held(&platform, "orders.list", replies.clone());
    let patch = patch(&platform, &files(), &report);
    assert_eq!(
        patch.by_hand,
        [
            "orders.list: null at $: a reply that is nothing but `null` has no mark; perhaps it is a failure, or a `returns` of its own by status"
        ]
    );
    let text = &patch.changed[0].1;
    for part in [
        "returns: {orders: \"[Order?]!\", total: integer!} # a page",
        "tags: [string?]",
        "      gift: {type: integer, basis: inferred}",
        "              sku: string!\n            nullable: true",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let verified = verify(&files(), &patch.changed);
    assert!(verified.is_sound(), "{:?}", verified.compiled.findings);
    let again = lines(&held(&verified.compiled.platforms[0], "orders.list", replies));
    assert_eq!(again, ["null $ null 1", "missing $.orders[].lines[].sku  1"][..1]);
}

#[test]
fn a_change_that_lint_would_refuse_is_left_out_by_itself() {
    let platform = platform();
    // `key` is a word of `returns`.
    let report = held(
        &platform,
        "orders.list",
        [json!({"orders": [{"id": 1, "gift": 1}], "total": 1, "key": "x", "more": "y", "page": 2})],
    );
    let patch = patch(&platform, &files(), &report);
    let [left] = patch.by_hand.as_slice() else {
        unreachable!("{patch:?}")
    };
    assert!(
        left.starts_with("orders.list: unknown key at $.key: not taken in: `lint` would say E"),
        "{left}"
    );
    let text = &patch.changed[0].1;
    assert!(
        text.contains("more: {type: string, basis: inferred}, page: {type: integer, basis: inferred}")
            && text.contains("gift: {type: integer"),
        "{text}"
    );
    assert!(verify(&files(), &patch.changed).is_sound());
}
