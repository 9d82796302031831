//! How refusals read: three shapes of 422, and what comes without JSON.

use std::time::{Duration, SystemTime};

use tradewire::testing::{Scripted, SetClock};
use tradewire::{Error, ErrorKind, RetryPolicy};
use tradewire_insales::pages::{PageCreate, PageCreateRequired};
use tradewire_insales::webhooks::WebhookUpdate;

use crate::support::client;

async fn refused(status: u16, body: &str) -> Error {
    let server = Scripted::new().reply(status, body.to_owned());
    let call = client(&server, &SetClock::new())
        .pages()
        .create(PageCreate::new(PageCreateRequired {
            title: String::new(),
            content: "text".into(),
        }));
    call.retry(RetryPolicy::never()).send().await.expect_err("refused")
}

fn fields(error: &Error) -> Vec<(&str, &str)> {
    error
        .field_errors()
        .iter()
        .map(|field| (&*field.field, &*field.message))
        .collect()
}

/// The same refusal bare and wrapped.
#[tokio::test]
async fn a_field_map_is_read_at_the_root_and_under_errors() {
    for body in [
        r#"{"title":["не может быть пустым","слишком короткий"],"permalink":["has already been taken"]}"#,
        r#"{"status":"error","errors":{"title":["не может быть пустым","слишком короткий"],"permalink":["has already been taken"]}}"#,
    ] {
        let error = refused(422, body).await;
        assert_eq!(error.kind(), ErrorKind::Api);
        assert!(error.is_invalid() && !error.is_retryable(), "{error:?}");
        assert_eq!(
            fields(&error),
            [
                ("title", "не может быть пустым"),
                ("title", "слишком короткий"),
                ("permalink", "has already been taken"),
            ],
            "{body}"
        );
        assert_eq!(error.operation(), Some("pages.create"));
        let sentence = error.to_string();
        assert!(
            sentence.contains("title: не может быть пустым") && sentence.contains("422"),
            "{sentence}"
        );
    }
}

#[tokio::test]
async fn a_message_is_read_and_is_no_field() {
    let error = refused(422, r#"{"message":"Content-Type must be application/json"}"#).await;
    assert!(error.is_invalid());
    assert_eq!(error.message(), Some("Content-Type must be application/json"));
    assert_eq!(fields(&error), []);
    assert!(error.to_string().contains("Content-Type must be application/json"));
}

#[tokio::test]
async fn a_forbidden_call_tells_its_message() {
    let error = refused(403, r#"{"status":"error","message":"Недостаточно прав"}"#).await;
    assert!(error.is_auth() && !error.is_invalid());
    assert_eq!(error.message(), Some("Недостаточно прав"));
    assert_eq!(fields(&error), []);
}

/// What each status means, with the bodies that servers send along.
#[tokio::test]
async fn statuses_tell_what_they_mean() {
    type Predicate = fn(&Error) -> bool;
    let table: [(u16, &str, Predicate); 7] = [
        (400, "", Error::is_invalid),
        (401, "HTTP Basic: Access denied.\n", Error::is_auth),
        (403, r#"{"status":"error","message":"no"}"#, Error::is_auth),
        (404, NOT_FOUND, Error::is_not_found),
        (422, "{}", Error::is_invalid),
        (429, "", Error::is_rate_limited),
        (503, "", Error::is_unavailable),
    ];
    let predicates = [
        Error::is_invalid as Predicate,
        Error::is_auth,
        Error::is_not_found,
        Error::is_rate_limited,
        Error::is_unavailable,
    ];
    for (status, body, means) in table {
        let error = refused(status, body).await;
        assert_eq!(error.kind(), ErrorKind::Api, "{status}");
        assert!(means(&error), "{status}: {error:?}");
        assert_eq!(
            predicates.iter().filter(|predicate| predicate(&error)).count(),
            1,
            "{status} means one thing"
        );
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert_eq!(error.body(), body.as_bytes());
    }
}

const NOT_FOUND: &str = "<!DOCTYPE html>\n<html><head><title>The page you were looking for doesn't exist (404)</title>\
    <style>body { color: #fff }</style></head><body><h1>404</h1></body></html>";

/// The page's markup is not for people; its title is.
#[tokio::test]
async fn a_page_of_html_gives_its_gist() {
    let server = Scripted::new().reply_with_headers(404, [("content-type", "text/html; charset=utf-8")], NOT_FOUND);
    let error = client(&server, &SetClock::new())
        .orders()
        .get(7)
        .send()
        .await
        .expect_err("no order");
    assert!(error.is_not_found());
    assert_eq!(error.operation(), Some("orders.get"));
    let sentence = error.to_string();
    assert!(
        sentence.contains("The page you were looking for doesn't exist (404)"),
        "{sentence}"
    );
    assert!(!sentence.contains('<') && !sentence.contains("color"), "{sentence}");
}

/// A success that is no JSON: a login page, say.
#[tokio::test]
async fn a_page_in_place_of_a_reply_is_told_as_such() {
    let server =
        Scripted::new().reply_with_headers(200, [("content-type", "text/html")], "<html><title>Вход</title></html>");
    let error = client(&server, &SetClock::new())
        .orders()
        .get(7)
        .send()
        .await
        .expect_err("no order");
    assert_eq!(error.kind(), ErrorKind::Decode);
    let sentence = error.to_string();
    assert!(
        sentence.contains("Вход") && sentence.contains("orders.get"),
        "{sentence}"
    );
}

#[tokio::test]
async fn a_reply_that_does_not_fit_names_the_place_in_the_spec() {
    let server = Scripted::new().reply(200, r#"{"id":{"nested":1},"order_lines":[]}"#);
    let error = client(&server, &SetClock::new())
        .orders()
        .get(7)
        .send()
        .await
        .expect_err("no order");
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.place(), Some("specs/insales/orders.yaml"));
    let sentence = error.to_string();
    assert!(
        sentence.contains("$.id") && sentence.contains("specs/insales/orders.yaml"),
        "{sentence}"
    );
}

/// Nothing was done, so that even what must not be done twice is sent again; the wait is the server's.
#[tokio::test]
async fn over_the_limit_the_server_is_asked_again_when_it_says() {
    for status in [429, 503] {
        let (server, clock) = (
            over_the_limit(Scripted::new(), status, "120").reply(201, r#"{"id":1}"#),
            SetClock::new(),
        );
        let call = client(&server, &clock)
            .pages()
            .create(PageCreate::new(PageCreateRequired {
                title: "A".into(),
                content: "B".into(),
            }));
        let created = call
            .timeout(Duration::from_secs(600))
            .send_with_metadata()
            .await
            .expect("a page");
        assert_eq!(created.value.id, 1);
        assert_eq!(created.metadata.attempts, 2, "{status}");
        assert_eq!(
            server.requests()[0].body,
            server.requests()[1].body,
            "a repeat is the same request"
        );
        assert!(
            clock.passed() >= Duration::from_secs(120),
            "{status}: {:?}",
            clock.waits()
        );
    }
}

/// 503 is a refusal with an empty body and a wait; the page of a proxy comes when nobody knows what was done.
#[tokio::test]
async fn what_may_have_been_created_is_not_created_again() {
    for (headers, body) in [
        (&[][..], ""),
        (&[("retry-after", "1")][..], "<html>Backend unavailable</html>"),
        (&[("content-type", "text/html")][..], "<html>Backend unavailable</html>"),
    ] {
        let server = Scripted::new()
            .reply_with_headers(503, headers.iter().copied(), body)
            .reply(201, r#"{"id":1}"#);
        let call = client(&server, &SetClock::new())
            .pages()
            .create(PageCreate::new(PageCreateRequired {
                title: "A".into(),
                content: "B".into(),
            }));
        let error = call.send().await.expect_err("unknown");
        assert!(error.is_unavailable() && !error.is_rate_limited(), "{error}");
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_wait_beyond_the_calls_time_is_handed_to_the_caller() {
    let (server, clock) = (over_the_limit(Scripted::new(), 429, "120"), SetClock::new());
    let update = WebhookUpdate::new().address("https://example.com");
    let error = client(&server, &clock)
        .webhooks()
        .update(1, update)
        .send()
        .await
        .expect_err("no time");
    assert!(error.is_rate_limited() && error.is_retryable());
    assert_eq!(error.retry_after(SystemTime::now()), Some(Duration::from_secs(120)));
    assert_eq!(error.attempts(), 1);
    assert_eq!(clock.waits(), []);
}

fn over_the_limit(server: Scripted, status: u16, seconds: &str) -> Scripted {
    server.reply_with_headers(status, [("retry-after", seconds), ("api-usage-limit", "500/500")], "")
}

/// A gateway may have passed the request on: only what may be done twice is sent again.
#[tokio::test]
async fn after_a_gateway_error_only_harmless_calls_are_repeated() {
    let repeats = async |unsafe_call: bool| {
        let server = Scripted::new().reply(502, "").reply(200, r#"{"id":1}"#);
        let client = client(&server, &SetClock::new());
        let outcome = if unsafe_call {
            client
                .orders()
                .update(1, tradewire_insales::orders::OrderUpdate::new())
                .send()
                .await
                .map(drop)
        } else {
            client.pages().get(1).send().await.map(drop)
        };
        (outcome.is_ok(), server.requests().len())
    };
    assert_eq!(repeats(false).await, (true, 2), "reading");
    assert_eq!(repeats(true).await, (false, 1), "an order update may add lines twice");
}
