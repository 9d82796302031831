//! Credentials go where they belong and are seen nowhere else.

mod tables;

use std::error::Error as _;
use std::fmt::Debug;

use bytes::Bytes;
use http::{Request, StatusCode};
use tables::{GET, POST, body, stamp};
use tradewire::{BaseUrl, Credentials, Encoding, Error, ErrorKind, ListStyle, Meta, Operation, Params, Stamp};

const CANARY: &str = "canary-7f3a";

operation!(
    Secured,
    Meta {
        path: "/things/{id}",
        auth: &["basic", "key", "login", "oauth"],
        body: body(Encoding::Form, None, ListStyle::Brackets),
        ..POST
    },
    |w| {
        w.path("id", &1_i64)?;
        w.query("a b", ListStyle::Brackets, &"c d")?;
        w.body(&tables::json(r#"{"x":"y z"}"#))
    }
);

fn scheme(name: &'static str) -> Credentials {
    let text = || CANARY.to_owned();
    match name {
        "basic" => Credentials::scheme("basic", [("user", "app".into()), ("password", text())]),
        "key" => Credentials::scheme("key", [("key", text())]),
        "login" => Credentials::scheme("login", [("login", "me".into()), ("password", text())]),
        _ => Credentials::scheme("oauth", [("key", "k".into()), ("secret", text())]),
    }
}

const SCHEMES: [&str; 4] = ["basic", "key", "login", "oauth"];

fn request(credentials: &Credentials) -> Request<Bytes> {
    let base = BaseUrl::parse("https://shop.example").unwrap();
    Secured
        .prepare()
        .unwrap()
        .to_request(&base, credentials, &stamp())
        .unwrap()
}

fn assert_clean(what: &impl Debug) {
    let text = format!("{what:?} {what:#?}");
    assert!(!text.contains(CANARY), "{text}");
}

#[test]
fn credentials_go_where_their_scheme_says() {
    let basic = request(&scheme("basic"));
    assert_eq!(basic.headers()["authorization"], "Basic YXBwOmNhbmFyeS03ZjNh");
    let key = request(&scheme("key"));
    assert_eq!(key.headers()["x-api-key"], CANARY);
    let login = request(&scheme("login"));
    assert_eq!(
        login.uri().to_string(),
        format!("https://shop.example/things/1?a%20b=c%20d&login=me&password={CANARY}")
    );
    let oauth = request(&scheme("oauth"));
    let header = oauth.headers()["authorization"].to_str().unwrap();
    assert!(header.starts_with("OAuth oauth_consumer_key=\"k\", "), "{header}");
    for name in ["basic", "key", "oauth"] {
        assert_eq!(
            request(&scheme(name)).uri(),
            "https://shop.example/things/1?a%20b=c%20d",
            "{name}"
        );
    }
}

/// The signature covers the query and the form: any change of either changes it.
#[test]
fn oauth_signatures_are_stable_and_cover_everything() {
    let header = |request: &Request<Bytes>| request.headers()["authorization"].clone();
    let base = BaseUrl::parse("https://shop.example").unwrap();
    let sign = |prepared: &tradewire::Prepared, stamp: &Stamp| {
        header(&prepared.to_request(&base, &scheme("oauth"), stamp).unwrap())
    };
    let prepared = Secured.prepare().unwrap();
    let first = sign(&prepared, &stamp());
    assert_eq!(first, sign(&prepared, &stamp()));
    assert_ne!(
        first,
        sign(
            &prepared,
            &Stamp {
                nonce: "other".into(),
                ..stamp()
            }
        )
    );
    assert_ne!(
        first,
        sign(
            &prepared,
            &Stamp {
                unix_seconds: 1,
                ..stamp()
            }
        )
    );
    let mut changed = prepared.clone();
    changed.extra_query("z", "1");
    assert_ne!(first, sign(&changed, &stamp()));
    let mut changed = prepared.clone();
    changed.extra_field("z", "1").unwrap();
    assert_ne!(first, sign(&changed, &stamp()));
}

#[test]
fn nothing_that_can_be_shown_shows_credentials() {
    for name in SCHEMES {
        let credentials = scheme(name);
        assert_clean(&credentials);
        assert_clean(&credentials.clone().and(scheme("key")));
        let request = request(&credentials);
        // Headers are marked as sensitive; `http` shows the address of a request, so requests must not be shown.
        assert_clean(request.headers());
        assert_clean(&Secured.prepare().unwrap());
    }
}

#[test]
fn errors_of_every_step_are_clean() {
    let canary = || Credentials::scheme("basic", [("user", format!("{CANARY}:")), ("password", CANARY.into())]);
    let broken = Credentials::scheme("key", [("key", format!("{CANARY}\n"))]);
    let unknown = Credentials::scheme("other", [("secret", CANARY.into())]);
    let half = Credentials::scheme("login", [("login", CANARY.into())]);
    for credentials in [canary(), broken, unknown, half] {
        let error = Secured.request("https://shop.example", &credentials).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credentials);
        assert!(error.is_auth());
        assert_clean(&error);
        assert!(!error.to_string().contains(CANARY), "{error}");
        assert!(error.source().is_none());
    }
    for url in [
        format!("https://u:{CANARY}@shop.example"),
        format!("https://shop.example?key={CANARY}"),
        CANARY.to_owned(),
    ] {
        let error = Secured.request(&url, &scheme("key")).unwrap_err();
        assert!(!format!("{error} {error:?}").contains(CANARY), "{error}");
    }
}

#[test]
fn addresses_in_errors_lose_their_query() {
    let uri = request(&scheme("login")).uri().to_string();
    let error = Error::new(ErrorKind::Timeout, "the time was up").with_url(&uri);
    assert_eq!(error.to_string(), "the time was up (https://shop.example/things/1)");
    assert_clean(&error);
}

#[test]
fn bodies_are_in_errors_but_not_in_their_text() {
    let body = Bytes::from(format!("<html><!-- {CANARY} --><title>Oops</title></html>"));
    let error = Secured::decode(StatusCode::INTERNAL_SERVER_ERROR, &http::HeaderMap::new(), &body).unwrap_err();
    assert_clean(&error);
    assert!(!error.to_string().contains(CANARY));
    assert!(error.body_text().contains(CANARY));
}

#[test]
fn parameters_show_their_names_only() {
    let mut params = Params::default();
    params.push("password", Some(CANARY.into()));
    assert_clean(&params);
    operation!(Sends, Meta { path: "/x", ..GET }, |w| {
        w.query("password", ListStyle::Brackets, &CANARY)?;
        w.header("X-Own", &CANARY)
    });
    assert_clean(&Sends.prepare().unwrap());
}

#[test]
fn missing_credentials_say_what_to_call() {
    let error = Secured
        .request("https://shop.example", &Credentials::none())
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "sample things.do: the client holds no credentials; give the builder `.credentials(Credentials::basic(… { user, password }))` or \
         `Credentials::key(key)` or `Credentials::login(… { login, password })` or `Credentials::oauth(… { key, secret })`"
    );
}
