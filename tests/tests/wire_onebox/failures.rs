//! A box refuses with HTTP 200, `status: fail` and a text; gateways before it refuse in their own ways.

use std::time::Duration;

use tradewire::testing::{Scripted, SetClock};
use tradewire::{Error, ErrorKind};
use tradewire_onebox::orders::{OrderCreate, OrderResultStatus};
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

/// The same texts as answers to a program's questions, though the status is that of a success.
#[tokio::test]
async fn failures_of_the_table_mean_something() {
    type Question = fn(&Error) -> bool;
    let questions: [(&str, Question); 6] = [
        ("auth", Error::is_auth),
        ("not found", Error::is_not_found),
        ("already exists", Error::is_already_exists),
        ("invalid", Error::is_invalid),
        ("rate limited", Error::is_rate_limited),
        ("unavailable", Error::is_unavailable),
    ];
    let expected: [(&str, &[&str]); 12] = [
        ("login_empty", &["auth"]),
        ("password_empty", &["auth"]),
        ("clientnamefirst_empty", &["invalid"]),
        ("Bad user level!", &["auth"]),
        ("Login or password not correct!", &["auth"]),
        ("orderId_empty", &["invalid"]),
        ("Order is already!", &["already exists"]),
        ("Not workflow status by name", &["invalid"]),
        ("Not workflow by name", &["invalid"]),
        ("Please create Finance Account", &[]),
        ("Order with this Code does not found!", &["not found"]),
        ("clientphone_and_clientemail_empty", &["invalid"]),
    ];
    assert!(
        expected
            .iter()
            .zip(MESSAGES)
            .all(|(expected, known)| expected.0 == known.0)
    );
    for (message, meanings) in expected {
        let body = format!(r#"{{"message":"{message}","status":"fail"}}"#);
        let server = Scripted::new().reply(200, body);
        let error = scripted(&server)
            .orders()
            .delete("660")
            .send()
            .await
            .expect_err(message);
        let meant = questions.iter().filter(|(_, question)| question(&error));
        assert_eq!(meant.map(|(name, _)| *name).collect::<Vec<_>>(), meanings, "{message}");
        assert!(!error.is_retryable());
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

/// The id of an added order, text or number, wherever a box puts it, and also without a status: the order exists.
#[tokio::test]
async fn success_gives_the_id_in_every_form() {
    let order = || OrderCreate::new().client_phone("380");
    let table = [
        (r#"{"status":"ok","orderId":"7927"}"#, "7927"),
        (r#"{"status":"ok","orderid":7927,"more":[1]}"#, "7927"),
        (r#"{"orderId":1}"#, "1"),
        (r#"{"status":"ok","orderId":"A-1"}"#, "A-1"),
        (r#"{"status":"ok","message":"7927"}"#, "7927"),
    ];
    for (body, id) in table {
        let server = Scripted::new().reply(200, body);
        let added = scripted(&server)
            .orders()
            .create(order())
            .send()
            .await
            .unwrap_or_else(|error| panic!("{body}: {error}"));
        let found = added.order_id.or(added.order_id_lowercase).or(added.message);
        assert_eq!(found.as_deref(), Some(id), "{body}");
        assert!(
            matches!(added.status, None | Some(OrderResultStatus::Ok)),
            "{:?}",
            added.status
        );
        assert_eq!(added.extra.contains_key("more"), body.contains("more"));
    }
}

/// A refusal inside HTTP 200 answers the questions that a status would.
#[tokio::test]
async fn refusals_say_what_they_mean() {
    for (message, auth, missing, taken) in [
        ("Login or password not correct!", true, false, false),
        ("Order with this Code does not found!", false, true, false),
        ("Order is already!", false, false, true),
    ] {
        let server = Scripted::new().reply(200, format!(r#"{{"status":"fail","message":"{message}"}}"#));
        let error = scripted(&server).orders().get("7").send().await.expect_err(message);
        assert_eq!(
            (error.is_auth(), error.is_not_found(), error.is_already_exists()),
            (auth, missing, taken),
            "{message}"
        );
    }
}

/// 505 is about the protocol: it says nothing about the data, and asking again is no use.
#[tokio::test]
async fn another_version_of_the_protocol_is_no_refusal_of_the_data() {
    let server = Scripted::new().reply(505, "");
    let error = scripted(&server).orders().list(1).send().await.expect_err("refused");
    assert!(!error.is_invalid() && !error.is_retryable(), "{error:?}");
    assert_eq!(server.requests().len(), 1);
}

/// The gateway errors of the document.
#[tokio::test]
async fn gateway_errors_say_what_they_mean() {
    type Predicate = fn(&Error) -> bool;
    let table: [(u16, Predicate, bool); 3] = [
        (502, Error::is_unavailable, true),
        (503, Error::is_rate_limited, true),
        (504, Error::is_unavailable, true),
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
