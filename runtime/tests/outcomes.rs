//! Batches of which elements failed: which, at which position of what was sent, and why.

mod tables;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use tables::{POST, json};
use tradewire::{
    BodyShape, Encoding, Entries, EntryKeys, Error, ErrorKind, ErrorShape, FailedElement, Json, KnownCode, Meta,
    Operation, Outcomes, Platform, Reply, RequestWriter, Sign, StatusMeaning,
};

static PLATFORM: Platform = Platform {
    errors: ErrorShape {
        failure: &[Sign::Is {
            path: "success",
            value: "false",
        }],
        message: &["errorMsg"],
        fields: &["errors"],
        codes: &[KnownCode {
            text: "Already there.",
            means: Some(StatusMeaning::AlreadyExists),
        }],
        statuses: &[(460, StatusMeaning::Partial)],
        ..ErrorShape::PLAIN
    },
    ..tables::PLATFORM
};
static ROWS: Entries = Entries {
    keys: EntryKeys::Row,
    ..Entries::USUAL
};

/// Defines a batch of whatever it is given.
macro_rules! batch {
    ($name:ident, $outcomes:expr) => {
        struct $name(Json);
        impl Operation for $name {
            type Output = Json;
            fn meta() -> &'static Meta {
                static OUTCOMES: Outcomes = $outcomes;
                static META: Meta = Meta {
                    platform: &PLATFORM,
                    body: BodyShape::new(Encoding::FormJson),
                    entries: Some(&ROWS),
                    outcomes: Some(&OUTCOMES),
                    ..POST
                };
                &META
            }
            fn write(&self, w: &mut RequestWriter<'_>) -> Result<(), Error> {
                w.body(&self.0)
            }
            fn read(reply: &Reply<'_>) -> Result<Json, Error> {
                reply.json()
            }
        }
    };
}

batch!(
    Each,
    Outcomes {
        sent: "things",
        at: &["results", "things"],
        ordered: true,
        failure: &[Sign::Present { path: "why" }, Sign::Present { path: "errors" }],
        ids: &[("id", Some("id")), ("sku", Some("sku"))],
        message: &["why"],
        code: &["code"],
        fields: &["errors"],
        ..Outcomes::NONE
    }
);
batch!(
    Listed,
    Outcomes {
        sent: "things",
        at: &["failed", "unknown"],
        ids: &[("id", Some("id")), ("externalId", Some("externalId"))],
        row: &["row"],
        first_row: 1,
        message: &["reason"],
        ..Outcomes::NONE
    }
);
batch!(
    Bare,
    Outcomes {
        at: &["skipped"],
        ids: &[("", Some(""))],
        ..Outcomes::NONE
    }
);

fn failed<O: Operation>(sent: Option<&O>, status: u16, body: &str) -> Error {
    let status = StatusCode::from_u16(status).unwrap();
    let (headers, body) = (HeaderMap::new(), Bytes::copy_from_slice(body.as_bytes()));
    let output = match sent {
        Some(operation) => operation.decode_own(status, &headers, &body),
        None => O::decode(status, &headers, &body),
    };
    match output {
        Ok(_) => panic!("{body:?} should be a failure"),
        Err(error) => error,
    }
}

/// Position, ids and message of each.
fn told(error: &Error) -> Vec<String> {
    assert_eq!(error.failed_elements().len(), error.failed_elements_total());
    error.failed_elements().iter().map(ToString::to_string).collect()
}

fn positions(error: &Error) -> Vec<Option<usize>> {
    error.failed_elements().iter().map(FailedElement::position).collect()
}

fn each(text: &str) -> Each {
    Each(json(&format!(r#"{{"site":"x","things":{text}}}"#)))
}

fn listed(text: &str) -> Listed {
    Listed(json(&format!(r#"{{"things":{text}}}"#)))
}

#[test]
fn outcomes_in_the_order_sent_have_their_place() {
    let body = r#"{"results":[{"id":1},{"sku":"b","why":["not found","and more"],"code":7},{"errors":{"price":["no number"]}}]}"#;
    let expected = [
        "element 1 (sku b): not found; and more (code 7)",
        "element 2: price: no number",
    ];
    let sent = each(r#"[{"id":1},{"sku":"b"},{}]"#);
    for error in [failed::<Each>(None, 200, body), failed(Some(&sent), 200, body)] {
        assert_eq!((error.kind(), error.is_partial()), (ErrorKind::Partial, true));
        assert!(!error.is_retryable());
        assert_eq!(told(&error), expected);
        assert_eq!(
            error.to_string(),
            format!(
                "sample things.do: done only in part, HTTP 200 OK: 2 of 3 elements failed ({})",
                expected.join("; ")
            )
        );
        let output = error.partial::<Each>().expect("the reply").expect("it fits");
        assert_eq!(output.at("results.0.id").and_then(Json::as_i64), Some(1));
        let first = &error.failed_elements()[0];
        assert_eq!(
            (first.code(), first.id("sku"), first.id("id")),
            (Some("7"), Some("b"), None)
        );
        assert!(first.raw().starts_with(r#"{"sku":"b""#));
        // Programs that look at messages alone see them too.
        let fields: Vec<String> = error.field_errors().iter().map(ToString::to_string).collect();
        assert_eq!(
            fields,
            [
                "element 1 (b): not found; and more (code 7)",
                "element 2, price: no number"
            ]
        );
    }
    let fine = r#"{"results":[{"id":1,"why":[],"errors":{}},{"why":false}]}"#;
    assert!(tables::reply::<Each>(200, fine).is_ok());
}

#[test]
fn a_list_in_another_form_is_one() {
    for (body, expected) in [
        (r#"{"things":{"why":"a"}}"#, Some(0)),
        (r#"{"results":[],"things":[{},{"why":"a"}]}"#, Some(1)),
        (r#"{"results":{"0":{},"2":{"why":"a"}}}"#, Some(2)),
        (r#"{"results":{"3":{"why":"a"}},"things":[{"why":"b"}]}"#, Some(3)),
    ] {
        assert_eq!(positions(&failed::<Each>(None, 200, body)), [expected], "{body}");
    }
    for fine in [
        "{}",
        r#"{"results":null}"#,
        r#"{"results":false}"#,
        r#"{"results":"x"}"#,
        "[]",
        "",
    ] {
        assert!(failed_none(fine), "{fine}");
    }
}

fn failed_none(body: &str) -> bool {
    match tables::reply::<Each>(200, body) {
        Ok(_) => true,
        Err(error) => error.kind() == ErrorKind::Decode && error.failed_elements().is_empty(),
    }
}

#[test]
fn ids_count_more_than_places() {
    let sent = each(r#"[{"id":1},{"id":2},{"id":3}]"#);
    // Shorter, longer, shuffled: what is known by id is known.
    for (results, expected) in [
        (r#"[{"id":3,"why":"x"}]"#, Some(2)),
        (r#"[{},{},{},{"id":"2","why":"x"}]"#, Some(1)),
        (r#"[{"id":3,"why":"x"},{},{}]"#, Some(2)),
        (r#"[{"why":"x"}]"#, None),
        (r#"[{},{"why":"x"},{},{}]"#, None),
        (r#"[{},{"why":"x"},{}]"#, Some(1)),
        (r#"[{},{"id":9,"why":"x"},{}]"#, None),
    ] {
        let error = failed(Some(&sent), 200, &format!(r#"{{"results":{results}}}"#));
        assert_eq!(positions(&error), [expected], "{results}");
    }
    // Two have the same; the order tells them apart, if it can.
    let sent = each(r#"[{"sku":"a"},{"sku":"a"},{"sku":"b"}]"#);
    for (results, expected) in [
        (r#"[{},{"sku":"a","why":"x"},{}]"#, Some(1)),
        (r#"[{},{},{"sku":"a","why":"x"}]"#, None),
        (r#"[{"sku":"a","why":"x"}]"#, None),
    ] {
        let error = failed(Some(&sent), 200, &format!(r#"{{"results":{results}}}"#));
        assert_eq!(positions(&error), [expected], "{results}");
    }
    // One that is out of its place tells that others may be.
    let error = failed(
        Some(&each(r#"[{"id":1},{"sku":"x"}]"#)),
        200,
        r#"{"results":[{"id":9,"why":"x"},{"id":1,"why":"y"}]}"#,
    );
    assert_eq!(positions(&error), [None, Some(0)]);
    // Two ids together are of one.
    let sent = each(r#"[{"id":1,"sku":"a"},{"id":2,"sku":"a"},{"sku":"a"}]"#);
    for (results, expected) in [
        (r#"[{"id":2,"sku":"a","why":"x"}]"#, None),
        (r#"[{"id":2,"sku":"b","why":"x"}]"#, None),
        (r#"[{"id":3,"sku":"a","why":"x"}]"#, Some(2)),
    ] {
        let error = failed(Some(&sent), 200, &format!(r#"{{"results":{results}}}"#));
        assert_eq!(positions(&error), [expected], "{results}");
    }
    // A new one has no id yet, and may be told that of an older one.
    let error = failed(
        Some(&each(r#"[{"sku":"a"},{"id":7}]"#)),
        200,
        r#"{"results":[{"id":7,"why":"already there"},{"id":7}]}"#,
    );
    assert_eq!(positions(&error), [Some(0)]);
    let error = failed(
        Some(&each("[{},{}]")),
        200,
        r#"{"results":[{"id":5},{"id":6,"why":"x"}]}"#,
    );
    assert_eq!(positions(&error), [Some(1)]);
}

#[test]
fn a_list_of_those_that_failed_names_them() {
    let sent = listed(r#"[{"externalId":"a"},{"externalId":"b"},{"id":7}]"#);
    let body = r#"{"success":false,"errorMsg":"Not loaded","done":[1],"failed":[{"externalId":"b","reason":"Already there."}],"unknown":[{"id":"7"}]}"#;
    let error = failed(Some(&sent), 460, body);
    assert_eq!(
        told(&error),
        ["element 1 (externalId b): Already there.", "element 2 (id 7)"]
    );
    assert_eq!(error.failed_elements()[0].code(), Some("Already there."));
    assert_eq!(error.message(), Some("Not loaded"));
    assert!(error.partial::<Listed>().is_some_and(|done| done.is_ok()));
    // Without what was sent there is no position, but for those that say their row.
    let error = failed::<Listed>(None, 460, body);
    assert_eq!(positions(&error), [None, None]);
    let error = failed::<Listed>(None, 200, r#"{"failed":[{"row":3,"reason":"x"},{"row":0}]}"#);
    assert_eq!(positions(&error), [Some(2), None]);
    let error = failed(Some(&sent), 200, r#"{"failed":[{"row":3},{"row":4}]}"#);
    assert_eq!(positions(&error), [Some(2), None], "there is no fourth");
    assert!(tables::reply::<Listed>(200, r#"{"success":true,"failed":[],"unknown":null}"#).is_ok());
}

#[test]
fn messages_beside_the_list_find_their_element() {
    let sent = listed(r#"[{"externalId":"a"},{"externalId":"b"},{"externalId":"c"}]"#);
    let error = failed(
        Some(&sent),
        460,
        r#"{"failed":[{"externalId":"c"},{"externalId":"b"}],"errors":{"1":"first","2":{"phone":"second"}}}"#,
    );
    assert_eq!(
        told(&error),
        [
            "element 2 (externalId c): phone: second",
            "element 1 (externalId b): first"
        ]
    );
    let fields: Vec<_> = error
        .field_errors()
        .iter()
        .map(|said| (said.position(), said.id()))
        .collect();
    assert_eq!(fields, [(Some(1), Some("b")), (Some(2), Some("c"))]);
    // Nameless ones are at the positions that are left; those that were sent under other names are not.
    let anonymous = r#"{"failed":[{"reason":"x"},{"id":1}],"errors":{"2":"second","1":"first"}}"#;
    let error = failed(Some(&sent), 460, anonymous);
    assert_eq!(told(&error), ["element 1: x", "element 2 (id 1): second"]);
    let error = failed(
        Some(&sent),
        460,
        r#"{"failed":[{"externalId":"z"}],"errors":{"1":"first"}}"#,
    );
    assert_eq!(told(&error), ["an element (externalId z)", "element 1: first"]);
    // A position that no list names is of one that failed, if it was sent.
    let error = failed(
        Some(&sent),
        460,
        r#"{"failed":[],"errors":{"0":"first","3":"of none"}}"#,
    );
    assert_eq!(told(&error), ["element 0: first"]);
    assert_eq!(error.field_errors().len(), 2);
    assert!(
        error.to_string().ends_with("(element 0: first; element 3: of none)"),
        "{error}"
    );
}

/// A list of as many messages as elements goes with them in turn; any other does not.
#[test]
fn as_many_messages_as_elements_go_in_turn() {
    let sent = listed(r#"[{"externalId":"a"},{"externalId":"b"},{"externalId":"c"}]"#);
    let body = |errors: &str| format!(r#"{{"failed":[{{"externalId":"b"}},{{"externalId":"c"}}],"errors":{errors}}}"#);
    let error = failed(Some(&sent), 460, &body(r#"["x","y"]"#));
    assert_eq!(
        told(&error),
        ["element 1 (externalId b): x", "element 2 (externalId c): y"]
    );
    let error = failed(Some(&sent), 460, &body(r#"["x"]"#));
    assert_eq!(told(&error), ["element 1 (externalId b)", "element 2 (externalId c)"]);
    assert!(error.to_string().ends_with("; x)"), "{error}");
    assert_eq!(error.field_errors()[0].position(), None);
}

#[test]
fn bare_ids_are_found_in_a_bare_list() {
    let sent = Bare(json(r#"["a",5,"c"]"#));
    let body = r#"{"skipped":["5","c","d"]}"#;
    let error = failed(Some(&sent), 200, body);
    assert_eq!(told(&error), ["element 1 (5)", "element 2 (c)", "an element (d)"]);
    assert_eq!(error.failed_elements()[0].id(""), Some("5"));
    assert_eq!(
        told(&failed(Some(&Bare(json("7"))), 200, r#"{"skipped":7}"#)),
        ["element 0 (7)"]
    );
}

/// The whole was refused, and still some are named.
#[test]
fn a_refusal_names_elements_too() {
    let sent = listed(r#"[{"externalId":"a"}]"#);
    for status in [200, 400] {
        let error = failed(
            Some(&sent),
            status,
            r#"{"success":false,"errorMsg":"No","failed":[{"externalId":"a"}],"errors":{"0":"x"}}"#,
        );
        assert_eq!(error.kind(), ErrorKind::Api);
        assert_eq!(told(&error), ["element 0 (externalId a): x"]);
        assert!(
            error.partial::<Listed>().is_some(),
            "what became of the others stands in the reply"
        );
    }
    let error = failed(Some(&sent), 400, r#"{"success":false,"errorMsg":"No"}"#);
    assert!(error.failed_elements().is_empty() && error.partial::<Listed>().is_none());
}

#[test]
fn what_is_told_is_bounded_and_counted() {
    let many = format!(r#"{{"failed":[{}{{"id":0}}]}}"#, r#"{"reason":"x"},"#.repeat(20_000));
    let error = failed::<Listed>(None, 200, &many);
    assert_eq!(
        (error.failed_elements().len(), error.failed_elements_total()),
        (10_000, 20_001)
    );
    assert_eq!(error.field_errors().len(), 1000);
    let long = "y\u{202e}\n".repeat(9_000).replace('\n', "\\n");
    let body = format!(
        r#"{{"failed":[{{"id":"{long}","reason":"{long}"}}{}]}}"#,
        format!(r#",{{"id":"{long}"}}"#).repeat(20)
    );
    let error = failed::<Listed>(None, 200, &body);
    for text in [error.to_string(), format!("{error:?}")] {
        assert!(
            text.chars().count() < 8000 && !text.contains(['\u{202e}', '\n']),
            "{}",
            text.len()
        );
    }
    // Broken text is one that failed, with what it says.
    let error = failed::<Listed>(None, 200, "{\"failed\":[{\"id\":NaN}]}");
    assert_eq!(
        (told(&error), error.failed_elements()[0].raw()),
        (vec!["an element".to_owned()], "{\"id\":NaN}")
    );
}

/// Where each element has an outcome, one without any may not have been done, though nothing says that it failed.
#[test]
fn elements_without_an_outcome_are_told() {
    let sent = each(r#"[{"id":1},{"id":2},{"id":3}]"#);
    for (body, told) in [
        (
            r#"{"results":[{"id":1},{"id":3}]}"#,
            "the reply has the outcomes of 2 of 3 elements",
        ),
        (
            r#"{"results":[],"things":{"id":1}}"#,
            "the reply has the outcomes of 1 of 3 elements",
        ),
    ] {
        let error = failed(Some(&sent), 200, body);
        assert_eq!(error.kind(), ErrorKind::Partial, "{body}");
        assert!(error.to_string().contains(told), "{error}");
        assert!(error.failed_elements().is_empty() && error.partial::<Each>().is_some_and(|done| done.is_ok()));
        // Who does not say what was sent cannot be told.
        assert!(tables::reply::<Each>(200, body).is_ok());
    }
    let (headers, status) = (HeaderMap::new(), StatusCode::OK);
    for fine in [
        r#"{"results":[{},null,{}]}"#,
        r#"{"results":[{},{},{},{}]}"#,
        r#"{"success":true}"#,
        r#"{"results":null}"#,
        r#"{"results":[]}"#,
    ] {
        let body = Bytes::from_static(fine.as_bytes());
        assert!(sent.decode_own(status, &headers, &body).is_ok(), "{fine}");
    }
    assert!(
        each("[]")
            .decode_own(status, &headers, &Bytes::from_static(br#"{"results":[]}"#))
            .is_ok()
    );
    // More failed than were sent: no number of a whole is told.
    let error = failed(Some(&each("[{}]")), 200, r#"{"results":[{"why":"a"},{"why":"b"}]}"#);
    assert!(error.to_string().contains(": 2 elements failed"), "{error}");
}

/// `7` is the id of one element and the reference of another: what is said of it is given to neither.
#[test]
fn an_id_that_two_elements_have_names_none() {
    static IDS: Entries = Entries {
        keys: EntryKeys::Id,
        ..Entries::USUAL
    };
    struct Named(Json);
    impl Operation for Named {
        type Output = Json;
        fn meta() -> &'static Meta {
            static META: Meta = Meta {
                platform: &PLATFORM,
                body: BodyShape::new(Encoding::FormJson),
                entries: Some(&IDS),
                outcomes: Some(&Outcomes {
                    sent: "things",
                    at: &["failed"],
                    ids: &[("id", Some("id")), ("externalId", Some("externalId"))],
                    ..Outcomes::NONE
                }),
                ..POST
            };
            &META
        }
        fn write(&self, w: &mut RequestWriter<'_>) -> Result<(), Error> {
            w.body(&self.0)
        }
        fn read(reply: &Reply<'_>) -> Result<Json, Error> {
            reply.json()
        }
    }
    let sent = Named(json(
        r#"{"things":[{"id":7},{"externalId":"7"},{"id":8,"externalId":"8"}]}"#,
    ));
    let error = failed(Some(&sent), 460, r#"{"errors":{"7":"x","8":"y"}}"#);
    assert_eq!(told(&error), ["element 2 (8): y"]);
    assert_eq!(
        (error.field_errors()[0].id(), error.field_errors()[0].position()),
        (Some("7"), None)
    );
    let error = failed(
        Some(&sent),
        460,
        r#"{"failed":[{"externalId":7},{"id":7}],"errors":{"7":"x"}}"#,
    );
    assert_eq!(told(&error), ["element 1 (externalId 7)", "element 0 (id 7)"]);
    // One that is listed twice is one.
    let error = failed(
        Some(&sent),
        460,
        r#"{"failed":[{"id":8},{"externalId":8}],"errors":{"8":"y"}}"#,
    );
    assert_eq!(told(&error), ["element 2 (id 8): y", "element 2 (externalId 8)"]);
}
