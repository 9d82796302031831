//! Refusals in all the forms that the API and the servers before it give them.

use std::time::Duration;

use tradewire::testing::{Scripted, SetClock};
use tradewire::{Error, ErrorKind};
use tradewire_retailcrm::orders::OrderCreate;
use tradewire_retailcrm::{Client, Credentials, ErrorCode};

use crate::{HOST, scripted};

const PAGE_503: &str =
    "<html><head><title>503 Service Temporarily Unavailable</title></head><body><hr>nginx</body></html>";

/// The refusal of one order, by status and body.
async fn refused(status: u16, body: &str) -> Error {
    let server = Scripted::new().reply(status, body.to_owned());
    scripted(&server)
        .orders()
        .create(OrderCreate::new())
        .send()
        .await
        .expect_err("refused")
}

fn fields(error: &Error) -> Vec<(&str, &str)> {
    error
        .field_errors()
        .iter()
        .map(|field| (&*field.field, &*field.message))
        .collect()
}

#[tokio::test]
async fn success_false_is_a_refusal_whatever_the_status() {
    for status in [200, 201, 400, 404] {
        let error = refused(status, r#"{"success":false,"errorMsg":"Order is not loaded"}"#).await;
        assert_eq!(error.kind(), ErrorKind::Api, "{status}");
        assert_eq!(error.status().map(|found| found.as_u16()), Some(status));
        assert_eq!(error.message(), Some("Order is not loaded"), "{status}");
        assert_eq!(error.operation(), Some("orders.create"));
        assert!(!error.is_retryable(), "{status}");
        assert!(error.to_string().contains("Order is not loaded"), "{error}");
    }
}

#[tokio::test]
async fn a_refused_order_is_invalid_and_a_missing_one_not_found() {
    assert!(refused(400, r#"{"success":false,"errorMsg":"x"}"#).await.is_invalid());
    assert!(
        refused(404, r#"{"success":false,"errorMsg":"Not found"}"#)
            .await
            .is_not_found()
    );
}

#[tokio::test]
async fn errors_of_fields_come_as_map_list_or_empty() {
    for (errors, expected) in [
        (
            r#"{"firstName":"This value is too long.","items[0].offer":"Not found"}"#,
            &[
                ("firstName", "This value is too long."),
                ("items[0].offer", "Not found"),
            ][..],
        ),
        (
            r#"{"order":{"email":["Bad address.","Too long."]}}"#,
            &[("order.email", "Bad address."), ("order.email", "Too long.")][..],
        ),
        (
            r#"{"0":"No such offer","2":"No such customer"}"#,
            &[("0", "No such offer"), ("2", "No such customer")][..],
        ),
        (
            r#"["Parameter 'order' is missing","Parameter 'site' is missing"]"#,
            &[
                ("", "Parameter 'order' is missing"),
                ("", "Parameter 'site' is missing"),
            ][..],
        ),
        (r#""Only one text""#, &[("", "Only one text")][..]),
        ("[]", &[][..]),
        ("null", &[][..]),
    ] {
        for status in [200, 400] {
            let body = format!(r#"{{"success":false,"errorMsg":"Errors in the input parameters","errors":{errors}}}"#);
            let error = refused(status, &body).await;
            assert_eq!(fields(&error), expected, "{errors}");
            assert_eq!(error.message(), Some("Errors in the input parameters"));
        }
    }
}

#[tokio::test]
async fn known_messages_are_codes() {
    for (status, message, code) in [
        (403, r#"\"apiKey\" is missing."#, ErrorCode::ApiKeyMissing),
        (403, r#"Wrong \"apiKey\" value."#, ErrorCode::WrongApiKey),
        (403, "Access denied.", ErrorCode::AccessDenied),
        (404, "Account does not exist.", ErrorCode::AccountDoesNotExist),
        (404, "Not found", ErrorCode::NotFound),
        (400, "Validation error", ErrorCode::ValidationError),
    ] {
        let error = refused(status, &format!(r#"{{"success":false,"errorMsg":"{message}"}}"#)).await;
        assert_eq!(error.code_as::<ErrorCode>(), Some(code.clone()));
        assert_eq!(ErrorCode::of(&error), Some(code.clone()));
        assert_eq!(error.code(), Some(code.as_str()));
        assert_eq!(error.is_auth(), status == 403, "{message}");
    }
}

#[tokio::test]
async fn known_messages_mean_the_same_inside_any_status() {
    type Question = fn(&tradewire::Error) -> bool;
    let expected: [(&str, Question); 6] = [
        (r#"\"apiKey\" is missing."#, tradewire::Error::is_auth),
        (r#"Wrong \"apiKey\" value."#, tradewire::Error::is_auth),
        ("Access denied.", tradewire::Error::is_auth),
        ("Account does not exist.", tradewire::Error::is_not_found),
        ("Not found", tradewire::Error::is_not_found),
        ("Validation error", tradewire::Error::is_invalid),
    ];
    for status in [200, 400, 403, 404] {
        for (message, question) in expected {
            let error = refused(status, &format!(r#"{{"success":false,"errorMsg":"{message}"}}"#)).await;
            assert!(question(&error), "{status} {message}");
        }
    }
}

#[tokio::test]
async fn other_messages_have_no_code() {
    let error = refused(400, r#"{"success":false,"errorMsg":"Order already exists."}"#).await;
    assert_eq!(error.code(), None);
    assert_eq!(ErrorCode::of(&error), None);
}

/// PHP has more than one false, and leaves out nothing else.
#[tokio::test]
async fn a_false_in_another_form_is_false() {
    for body in [
        r#"{"success":0,"errorMsg":"x"}"#,
        r#"{"success":"false"}"#,
        "\u{feff}{\"success\":false}",
    ] {
        assert_eq!(refused(200, body).await.kind(), ErrorKind::Api, "{body}");
    }
}

/// The customer that stayed after a merger stands beside the message.
#[tokio::test]
async fn what_stands_beside_the_message_is_kept() {
    let body = r#"{"success":false,"errorMsg":"Not found","combinedTo":{"id":7,"externalId":"A-7"}}"#;
    let server = Scripted::new().reply(404, body);
    let error = scripted(&server)
        .customers()
        .get("A-1")
        .send()
        .await
        .expect_err("merged");
    assert!(error.is_not_found());
    let kept = tradewire::Json::parse(&error.body_text()).expect("the whole body");
    assert_eq!(
        kept.at("combinedTo.externalId").and_then(tradewire::Json::as_str),
        Some("A-7")
    );
}

/// A wrong name of the account: 405, or a page for people.
#[tokio::test]
async fn a_wrong_account_is_not_found() {
    let error = refused(405, "<h1>Method Not Allowed</h1>").await;
    assert!(error.is_not_found());
    assert_eq!(error.message(), Some("Method Not Allowed"));
    let error = refused(404, "<!DOCTYPE html><title>RetailCRM: no such account</title>").await;
    assert!(error.is_not_found());
    assert_eq!(error.message(), Some("RetailCRM: no such account"));
}

/// With status 200 there is only the page to tell by.
#[tokio::test]
async fn a_page_instead_of_json_is_said_to_be_one() {
    let error = refused(200, "<!DOCTYPE html><title>RetailCRM: no such account</title>").await;
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("RetailCRM: no such account"), "{error}");
}

#[tokio::test]
async fn a_second_statistic_within_a_minute_is_refused_once() {
    let server = Scripted::new()
        .reply(
            400,
            r#"{"success":false,"errorMsg":"Statistic update was called recently"}"#,
        )
        .reply(200, "{}");
    let error = scripted(&server)
        .statistic()
        .update()
        .send()
        .await
        .expect_err("too early");
    assert!(error.is_invalid() && !error.is_retryable() && !error.is_rate_limited());
    assert_eq!(server.requests().len(), 1, "calling again would only be refused again");
}

/// Over the limit nothing was done, so even the creation of an order is sent again, the same to the byte.
#[tokio::test]
async fn too_many_requests_are_sent_again() {
    let server = Scripted::new()
        .reply(429, PAGE_503)
        .reply(429, "")
        .reply(201, r#"{"success":true,"id":1}"#);
    let order = scripted(&server)
        .orders()
        .create(OrderCreate::new().number("1"))
        .site("main")
        .send()
        .await
        .expect("created");
    assert_eq!(order.id, Some(1));
    let bodies: Vec<_> = server.requests().into_iter().map(|sent| sent.body).collect();
    assert_eq!(bodies, [&b"site=main&order=%7B%22number%22%3A%221%22%7D"[..]; 3]);
}

/// The page of a 503 is that of the proxy, which shows it too when the back end is down: an order may have been created.
#[tokio::test]
async fn a_page_of_the_proxy_proves_nothing_about_a_write() {
    for body in [PAGE_503, ""] {
        let server = Scripted::new()
            .reply_with_headers(503, [("retry-after", "1")], body)
            .reply(201, r#"{"success":true,"id":1}"#);
        let call = scripted(&server).orders().create(OrderCreate::new().number("1"));
        let error = call.send().await.expect_err("unknown");
        assert!(error.is_rate_limited(), "{error}");
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn the_server_says_how_long_to_wait() {
    let clock = SetClock::new();
    let server = Scripted::new()
        .reply_with_headers(429, [("retry-after", "7")], PAGE_503)
        .reply(200, r#"{"success":true}"#);
    let crm = Client::builder(HOST)
        .credentials(Credentials::api_key("key"))
        .transport(server.clone())
        .clock(clock.clone())
        .build()
        .expect("a client");
    crm.orders().get("1").send().await.expect("an order");
    assert_eq!(server.requests().len(), 2);
    assert!(clock.passed() >= Duration::from_secs(7), "{:?}", clock.waits());
}

#[tokio::test]
async fn too_many_requests_for_too_long_are_an_error() {
    for status in [503, 429] {
        let server = (0..9).fold(Scripted::new(), |server, _| server.reply(status, PAGE_503));
        let error = scripted(&server).orders().list().send().await.expect_err("limited");
        assert!(error.is_rate_limited() && error.is_retryable() && !error.is_auth());
        assert_eq!(error.message(), Some("503 Service Temporarily Unavailable"));
        assert_eq!(error.attempts() as usize, server.requests().len());
        assert!(error.attempts() > 1);
    }
}

/// A gateway that fails may have passed the order on.
#[tokio::test]
async fn an_order_is_not_created_twice() {
    let server = Scripted::new().reply(502, "").reply(201, "{}");
    let error = scripted(&server)
        .orders()
        .create(OrderCreate::new())
        .send()
        .await
        .expect_err("bad gateway");
    assert!(error.is_unavailable());
    assert_eq!(server.requests().len(), 1);
}

/// Writing the cart of a customer again changes nothing, so that call is.
#[tokio::test]
async fn what_may_be_done_twice_is_sent_twice() {
    let server = Scripted::new().reply(502, "").reply(200, r#"{"success":true}"#);
    let cart = tradewire_retailcrm::customer_interaction::CartSet::new();
    scripted(&server)
        .customer_interaction()
        .set_cart("main", cart)
        .send()
        .await
        .expect("written");
    assert_eq!(server.requests().len(), 2);
}
