//! Login and password stand in the query of every call and must be seen nowhere else.

use tradewire::client::transport::TransportErrorKind;
use tradewire::testing::{Scripted, SetClock};
use tradewire::{Credentials as Held, ErrorKind, RetryPolicy};
use tradewire_onebox::orders::OrderCreate;
use tradewire_onebox::{Client, Credentials, LoginCredentials, LoginPlainCredentials};
use tradewire_tests::none_shows;

/// MD5 of `canary-password`: what is sent, and all that it takes to get in.
const HASH: &str = "c441e2a6c2be6cd0b972dac3865fcde3";

fn client(server: &Scripted, held: Held) -> Client {
    Client::builder("https://box.example")
        .credentials(held)
        .transport(server.clone())
        .clock(SetClock::new())
        .retry(RetryPolicy::never())
        .build()
        .expect("a client")
}

/// What may not be shown, whichever way the client logs in.
const SECRETS: [&str; 3] = ["canary-login", "canary-password", HASH];

/// Both ways to log in, with what is given for each.
fn logins() -> [(Held, [&'static str; 2]); 2] {
    [
        (
            Credentials::login(LoginCredentials {
                login: "canary-login".into(),
                password_hash: HASH.into(),
            }),
            ["canary-login", HASH],
        ),
        (
            Credentials::login_plain(LoginPlainCredentials {
                login: "canary-login".into(),
                password: "canary-password".into(),
            }),
            ["canary-login", "canary-password"],
        ),
    ]
}

#[tokio::test]
async fn neither_client_nor_call_shows_them() {
    let server = Scripted::new().reply(200, "[]");
    for (held, _) in logins() {
        let client = client(&server, held.clone());
        let call = client.orders().list(1).supplier_hash("canary-login");
        let shown = format!(
            "{client:?} {:#?} {held:?} {call:?} {:?}",
            client.orders(),
            call.operation()
        );
        assert!(SECRETS.iter().all(|secret| !shown.contains(secret)), "{shown}");
    }
}

/// Every kind of error that a call can end with.
#[tokio::test]
async fn no_error_shows_them() {
    for (held, given) in logins() {
        let echo = given.join(" ");
        let server = Scripted::new()
            .reply(200, format!(r#"{{"status":"fail","message":"{echo}"}}"#))
            .reply(401, format!("<title>no access: {echo}</title>"))
            .reply(200, format!(r#"[{{"orderid":["{}"]}}]"#, given[0]))
            .reply(200, "{")
            .reply_with_headers(302, [("location", "https://elsewhere.example/?login=canary-login")], "")
            .fail(TransportErrorKind::Connect)
            .fail(TransportErrorKind::Timeout)
            .fail(TransportErrorKind::Interrupted)
            .fail(TransportErrorKind::Request);
        let client = client(&server, held);
        let mut kinds = Vec::new();
        for _ in 0..server.steps_left() {
            let outcome = client.orders().get("1").send_with_metadata().await;
            match outcome {
                Err(error) => {
                    none_shows(&error, &SECRETS);
                    assert!(error.url().is_none_or(|url| !url.contains('?')), "{error:?}");
                    kinds.push(error.kind());
                }
                Ok(replied) => panic!("{replied:?}"),
            }
        }
        kinds.sort_by_key(|kind| format!("{kind:?}"));
        kinds.dedup();
        assert!(
            kinds.len() >= 6 && kinds.contains(&ErrorKind::Connect) && kinds.contains(&ErrorKind::Api),
            "{kinds:?}"
        );
    }
}

/// What cannot be sent is refused without showing what was to be sent.
#[tokio::test]
async fn no_refusal_shows_them() {
    let server = Scripted::new();
    for (held, _) in logins() {
        let error = client(&server, held)
            .orders()
            .create(OrderCreate::new().order_code("1"))
            .send()
            .await
            .expect_err("no phone");
        none_shows(&error, &SECRETS);
    }
}

/// A request that was captured in a test holds them, and does not show them either.
#[tokio::test]
async fn captured_requests_do_not_show_them() {
    let server = Scripted::new().reply(200, "[]");
    let (held, _) = logins()[0].clone();
    client(&server, held).orders().list(1).send().await.expect("orders");
    let captured = server.last_request();
    assert_eq!(captured.query("login").as_deref(), Some("canary-login"));
    let shown = format!("{captured:?} {server:?}");
    assert!(SECRETS.iter().all(|secret| !shown.contains(secret)), "{shown}");
}

/// The hash of a plain password opens the box as well as the password itself.
#[tokio::test]
async fn a_hash_made_of_the_password_is_not_shown() {
    let server = Scripted::new().reply(200, format!(r#"{{"status":"fail","message":"no access: {HASH}"}}"#));
    let client = client(
        &server,
        Credentials::login_plain(LoginPlainCredentials {
            login: "canary-login".into(),
            password: "canary-password".into(),
        }),
    );
    let error = client.orders().list(1).send().await.expect_err("refused");
    none_shows(&error, &SECRETS);
    assert!(!error.body_text().contains(HASH));
}
