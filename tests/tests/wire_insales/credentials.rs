//! Both kinds of credentials, and that they stay secret.

use tradewire::testing::Scripted;
use tradewire::{Error, ErrorKind, Operation};
use tradewire_insales::orders::{CountOrders, OrderUpdate};
use tradewire_insales::{BasicCredentials, Client, Credentials, InstalledCredentials};
use tradewire_tests::none_shows;

use crate::support::SHOP;

/// `app:secret`.
const BASIC: &str = "Basic YXBwOnNlY3JldA==";
/// `app:` and the MD5 hex of `install-token` followed by `secret-key`, which is `ef1b2fa4d5eac5ef5bd55a0db3b9d04b`.
const INSTALLED: &str = "Basic YXBwOmVmMWIyZmE0ZDVlYWM1ZWY1YmQ1NWEwZGIzYjlkMDRi";

fn authorization(credentials: &tradewire::Credentials) -> Result<String, Error> {
    let request = CountOrders::new().request(SHOP, credentials)?;
    let value = request.headers().get("authorization").expect("an Authorization header");
    Ok(value.to_str().expect("text").to_owned())
}

#[test]
fn a_private_application_sends_its_id_and_password() {
    assert_eq!(
        authorization(&Credentials::basic(BasicCredentials {
            app_id: "app".into(),
            password: "secret".into()
        }))
        .expect("a request"),
        BASIC
    );
}

#[test]
fn an_installed_application_sends_the_md5_of_token_and_secret() {
    let installed = Credentials::installed(InstalledCredentials {
        app_id: "app".into(),
        install_token: "install-token".into(),
        secret: "secret-key".into(),
    });
    assert_eq!(authorization(&installed).expect("a request"), INSTALLED);
}

#[test]
fn of_both_kinds_the_first_that_the_platform_declares_is_sent() {
    let installed = Credentials::installed(InstalledCredentials {
        app_id: "app".into(),
        install_token: "install-token".into(),
        secret: "secret-key".into(),
    });
    let both = installed.and(Credentials::basic(BasicCredentials {
        app_id: "app".into(),
        password: "secret".into(),
    }));
    assert_eq!(authorization(&both).expect("a request"), BASIC);
}

#[test]
fn without_credentials_nothing_is_sent() {
    let error = authorization(&Credentials::none()).expect_err("no credentials");
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert!(error.is_auth());
}

const TOKEN: &str = "install-token";
const SECRET: &str = "secret-key";
const PASSWORD: &str = "canary-password";
/// What is sent is as good as what it is made of.
const DERIVED: [&str; 3] = [
    "ef1b2fa4d5eac5ef5bd55a0db3b9d04b",
    "YXBwOmVmMWIyZmE0ZDVlYWM1ZWY1YmQ1NWEwZGIzYjlkMDRi",
    "YXBwOmNhbmFyeS1wYXNzd29yZA==",
];

/// Both kinds, each with its part of the secrets.
fn both_kinds() -> [tradewire::Credentials; 2] {
    [
        Credentials::installed(InstalledCredentials {
            app_id: "app".into(),
            install_token: TOKEN.into(),
            secret: SECRET.into(),
        }),
        Credentials::basic(BasicCredentials {
            app_id: "app".into(),
            password: PASSWORD.into(),
        }),
    ]
}

fn client(credentials: tradewire::Credentials, server: &Scripted) -> Client {
    Client::builder(SHOP)
        .credentials(credentials)
        .transport(server.clone())
        .build()
        .expect("a client")
}

#[tokio::test]
async fn clients_calls_and_requests_show_no_secret() {
    for credentials in both_kinds() {
        let server = Scripted::new().reply(200, r#"{"count":1}"#);
        let client = client(credentials.clone(), &server);
        let call = client.orders().count();
        let shown = format!("{credentials:?} {client:?} {:?} {call:?}", client.orders());
        call.send().await.expect("a count");
        let shown = format!("{shown} {server:?} {:?}", server.last_request());
        for secret in DERIVED.iter().chain(&[TOKEN, SECRET, PASSWORD]) {
            assert!(!shown.contains(secret), "{secret} is shown: {shown}");
        }
    }
}

/// The refusal that a server makes of what it was sent.
async fn echoed(credentials: tradewire::Credentials, secrets: &[&str]) -> Error {
    let server = Scripted::new().reply(401, format!(r#"{{"message":"who is {}?"}}"#, secrets.join(" or ")));
    client(credentials, &server)
        .orders()
        .update(1, OrderUpdate::new())
        .send()
        .await
        .expect_err("refused")
}

#[tokio::test]
async fn errors_show_no_secret_that_a_server_echoes() {
    let [installed, basic] = both_kinds();
    for (credentials, secrets) in [(installed, &[TOKEN, SECRET][..]), (basic, &[PASSWORD][..])] {
        let error = echoed(credentials, secrets).await;
        assert!(error.is_auth());
        assert!(error.message().expect("a message").starts_with("who is "));
        none_shows(&error, secrets);
        let body = error.body_text();
        assert!(!secrets.iter().any(|secret| body.contains(secret)), "{body}");
    }
}

#[tokio::test]
async fn errors_show_no_derived_secret_that_a_server_echoes() {
    let [installed, basic] = both_kinds();
    for (credentials, secrets) in [(installed, &DERIVED[..2]), (basic, &DERIVED[2..])] {
        none_shows(&echoed(credentials, secrets).await, secrets);
    }
}
