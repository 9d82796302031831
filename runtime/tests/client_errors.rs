//! What a caller learns when a call fails, and what nobody may learn.

mod client_support;

use client_support::{CANARY, GetThing, builder, run, scripted};
use tradewire::client::transport::TransportErrorKind;
use tradewire::testing::{Scripted, SetClock};
use tradewire::{Credentials, Error, ErrorKind, Tolerance};

fn fails(server: Scripted) -> Error {
    let (_, _, client) = scripted(server);
    run(client.call(GetThing(7)).send()).expect_err("the call fails")
}

#[test]
fn an_error_names_operation_status_request_and_message() {
    let body = r#"{"message":"Validation Failed","errors":{"email":["is taken"]}}"#;
    let error = fails(Scripted::new().reply_with_headers(422, [("x-request-id", "req-9")], body));
    assert!(error.is_invalid());
    assert_eq!(
        (error.operation(), error.request_id(), error.attempts()),
        (Some("things.get"), Some("req-9"), 1)
    );
    assert_eq!(error.message(), Some("Validation Failed"));
    assert_eq!(
        (
            error.field_errors()[0].field.as_str(),
            error.field_errors()[0].message.as_str()
        ),
        ("email", "is taken")
    );
    let text = error.to_string();
    assert!(
        text.contains("things.get") && text.contains("422") && text.contains("Validation Failed"),
        "{text}"
    );
}

#[test]
fn failure_inside_http_200_is_a_failure() {
    let error = fails(Scripted::new().reply(200, r#"{"success":false,"message":"no"}"#));
    assert_eq!((error.kind(), error.message()), (ErrorKind::Api, Some("no")));
}

#[test]
fn html_empty_and_broken_replies_are_told_apart() {
    let html = fails(Scripted::new().reply(404, "<html><title>Page not found</title></html>"));
    assert!(
        html.is_not_found() && html.to_string().contains("Page not found"),
        "{html}"
    );
    let empty = fails(Scripted::new().reply(500, ""));
    assert_eq!(empty.status().map(|s| s.as_u16()), Some(500));
    let broken = fails(Scripted::new().reply(200, r#"{"id":"#));
    assert_eq!(broken.kind(), ErrorKind::Decode);
    assert_eq!(broken.body(), br#"{"id":"#);
}

#[test]
fn transport_failures_have_kinds_of_their_own() {
    let always = |kind| (0..4).fold(Scripted::new(), |server, _| server.fail(kind));
    assert_eq!(fails(always(TransportErrorKind::Connect)).kind(), ErrorKind::Connect);
    assert_eq!(fails(always(TransportErrorKind::Timeout)).kind(), ErrorKind::Timeout);
    assert_eq!(
        fails(always(TransportErrorKind::Interrupted)).kind(),
        ErrorKind::Interrupted
    );
    let clock = SetClock::new();
    let client = builder(&Scripted::new().reply(200, "[1,2,3]"), &clock)
        .max_body(4)
        .build()
        .unwrap();
    assert_eq!(
        run(client.call(GetThing(1)).send()).unwrap_err().kind(),
        ErrorKind::TooLarge
    );
}

#[test]
fn secrets_show_nowhere() {
    let server = Scripted::new()
        .reply(
            401,
            format!(r#"{{"message":"wrong password {CANARY}","errors":{{"password":["{CANARY} is wrong"]}}}}"#),
        )
        .reply(500, format!("<html>user app:{CANARY}</html>"))
        .reply_with_headers(302, [("location", "https://evil.example/")], "")
        .reply(200, CANARY);
    let clock = SetClock::new();
    let both = client_support::credentials().and(Credentials::scheme("key", [("key", CANARY.to_owned())]));
    let builder = builder(&server, &clock).credentials(both);
    let client = builder.build().unwrap();
    let mut seen = vec![format!("{client:?} {:?} {server:?}", client.call(GetThing(1)))];
    for _ in 0..4 {
        let error = run(client.call(GetThing(1)).send()).unwrap_err();
        seen.push(format!("{error} {error:?} {}", String::from_utf8_lossy(error.body())));
        let mut cause = std::error::Error::source(&error);
        while let Some(error) = cause {
            seen.push(format!("{error} {error:?}"));
            cause = error.source();
        }
    }
    for request in server.requests() {
        seen.push(format!("{request:?}"));
        assert!(request.header("authorization").is_some(), "credentials were sent");
    }
    let seen = seen.join(" ");
    assert!(!seen.contains(CANARY), "{seen}");
    assert!(!seen.contains("YXBwOmNhbmFye"), "Base64 of user and password: {seen}");
}

#[test]
fn missing_credentials_are_said_before_anything_is_sent() {
    let server = Scripted::new().reply(200, "{}");
    let client = tradewire::Builder::<client_support::Sample>::new("https://shop.example")
        .transport(server.clone())
        .clock(SetClock::new())
        .build()
        .unwrap();
    let error = run(client.call(GetThing(1)).send()).unwrap_err();
    assert!(
        error.is_auth() && error.to_string().contains("Credentials::basic"),
        "{error}"
    );
    assert!(server.requests().is_empty());
}

#[test]
fn drift_is_reported_by_path_and_without_values() {
    use std::sync::{Arc, Mutex};
    let seen: Arc<Mutex<Vec<String>>> = Arc::default();
    let sink = Arc::clone(&seen);
    let server = Scripted::new().reply(200, format!(r#"{{"items":[1,"2",{{"x":"{CANARY}"}}]}}"#));
    let client = builder(&server, &SetClock::new())
        .on_drift(move |report| {
            sink.lock()
                .unwrap()
                .extend(report.drift.iter().map(|d| format!("{} {d}", report.operation)));
        })
        .build()
        .unwrap();
    let call = client.call(client_support::ListPages::default());
    let replied = run(call.tolerance(Tolerance::Skip).send_with_metadata()).unwrap();
    assert_eq!((replied.value, replied.metadata.rejected_total), (vec![1, 2], 1));
    let seen = seen.lock().unwrap().join("\n");
    assert!(seen.contains("things.list") && seen.contains("items"), "{seen}");
    assert!(!seen.contains(CANARY), "{seen}");
}

#[test]
fn strict_clients_refuse_what_tolerant_ones_take() {
    let clock = SetClock::new();
    let page = r#"{"items":["1"]}"#;
    let client = builder(&Scripted::new().reply(200, page), &clock)
        .strict()
        .build()
        .unwrap();
    let error = run(client.call(client_support::ListPages::default()).send()).unwrap_err();
    assert!(error.to_string().contains("items"), "{error}");
}
