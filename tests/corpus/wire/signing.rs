use tradewire::testing::{Captured, Scripted};
use tradewire::{Credentials as Held, ErrorKind, Operation as _};
use tradewire_signing::things::*;
use tradewire_signing::{
    BasicCredentials, Client, Credentials, InstalledCredentials, LoginCredentials, OauthCredentials,
};

use crate::support::{client_with, run};

fn asked(credentials: Held) -> Captured {
    let server = Scripted::new().reply(200, "{}");
    let client: Client = client_with(&server, credentials);
    run(client.things().get().send()).expect("a reply");
    server.last_request()
}

#[test]
fn each_scheme_goes_its_way() {
    assert_eq!(
        asked(Credentials::basic(BasicCredentials {
            app_id: "app".into(),
            password: "pass".into()
        }))
        .header("authorization"),
        Some("Basic YXBwOnBhc3M=")
    );
    // md5("ab") of token and secret.
    assert_eq!(
        asked(Credentials::installed(InstalledCredentials {
            app_id: "app".into(),
            token: "a".into(),
            secret: "b".into()
        }))
        .header("authorization"),
        Some("Basic YXBwOjE4N2VmNDQzNjEyMmQxY2MyZjQwZGMyYjkyZjBlYmEw")
    );
    assert_eq!(asked(Credentials::api_key("k")).header("x-api-key"), Some("k"));
    assert_eq!(
        asked(Credentials::bearer("s")).header("authorization"),
        Some("Bearer s")
    );
    let login = asked(Credentials::login(LoginCredentials {
        login: "me".into(),
        password: "ab".into(),
    }));
    assert_eq!(login.query("login").as_deref(), Some("me"));
    assert_eq!(
        login.query("password").as_deref(),
        Some("187ef4436122d1cc2f40dc2b92f0eba0")
    );
}

#[test]
fn an_operation_names_what_it_accepts() {
    let server = Scripted::new().reply(200, "{}").reply(200, "{}");
    let client: Client = client_with(
        &server,
        Credentials::oauth(OauthCredentials {
            key: "key".into(),
            secret: "secret".into(),
        }),
    );
    run(client.things().get_signed().send()).expect("a reply");
    let header = server
        .last_request()
        .header("authorization")
        .map(str::to_owned)
        .expect("a header");
    assert!(
        header.starts_with("OAuth ") && header.contains("oauth_signature"),
        "{header}"
    );
    run(client.things().get_open().send()).expect("a reply");
    assert_eq!(server.last_request().header("authorization"), None);
    let refused = run(client.things().get().send()).expect_err("no credentials that fit");
    assert_eq!(refused.kind(), ErrorKind::Credentials);
}

#[test]
fn secrets_are_nowhere_to_be_seen() {
    let server = Scripted::new().reply(500, "canary-1");
    let client: Client = client_with(
        &server,
        Credentials::login(LoginCredentials {
            login: "me".into(),
            password: "canary-1".into(),
        }),
    );
    let call = client.things().call();
    let shown = format!("{client:?} {call:?} {:?}", Credentials::bearer("canary-1"));
    let error = run(call.send()).expect_err("a failure");
    let shown = format!("{shown} {error} {error:?}");
    assert!(!shown.contains("canary-1"), "{shown}");
}

#[test]
fn limits_are_told_apart() {
    assert_eq!(
        GetThing::meta().limit().map(|limit| (limit.name, limit.requests)),
        Some(("default", 500))
    );
    assert_eq!(
        CallThing::meta().limit().map(|limit| (limit.name, limit.per_seconds)),
        Some(("telephony", 1))
    );
}
