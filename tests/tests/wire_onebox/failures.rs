//! A box refuses with HTTP 200, `status: fail` and a text; gateways before it refuse in their own ways.

use std::time::Duration;

use tradewire::testing::{Scripted, SetClock};
use tradewire::{Error, ErrorKind};
use tradewire_onebox::orders::OrderResultStatus;
use tradewire_onebox::{Client, ErrorCode};

use crate::{login, scripted};

/// The twelve texts of the table of answers that mean a failure. (Its first row is success.)
const MESSAGES: [(&str, ErrorCode); 12] = [
    ("login_empty", ErrorCode::LoginEmpty),
    ("password_empty", ErrorCode::PasswordEmpty),
    ("clientnamefirst_empty", ErrorCode::ClientNameFirstEmpty),
    ("Bad user level!", ErrorCode::BadUserLevel),
    ("Login or password not correct!", ErrorCode::LoginOrPasswordNotCorrect),
    ("orderId_empty", ErrorCode::OrderIdEmpty),
    ("Order is already!", ErrorCode::OrderAlreadyExists),
    ("Not workflow status by name", ErrorCode::NoStatusOfThatName),
    ("Not workflow by name", ErrorCode::NoWorkflowOfThatName),
    ("Please create Finance Account", ErrorCode::FinanceAccountMissing),
    ("Order with this Code does not found!", ErrorCode::OrderCodeNotFound),
    ("clientphone_and_clientemail_empty", ErrorCode::ClientPhoneAndEmailEmpty),
];

#[tokio::test]
async fn every_failure_of_the_table_is_a_code() {
    for (message, code) in MESSAGES {
        let server = Scripted::new().reply(200, format!(r#"{{"status":"fail","message":"{message}"}}"#));
        let error = scripted(&server)
            .orders()
            .delete("660")
            .send()
            .await
            .expect_err(message);
        assert_eq!(error.kind(), ErrorKind::Api);
        assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
        assert_eq!(ErrorCode::of(&error), Some(code.clone()));
        assert_eq!(error.code_as::<ErrorCode>(), Some(code.clone()));
        assert_eq!(error.message(), Some(message));
        assert_eq!(code.as_str(), message);
        assert!(error.to_string().contains(message), "{error}");
        assert_eq!(server.requests().len(), 1, "{message} is not a reason to ask again");
    }
}

/// Reading a list, the same refusal is no list.
#[tokio::test]
async fn a_refused_listing_is_an_error_and_not_an_empty_list() {
    let server = Scripted::new().reply(200, r#"{"status":"fail","message":"Login or password not correct!"}"#);
    let error = scripted(&server).orders().list(1).send().await.expect_err("refused");
    assert_eq!(ErrorCode::of(&error), Some(ErrorCode::LoginOrPasswordNotCorrect));
}

#[tokio::test]
async fn a_text_that_is_not_listed_stays_readable() {
    let server = Scripted::new().reply(200, "\u{feff}{\"message\":\"Something new\",\"status\":\"fail\"}");
    let error = scripted(&server)
        .orders()
        .delete("660")
        .send()
        .await
        .expect_err("refused");
    assert_eq!(error.message(), Some("Something new"));
    assert_eq!(ErrorCode::of(&error), None);
}

#[tokio::test]
async fn success_gives_the_id_in_both_spellings() {
    let server = Scripted::new()
        .reply(200, r#"{"status":"ok","orderId":"7927"}"#)
        .reply(200, r#"{"status":"ok","orderid":7927,"more":[1]}"#);
    let orders = scripted(&server).orders();
    let integrations = orders.delete("660").send().await.expect("deleted");
    assert_eq!(
        (integrations.status, integrations.order_id),
        (OrderResultStatus::Ok, Some(7927))
    );
    let documented = orders.delete("660").send().await.expect("deleted");
    assert_eq!(documented.order_id_lowercase, Some(7927));
    assert!(documented.extra.contains_key("more"));
}

/// The gateway errors of the document.
#[tokio::test]
async fn gateway_errors_say_what_they_mean() {
    type Predicate = fn(&Error) -> bool;
    let table: [(u16, Predicate, bool); 4] = [
        (502, Error::is_unavailable, true),
        (503, Error::is_rate_limited, true),
        (504, Error::is_unavailable, true),
        (505, Error::is_invalid, false),
    ];
    for (status, means, retryable) in table {
        let page = "<html><head><title>Oops</title></head><body>nginx</body></html>";
        let server = (0..8).fold(Scripted::new(), |server, _| server.reply(status, page));
        let error = scripted(&server).orders().list(1).send().await.expect_err("refused");
        assert!(means(&error), "{status}: {error:?}");
        assert_eq!(error.is_retryable(), retryable, "{status}");
        assert_eq!(error.kind(), ErrorKind::Api);
        assert_eq!(server.requests().len(), if retryable { 4 } else { 1 }, "{status}");
        assert!(error.to_string().contains("Oops"), "{error}");
    }
}

/// The document says that 503 may come of too many requests, so it may come of something else, and the order may exist already.
#[tokio::test]
async fn a_new_order_is_repeated_only_when_nothing_was_done() {
    for (status, sent) in [(429, 2), (503, 1), (502, 1), (504, 1), (505, 1)] {
        let server = Scripted::new()
            .reply(status, "")
            .reply(200, r#"{"status":"ok","orderId":1}"#);
        let outcome = scripted(&server).orders().delete("660").send().await;
        assert_eq!(server.requests().len(), sent, "{status}");
        assert_eq!(outcome.is_ok(), sent == 2, "{status}");
    }
}

/// The box asks for patience and says how much: it gets no less.
#[tokio::test]
async fn a_busy_box_is_waited_for() {
    let clock = SetClock::new();
    let server = Scripted::new()
        .reply_with_headers(503, [("retry-after", "20")], "")
        .reply(200, "[]");
    let client = Client::builder("https://box.example")
        .credentials(login())
        .transport(server.clone())
        .clock(clock.clone())
        .build()
        .expect("a client");
    assert!(
        client
            .orders()
            .list(1)
            .send()
            .await
            .expect("the second answer")
            .is_empty()
    );
    let [waited] = clock.waits()[..] else {
        panic!("one wait")
    };
    assert!(waited >= Duration::from_secs(20), "{waited:?}");
}
