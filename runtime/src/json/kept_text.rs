//! The text of members that no field holds, and where their values stand in it.

use super::Json;
use super::members::Members;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

/// Bytes of text up to which a key is looked for among all.
const SEARCHED: usize = 1024;

/// Members as JSON text, divided by commas; those with a mark stand first. Never empty.
#[derive(Clone)]
pub(super) struct KeptText {
    text: String,
    /// Of a long text: the value of each key, the last of equal ones. Found out when first asked for.
    values: OnceLock<Box<Values>>,
}

type Values = BTreeMap<String, Range<usize>>;

impl KeptText {
    pub(super) fn new(text: String) -> Self {
        Self {
            text,
            values: OnceLock::new(),
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Text of the value of `key`; of equal keys the last one counts.
    pub(super) fn value(&self, key: &str) -> Option<&str> {
        if self.text.len() <= SEARCHED {
            crate::steps::add(self.text.len());
            let same = Members::of(&self.text).filter(|member| member.name() == key);
            return same.last().map(|member| member.value);
        }
        crate::steps::add(1);
        let values = self.values.get_or_init(|| {
            crate::steps::add(self.text.len());
            let members = Members::of(&self.text);
            let span = |from: usize, value: &str| from..from + value.len();
            Box::new(
                members
                    .map(|member| (member.name().into_owned(), span(member.from, member.value)))
                    .collect(),
            )
        });
        self.text.get(values.get(key)?.clone())
    }

    /// Adds a key that is not there, with the JSON text of its value.
    pub(super) fn add(&mut self, key: &str, value: &str) {
        self.text.push(',');
        self.text.push_str(&Json::from(key).to_string());
        self.text.push(':');
        let from = self.text.len();
        self.text.push_str(value);
        if let Some(values) = self.values.get_mut() {
            values.insert(key.to_owned(), from..self.text.len());
        }
    }
}
