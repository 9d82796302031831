//! Four ways to say who one is, chosen by the caller.

use tradewire::testing::Scripted;
use tradewire::{BaseUrl, Credentials as Held, Error, ErrorKind, Operation, Stamp};
use tradewire_boostore::orders::{CreateOrder, ListOrders, OrderCreate};
use tradewire_boostore::{Client, Credentials, OauthCredentials};
use tradewire_tests::none_shows;

fn client(server: &Scripted, held: Held) -> Client {
    Client::builder("https://shop.boostore.pro")
        .credentials(held)
        .transport(server.clone())
        .build()
        .expect("a client")
}

fn signed(operation: &impl Operation, nonce: &str) -> String {
    let base = BaseUrl::parse("https://SHOP.boostore.pro/").expect("an address");
    let stamp = Stamp {
        unix_seconds: 1_700_000_000,
        nonce: nonce.into(),
    };
    let prepared = operation.prepare().expect("a request");
    let request = prepared
        .to_request(
            &base,
            &Credentials::oauth(OauthCredentials {
                consumer_key: "ck_1".into(),
                consumer_secret: "cs 1&2".into(),
            }),
            &stamp,
        )
        .expect("a request");
    assert!(
        !request.uri().to_string().contains("cs"),
        "the secret signs and is not sent"
    );
    request.headers()["authorization"].to_str().expect("text").to_owned()
}

#[tokio::test]
async fn the_secret_in_the_query() {
    let server = Scripted::new().reply(200, "{}");
    client(&server, Credentials::consumer_secret("a b&c"))
        .orders()
        .get(1)
        .send()
        .await
        .expect("an order");
    let sent = server.last_request();
    assert_eq!(sent.query_text(), "consumer_secret=a%20b%26c");
    assert_eq!(sent.header("authorization"), None);
}

#[tokio::test]
async fn the_secret_as_a_bearer_token() {
    let server = Scripted::new().reply(200, "{}");
    client(&server, Credentials::bearer("token-1"))
        .orders()
        .get(1)
        .send()
        .await
        .expect("an order");
    let sent = server.last_request();
    assert_eq!(sent.header("authorization"), Some("Bearer token-1"));
    assert_eq!(sent.query_text(), "");
}

/// Signature worked out by hand (RFC 5849, HMAC-SHA1) from the address, the query and the fields of the header.
#[test]
fn an_oauth_header_is_signed() {
    let mut list = ListOrders::new();
    list.page = Some(2);
    list.per_page = Some(100);
    list.after = Some("2024-06-01".into());
    list.before = Some("2024-06-30".into());
    let expected = "OAuth oauth_consumer_key=\"ck_1\", oauth_signature_method=\"HMAC-SHA1\", oauth_timestamp=\"1700000000\", \
        oauth_nonce=\"abc123\", oauth_version=\"1.0\", oauth_signature=\"3FxRQJFIAJuPP06s6BJEv7%2Ft7qg%3D\"";
    assert_eq!(signed(&list, "abc123"), expected);
    assert_ne!(signed(&list, "abc124"), expected, "a nonce changes the signature");
    list.page = Some(3);
    assert_ne!(signed(&list, "abc123"), expected, "so does a parameter");

    // A JSON body is no part of it (section 3.4.1.3.1).
    let create = CreateOrder::new(OrderCreate::new("a@b.c", []));
    assert!(signed(&create, "abc123").ends_with("oauth_signature=\"VS2hOjE0tCadvLnONmCZrmVP3G8%3D\""));
}

/// Each sending has a nonce of its own.
#[tokio::test]
async fn a_client_signs_each_request_anew() {
    let server = Scripted::new().reply(200, "{}").reply(200, "{}");
    let client = client(
        &server,
        Credentials::oauth(OauthCredentials {
            consumer_key: "ck_1".into(),
            consumer_secret: "cs_1".into(),
        }),
    );
    for _ in 0..2 {
        client.orders().get(1).send().await.expect("an order");
    }
    let headers: Vec<_> = server
        .requests()
        .iter()
        .map(|request| request.header("authorization").unwrap_or_default().to_owned())
        .collect();
    assert_ne!(headers[0], headers[1]);
    for header in headers {
        for field in [
            "oauth_consumer_key=\"ck_1\"",
            "oauth_timestamp=",
            "oauth_nonce=",
            "oauth_signature=",
        ] {
            assert!(header.starts_with("OAuth ") && header.contains(field), "{header}");
        }
    }
}

/// Several may be held at once: each operation takes the one that it accepts.
#[tokio::test]
async fn scripts_and_api_have_keys_of_their_own() {
    let server = Scripted::new().reply(200, "{}").reply(200, "{}");
    let client = client(
        &server,
        Credentials::bearer("token-1").and(Credentials::access_key("123")),
    );
    client.orders().get(1).send().await.expect("an order");
    client.statistics().get_sales().send().await.expect("statistics");
    let [api, script] = &server.requests()[..] else {
        panic!("two requests")
    };
    assert_eq!(
        (api.query_text(), api.header("authorization")),
        ("", Some("Bearer token-1"))
    );
    assert_eq!(
        script.query_text(),
        "statistic_sell&key=202cb962ac59075b964b07152d234b70"
    );
    assert_eq!(script.header("authorization"), None, "the token is not for the script");
}

/// What is missing is said before anything is sent.
#[tokio::test]
async fn a_missing_key_is_asked_for() {
    let server = Scripted::new();
    let api_only = client(&server, Credentials::consumer_secret("s"));
    let error = api_only.exports().download_products().send().await.expect_err("no key");
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert!(
        error.is_auth() && error.to_string().contains("Credentials::access_key(access_key)"),
        "{error}"
    );

    let script_only = client(&server, Credentials::access_key("123"));
    let error = script_only.orders().list().send().await.expect_err("no secret");
    for way in [
        "consumer_secret(consumer_secret)",
        "oauth(… { consumer_key, consumer_secret })",
        "bearer(consumer_secret)",
    ] {
        assert!(error.to_string().contains(way), "{error}");
    }
    assert!(server.requests().is_empty());
}

/// The error of a server that echoes `echo` while it refuses.
async fn refused(held: Held, echo: &str) -> Error {
    let server = Scripted::new().reply(200, format!(r#"{{"error":"bad key {echo}"}}"#));
    let script = held.schemes().any(|scheme| scheme == "access_key");
    let client = client(&server, held);
    let outcome = if script {
        client.statistics().get_sales().send().await.map(drop)
    } else {
        client.orders().list().send().await.map(drop)
    };
    outcome.expect_err("refused")
}

#[tokio::test]
async fn credentials_stay_secret() {
    const SECRETS: [&str; 2] = ["canary-key", "canary-secret"];
    for held in [
        Credentials::consumer_secret("canary-secret"),
        Credentials::oauth(OauthCredentials {
            consumer_key: "canary-key".into(),
            consumer_secret: "canary-secret".into(),
        }),
        Credentials::bearer("canary-secret"),
        Credentials::access_key("canary-secret"),
    ] {
        let client = client(&Scripted::new(), held.clone());
        let shown = format!("{client:?} {held:?} {:?}", client.statistics().get_sales());
        assert!(SECRETS.iter().all(|secret| !shown.contains(secret)), "{shown}");

        let keyed = held.schemes().any(|scheme| scheme == "oauth");
        let echo = if keyed {
            "canary-key canary-secret"
        } else {
            "canary-secret"
        };
        let error = refused(held, echo).await;
        none_shows(&error, &SECRETS);
        assert!(!error.body_text().contains("canary"));
    }
}

/// What is sent of the key of a script is its MD5 hash, which opens the script as well as the key itself.
#[tokio::test]
async fn the_hash_of_a_key_stays_secret() {
    const HASH: &str = "d10fc1de608cd17f2262864f84b952a7";
    let error = refused(Credentials::access_key("canary-secret"), HASH).await;
    none_shows(&error, &[HASH]);
    assert!(!error.body_text().contains(HASH));
}
