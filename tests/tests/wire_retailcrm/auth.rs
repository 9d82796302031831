//! Where the key goes, and where it must not show.

use tradewire::ErrorKind;
use tradewire::testing::{Captured, Scripted, SetClock};
use tradewire_retailcrm::orders::OrderCreate;
use tradewire_retailcrm::{Client, Credentials};
use tradewire_tests::none_shows;

use crate::HOST;

const KEY: &str = "canary+key/1";

fn client(server: &Scripted, credentials: tradewire::Credentials) -> Client {
    Client::builder(HOST)
        .credentials(credentials)
        .transport(server.clone())
        .clock(SetClock::new())
        .build()
        .expect("a client")
}

/// What a form with a query was sent as.
async fn sent_with(credentials: tradewire::Credentials) -> Captured {
    let server = Scripted::new().reply(200, r#"{"success":true}"#);
    client(&server, credentials)
        .orders()
        .cancel_delivery("7")
        .by("id")
        .force(true)
        .send()
        .await
        .expect("sent");
    server.last_request()
}

#[tokio::test]
async fn the_key_goes_into_its_header() {
    let sent = sent_with(Credentials::api_key(KEY)).await;
    assert_eq!(sent.header("x-api-key"), Some(KEY));
    assert_eq!(sent.query_text(), "by=id");
    assert_eq!(sent.body_text(), "force=1");
}

#[tokio::test]
async fn the_key_can_go_into_the_query_instead() {
    let sent = sent_with(Credentials::api_key_query(KEY)).await;
    assert_eq!(sent.header("x-api-key"), None);
    assert_eq!(sent.query_text(), "by=id&apiKey=canary%2Bkey%2F1");
    assert_eq!(sent.body_text(), "force=1");
}

#[tokio::test]
async fn with_both_the_header_is_preferred() {
    let sent = sent_with(Credentials::api_key_query(KEY).and(Credentials::api_key(KEY))).await;
    assert_eq!(sent.header("x-api-key"), Some(KEY));
    assert_eq!(sent.query_text(), "by=id");
}

#[tokio::test]
async fn without_a_key_nothing_is_sent() {
    let server = Scripted::new();
    let error = client(&server, Credentials::none())
        .orders()
        .get("1")
        .send()
        .await
        .expect_err("no key");
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert!(error.is_auth());
    assert!(server.requests().is_empty());
}

/// Not even where the server throws it back.
#[tokio::test]
async fn no_error_shows_the_key() {
    let body = format!(r#"{{"success":false,"errorMsg":"Wrong \"apiKey\" value. Got {KEY}"}}"#);
    for credentials in [Credentials::api_key(KEY), Credentials::api_key_query(KEY)] {
        let server = Scripted::new().reply(403, body.clone()).fail_to_connect();
        let crm = client(&server, credentials);
        assert!(!format!("{crm:?}").contains(KEY));
        let refused = crm
            .orders()
            .create(OrderCreate::new())
            .send()
            .await
            .expect_err("refused");
        assert!(refused.is_auth());
        none_shows(&refused, &[KEY, "canary%2Bkey%2F1"]);
        let unreachable = crm
            .orders()
            .create(OrderCreate::new())
            .send()
            .await
            .expect_err("no connection");
        none_shows(&unreachable, &[KEY, "canary%2Bkey%2F1"]);
    }
}
