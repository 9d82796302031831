//! Cursors between the elements of a page.

use std::sync::OnceLock;

use bytes::Bytes;

use super::cursor::Cursor;
use super::facts::{PageFacts, keys_of_all, list_path};
use super::pager::TAIL;
use crate::client::handle::Metadata;
use crate::json::Rejected;
use crate::meta::{Paging, Strategy};

/// Where the elements of one page stand.
///
/// In a listing by keys a place within a page is named by the keys of the element before it, not by a number of elements: what
/// changes until somebody reads on moves elements out of the page, and counting would then pass over others.
pub(super) struct Places {
    /// Where the page begins.
    page: Cursor,
    paging: &'static Paging,
    body: Bytes,
    hashes: Vec<u64>,
    repeated: usize,
    /// Positions of the elements that were set aside; `None` if not all are known.
    rejected: Option<Vec<usize>>,
    /// Found out when first asked for.
    keys: OnceLock<Vec<Vec<Option<String>>>>,
}

impl Places {
    pub(super) fn new(
        page: Cursor,
        paging: &'static Paging,
        body: &Bytes,
        facts: PageFacts,
        repeated: usize,
        metadata: &Metadata,
    ) -> Self {
        let list = list_path(body, paging.items);
        let rejected = metadata
            .rejected
            .iter()
            .filter(|rejected| is_element(rejected, list))
            .map(|rejected| rejected.index);
        let rejected = (metadata.rejected.len() == metadata.rejected_total).then(|| rejected.collect());
        let keyset = matches!(paging.strategy, Strategy::Keyset { .. });
        let body = if keyset { body.clone() } else { Bytes::new() };
        Self {
            page,
            paging,
            body,
            hashes: facts.hashes,
            repeated,
            rejected,
            keys: OnceLock::new(),
        }
    }

    /// Decoded elements at the head of the page that the page before had handed out. In doubt none: rather twice than never.
    pub(super) fn to_drop(&self) -> usize {
        let rejected = self.rejected.as_ref();
        rejected.map_or(0, |rejected| {
            self.repeated - rejected.iter().filter(|place| **place < self.repeated).count()
        })
    }

    /// The place behind the first `handed` of the decoded elements, those that were dropped not counted.
    pub(super) fn after(&self, handed: usize) -> Cursor {
        self.behind(handed).unwrap_or_else(|| Cursor {
            skip: handed,
            ..self.page.clone()
        })
    }

    /// The same by the keys of the element before it.
    fn behind(&self, handed: usize) -> Option<Cursor> {
        let Strategy::Keyset { set } = self.paging.strategy else {
            return None;
        };
        let rejected = self.rejected.as_ref()?;
        let last = (self.repeated..self.hashes.len())
            .filter(|place| !rejected.contains(place))
            .nth(handed.checked_sub(1)?)?;
        let keys = self
            .keys
            .get_or_init(|| keys_of_all(&self.body, self.paging))
            .get(last)?;
        let set = set
            .iter()
            .zip(keys)
            .map(|((param, _), key)| Some(((*param).to_owned(), key.clone()?)));
        let tail: Vec<u64> = self
            .page
            .tail
            .iter()
            .chain(self.hashes.get(..=last)?)
            .copied()
            .collect();
        Some(Cursor {
            set: set.collect::<Option<_>>()?,
            skip: 0,
            seen: self.page.seen.saturating_add((last + 1 - self.repeated) as u64),
            tail: tail[tail.len().saturating_sub(TAIL)..].to_vec(),
            ..self.page.clone()
        })
    }
}

/// Whether it is an element of the list itself, not something within one.
fn is_element(rejected: &Rejected, list: &str) -> bool {
    let prefix = if list.is_empty() {
        "$".to_owned()
    } else {
        format!("$.{list}")
    };
    let Some(place) = rejected.path.strip_prefix(&prefix) else {
        return false;
    };
    let key = place
        .strip_prefix("[\"")
        .and_then(|rest| rest.find("\"]").map(|end| end + 2 == rest.len()));
    place == format!("[{}]", rejected.index) || key == Some(true)
}
