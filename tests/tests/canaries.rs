//! No secret of any credential of any platform shows anywhere: each scheme that the specs declare is given a canary, the
//! server echoes it in every form in which it was sent, and everything a program could print or log is searched for it.

#![allow(clippy::format_push_string)] // Speed does not matter here.

use std::error::Error as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tradewire::testing::{Captured, Scripted, SetClock};
use tradewire::{Credentials, Error, FromCore, RawCall, Scheme};

const CANARY: &str = "canary-7d41-Kanarienvogel";

/// Credentials of a scheme whose every input is the canary.
fn planted(scheme: &'static Scheme) -> Credentials {
    let text = || CANARY.to_owned();
    match scheme.inputs {
        [one] => Credentials::scheme(scheme.name, [(one, text())]),
        [one, two] => Credentials::scheme(scheme.name, [(one, text()), (two, text())]),
        [one, two, three] => Credentials::scheme(scheme.name, [(one, text()), (two, text()), (three, text())]),
        other => panic!("{}: {} inputs", scheme.name, other.len()),
    }
}

/// What went over the wire for the credentials, piece by piece: header values, query values, and what base64 hides.
fn sent(request: &Captured) -> Vec<String> {
    let header = request.header("authorization").unwrap_or_default().to_owned();
    // An OAuth signature is no secret: it opens nothing but the request that it was made for.
    let is_signature = header.starts_with("OAuth ");
    let last = header
        .rsplit(' ')
        .next()
        .filter(|_| !is_signature)
        .unwrap_or_default()
        .to_owned();
    let decoded = STANDARD
        .decode(&last)
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let password = decoded
        .as_deref()
        .ok()
        .and_then(|pair| pair.split_once(':'))
        .map(|(_, password)| password.to_owned());
    let query = ["login", "password", "consumer_secret", "key", "apiKey"].map(|name| request.query(name));
    let own = [request.header("x-api-key").map(ToOwned::to_owned), password, Some(last)];
    query
        .into_iter()
        .chain(own)
        .flatten()
        .filter(|text| text.len() > 8)
        .collect()
}

/// A server that refuses every request with all that it was sent: in the message, as a field error, in HTML, in a redirect.
fn echoing() -> Scripted {
    let reply = |status: u16, body: &dyn Fn(&str) -> String, request: &Captured| {
        let mut response = http::Response::new(body(&sent(request).join(" ")).into());
        *response.status_mut() = status.try_into().expect("a status");
        response
    };
    let json = |echo: &str| {
        format!(
            r#"{{"message":"wrong {echo}","errorMsg":"wrong {echo}","error":"{echo}","errors":{{"x":["{echo}"]}}}}"#
        )
    };
    let html = |echo: &str| format!("<html><title>wrong {echo}</title></html>");
    Scripted::new()
        .answer(move |request| reply(401, &json, request))
        .answer(move |request| reply(500, &html, request))
        .answer(move |request| {
            let mut response = reply(302, &html, request);
            let to = format!("https://evil.example/?{}", request.query_text());
            response
                .headers_mut()
                .insert("location", to.parse().expect("an address"));
            response
        })
        .answer(move |request| reply(200, &|echo| format!("{{\"broken\": \"{echo}"), request))
}

/// Everything that a program might show of an error.
fn shown(error: &Error) -> String {
    let mut text = format!(
        "{error} {error:?} {} {:?} {:?}",
        error.body_text(),
        error.url(),
        error.field_errors()
    );
    let mut cause = error.source();
    while let Some(error) = cause {
        text += &format!("{error} {error:?}");
        cause = error.source();
    }
    text
}

fn check<C: FromCore + std::fmt::Debug>(call: impl Fn(&C) -> RawCall<tradewire::Client>) {
    let platform = C::PLATFORM;
    assert!(!platform.auth.is_empty(), "{} has no credentials", platform.name);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime");
    for scheme in platform.auth {
        let server = echoing();
        let credentials = planted(scheme);
        let mut seen = format!("{credentials:?}");
        let client: C = tradewire::Builder::new("https://shop.example")
            .credentials(credentials)
            .transport(server.clone())
            .clock(SetClock::new())
            .build()
            .expect("a client");
        seen += &format!("{client:?} {server:?}");
        for _ in 0..4 {
            let error = runtime
                .block_on(call(&client).send())
                .expect_err("every reply is a refusal");
            seen += &shown(&error);
        }
        let requests = server.requests();
        assert_eq!(requests.len(), 4, "{}: nothing is sent to another host", platform.name);
        let mut secrets = vec![CANARY.to_owned()];
        for request in &requests {
            seen += &format!("{request:?}");
            secrets.extend(sent(request));
        }
        let authorization = requests[0].header("authorization").unwrap_or_default();
        let arrived = secrets.len() > 1 || authorization.starts_with("OAuth ");
        assert!(
            arrived,
            "{} {}: the credentials were not sent",
            platform.name, scheme.name
        );
        for secret in secrets {
            assert!(
                !seen.contains(&secret),
                "{} {} shows `{secret}` in: {seen}",
                platform.name,
                scheme.name
            );
        }
    }
}

#[test]
fn no_scheme_of_any_platform_shows_its_secrets() {
    check::<tradewire_boostore::Client>(|client| client.raw("GET", "/x"));
    check::<tradewire_commercehq::Client>(|client| client.raw("GET", "/x"));
    check::<tradewire_insales::Client>(|client| client.raw("GET", "/x"));
    check::<tradewire_onebox::Client>(|client| client.raw("GET", "/x"));
    check::<tradewire_retailcrm::Client>(|client| client.raw("GET", "/x"));
}
