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
    /// What the server calls the next page: a cursor, or an address.
    pub next: Option<String>,
    /// Why what it calls the next page cannot be used.
    pub unnamed: Option<String>,
    /// Of a keyset listing: hash of each element's text.
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
            if let Strategy::Keyset { set } = paging.strategy {
                facts.hashes.push(hash);
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
        let number = |path: Option<&str>| path.and_then(|path| text(json::probe(body, path)?)?.parse().ok());
        facts.total_pages = number(paging.total_pages);
        facts.total_items = number(paging.total_items);
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
        let number = |name: Option<&str>| name.and_then(|name| only(headers, name)?.parse().ok());
        self.total_pages = self.total_pages.or_else(|| number(paging.total_pages_header));
        self.total_items = self.total_items.or_else(|| number(paging.total_items_header));
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
mod tests {
    use super::*;

    const PAGING: Paging = Paging {
        strategy: Strategy::Keyset {
            set: &[("from_id", "id"), ("since", "time.at")],
        },
        items: "items",
        total_pages: Some("_meta.pageCount"),
        total_items: Some("_meta.totalCount"),
        ..Paging::NONE
    };

    #[test]
    fn marks_around_a_page_change_nothing() {
        for (before, after) in [
            ("\u{feff}\u{feff}", ""),
            ("\n\n\u{feff}", "\u{feff}\n"),
            ("\u{200b}\u{a0}", "\u{a0}"),
        ] {
            for (page, list) in [
                (r#"{"items":[{"id":1}],"_meta":{"pageCount":3}}"#, "items"),
                (r#"[{"id":1}]"#, ""),
            ] {
                let marked = format!("{before}{page}{after}");
                assert_eq!(list_path(marked.as_bytes(), "items"), list);
                let facts = PageFacts::read(marked.as_bytes(), &PAGING);
                assert_eq!(facts, PageFacts::read(page.as_bytes(), &PAGING), "{marked:?}");
                assert_eq!(facts.items, 1);
            }
        }
    }

    #[test]
    fn everything_is_read_from_the_body() {
        let body = br#"{"items":[{"id":1},{"id":2,"time":{"at":"x"}}],"_meta":{"pageCount":"3","totalCount":5}}"#;
        let facts = PageFacts::read(body, &PAGING);
        assert_eq!(
            (facts.items, facts.total_pages, facts.total_items),
            (2, Some(3), Some(5))
        );
        assert_eq!(facts.last, [Some("2".to_owned()), Some("x".to_owned())]);
        assert_eq!(
            facts.hashes,
            [Hash::of(br#"{"id":1}"#), Hash::of(br#"{"id":2,"time":{"at":"x"}}"#)]
        );
        let all = keys_of_all(body, &PAGING);
        assert_eq!(all, [vec![Some("1".to_owned()), None], facts.last]);
    }

    #[test]
    fn headers_have_totals_and_the_next_page_too() {
        let paging = Paging {
            strategy: Strategy::Link { next: "" },
            total_pages_header: Some("X-Pages"),
            total_items_header: Some("x-total"),
            next_header: Some("Link"),
            ..Paging::NONE
        };
        let read = |pairs: &[(&'static str, &'static str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in pairs {
                headers.append(*name, value.parse().unwrap());
            }
            PageFacts::read(b"[1]", &paging).with_headers(&headers, &paging)
        };
        let all = read(&[
            ("x-pages", " 7 "),
            ("x-total", "13"),
            ("x-total", "13"),
            ("link", "</a>; rel=next"),
        ]);
        assert_eq!(
            (all.total_pages, all.total_items, all.next.as_deref(), all.unnamed),
            (Some(7), Some(13), Some("/a"), None)
        );
        for nonsense in ["", "-1", "1.5", "seven", "99999999999999999999", "7, 7"] {
            assert_eq!(read(&[("x-total", nonsense)]).total_items, None, "{nonsense}");
        }
        assert_eq!(read(&[("x-total", "1"), ("x-total", "2")]).total_items, None);
        let doubt = read(&[("link", "</a>; rel=next, </b>; rel=next")]);
        assert!(doubt.next.is_none() && doubt.unnamed.is_some());
    }

    #[test]
    fn a_next_page_that_names_nothing_is_not_taken_for_the_end() {
        let paging = Paging {
            strategy: Strategy::Link { next: "meta.next" },
            items: "items",
            ..Paging::NONE
        };
        let read = |next: &str| {
            let body = format!(r#"{{"items":[1],"meta":{{"next":{next}}}}}"#);
            let facts = PageFacts::read(body.as_bytes(), &paging);
            (facts.next, facts.unnamed.is_some())
        };
        assert_eq!(read(r#""/a""#), (Some("/a".to_owned()), false));
        for nothing in ["null", "false", r#""""#, "[]", "{}"] {
            assert_eq!(read(nothing), (None, false), "{nothing}");
        }
        for other in ["true", r#"{"href":"/a"}"#, r#"["/a"]"#] {
            assert_eq!(read(other), (None, true), "{other}");
        }
    }

    #[test]
    fn a_bare_list_counts_where_a_wrapped_one_is_expected() {
        let facts = PageFacts::read(br#"[{"id":1},{"id":7}]"#, &PAGING);
        assert_eq!((facts.items, facts.last[0].as_deref()), (2, Some("7")));
    }

    #[test]
    fn equal_items_have_equal_fingerprints_whatever_stands_around_them() {
        let read = |text: &str| PageFacts::read(text.as_bytes(), &PAGING).fingerprint;
        let [one, two] = [1, 2].map(|page| read(&format!(r#"{{"items":[1,2],"page":{page}}}"#)));
        assert_eq!(one, two);
        assert_ne!(one, read(r#"{"items":[12]}"#));
        assert_ne!(one, read(r#"{"items":[2,1]}"#));
    }

    #[test]
    fn nonsense_has_no_items() {
        for body in [
            "",
            "<html>",
            "{",
            "null",
            r#"{"items":null}"#,
            r#"{"items":"#,
            r#"{"items":[1,2"#,
        ] {
            assert_eq!(PageFacts::read(body.as_bytes(), &PAGING).items, 0, "{body}");
        }
    }

    #[test]
    fn hashes_are_those_of_the_standard() {
        // Test vectors of FNV-1a, 64 bits.
        assert_eq!(Hash::of(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(Hash::of(b"foobar"), 0x8594_4171_f739_67e8);
    }
}
