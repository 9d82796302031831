//! What holds for all callbacks: free paths, several ways to write a body, and answers to what cannot be read.

use tradewire::callback::{Callback, refuse};
use tradewire::http::Request;
use tradewire::{Bytes, ErrorKind};
use tradewire_retailcrm::delivery_module::{Autocomplete, DeleteDelivery, PrintForms};
use tradewire_retailcrm::integration_modules::{NotifyActivity, Register};
use tradewire_retailcrm::telephony::ChangeUserStatus;

use super::{get, post, text};

/// The module chooses its addresses; the paths of the crate are only a proposal.
#[test]
fn a_module_serves_callbacks_where_it_likes() {
    for target in [
        "/delivery/autocomplete?clientId=c-1&term=a",
        "/hooks/retailcrm/v2/suggest?clientId=c-1&term=a",
        "/?clientId=c-1&term=a",
        "https://module.example/x?clientId=c-1&term=a",
    ] {
        let asked = Autocomplete::from_http(&get(target)).expect("readable");
        assert_eq!(
            (asked.client_id.as_deref(), asked.term.as_deref()),
            (Some("c-1"), Some("a")),
            "{target}"
        );
    }
    let asked = DeleteDelivery::from_http(&post("/hooks/42", r#"delete={"deliveryId":"d-1"}"#)).expect("readable");
    assert_eq!(asked.body.delete.delivery_id.as_deref(), Some("d-1"));
}

fn request(content_type: Option<&str>, body: &str) -> Request<Bytes> {
    let request = Request::post("/activity");
    let request = content_type
        .into_iter()
        .fold(request, |request, value| request.header("content-type", value));
    request
        .body(Bytes::copy_from_slice(body.as_bytes()))
        .expect("a request")
}

/// A form with JSON inside is documented; brackets, bare JSON, other spellings of the type and no type at all are read as well.
#[test]
fn a_body_is_read_in_every_form() {
    const FORM: Option<&str> = Some("application/x-www-form-urlencoded");
    let json_in_form = "clientId=c-1&activity=%7B%22active%22%3Atrue%2C%22freeze%22%3Afalse%7D";
    for (content_type, body) in [
        (FORM, json_in_form),
        (
            FORM,
            "clientId=c-1&activity=%7B%22active%22%3A+true%2C+%22freeze%22%3A%22%22%7D",
        ),
        (Some("Application/X-WWW-Form-URLencoded; charset=UTF-8"), json_in_form),
        (None, json_in_form),
        (FORM, "clientId=c-1&activity[active]=1&activity[freeze]=0"),
        (FORM, "clientId=c-1&activity%5Bactive%5D=true"),
        (
            Some("application/json"),
            r#"{"clientId":"c-1","activity":{"active":true}}"#,
        ),
        (None, r#"{"clientId":"c-1","activity":{"active":true}}"#),
    ] {
        let asked = NotifyActivity::from_http(&request(content_type, body))
            .unwrap_or_else(|error| panic!("{body}: {error}"))
            .body;
        assert_eq!(asked.client_id.as_deref(), Some("c-1"), "{body}");
        let activity = asked.activity.unwrap_or_else(|| panic!("{body}: no activity"));
        assert_eq!(
            (activity.active, activity.freeze.unwrap_or(false)),
            (Some(true), false),
            "{body}"
        );
    }
}

#[track_caller]
fn assert_refused<C: Callback + std::fmt::Debug>(request: &Request<Bytes>, part: &str) {
    let error = C::from_http(request).expect_err("unreadable");
    assert_eq!(
        (error.kind(), error.operation()),
        (ErrorKind::Callback, Some(C::meta().id))
    );
    assert!(error.to_string().contains(part), "{error}");
    let answer = refuse(&error);
    let (status, content_type, body) = text(&answer);
    assert_eq!((status, content_type), (400, "text/plain; charset=utf-8"));
    assert!(body.contains(part), "{body}");
}

#[test]
fn what_cannot_be_read_is_refused_with_the_reason() {
    assert_refused::<DeleteDelivery>(&post("/delivery/delete", "clientId=c-1"), "delete");
    assert_refused::<DeleteDelivery>(&post("/delivery/delete", ""), "delete");
    assert_refused::<DeleteDelivery>(&post("/delivery/delete", "delete=no JSON"), "delete");
    assert_refused::<PrintForms>(&request(Some("application/json"), r#"{"print":"#), "the body");
    assert_refused::<ChangeUserStatus>(&get("/x?userId=many"), "query parameter `userId`");
}

/// A body that is broken off or of the wrong shape holds the key of an account all the same.
#[test]
fn no_error_shows_the_key_of_an_account() {
    for body in [
        r#"register={"token":["x"],"apiKey":["canary"]}"#,
        r#"register={"token":"x","apiKey":{"a":"canary"}}"#,
        r#"register={"token":"x","apiKey":"canary"#,
        r#"register={"apiKey":"canary","token":"#,
        r#"register=[{"token":"x","apiKey":"canary"}]"#,
        r#"reg={"token":"x","apiKey":"canary"}"#,
    ] {
        let error = Register::from_http(&post("/register", body)).expect_err("unreadable");
        for shown in [
            error.to_string(),
            format!("{error:?}"),
            text(&refuse(&error)).2.to_owned(),
        ] {
            assert!(!shown.contains("canary"), "{body}: {shown}");
        }
    }
}
