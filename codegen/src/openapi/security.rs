//! Credentials.

use serde_json::{Value, json};

use super::{Object, component, words};
use crate::model::{AuthKind, AuthScheme, Platform, Provenance, Template};

/// The security schemes: one for each way of authenticating, or one for each parameter of a way that has several.
pub(super) fn schemes(platform: &Platform) -> Object {
    let of = |scheme| parts(scheme).into_iter();
    platform.auth.iter().flat_map(of).collect()
}

/// What an operation accepts: any of these, each of them whole.
pub(super) fn requirements(platform: &Platform, accepted: &[usize]) -> Value {
    let one = |at: &usize| {
        let scheme = platform.auth.get(*at)?;
        let all = parts(scheme).into_iter().map(|(name, _)| (name, json!([])));
        Some(Value::Object(all.collect()))
    };
    Value::Array(accepted.iter().filter_map(one).collect())
}

fn parts(scheme: &AuthScheme) -> Vec<(String, Value)> {
    let name = component(&scheme.name);
    match &scheme.kind {
        AuthKind::Basic { username, password } => {
            let filled = json!({"username": template(username), "password": template(password)});
            vec![(name, with(scheme, json!({"type": "http", "scheme": "basic"}), filled))]
        }
        AuthKind::Header { header, value } => {
            let filled = json!({"value": template(value)});
            let is_bearer = header.eq_ignore_ascii_case("authorization") && value.text.starts_with("Bearer ");
            let kind = if is_bearer {
                json!({"type": "http", "scheme": "bearer"})
            } else {
                json!({"type": "apiKey", "in": "header", "name": header})
            };
            vec![(name, with(scheme, kind, filled))]
        }
        AuthKind::Query { params } => params
            .iter()
            .map(|(param, value)| {
                let kind = json!({"type": "apiKey", "in": "query", "name": param});
                let own = if params.len() == 1 {
                    name.clone()
                } else {
                    format!("{name}.{}", component(param))
                };
                (own, with(scheme, kind, json!({"value": template(value)})))
            })
            .collect(),
        AuthKind::OAuth1 {
            consumer_key,
            consumer_secret,
        } => {
            let filled = json!({"consumer_key": template(consumer_key), "consumer_secret": template(consumer_secret), "signature": "HMAC-SHA1"});
            vec![(name, with(scheme, json!({"type": "http", "scheme": "OAuth"}), filled))]
        }
    }
}

fn with(scheme: &AuthScheme, mut kind: Value, filled: Value) -> Value {
    if let Some(object) = kind.as_object_mut() {
        words::put_docs(object, &scheme.docs, &Provenance::default());
        object.insert("x-tradewire-scheme".to_owned(), json!(scheme.name));
        object.insert("x-tradewire-credentials".to_owned(), filled);
    }
    kind
}

/// What is sent, with the inputs of the user in braces.
fn template(template: &Template) -> Value {
    if template.md5 {
        json!({"template": template.text, "md5": true})
    } else {
        json!(template.text)
    }
}
