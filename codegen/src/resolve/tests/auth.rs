//! Credentials.

use super::*;
use crate::model::{AuthKind, Template};

fn scheme(text: &str) -> Seen {
    specs(&format!("auth: {{key: {{{text}}}}}"), "")
}

fn template(text: &str) -> Template {
    Template {
        text: text.to_owned(),
        md5: false,
    }
}

#[test]
fn inputs_are_the_placeholders_in_order_and_once() {
    let seen = scheme("kind: basic, username: \"{shop}:{user}\", password: \"{user}{secret}\"");
    assert_eq!(seen.model().auth[0].inputs, ["shop", "user", "secret"]);
    assert_eq!(seen.codes(), [""; 0]);
}

#[test]
fn each_kind_has_its_templates() {
    let header = scheme("kind: header, header: X-Key, value: \"Token {token}\"");
    let kind = AuthKind::Header {
        header: "X-Key".to_owned(),
        value: template("Token {token}"),
    };
    assert_eq!(header.model().auth[0].kind, kind);
    let query = scheme("kind: query, params: {login: \"{login}\", hash: {template: \"{password}\", md5: true}}");
    let hash = Template {
        md5: true,
        ..template("{password}")
    };
    let params = vec![("login".to_owned(), template("{login}")), ("hash".to_owned(), hash)];
    assert_eq!(query.model().auth[0].kind, AuthKind::Query { params });
    assert_eq!(query.model().auth[0].inputs, ["login", "password"]);
    let oauth = scheme("kind: oauth1, consumer_key: \"{key}\", consumer_secret: \"{secret}\"");
    assert_eq!(oauth.model().auth[0].inputs, ["key", "secret"]);
}

#[test]
fn keys_that_are_missing_or_of_another_kind_are_found() {
    assert_eq!(scheme("kind: basic").codes(), ["E0203", "E0203"]);
    assert_eq!(scheme("kind: header").codes(), ["E0203", "E0203"]);
    assert_eq!(scheme("kind: query").codes(), ["E0203"]);
    assert_eq!(scheme("kind: oauth1, consumer_key: a").codes(), ["E0203"]);
    assert_eq!(
        scheme("kind: query, params: {a: b}, username: c, header: d").codes(),
        ["E0207", "E0207"]
    );
}

#[test]
fn a_placeholder_is_a_name_between_braces() {
    for text in ["{Key}", "{a b}", "{}", "{a", "a}", "{a{b}}", "{2fa}"] {
        let seen = scheme(&format!("kind: header, header: h, value: \"{text}\""));
        assert!(!seen.codes().is_empty(), "{text}");
        assert!(
            seen.codes().iter().all(|code| *code == "E0409"),
            "{text}: {:?}",
            seen.found
        );
    }
    let all = super::super::auth::placeholders("a{b}c{d}}");
    assert_eq!(all, [Ok("b"), Ok("d"), Err(())]);
}

const TWO: &str = "auth: {first: {kind: header, header: h, value: v}, second: {kind: header, header: h, value: v}}";

#[test]
fn an_operation_accepts_all_unless_something_is_said() {
    assert_eq!(operation_on(TWO, "get: /a").operation().auth, [0, 1]);
    let default = format!("{TWO}\ndefault_auth: [second]");
    assert_eq!(operation_on(&default, "get: /a").operation().auth, [1]);
    assert_eq!(
        operation_on(&default, "get: /a, auth: [second, first]")
            .operation()
            .auth,
        [1, 0]
    );
    // None at all is said by an empty list.
    assert_eq!(operation_on(&default, "get: /a, auth: []").operation().auth, [0; 0]);
}

#[test]
fn unknown_names_are_found_where_they_stand() {
    let seen = operation_on(TWO, "get: /a, auth: [frist, first]");
    assert_eq!(seen.operation().auth, [0]);
    assert_eq!(
        seen.found,
        [("E0405", "no credentials `frist` in platform.yaml".to_owned())]
    );
    assert_eq!(specs(&format!("{TWO}\ndefault_auth: [x]"), "").codes(), ["E0405"]);
    assert_eq!(
        specs("auth: {API Key: {kind: header, header: h, value: v}}", "").codes(),
        ["E0313"]
    );
}
