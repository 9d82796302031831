//! Cursors between the elements of a page.

use std::sync::OnceLock;

use bytes::Bytes;

use super::cursor::Cursor;
use super::facts::{PageFacts, keys_of_all};
use super::pager::TAIL;
use crate::meta::{Paging, Strategy};

/// Where the elements of one page stand.
///
/// In a listing by keys a place within a page is named by the keys of the element before it, not by a number of elements: what
/// changes until somebody reads on moves elements out of the page, and counting would then pass over others. In one by the number of
/// elements before a page, each element has such a number.
pub(super) struct Places {
    /// Where the page begins.
    page: Cursor,
    paging: &'static Paging,
    body: Bytes,
    hashes: Vec<u64>,
    repeated: usize,
    /// Found out when first asked for.
    keys: OnceLock<Vec<Vec<Option<String>>>>,
}

impl Places {
    pub(super) fn new(page: Cursor, paging: &'static Paging, body: &Bytes, facts: PageFacts, repeated: usize) -> Self {
        let keyset = matches!(paging.strategy, Strategy::Keyset { .. });
        let body = if keyset { body.clone() } else { Bytes::new() };
        Self {
            page,
            paging,
            body,
            hashes: facts.hashes,
            repeated,
            keys: OnceLock::new(),
        }
    }

    /// Elements at the head of the page that the page before had handed out.
    pub(super) fn to_drop(&self) -> usize {
        self.repeated
    }

    /// The place behind the first `handed` elements, readable or not, those that were dropped not counted.
    pub(super) fn after(&self, handed: usize) -> Cursor {
        self.behind(handed).unwrap_or_else(|| Cursor {
            skip: handed,
            tail: self.tail(self.repeated.saturating_add(handed)),
            ..self.page.clone()
        })
    }

    /// The same by the keys of the element before it, or by its number.
    fn behind(&self, handed: usize) -> Option<Cursor> {
        let set = match self.paging.strategy {
            Strategy::Keyset { set } => set,
            Strategy::Offset { param } => return self.counted(param, handed),
            Strategy::Page { .. } | Strategy::Cursor { .. } | Strategy::Link { .. } => return None,
        };
        let last = self.repeated + handed.checked_sub(1)?;
        let keys = self
            .keys
            .get_or_init(|| keys_of_all(&self.body, self.paging))
            .get(last)?;
        let set = set
            .iter()
            .zip(keys)
            .map(|((param, _), key)| Some(((*param).to_owned(), key.clone()?)));
        Some(Cursor {
            set: set.collect::<Option<_>>()?,
            skip: 0,
            seen: self.page.seen.saturating_add((last + 1 - self.repeated) as u64),
            tail: self.tail(last.saturating_add(1)),
            ..self.page.clone()
        })
    }

    /// Hashes of the latest elements before number `end` of the page.
    fn tail(&self, end: usize) -> Vec<u64> {
        let page = self.hashes.get(..end).unwrap_or(&self.hashes);
        // From behind, as no more than the end is wanted, and a cursor may be asked for at every element.
        let mut tail: Vec<u64> = self.page.tail.iter().chain(page).rev().take(TAIL).copied().collect();
        tail.reverse();
        tail
    }

    /// The same by the number of elements before it.
    fn counted(&self, param: &str, handed: usize) -> Option<Cursor> {
        let first = u64::from(self.paging.first.unwrap_or_default());
        let page = match self.page.set.first() {
            Some((_, number)) => number.parse().ok()?,
            None => first,
        };
        let before = u64::try_from(handed).ok()?;
        Some(Cursor {
            set: vec![(param.to_owned(), before.checked_add(page)?.to_string())],
            skip: 0,
            seen: self.page.seen.saturating_add(before),
            tail: self.tail(handed),
            ..self.page.clone()
        })
    }
}
