//! What changes under a listing while it is read, as far as its pages show it.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::cursor::{Cursor, Total};
use super::facts::PageFacts;
use super::notice::Notice;
use crate::meta::{Paging, Strategy};

/// At least this many of the latest elements are remembered, and the pages that they are on.
const GENERATION: usize = 4096;

/// Holds each page against those before it.
#[derive(Debug, Default)]
pub(super) struct Changes {
    pages: u64,
    total: Option<Total>,
    recent: Recent,
    /// Elements of the first page that an earlier reading handed out, and hashes of the last of them.
    skip: usize,
    skipped: Vec<u64>,
}

impl Changes {
    /// Reading goes on from `cursor`.
    pub(super) fn resume(&mut self, cursor: &Cursor) {
        self.total = cursor.total;
        self.skip = cursor.skip;
        self.skipped.clone_from(&cursor.tail);
        self.recent.extend(&cursor.tail);
    }

    /// The latest total, to be compared with a later one.
    pub(super) fn total(&self) -> Option<Total> {
        self.total
    }

    /// What a page shows, of which the first `repeated` elements are not handed out.
    pub(super) fn take(&mut self, paging: &Paging, facts: &PageFacts, repeated: usize) -> Vec<Notice> {
        self.pages += 1;
        let mut notices = Vec::new();
        notices.extend(self.compare(paging, facts));
        let skip = std::mem::take(&mut self.skip);
        if skip > 0 && !self.is_as_before(skip, &facts.hashes) {
            notices.push(Notice::PageChanged);
        }
        let fresh = facts.hashes.get(repeated.max(skip)..).unwrap_or_default();
        let count = fresh.iter().filter(|hash| self.recent.has(**hash)).count() as u64;
        if count > 0 {
            notices.push(Notice::ElementsAgain {
                page: self.pages,
                count,
            });
        }
        self.recent.extend(&facts.hashes);
        notices
    }

    /// Holds the total against the one before, where pages are told by a number. Elsewhere nothing is passed over when it changes, and it may
    /// count what is left, with or without what the server hides.
    fn compare(&mut self, paging: &Paging, facts: &PageFacts) -> Option<Notice> {
        if !is_numbered(paging) {
            return None;
        }
        let now = facts
            .total_items
            .map(Total::Items)
            .or(facts.total_pages.map(Total::Pages))?;
        let page = self.pages;
        match (self.total.replace(now)?, now) {
            (Total::Items(before), Total::Items(now)) | (Total::Pages(before), Total::Pages(now)) => {
                match now.cmp(&before) {
                    Ordering::Less => Some(Notice::TotalShrank { page, before, now }),
                    Ordering::Greater => Some(Notice::TotalGrew { page, before, now }),
                    Ordering::Equal => None,
                }
            }
            _ => None,
        }
    }

    fn is_as_before(&self, skip: usize, hashes: &[u64]) -> bool {
        let known = self.skipped.len().min(skip);
        let then = self.skipped.get(self.skipped.len() - known..);
        known == 0 || hashes.get(skip - known..skip) == then
    }
}

fn is_numbered(paging: &Paging) -> bool {
    matches!(paging.strategy, Strategy::Page { .. } | Strategy::Offset { .. })
}

/// Hashes of the latest elements, in two lots of which the older one is dropped when the newer one is full.
#[derive(Debug, Default)]
struct Recent {
    newer: BTreeSet<u64>,
    older: BTreeSet<u64>,
}

impl Recent {
    fn has(&self, hash: u64) -> bool {
        self.newer.contains(&hash) || self.older.contains(&hash)
    }

    fn extend(&mut self, hashes: &[u64]) {
        if self.newer.len() >= GENERATION {
            self.older = std::mem::take(&mut self.newer);
        }
        self.newer.extend(hashes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NUMBERED: Paging = Paging::NONE;
    const KEYS: Paging = Paging {
        strategy: Strategy::Keyset {
            set: &[("since", "id")],
        },
        ..Paging::NONE
    };

    fn page(total: u64, hashes: &[u64]) -> PageFacts {
        PageFacts {
            items: hashes.len(),
            hashes: hashes.to_vec(),
            total_items: Some(total),
            ..PageFacts::default()
        }
    }

    fn taken(paging: &Paging, pages: &[PageFacts]) -> Vec<Notice> {
        let mut changes = Changes::default();
        pages.iter().flat_map(|facts| changes.take(paging, facts, 0)).collect()
    }

    #[test]
    fn totals_of_numbered_pages_stay_as_they_are() {
        assert_eq!(taken(&NUMBERED, &[page(4, &[1, 2]), page(4, &[3, 4])]), []);
        let changed = taken(&NUMBERED, &[page(6, &[1]), page(5, &[2]), page(7, &[3])]);
        let shrank = Notice::TotalShrank {
            page: 2,
            before: 6,
            now: 5,
        };
        let grew = Notice::TotalGrew {
            page: 3,
            before: 5,
            now: 7,
        };
        assert_eq!(changed, [shrank, grew]);
    }

    #[test]
    fn totals_of_what_is_left_say_nothing() {
        for total in [9, 6, 4, 1] {
            assert_eq!(taken(&KEYS, &[page(6, &[1, 2]), page(total, &[3])]), [], "{total}");
        }
    }

    #[test]
    fn a_total_that_is_not_told_is_compared_with_the_next_one() {
        let untold = PageFacts {
            total_items: None,
            ..page(0, &[2])
        };
        assert_eq!(taken(&NUMBERED, &[page(6, &[1]), untold, page(5, &[3])]).len(), 1);
    }

    #[test]
    fn elements_that_come_again_are_counted_once_and_equal_ones_of_a_page_are_not() {
        let again = taken(&NUMBERED, &[page(5, &[1, 2, 2]), page(5, &[2, 3])]);
        assert_eq!(again, [Notice::ElementsAgain { page: 2, count: 1 }]);
        let mut changes = Changes::default();
        changes.take(&KEYS, &page(5, &[1, 2]), 0);
        assert_eq!(changes.take(&KEYS, &page(5, &[2, 3]), 1), [], "it is not handed out");
    }

    #[test]
    fn a_page_that_reading_is_taken_up_within_begins_as_it_did() {
        let resumed = |skip, hashes: &[u64]| {
            let mut changes = Changes::default();
            changes.resume(&Cursor {
                operation: String::new(),
                set: Vec::new(),
                skip,
                seen: 0,
                tail: vec![7, 8, 1, 2],
                total: None,
            });
            changes.take(&NUMBERED, &page(9, hashes), 0)
        };
        assert_eq!(resumed(2, &[1, 2, 3]), []);
        assert_eq!(resumed(2, &[2, 3, 4]), [Notice::PageChanged]);
        assert_eq!(resumed(2, &[1]), [Notice::PageChanged]);
        assert_eq!(resumed(0, &[3, 4]), []);
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let mut recent = Recent::default();
        for hash in 0..100_000 {
            recent.extend(&[hash]);
        }
        assert!(recent.newer.len() + recent.older.len() <= 2 * GENERATION);
        assert!(recent.has(99_999) && recent.has(99_999 - GENERATION as u64 / 2) && !recent.has(1));
    }
}
