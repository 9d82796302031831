//! Credentials in what was captured: known by the names under which they stand, and blotted wherever their text comes again.

use std::collections::BTreeSet;

use serde_json::Value;

use super::patterns;

/// What stands where a secret stood.
pub const BLOT: &str = "[secret]";

/// Parts of names, in lower case without separators, under which credentials stand.
const PARTS: &[&str] = &[
    "authorization",
    "cookie",
    "token",
    "apikey",
    "secret",
    "password",
    "passwd",
    "passphrase",
    "signature",
    "credential",
    "privatekey",
    "accesskey",
    "sessionid",
    "appkey",
    "authkey",
    "consumerkey",
    "xauth",
    "csrf",
    "jwt",
];

/// Whole names of parameters that are credentials where they stand in a query.
const WHOLE: &[&str] = &[
    "key", "auth", "sign", "sig", "hash", "login", "user", "username", "pass", "pwd", "session", "sid", "hmac",
];

/// Texts that are shorter are not looked for elsewhere: they would be found everywhere.
const SHORTEST: usize = 6;

/// Whether a field or header of this name holds a credential.
#[must_use]
pub fn is_secret(name: &str) -> bool {
    let bare: String = name
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_ascii_lowercase();
    PARTS.iter().any(|part| bare.contains(part)) || matches!(bare.as_str(), "pass" | "pwd" | "auth")
}

/// Whether a query parameter of this name holds a credential.
#[must_use]
pub fn is_secret_parameter(name: &str) -> bool {
    is_secret(name) || WHOLE.contains(&name.to_ascii_lowercase().as_str())
}

/// Whether a text is surely no word and no time, so that it may be looked for elsewhere.
fn is_made(text: &str) -> bool {
    let has = |wanted: fn(&u8) -> bool| text.bytes().any(|byte| wanted(&byte));
    let is_time = text.bytes().take(4).all(|byte| byte.is_ascii_digit()) && text.as_bytes().get(4) == Some(&b'-');
    text.len() >= 8 && has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic) && !is_time
}

/// Blots everything below keys that name a credential.
fn blot_fields(value: &mut Value, is_below: bool) {
    match value {
        Value::Object(entries) => {
            for (key, inner) in entries {
                blot_fields(inner, is_below || is_secret(key));
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| blot_fields(item, is_below)),
        Value::String(text) if is_below && !text.is_empty() => BLOT.clone_into(text),
        Value::Number(number) if is_below => *number = 0.into(),
        _ => {}
    }
}

/// Texts that must not show up anywhere.
#[derive(Debug, Default)]
pub(super) struct Known {
    texts: BTreeSet<String>,
}

/// What stands behind the name in `name=value`; the whole word, where the signs of equality only fill it up.
fn value(word: &str) -> &str {
    match word.split_once('=') {
        Some((_, value)) if value.chars().any(|c| c != '=') => value,
        _ => word,
    }
}

impl Known {
    /// Remembers a credential, and each of its words (`Bearer …`, `a=…; b=…`): not what says of which sort it is, and no names, which
    /// may be those of fields as well.
    pub fn add(&mut self, text: &str) {
        let words = text.split(|c: char| c.is_whitespace() || matches!(c, ';' | ',' | '"'));
        let words = words.map(value).filter(|word| !patterns::is_scheme(word));
        for word in words.chain([text]).filter(|word| word.len() >= SHORTEST) {
            self.texts.insert(word.to_owned());
        }
    }

    /// Remembers what stands below keys of a body that name a credential.
    pub fn add_fields(&mut self, value: &Value, is_below: bool) {
        match value {
            Value::Object(entries) => entries
                .iter()
                .for_each(|(key, inner)| self.add_fields(inner, is_below || is_secret(key))),
            Value::Array(items) => items.iter().for_each(|item| self.add_fields(item, is_below)),
            Value::String(text) if is_below && is_made(text) => {
                self.texts.insert(text.clone());
            }
            _ => {}
        }
    }

    /// Blots everything in a body that is a credential.
    pub fn clean_body(&self, body: &mut Value) {
        blot_fields(body, false);
        self.clean_value(body);
    }

    /// The text with every credential blotted, longer ones first.
    pub fn clean(&self, text: &str) -> String {
        let mut ordered: Vec<&String> = self
            .texts
            .iter()
            .filter(|secret| text.contains(secret.as_str()))
            .collect();
        ordered.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
        let known = ordered
            .iter()
            .fold(text.to_owned(), |text, secret| text.replace(secret.as_str(), BLOT));
        patterns::blot(&known)
    }

    /// Blots them in a body, keys included.
    fn clean_value(&self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.clean(text),
            Value::Array(items) => items.iter_mut().for_each(|item| self.clean_value(item)),
            Value::Object(entries) => {
                let old = std::mem::take(entries);
                for (key, mut inner) in old {
                    self.clean_value(&mut inner);
                    let mut cleaned = self.clean(&key);
                    // Two that are blotted are still two.
                    while cleaned != key && entries.contains_key(&cleaned) {
                        cleaned.push('\'');
                    }
                    entries.insert(cleaned, inner);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Known;

    #[test]
    fn a_credential_is_known_again_and_neither_its_sort_nor_its_name() {
        let mut known = Known::default();
        known.add("Bearer Aq1234567890ab");
        known.add("currency=EUR; customer=abcdef1234567");
        known.add("cGFzc3dvcmQ6eA==");
        assert!(!known.clean("Bearer Zq1234567890abXYZ").contains("Zq1234567890abXYZ"));
        for echoed in ["Aq1234567890ab", "abcdef1234567", "cGFzc3dvcmQ6eA=="] {
            assert!(!known.clean(&format!("<{echoed}>")).contains(echoed), "{echoed}");
        }
        let mut body = json!({"currency": "EUR", "customer": {"id": 1}, "abcdef1234567": 1, "Aq1234567890ab": 2});
        known.clean_body(&mut body);
        assert_eq!(
            (&body["currency"], &body["customer"]),
            (&json!("EUR"), &json!({"id": 1}))
        );
        // Keys that are credentials are blotted, and none takes the place of another.
        let keys: Vec<&String> = body.as_object().expect("an object").keys().collect();
        assert_eq!(keys.len(), 4, "{keys:?}");
        assert!(!format!("{keys:?}").contains("1234567"), "{keys:?}");
    }
}
