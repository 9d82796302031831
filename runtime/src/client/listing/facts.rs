//! What the pager must know of a page, read from the raw body.

use super::order::Watch;
use crate::json::{self, Json};
use crate::meta::{Paging, Strategy};

/// Facts about one page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct PageFacts {
    /// Elements on the page, also those that could not be decoded.
    pub items: usize,
    /// Hash of the elements' text.
    pub fingerprint: u64,
    pub total_pages: Option<u64>,
    pub total_items: Option<u64>,
    /// The server's cursor to the next page.
    pub next: Option<String>,
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
        let number = |path: Option<&str>| path.and_then(|path| text(json::probe(body, path)?)?.parse().ok());
        facts.total_pages = number(paging.total_pages);
        facts.total_items = number(paging.total_items);
        match paging.strategy {
            Strategy::Cursor { next, .. } => {
                facts.next = json::probe(body, next)
                    .and_then(text)
                    .filter(|cursor| !cursor.is_empty());
            }
            Strategy::Keyset { .. } | Strategy::Page { .. } => {}
        }
        facts
    }
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
        size: None,
        sizes: &[],
        default_size: None,
        min_size: None,
        max_size: None,
        fixed_size: None,
        total_pages: Some("_meta.pageCount"),
        total_items: Some("_meta.totalCount"),
        drop: &[],
        page: None,
        short_page_ends: false,
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
