//! Putting credentials onto a request.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{AUTHORIZATION, Entry, HeaderMap, HeaderName, HeaderValue};
use zeroize::Zeroizing;

use super::credentials::{Credentials, Held};
use super::oauth1::Signing;
use super::stamp::Stamp;
use super::template::{fill, fill_into, room};
use crate::error::{Error, ErrorKind};
use crate::meta::{Meta, Scheme, SchemeKind, Template};
use crate::wire::Params;

/// A request that is complete but for its credentials.
pub(crate) struct Signable<'a, 'q> {
    /// HTTP verb.
    pub method: &'a str,
    /// Address without the query.
    pub url: &'a str,
    pub query: &'a mut Cow<'q, Params>,
    /// Fields of the form body, if it is one.
    pub form: Option<&'a Params>,
    pub headers: &'a mut HeaderMap,
}

/// Applies the first scheme of the operation that the client holds.
pub(crate) fn apply(
    credentials: &Credentials,
    meta: &'static Meta,
    request: &mut Signable<'_, '_>,
    stamp: &Stamp,
) -> Result<(), Error> {
    if meta.auth.is_empty() {
        return Ok(());
    }
    for scheme in meta.schemes() {
        if let Some(held) = credentials.held(scheme.name) {
            return apply_scheme(scheme, held, request, stamp);
        }
    }
    if has_own(meta, request.headers) {
        Ok(())
    } else {
        Err(missing(credentials, meta))
    }
}

/// The caller set the header of a scheme by hand.
fn has_own(meta: &'static Meta, headers: &HeaderMap) -> bool {
    meta.schemes().any(|scheme| match &scheme.kind {
        SchemeKind::Basic { .. } | SchemeKind::OAuth1 { .. } => headers.contains_key(AUTHORIZATION),
        SchemeKind::Header { name, .. } => headers.contains_key(*name),
        SchemeKind::Query { .. } => false,
    })
}

fn apply_scheme(
    scheme: &'static Scheme,
    held: &Held,
    request: &mut Signable<'_, '_>,
    stamp: &Stamp,
) -> Result<(), Error> {
    match &scheme.kind {
        SchemeKind::Basic { username, password } => {
            let value = held.made(scheme, |held| basic(scheme, *username, *password, held))?;
            set_header(scheme, request.headers, AUTHORIZATION, &value)
        }
        SchemeKind::Header { name, value } => {
            let Ok(name) = name.parse::<HeaderName>() else {
                return Err(unusable(scheme, "its header has no valid name"));
            };
            let value = held.made(scheme, |held| fill(*value, held))?;
            set_header(scheme, request.headers, name, &value)
        }
        SchemeKind::Query { params } => {
            for (name, value) in *params {
                let value = fill(*value, held)?;
                request.query.to_mut().set(name, value.as_str());
            }
            Ok(())
        }
        SchemeKind::OAuth1 {
            consumer_key,
            consumer_secret,
        } => {
            let (key, secret) = (fill(*consumer_key, held)?, fill(*consumer_secret, held)?);
            let timestamp = stamp.unix_seconds.to_string();
            let form = request.form.into_iter().flat_map(Params::iter);
            let signing = Signing {
                method: request.method,
                url: request.url,
                params: request
                    .query
                    .iter()
                    .chain(form)
                    .map(|(n, v)| (n, v.unwrap_or_default()))
                    .collect(),
                protocol: vec![
                    ("oauth_consumer_key", &key),
                    ("oauth_signature_method", "HMAC-SHA1"),
                    ("oauth_timestamp", &timestamp),
                    ("oauth_nonce", &stamp.nonce),
                    ("oauth_version", "1.0"),
                ],
                consumer_secret: &secret,
                token_secret: "",
            };
            let value = signing.header();
            set_header(scheme, request.headers, AUTHORIZATION, &value)
        }
    }
}

/// `Basic`, with user name and password (`user:password`) in base64. With room for all from the start: growing would leave a copy
/// behind.
fn basic(scheme: &Scheme, username: Template, password: Template, held: &Held) -> Result<Zeroizing<String>, Error> {
    let mut pair = Zeroizing::new(String::with_capacity(room(username, held) + 1 + room(password, held)));
    fill_into(username, held, &mut pair)?;
    if pair.contains(':') {
        return Err(unusable(scheme, "its user name holds a colon"));
    }
    pair.push(':');
    fill_into(password, held, &mut pair)?;
    let mut value = Zeroizing::new(String::with_capacity("Basic ".len() + pair.len().div_ceil(3) * 4));
    value.push_str("Basic ");
    STANDARD.encode_string(pair.as_bytes(), &mut value);
    Ok(value)
}

fn set_header(scheme: &Scheme, headers: &mut HeaderMap, name: HeaderName, value: &str) -> Result<(), Error> {
    let Ok(mut value) = HeaderValue::from_bytes(value.as_bytes()) else {
        return Err(unusable(scheme, "they hold a character that no header may hold"));
    };
    value.set_sensitive(true);
    match headers.entry(name) {
        Entry::Vacant(entry) => {
            entry.insert(value);
        }
        Entry::Occupied(mut entry) => {
            entry.insert(value);
        }
    }
    Ok(())
}

fn unusable(scheme: &Scheme, why: &str) -> Error {
    Error::new(
        ErrorKind::Credentials,
        format!("credentials `{}` cannot be used: {why}", scheme.name),
    )
}

/// Says what to call.
fn missing(credentials: &Credentials, meta: &'static Meta) -> Error {
    let calls: Vec<String> = meta
        .schemes()
        .map(|scheme| match scheme.inputs {
            // Several are given by name, in a struct.
            [_, _, ..] => format!("Credentials::{}(… {{ {} }})", scheme.name, scheme.inputs.join(", ")),
            inputs => format!("Credentials::{}({})", scheme.name, inputs.join(", ")),
        })
        .collect();
    let held: Vec<&str> = credentials.schemes().collect();
    let has = if held.is_empty() {
        "no credentials".to_owned()
    } else {
        format!("only `{}`", held.join("`, `"))
    };
    let detail = format!(
        "the client holds {has}; give the builder `.credentials({})`{}",
        calls.first().map_or("…", String::as_str),
        calls
            .get(1..)
            .filter(|more| !more.is_empty())
            .map_or(String::new(), |more| format!(" or `{}`", more.join("` or `")))
    );
    Error::new(ErrorKind::Credentials, detail)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meta::{Platform, Template};
    use crate::testing::sample::META;

    const fn plain(text: &'static str) -> Template {
        Template { text, md5: false }
    }

    static PLATFORM: Platform = Platform {
        name: "sample",
        auth: &[
            Scheme {
                name: "basic",
                inputs: &["user", "password"],
                kind: SchemeKind::Basic {
                    username: plain("{user}"),
                    password: plain("{password}"),
                },
            },
            Scheme {
                name: "bearer",
                inputs: &["secret"],
                kind: SchemeKind::Header {
                    name: "Authorization",
                    value: plain("Bearer {secret}"),
                },
            },
            Scheme {
                name: "login",
                inputs: &["login", "password"],
                kind: SchemeKind::Query {
                    params: &[
                        ("login", plain("{login}")),
                        (
                            "password",
                            Template {
                                text: "{password}",
                                md5: true,
                            },
                        ),
                    ],
                },
            },
            Scheme {
                name: "oauth",
                inputs: &["key", "secret"],
                kind: SchemeKind::OAuth1 {
                    consumer_key: plain("{key}"),
                    consumer_secret: plain("{secret}"),
                },
            },
        ],
        limits: &[],
        ..Platform::PLAIN
    };
    static ANY: Meta = Meta {
        platform: &PLATFORM,
        auth: &["basic", "bearer", "login", "oauth"],
        ..META
    };

    fn applied(credentials: &Credentials, form: Option<&Params>) -> Result<(Params, HeaderMap), Error> {
        let (mut query, mut headers) = (Params::default(), HeaderMap::new());
        query.push("page", Some("2".into()));
        let mut query = Cow::Owned(query);
        let url = "https://shop.example/orders";
        let mut request = Signable {
            method: "POST",
            url,
            query: &mut query,
            form,
            headers: &mut headers,
        };
        let stamp = Stamp {
            unix_seconds: 1_700_000_000,
            nonce: "n0nce".into(),
        };
        apply(credentials, &ANY, &mut request, &stamp)?;
        Ok((query.into_owned(), headers))
    }

    #[test]
    fn basic_and_header() {
        // RFC 7617, section 2: "Aladdin" and "open sesame".
        let basic = Credentials::scheme(
            "basic",
            [("user", "Aladdin".into()), ("password", "open sesame".into())],
        );
        let (query, headers) = applied(&basic, None).unwrap();
        assert_eq!(headers[AUTHORIZATION], "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        assert!(headers[AUTHORIZATION].is_sensitive());
        assert_eq!(query.to_query(), "page=2");
        let bearer = Credentials::scheme("bearer", [("secret", "s".into())]);
        assert_eq!(applied(&bearer, None).unwrap().1[AUTHORIZATION], "Bearer s");
        // The operation's order decides, not the client's.
        assert!(
            applied(&bearer.and(basic), None).unwrap().1[AUTHORIZATION]
                .as_bytes()
                .starts_with(b"Basic")
        );
    }

    #[test]
    fn query_with_a_digest() {
        let login = Credentials::scheme("login", [("login", "me".into()), ("password", "message digest".into())]);
        let (query, headers) = applied(&login, None).unwrap();
        assert_eq!(
            query.to_query(),
            "page=2&login=me&password=f96b697d7cb7938d525a2f31aaf161d0"
        );
        assert!(headers.is_empty());
    }

    #[test]
    fn oauth_covers_query_and_form() {
        let oauth = Credentials::scheme("oauth", [("key", "k".into()), ("secret", "s".into())]);
        let mut form = Params::default();
        form.push("order[name]", Some("a b".into()));
        let header = |form: Option<&Params>| applied(&oauth, form).unwrap().1[AUTHORIZATION].clone();
        let (with, without) = (header(Some(&form)), header(None));
        assert!(with.to_str().unwrap().starts_with("OAuth oauth_consumer_key=\"k\", "));
        assert_ne!(with, without);
    }

    #[test]
    fn what_is_missing_is_said_with_the_call() {
        let error = applied(&Credentials::none(), None).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credentials);
        assert_eq!(
            error.to_string(),
            "the client holds no credentials; give the builder `.credentials(Credentials::basic(… { user, password }))` or \
             `Credentials::bearer(secret)` or `Credentials::login(… { login, password })` or `Credentials::oauth(… { key, secret })`"
        );
        let other = Credentials::scheme("other", [("x", "canary".into())]);
        let text = applied(&other, None).unwrap_err().to_string();
        assert!(text.contains("only `other`") && !text.contains("canary"), "{text}");
    }

    #[test]
    fn unusable_credentials_are_refused_without_being_shown() {
        let colon = Credentials::scheme("basic", [("user", "can:ary".into()), ("password", "canary".into())]);
        let newline = Credentials::scheme("bearer", [("secret", "canary\n".into())]);
        for credentials in [colon, newline] {
            let error = applied(&credentials, None).unwrap_err();
            assert!(error.is_auth());
            assert!(!format!("{error} {error:?}").contains("ary\n"), "{error}");
        }
    }

    #[test]
    fn a_header_set_by_hand_will_do() {
        let mut headers = HeaderMap::new();
        headers.insert(AUTHORIZATION, HeaderValue::from_static("Token x"));
        let mut query = Cow::Owned(Params::default());
        let mut request = Signable {
            method: "GET",
            url: "https://a.b",
            query: &mut query,
            form: None,
            headers: &mut headers,
        };
        apply(&Credentials::none(), &ANY, &mut request, &Stamp::now()).unwrap();
        assert_eq!(headers[AUTHORIZATION], "Token x");
    }
}
