use tradewire::http::{HeaderMap, StatusCode};
use tradewire::testing::Scripted;
use tradewire::{Bytes, Error, ErrorKind, Operation};
use tradewire_outcomes::things::*;
use tradewire_outcomes::{Call, Client, ErrorCode};

use crate::support::{client, read, run};

/// The failure of a call, which is the same without a client.
fn failed<O: Operation + Clone>(status: u16, body: &str, call: impl FnOnce(&Client) -> Call<O>) -> Error {
    let server = Scripted::new().reply(status, body.to_owned());
    let call = call(&client(&server));
    let operation = call.operation().clone();
    let Err(error) = run(call.send()) else {
        panic!("{body} should be a failure")
    };
    let status = StatusCode::from_u16(status).unwrap();
    let Err(own) = operation.decode_own(status, &HeaderMap::new(), &Bytes::copy_from_slice(body.as_bytes())) else {
        panic!("{body} should be a failure")
    };
    assert_eq!(own.failed_elements(), error.failed_elements());
    assert_eq!(own.field_errors(), error.field_errors());
    error
}

fn told(error: &Error) -> Vec<String> {
    error.failed_elements().iter().map(ToString::to_string).collect()
}

fn said(error: &Error) -> Vec<String> {
    error.field_errors().iter().map(ToString::to_string).collect()
}

fn things() -> [Thing; 3] {
    [
        Thing::new().id(1).sku("a"),
        Thing::new().sku("b"),
        Thing::new().external_id("c"),
    ]
}

#[test]
fn entries_are_where_and_what_the_spec_says() {
    let body = r#"{"success":false,"errors":[{"error":"is taken","code":1014,"parameter":"name"},
        {"error":"too dear","line":2,"sku":"b","source":{"field":"price"}}],
        "groups":{"x":{"problems":["worn out"]}},"fields":{"title":["is empty"]}}"#;
    for status in [200, 422] {
        let error = read::<CreateThing>(status, body).unwrap_err();
        assert_eq!(error.message(), Some("is taken"));
        assert_eq!(
            said(&error),
            [
                "name: is taken (code 1014)",
                "element 1 (b), price: too dear",
                "worn out",
                "title: is empty"
            ]
        );
        let second = &error.field_errors()[1];
        assert_eq!(
            (
                second.field(),
                second.message(),
                second.position(),
                second.id(),
                second.code()
            ),
            ("price", "too dear", Some(1), Some("b"), None)
        );
        assert!(error.failed_elements().is_empty(), "it is no batch");
    }
}

#[test]
fn outcomes_in_the_order_sent() {
    let body = r#"{"results":[{"id":1},{"sku":"b","errors_global":["not found"]},
        {"errors":[{"parameter":"price","error":"too dear","code":7}]}]}"#;
    let error = failed(200, body, |api| api.things().update_many(things()).dry(true));
    assert_eq!(error.kind(), ErrorKind::Partial);
    assert_eq!(
        told(&error),
        ["element 1 (sku b): not found", "element 2: price: too dear (code 7)"]
    );
    assert_eq!(
        said(&error),
        ["element 1 (b): not found", "element 2, price: too dear (code 7)"]
    );
    let done = error
        .partial::<UpdateManyThings>()
        .expect("the reply")
        .expect("it fits");
    assert_eq!(done.results.expect("results")[0].id, Some(1));
    let error = failed(200, r#"{"things":{"id":1,"errors_global":"not found"}}"#, |api| {
        api.things().update_many(things())
    });
    assert_eq!(told(&error), ["element 0 (id 1): not found"]);
    assert!(read::<UpdateManyThings>(200, r#"{"results":[{"id":1,"errors":[]},{"id":2}]}"#).is_ok());
}

#[test]
fn a_bare_list_is_answered_by_a_bare_list() {
    let body = r#"[{"id":1},{"errors":[{"error":"is taken","code":1014,"parameter":"sku"}]},{"id":3}]"#;
    let error = failed(200, body, |api| api.things().save_all(things()));
    assert_eq!(told(&error), ["element 1: is taken (code 1014)"]);
    let element = &error.failed_elements()[0];
    assert_eq!(element.code(), Some(ErrorCode::Duplicate.as_str()));
    assert_eq!(
        element.field_errors()[0].to_string(),
        "element 1, sku: is taken (code 1014)"
    );
    let done = error.partial::<SaveAllThings>().expect("the reply").expect("it fits");
    assert_eq!(done[2].id, Some(3));
    // The whole was refused.
    let error = failed(412, r#"{"errors":[{"error":"Too many","code":1}]}"#, |api| {
        api.things().save_all(things())
    });
    assert_eq!(
        (error.kind(), error.message(), told(&error).len()),
        (ErrorKind::Api, Some("Too many"), 0)
    );
}

#[test]
fn those_that_failed_are_found_by_their_ids() {
    let body = r#"{"success":false,"errorMsg":"Not all","uploaded":[7],"failed":[{"externalId":"c"}],"unknown":[{"id":"1"},{"id":9}],
        "fields":{"0":"gone","2":["a","b"]}}"#;
    let error = failed(460, body, |api| api.things().upload(things()).site("main"));
    assert_eq!(
        told(&error),
        [
            "element 2 (externalId c): a",
            "element 0 (id 1): gone",
            "an element (id 9)"
        ]
    );
    assert_eq!(error.failed_elements()[0].field_errors().len(), 2);
    assert_eq!(
        said(&error),
        ["element 0 (1): gone", "element 2 (c): a", "element 2 (c): b"]
    );
    let done = error.partial::<UploadThings>().expect("the reply").expect("it fits");
    assert_eq!(done.uploaded, Some(vec![7]));
    // The same with the status of a success; and nothing failed.
    let error = failed(200, r#"{"failed":[{"externalId":"c"}],"fields":["why"]}"#, |api| {
        api.things().upload(things())
    });
    assert_eq!(
        (error.kind(), told(&error)),
        (ErrorKind::Partial, vec!["element 2 (externalId c): why".to_owned()])
    );
    assert!(read::<UploadThings>(200, r#"{"success":true,"failed":[]}"#).is_ok());
    // What was sent is not known: nor are positions.
    let error = read::<UploadThings>(460, r#"{"failed":[{"externalId":"c"}]}"#).unwrap_err();
    assert_eq!(told(&error), ["an element (externalId c)"]);
}

#[test]
fn bare_ids_and_rows() {
    let picks = ["a", "b"].map(|name| Pick::new().ref_(name));
    let error = failed(200, r#"{"skipped":["b"]}"#, |api| api.things().delete_many(picks));
    assert_eq!(told(&error), ["element 1 (b)"]);
    let body = r#"{"report":[{"ok":"0","line":3,"why":"dear","key":"k"},{"ok":true,"line":1},{"ok":false,"line":9}]}"#;
    let error = failed(200, body, |api| api.things().import(things()));
    assert_eq!(told(&error), ["element 2 (key k)", "an element"]);
    assert_eq!(error.failed_elements()[0].code(), Some("dear"));
}
