//! The text of members that no field holds, and where they stand in it.

#![allow(clippy::disallowed_types, reason = "looked up, never walked")]

use super::Json;
use super::members::Members;
use std::collections::HashMap;
use std::hash::BuildHasher;
use std::sync::OnceLock;

/// Bytes of text up to which a key is looked for among all.
const SEARCHED: usize = 1024;

/// Members as JSON text, divided by commas; those with a mark stand first. Never empty.
#[derive(Clone)]
pub(super) struct KeptText {
    text: String,
    /// Of a long text: where the member of each key stands, the last of equal ones. Found out when first asked for.
    places: OnceLock<Box<Places>>,
}

/// By hashes of keys. The keys themselves stand in the text, and once more they would take many times its memory where they are short.
type Places = HashMap<u64, usize>;

impl KeptText {
    pub(super) fn new(text: String) -> Self {
        Self {
            text,
            places: OnceLock::new(),
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Text of the value of `key`; of equal keys the last one counts.
    pub(super) fn value(&self, key: &str) -> Option<&str> {
        if self.text.len() <= SEARCHED {
            return self.search(key);
        }
        crate::steps::add(1);
        let places = self.places.get_or_init(|| Box::new(self.places()));
        let at = *places.get(&places.hasher().hash_one(key))?;
        match Members::from(&self.text, at).next() {
            Some(member) if member.name() == key => Some(member.value),
            // Two keys with one hash.
            _ => self.search(key),
        }
    }

    fn search(&self, key: &str) -> Option<&str> {
        crate::steps::add(self.text.len());
        let same = Members::of(&self.text).filter(|member| member.name() == key);
        same.last().map(|member| member.value)
    }

    fn places(&self) -> Places {
        crate::steps::add(self.text.len());
        // Room for all at once, or they would be moved again and again.
        let mut places = Places::with_capacity(Members::of(&self.text).count());
        let mut members = Members::of(&self.text);
        loop {
            let at = members.at();
            let Some(member) = members.next() else { break };
            places.insert(places.hasher().hash_one(&*member.name()), at);
        }
        places
    }

    /// Adds a key that is not there, with the JSON text of its value.
    pub(super) fn add(&mut self, key: &str, value: &str) {
        self.text.push(',');
        let at = self.text.len();
        self.text.push_str(&Json::from(key).to_string());
        self.text.push(':');
        self.text.push_str(value);
        if let Some(places) = self.places.get_mut() {
            places.insert(places.hasher().hash_one(key), at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_keys_with_one_hash_are_told_apart() {
        let text: Vec<String> = (0..200).map(|at| format!("\"key{at}\":{at}")).collect();
        let kept = KeptText::new(text.join(","));
        assert_eq!((kept.value("key7"), kept.value("key")), (Some("7"), None));
        // As if all of them had the hash of the last.
        let mut places = kept.places();
        let last = kept.text.rfind("\"key199").unwrap();
        for place in places.values_mut() {
            *place = last;
        }
        let clash = KeptText::new(kept.text.clone());
        assert!(clash.places.set(Box::new(places)).is_ok());
        assert_eq!((clash.value("key7"), clash.value("key199")), (Some("7"), Some("199")));
        assert_eq!(clash.value("key"), None);
    }
}
