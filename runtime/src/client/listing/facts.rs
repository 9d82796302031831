//! What the pager must know of a page, read from the raw body and the headers.

use http::HeaderMap;

use super::order::Watch;
use crate::json::{self, Json};
use crate::meta::{Paging, Strategy};
use crate::reply::{NextLink, next_link};

/// Facts about one page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct PageFacts {
    /// Elements on the page, also those that could not be decoded.
    pub items: usize,
    /// Hash of the elements' text.
    pub fingerprint: u64,
    pub total_pages: Option<u64>,
    pub total_items: Option<u64>,
    /// Whether there is more, where the server says so in as many words.
    pub more: Option<bool>,
    /// What the server calls the next page: a cursor, or an address.
    pub next: Option<String>,
    /// Why what it calls the next page cannot be used.
    pub unnamed: Option<String>,
    /// Hash of each element's text.
    pub hashes: Vec<u64>,
    /// Of a keyset listing: fields of the last element that the next page starts from, in the order of [`Strategy::Keyset`].
    pub last: Vec<Option<String>>,
    /// The same of the first element.
    pub first: Vec<Option<String>>,
    /// Two neighbours whose keys run backwards.
    pub backwards: Option<(String, String)>,
    /// The reply has the list, or says that there is none by `null` or `""`.
    pub listed: bool,
}

impl PageFacts {
    pub(crate) fn read(body: &[u8], paging: &Paging) -> Self {
        let mut facts = Self::default();
        let mut whole = Hash::new();
        let list = list_path(body, paging.items);
        let mut watch = Watch::default();
        let readable = json::each_item_text(body, list, &mut |element| {
            facts.items += 1;
            let hash = Hash::of(element.as_bytes());
            whole.add(&hash.to_le_bytes());
            facts.hashes.push(hash);
            if let Strategy::Keyset { set } = paging.strategy {
                facts.last = keys_of(element, set);
                if facts.items == 1 {
                    facts.first.clone_from(&facts.last);
                }
                watch.take(facts.last.clone());
            }
        });
        // What came before the list broke off is no page.
        if !readable {
            facts = Self::default();
        }
        facts.listed = readable || says_none(body, list);
        if !facts.listed {
            return facts;
        }
        facts.backwards = watch.backwards();
        facts.fingerprint = whole.value();
        let number = |path: Option<&str>| path.and_then(|path| count(&text(json::probe(body, path)?)?));
        facts.total_pages = number(paging.total_pages);
        facts.total_items = number(paging.total_items);
        facts.more = paging.more.and_then(|path| truth(&json::probe(body, path)?));
        if let (Strategy::Cursor { next, .. } | Strategy::Link { next }, None) = (&paging.strategy, paging.next_header)
        {
            facts.name(json::probe(body, next), next);
        }
        facts
    }

    /// Takes in the next page as the body names it. Nothing, and what programs write for nothing, is no page.
    fn name(&mut self, there: Option<Json>, path: &str) {
        let nothing = |there: &Json| match there {
            Json::Null | Json::Bool(false) => true,
            Json::String(text) => text.is_empty(),
            Json::Array(list) => list.is_empty(),
            Json::Object(members) => members.is_empty(),
            _ => false,
        };
        let Some(there) = there.filter(|there| !nothing(there)) else {
            return;
        };
        self.next = text(there);
        if self.next.is_none() {
            self.unnamed = Some(format!("what stands at `{path}` names no page"));
        }
    }

    /// Takes in what the headers of the page say.
    pub(crate) fn with_headers(mut self, headers: &HeaderMap, paging: &Paging) -> Self {
        let number = |name: Option<&str>| name.and_then(|name| count(only(headers, name)?));
        self.total_pages = self.total_pages.or_else(|| number(paging.total_pages_header));
        self.total_items = self.total_items.or_else(|| number(paging.total_items_header));
        let more = paging.more_header.and_then(|name| only(headers, name));
        self.more = self.more.or_else(|| truth(&Json::String(more?.to_owned())));
        if let Some(name) = paging.next_header {
            match next_link(headers, name) {
                NextLink::None => {}
                NextLink::At(next) => self.next = Some(next),
                NextLink::Several => self.unnamed = Some(format!("the header `{name}` names several next pages")),
                NextLink::Unreadable => self.unnamed = Some(format!("the header `{name}` cannot be read")),
            }
        }
        self
    }
}

/// The value of a header that stands there once, or always with the same value.
fn only<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    let first = values.next()?;
    let text = first.to_str().ok()?.trim();
    values.all(|value| value == first).then_some(text)
}

/// Fields of every element of a page, of those that the next page could start from.
pub(crate) fn keys_of_all(body: &[u8], paging: &Paging) -> Vec<Vec<Option<String>>> {
    let Strategy::Keyset { set } = paging.strategy else {
        return Vec::new();
    };
    let mut keys = Vec::new();
    json::each_item_text(body, list_path(body, paging.items), &mut |element| {
        keys.push(keys_of(element, set));
    });
    keys
}

fn keys_of(element: &str, set: &[(&str, &str)]) -> Vec<Option<String>> {
    set.iter()
        .map(|(_, field)| json::probe(element.as_bytes(), field).and_then(text))
        .collect()
}

/// Path of the list; some platforms send a bare list where a wrapped one is documented.
pub(crate) fn list_path<'p>(body: &[u8], declared: &'p str) -> &'p str {
    let bare = json::content(body).first() == Some(&b'[');
    if bare { "" } else { declared }
}

/// Whether something that stands for no list is in its place.
fn says_none(body: &[u8], list: &str) -> bool {
    json::probe(body, list).is_some_and(|there| matches!(there, Json::Null) || there.as_str() == Some(""))
}

/// A scalar as the text that goes into a query.
fn text(value: Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text),
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A total, in any form in which a whole number is read elsewhere: `60.0` counts sixty.
fn count(text: &str) -> Option<u64> {
    let text = text.trim();
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let read = || json::decode::<i64>(text.as_bytes(), json::Options::default()).ok();
    text.parse()
        .ok()
        .or_else(|| u64::try_from(read().filter(|_| is_number)?.value).ok())
}

/// A truth value in any form in which one is read elsewhere: `1` and `"true"` are true. What is neither true nor false says nothing.
fn truth(there: &Json) -> Option<bool> {
    match there {
        Json::Bool(value) => Some(*value),
        Json::String(text) => truth_text(text.trim()),
        Json::Number(number) => truth_text(&number.to_string()),
        _ => None,
    }
}

fn truth_text(text: &str) -> Option<bool> {
    // In headers `True` is as frequent as `true`.
    match text.to_ascii_lowercase().as_str() {
        "1" | "true" => Some(true),
        "0" | "false" => Some(false),
        _ => None,
    }
}

/// FNV-1a. Hashes are stored in cursors, so they must not change with the version of the standard library.
pub(crate) struct Hash(u64);

impl Hash {
    pub(crate) fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    pub(crate) fn of(bytes: &[u8]) -> u64 {
        let mut hash = Self::new();
        hash.add(bytes);
        hash.value()
    }

    pub(crate) fn add(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        });
    }

    pub(crate) fn value(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests;
