//! Both documented shapes of an error, and what servers send beside them.

use tradewire::testing::Scripted;
use tradewire::{Error, ErrorKind};
use tradewire_commercehq::products::ProductCreate;
use tradewire_tests::{Reply, Server, none_shows};

use crate::{connected, scripted};
use tradewire_commercehq::BasicCredentials;

async fn refused(status: u16, body: &str) -> Error {
    let server = Scripted::new().reply(status, body.to_owned());
    scripted(&server)
        .products()
        .create(ProductCreate::new("A"))
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

/// 422 of the document, on a socket.
#[tokio::test]
async fn a_failed_validation_gives_field_errors() {
    let body = r#"{"message":"Validation Failed","errors":{
        "username":["Username is required.","Username must contain only word characters."],"email":["Email address is invalid."]}}"#;
    let server = Server::scripted([Reply::json(422, body).header("X-Request-Id", "r-7")]);
    let error = connected(&server)
        .products()
        .create(ProductCreate::new("A"))
        .send()
        .await
        .expect_err("refused");

    assert_eq!(error.kind(), ErrorKind::Api);
    assert!(error.is_invalid() && !error.is_retryable());
    assert_eq!(error.status().map(|status| status.as_u16()), Some(422));
    assert_eq!(error.message(), Some("Validation Failed"));
    assert_eq!(
        fields(&error),
        [
            ("username", "Username is required."),
            ("username", "Username must contain only word characters."),
            ("email", "Email address is invalid."),
        ]
    );
    assert_eq!(error.operation(), Some("products.create"));
    assert_eq!(error.request_id(), Some("r-7"));
    assert_eq!(error.body(), body.as_bytes());
    let sentence = error.to_string();
    assert!(
        sentence.contains("Validation Failed") && sentence.contains("email: Email address is invalid."),
        "{sentence}"
    );
}

/// Peers have seen the same in a list.
#[tokio::test]
async fn a_list_of_validation_errors_gives_field_errors() {
    let error = refused(
        422,
        r#"[{"message":"Validation Failed","errors":{"title":["Title is required."]}}]"#,
    )
    .await;
    assert!(error.is_invalid());
    assert_eq!(error.message(), Some("Validation Failed"));
    assert_eq!(fields(&error), [("title", "Title is required.")]);
}

/// 400 of the document.
#[tokio::test]
async fn a_general_error_gives_its_message() {
    let error = refused(
        400,
        r#"{"message":"Problems parsing JSON, or any another error message"}"#,
    )
    .await;
    assert!(error.is_invalid());
    assert_eq!(
        error.message(),
        Some("Problems parsing JSON, or any another error message")
    );
    assert!(error.field_errors().is_empty());
    assert!(error.to_string().contains("Problems parsing JSON"));
}

#[tokio::test]
async fn statuses_tell_what_they_mean() {
    type Predicate = fn(&Error) -> bool;
    let table: [(u16, &str, Predicate); 6] = [
        (401, r#"{"message":"No"}"#, Error::is_auth),
        (403, "", Error::is_auth),
        (
            404,
            "<html><head><title>Not Found</title></head></html>",
            Error::is_not_found,
        ),
        (422, "[]", Error::is_invalid),
        (429, "", Error::is_rate_limited),
        (503, "<h1>Busy</h1>", Error::is_unavailable),
    ];
    for (status, body, means) in table {
        // Creating is not repeated, but for a plain refusal; so there are replies enough.
        let server = (0..4).fold(Scripted::new(), |server, _| server.reply(status, body));
        let error = scripted(&server)
            .products()
            .create(ProductCreate::new("A"))
            .send()
            .await
            .expect_err("refused");
        assert!(means(&error), "{status}: {error:?}");
        assert_eq!(error.kind(), ErrorKind::Api);
    }
}

/// A success that holds something else than a product.
#[tokio::test]
async fn a_reply_that_does_not_fit_names_operation_and_spec() {
    let server = Scripted::new().reply(200, r#"["id"]"#);
    let error = scripted(&server)
        .products()
        .get(27)
        .send()
        .await
        .expect_err("no product");
    assert_eq!(error.kind(), ErrorKind::Decode);
    let sentence = error.to_string();
    assert!(
        sentence.contains("products.get") && sentence.contains("specs/commercehq/products.yaml"),
        "{sentence}"
    );
    assert!(sentence.contains("expected object, found list"), "{sentence}");
}

/// The document gives 503 no meaning: a gateway may say it after the shop took the order.
#[tokio::test]
async fn a_wait_alone_is_no_proof_that_nothing_was_done() {
    for status in [502, 503, 504, 408] {
        let server = Scripted::new()
            .reply_with_headers(status, [("retry-after", "1")], "")
            .reply(200, r#"{"id":1}"#);
        let json = tradewire::Json::from("an order");
        let call = scripted(&server).raw("POST", "/api/v1/orders").json(json);
        call.send().await.expect_err("nobody knows");
        assert_eq!(server.requests().len(), 1, "{status}");
    }
}

/// Key and password show up neither in the client nor in any error, not even where the server echoes them.
#[tokio::test]
async fn credentials_stay_secret() {
    use tradewire_commercehq::{Client, Credentials};
    const SECRETS: [&str; 3] = ["canary-key", "canary-password", "Y2FuYXJ5LWtleTpjYW5hcnktcGFzc3dvcmQ="];
    let server = Scripted::new()
        .reply(
            401,
            r#"{"message":"unknown key canary-key / canary-password","errors":{"auth":["canary-password"]}}"#,
        )
        .fail(tradewire::client::transport::TransportErrorKind::Request);
    let client = Client::builder("https://shop.commercehq.com")
        .credentials(Credentials::basic(BasicCredentials {
            api_key: "canary-key".into(),
            api_password: "canary-password".into(),
        }))
        .transport(server.clone())
        .build()
        .expect("a client");
    for secret in SECRETS {
        assert!(!format!("{client:?}{:?}{server:?}", client.products().list()).contains(secret));
    }
    for _ in 0..2 {
        let error = client.products().list().send().await.expect_err("refused");
        none_shows(&error, &SECRETS);
        assert!(!error.body_text().contains("canary"));
    }
    assert!(format!("{:?}", server.last_request()).contains("GET /api/v1/products"));
    none_shows_in_debug(&server.last_request(), &SECRETS);
}

fn none_shows_in_debug(value: &impl std::fmt::Debug, secrets: &[&str]) {
    let text = format!("{value:?}");
    assert!(secrets.iter().all(|secret| !text.contains(secret)), "{text}");
}
