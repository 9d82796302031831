//! Names of keys: `tradewire:{insales:4f0c…}:log:default`.
//!
//! All keys of an account share one hash tag, so that they lie on one node of a cluster. Of the account only a hash is in them; what it is
//! a hash of holds no credentials either.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// What all keys of an account begin with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Keys(String);

impl Keys {
    pub(crate) fn new(prefix: &str, platform: &str, account: &str) -> Self {
        let mut hash = String::new();
        for byte in Sha256::digest(account.as_bytes()).iter().take(16) {
            let _ = write!(hash, "{byte:02x}");
        }
        // Braces of a prefix would be taken for the hash tag.
        Self(format!("{}:{{{}:{hash}}}", plain(prefix), plain(platform)))
    }

    /// Those of the account, and two for each limit.
    pub(crate) fn all<'n>(&self, limits: impl Iterator<Item = &'n str>) -> Vec<String> {
        let mut keys: Vec<String> = ["state", "line", "members"]
            .map(|name| format!("{}:{name}", self.0))
            .into();
        for limit in limits {
            keys.push(format!("{}:log:{limit}", self.0));
            keys.push(format!("{}:held:{limit}", self.0));
        }
        keys
    }
}

/// A name without spaces, braces and what else has a meaning; different names stay different.
pub(crate) fn plain(name: &str) -> String {
    let mut out = String::new();
    for letter in name.chars() {
        match letter {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '_' | '-' | '.' | ':' => out.push(letter),
            _ => {
                let _ = write!(out, "%{:x};", u32::from(letter));
            }
        }
    }
    if out.is_empty() { "%".to_owned() } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_an_account_have_one_tag_and_no_address() {
        let keys = Keys::new("my{app}", "insales", "https://user:secret@shop.example/");
        let all = keys.all(["default", "slow"].into_iter());
        assert_eq!(all.len(), 7);
        let tag = |key: &str| key[key.find('{').unwrap()..=key.find('}').unwrap()].to_owned();
        assert!(
            all.iter()
                .all(|key| tag(key) == tag(&all[0]) && key.starts_with("my%7b;app%7d;:{insales:"))
        );
        assert!(!all.join(" ").contains("secret") && !all.join(" ").contains("shop"));
        assert_ne!(keys, Keys::new("my{app}", "insales", "https://other.example/"));
        assert_ne!(
            keys,
            Keys::new("my{app}", "onebox", "https://user:secret@shop.example/")
        );
    }

    #[test]
    fn names_stay_apart() {
        let names = ["", "a b", "a%20;b", "a_b", "ab", "%", "{", "%7b;"];
        let mut plain: Vec<_> = names.iter().map(|name| super::plain(name)).collect();
        assert!(
            plain
                .iter()
                .all(|name| !name.contains([' ', '{', '}']) && !name.is_empty())
        );
        plain.sort();
        plain.dedup();
        assert_eq!(plain.len(), names.len(), "{plain:?}");
    }
}
