//! Credentials in a document: they are taken out before anything is made of it.

use serde_json::Value;

use crate::captured::secrets::{self, is_secret, is_sort};

/// What was taken out, and where.
pub(super) type Found = Vec<(String, &'static str)>;

const TEXT: &str = "what looks like a credential became `[secret]`; write the text anew without it";
const VALUE: &str = "a value that looks like a credential was left out; a spec is no place for one";
const DEFAULT: &str = "the default of what holds a credential was left out; a spec is no place for one";

/// Takes them out of everything below a value, the addresses of servers excepted ([`address`]).
pub(super) fn take_out(value: &mut Value, place: &str, found: &mut Found) {
    match value {
        Value::String(text) => {
            let clean = secrets::clean(text);
            if clean != *text {
                *text = clean;
                found.push((place.to_owned(), TEXT));
            }
        }
        Value::Array(items) => {
            for (at, item) in items.iter_mut().enumerate() {
                take_out(item, &format!("{place}[{at}]"), found);
            }
        }
        Value::Object(entries) => {
            for key in ["default", "const"] {
                if entries.get(key).is_some_and(is_credential) {
                    entries.remove(key);
                    found.push((below(place, key), VALUE));
                }
            }
            if let Some(Value::Array(values)) = entries.get_mut("enum") {
                let before = values.len();
                values.retain(|value| !is_credential(value));
                if values.len() < before {
                    found.push((below(place, "enum"), VALUE));
                }
            }
            if entries.get("format").and_then(Value::as_str) == Some("password") {
                without_default(entries, place, found);
            }
            if let Some(Value::Object(properties)) = entries.get_mut("properties") {
                for (name, schema) in properties.iter_mut().filter(|(name, _)| names_one(name)) {
                    if let Value::Object(schema) = schema {
                        without_default(schema, &below(place, &format!("properties.{name}")), found);
                    }
                }
            }
            let is_secret_parameter = entries.get("name").and_then(Value::as_str).is_some_and(names_one);
            if let (true, Some(Value::Object(schema))) = (is_secret_parameter, entries.get_mut("schema")) {
                without_default(schema, place, found);
            }
            for (key, inner) in entries {
                if key != "$ref" && !(place.is_empty() && key == "servers") {
                    take_out(inner, &below(place, key), found);
                }
            }
        }
        _ => {}
    }
}

fn below(place: &str, key: &str) -> String {
    if place.is_empty() {
        key.to_owned()
    } else {
        format!("{place}.{key}")
    }
}

fn names_one(name: impl AsRef<str>) -> bool {
    is_secret(name.as_ref()) && !is_sort(name.as_ref())
}

fn is_credential(value: &Value) -> bool {
    value.as_str().is_some_and(|text| secrets::clean(text) != text)
}

/// Takes out a default that is a text or a number: truth values are none of a credential.
fn without_default(schema: &mut super::Object, place: &str, found: &mut Found) {
    if matches!(schema.get("default"), Some(Value::String(_) | Value::Number(_))) {
        schema.remove("default");
        found.push((below(place, "default"), DEFAULT));
    }
}

/// The address of a server without login, query and fragment, and whether it had one of them.
pub(super) fn address(url: &str) -> (String, bool) {
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let bare = url.get(..end).unwrap_or_default();
    let (scheme, rest) = match bare.split_once("://") {
        Some((scheme, rest)) => (format!("{scheme}://"), rest),
        None => (String::new(), bare),
    };
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = match authority.rsplit_once('@') {
        Some((_, host)) if !scheme.is_empty() => host,
        _ => authority,
    };
    let cut = secrets::clean(&format!("{scheme}{host}{path}"));
    let is_other = cut != url;
    (cut, is_other)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn addresses_lose_logins_queries_and_fragments() {
        for (url, expected) in [
            ("https://bob:Pw@api.example/v1?api_key=Key", "https://api.example/v1"),
            ("https://api.example/v1#token", "https://api.example/v1"),
            ("https://api.example?k=a@b", "https://api.example"),
            ("https://{shop}.example/@me", "https://{shop}.example/@me"),
            ("/v1?key=a", "/v1"),
        ] {
            assert_eq!(address(url), (expected.to_owned(), expected != url), "{url}");
        }
    }

    #[test]
    fn texts_and_values_lose_credentials_and_say_so() {
        let key = "ghp_aB3dE5fG7hJ9kL1mN3pQ5rS7tU9v";
        let mut document = json!({
            "servers": [{"url": "https://bob:Pw@api.example"}],
            "info": {"description": format!("Try {key}.")},
            "components": {"schemas": {"Login": {"properties": {
                "password": {"type": "string", "default": "hunter2"},
                "password_required": {"type": "boolean", "default": false},
                "pass_word": {"type": "string", "format": "password", "default": "hunter2"},
                "kind": {"type": "string", "enum": ["a", key], "default": key},
                "other": {"$ref": "#/components/schemas/Login"}
            }}}},
            "parameters": [{"name": "api_key", "schema": {"type": "string", "default": "abc"}}]
        });
        let mut found = Found::new();
        take_out(&mut document, "", &mut found);
        assert_eq!(
            document,
            json!({
                "servers": [{"url": "https://bob:Pw@api.example"}],
                "info": {"description": "Try [secret]"},
                "components": {"schemas": {"Login": {"properties": {
                    "password": {"type": "string"},
                    "password_required": {"type": "boolean", "default": false},
                    "pass_word": {"type": "string", "format": "password"},
                    "kind": {"type": "string", "enum": ["a"]},
                    "other": {"$ref": "#/components/schemas/Login"}
                }}}},
                "parameters": [{"name": "api_key", "schema": {"type": "string"}}]
            })
        );
        let login = "components.schemas.Login";
        for place in [
            "info.description".to_owned(),
            format!("{login}.properties.password.default"),
            format!("{login}.properties.pass_word.default"),
            format!("{login}.properties.kind.enum"),
            format!("{login}.properties.kind.default"),
            "parameters[0].default".to_owned(),
        ] {
            assert!(found.iter().any(|(known, _)| *known == place), "{place}: {found:?}");
        }
        assert_eq!(found.len(), 6, "{found:?}");
    }
}
