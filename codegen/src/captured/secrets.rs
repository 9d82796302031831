//! Credentials in what was captured: known by the names under which they stand, and blotted wherever their text comes again.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::secret_names::counts;
pub(crate) use super::secret_names::is_sort;
pub(super) use super::secret_names::may_be_login;
pub use super::secret_names::{is_secret, is_secret_parameter};
use super::{looks_like_id, patterns, routes};

/// What stands where a secret stood.
pub const BLOT: &str = "[secret]";

/// Texts that are shorter are not looked for elsewhere: they would be found everywhere.
const SHORTEST: usize = 6;

/// Whether a text is surely no word and no time, so that it may be looked for elsewhere.
fn is_made(text: &str) -> bool {
    let has = |wanted: fn(&u8) -> bool| text.bytes().any(|byte| wanted(&byte));
    let is_time = text.bytes().take(4).all(|byte| byte.is_ascii_digit()) && text.as_bytes().get(4) == Some(&b'-');
    let is_long = text.len() >= 20 && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    !is_time && (is_long || text.len() >= 8 && has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic))
}

/// Whether a text under a name is a credential that may be looked for elsewhere: by the name, or because it is surely no word.
pub(super) fn is_credential(name: &str, text: &str) -> bool {
    !is_sort(name) && (is_secret(name) || is_made(text))
}

/// The text without what is surely a credential by how it is written.
#[must_use]
pub(crate) fn clean(text: &str) -> String {
    patterns::blot(text)
}

/// Blots everything below keys that name a credential, and what stands beside the name of one.
fn blot_fields(value: &mut Value, is_below: bool) {
    match value {
        Value::Object(entries) => {
            let is_pair = is_pair(entries);
            let old = std::mem::take(entries);
            for (key, mut inner) in old {
                let is_one = names_credential(&key, &inner) || is_pair && VALUES.contains(&key.as_str());
                blot_fields(&mut inner, is_below || is_one);
                // Keys may be what is secret, where they are data.
                let is_data = is_below && (is_made(&key) || looks_like_id(&key) || routes::is_key(&key));
                let cleaned = if is_data { BLOT.to_owned() } else { key.clone() };
                insert(entries, &key, cleaned, inner);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| blot_fields(item, is_below)),
        Value::String(text) if is_below && !text.is_empty() => BLOT.clone_into(text),
        Value::Number(number) if is_below => *number = 0.into(),
        _ => {}
    }
}

/// Whether a key names a credential, and not only how many of them there are or of which sort one is.
fn names_credential(key: &str, value: &Value) -> bool {
    is_secret(key) && !is_sort(key) && !(value.is_number() && counts(key))
}

/// Keys under which a name may stand that says what the value beside it is.
const NAMES: &[&str] = &["name", "key", "header", "field", "param", "parameter"];

/// Keys of such a value.
const VALUES: &[&str] = &["value", "val", "values"];

/// Whether an object is a name and its value, and the name is that of a credential.
fn is_pair(entries: &Map<String, Value>) -> bool {
    let mut names = NAMES.iter().filter_map(|name| entries.get(*name)?.as_str());
    VALUES.iter().any(|key| entries.contains_key(*key)) && names.any(is_secret)
}

/// Puts an entry back under a key that may have been blotted: two that are blotted are still two.
fn insert(entries: &mut Map<String, Value>, key: &str, mut cleaned: String, value: Value) {
    while cleaned != key && entries.contains_key(&cleaned) {
        cleaned.push('\'');
    }
    entries.insert(cleaned, value);
}

/// Texts that must not show up anywhere.
#[derive(Debug, Default)]
pub(super) struct Known {
    texts: BTreeSet<String>,
}

impl Known {
    /// Remembers a text that is a credential.
    pub fn add(&mut self, text: &str) {
        if text.len() >= SHORTEST {
            self.texts.insert(text.to_owned());
        }
    }

    /// Remembers a text that has a name but may be no credential (`theme=default`): if the name says so, or if it is surely no word.
    pub fn add_named(&mut self, name: &str, text: &str) {
        let text = text.trim_matches('"');
        if is_credential(name, text) {
            self.add(text);
        }
    }

    /// Remembers the value of a header that holds a credential, and each of its words (`Bearer …`, `a="…", b="…"`): not what says of which
    /// sort it is, and no names, which may be those of fields as well.
    pub fn add_header(&mut self, text: &str) {
        self.add(text.trim());
        let words = text.split(|c: char| c.is_whitespace() || matches!(c, ';' | ','));
        for word in words.filter(|word| !patterns::is_scheme(word)) {
            match word.split_once('=') {
                // Signs of equality at the end only fill a word up.
                Some((name, value)) if value.chars().any(|c| c != '=') => self.add_named(name, value),
                _ => self.add(word.trim_matches('"')),
            }
        }
    }

    /// Remembers the values of cookies that a client sent: `a=…; b=…`.
    pub fn add_cookies(&mut self, text: &str) {
        for (name, value) in text.split(';').filter_map(|pair| pair.trim().split_once('=')) {
            self.add_named(name, value);
        }
    }

    /// Remembers the value of a cookie that a server set. What follows it says where it counts. Several stand in lines.
    pub fn add_set_cookie(&mut self, text: &str) {
        for line in text.lines() {
            self.add_cookies(line.split(';').next().unwrap_or_default());
        }
    }

    /// Remembers what stands below keys of a body that name a credential.
    pub fn add_fields(&mut self, value: &Value, is_below: bool) {
        match value {
            Value::Object(entries) => {
                let is_pair = is_pair(entries);
                for (key, inner) in entries {
                    let is_value = is_pair && VALUES.contains(&key.as_str());
                    self.add_fields(inner, is_below || is_value || is_secret(key) && !is_sort(key));
                }
            }
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

    /// The same of a text of a body, which may be JSON itself.
    fn clean_text(&self, text: &str) -> String {
        if text.starts_with(['{', '['])
            && let Ok(inner) = serde_json::from_str::<Value>(text)
        {
            let mut cleaned = inner.clone();
            self.clean_body(&mut cleaned);
            // As it was written, where there is nothing to hide.
            return if cleaned == inner {
                text.to_owned()
            } else {
                cleaned.to_string()
            };
        }
        self.clean(text)
    }

    /// Blots them in a body, keys included.
    fn clean_value(&self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.clean_text(text),
            Value::Array(items) => items.iter_mut().for_each(|item| self.clean_value(item)),
            Value::Object(entries) => {
                let old = std::mem::take(entries);
                for (key, mut inner) in old {
                    self.clean_value(&mut inner);
                    insert(entries, &key, self.clean(&key), inner);
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
        known.add_header("Bearer Aq1234567890ab");
        known.add_cookies("currency=EUR; customer=abcdef1234567");
        known.add_header("cGFzc3dvcmQ6eA==");
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
    #[test]
    fn words_beside_a_credential_are_none() {
        let mut known = Known::default();
        known.add_cookies("theme=default; sid=abcdefgh; _track=a1b2c3d4e5; lang=english");
        known.add_set_cookie("cart=Zx81Qw72Er; Domain=shop2024.example; Path=/orders; SameSite=Strict");
        known.add_header("Digest username=\"martin\", realm=\"Orders\", response=\"6629fae49393a0539\", uri=\"/orders\", algorithm=SHA-2560");
        known.add_header(
            "OAuth oauth_signature_method=\"HMAC-SHA1\", oauth_signature=\"abcdefgh\", oauth_version=\"1.0\"",
        );
        let plain = json!({"theme": "default", "lang": "english", "where": "shop2024.example/orders", "mode": "Strict", "realm": "Orders",
            "how": "HMAC-SHA1 or SHA-2560"});
        let mut body = plain.clone();
        known.clean_body(&mut body);
        assert_eq!(body, plain);
        for echoed in ["abcdefgh", "a1b2c3d4e5", "Zx81Qw72Er", "6629fae49393a0539"] {
            assert_eq!(known.clean(&format!("<{echoed}>")), "<[secret]>", "{echoed}");
        }
    }

    #[test]
    fn what_is_only_said_of_a_credential_stays() {
        let plain = json!({
            "token_type": "bearer", "password_changed_at": "2024-02-29 10:00:00", "token_count": 5, "max_tokens": 4096, "otp_enabled": true,
            "prompt_tokens": 12, "secretary": "Ann", "tokenized": "yes", "secret_santa_count": 3, "signature_required": "no",
            "description": "Basic Understanding of things"
        });
        let mut body = plain.clone();
        Known::default().clean_body(&mut body);
        assert_eq!(body, plain);
        let mut body =
            json!({"accessToken": "a", "tokens": ["b"], "secretkey": "c", "token2": "d", "note": "Basic dXNlcjpwYXNz"});
        Known::default().clean_body(&mut body);
        assert_eq!(
            body,
            json!({"accessToken": "[secret]", "tokens": ["[secret]"], "secretkey": "[secret]", "token2": "[secret]",
                "note": "Basic [secret]"})
        );
    }

    #[test]
    fn what_a_name_says_to_be_a_credential_is_blotted_in_every_form() {
        let mut body = json!({
            "otp": "123456", "card": {"cvv": 123, "pin_code": "0000", "pinned": true}, "session": "abc", "sessions": 3, "opinion": "good",
            "headers": [{"name": "X-Api-Key", "value": "abc"}, {"name": "Accept", "value": "text/html"}],
            "api_keys": {"k9f8e7d6c5": {"active": true}, "main": {}},
            "sent": "{\"password\": \"x\", \"n\": 1}", "form": "access_token=abc&n=1", "whole": "{\"n\" : 1}",
            "ghp_aB3dE5fG7hJ9kL1mN3pQ5rS7tU9v": 1, "note": "AKIAIOSFODNN7EXAMPLE"
        });
        Known::default().clean_body(&mut body);
        assert_eq!(
            body,
            json!({
                "otp": "[secret]", "card": {"cvv": 0, "pin_code": "[secret]", "pinned": true}, "session": "[secret]", "sessions": 3, "opinion": "good",
                "headers": [{"name": "X-Api-Key", "value": "[secret]"}, {"name": "Accept", "value": "text/html"}],
                "api_keys": {"[secret]": {"active": true}, "main": {}},
                "sent": "{\"password\":\"[secret]\",\"n\":1}", "form": "access_token=[secret]&n=1", "whole": "{\"n\" : 1}",
                "[secret]": 1, "note": "[secret]"
            })
        );
    }
}
