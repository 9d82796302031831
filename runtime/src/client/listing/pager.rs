//! Decides from one page of a listing how to ask for the next, and when to stop. No I/O.
//!
//! It stops for certain, and ends only on a fact: the server's word that there is no more, the declared totals, a next page that is
//! absent, an empty page unless the server says that there is more, a short page where the vendor says that it is the last, and the
//! caller's cap. Whatever else stops it
//! (pages or cursors that come again, keys that run backwards) is said: a listing never ends early in silence.
//!
//! Why it is more than a counter of pages:
//!
//! - Who copies a shop takes what a listing leaves out for deleted. So an end in doubt is an error, and an empty page more is asked
//!   for rather than one page lost.
//! - A page shorter than was asked for proves nothing by itself: servers cut sizes to a limit of their own. `size` therefore learns
//!   from the pages that came.
//! - Servers answer a number behind the last page with the last page, or pay no heed to the number. Hashes of pages and of
//!   parameters are kept, so that this ends and hands nothing out twice.
//! - "From this key on" means with the element of that key on some servers, and without it on others, and keys may be shared by
//!   several elements (a second has many updates). Hashes of the latest elements tell what was handed out; to skip by key would
//!   lose the others.
//! - Totals count all elements on one platform and those that are left on another, and change while pages are read. One that
//!   contradicts what came is not believed.
//!
//! | file | concern |
//! | --- | --- |
//! | `numbered` | pages that are numbered |
//! | `offset` | pages told by the number of elements before them |
//! | `keyset` | reading on from fields of the last element |
//! | `named` | the next page as the reply names it: by a cursor, or by its address |
//! | `asked` | a page that is known by its address |
//! | `place` | where a reading begins, and the request for the page that is next |
//! | `size` | whether a page is full |
//!
//! It sees facts in place of replies and does nothing itself. So each of these stories is a test of a few lines, and one copy
//! serves all operations, however many types of pages there are.

mod asked;
mod keyset;
mod named;
mod numbered;
mod offset;
mod place;
mod size;

use std::collections::BTreeSet;
use std::fmt;

use self::asked::Asked;
use self::size::{Fill, Sizes};
use super::changes::Changes;
use super::cursor::Cursor;
use super::facts::{Hash, PageFacts};
use super::notice::Notice;
use crate::meta::{Paging, Strategy};

/// Pages that are read where the caller sets no cap.
const MOST_PAGES: u64 = 1_000_000;
/// Empty pages in a row that are passed over because the server says that there is more.
const MOST_EMPTY: u32 = 20;
/// Elements of a page's end that are remembered, in case the next page begins with them.
pub(super) const TAIL: usize = 16;

/// Parameters of the next page; `None` after the last one; or why there is no way to it.
type Next = Result<Option<Vec<(String, String)>>, String>;

/// What the reply calls the next page, if it names one; or why that cannot be followed.
type Named = Result<Option<String>, String>;

/// The address of a page in a cursor, where other listings have the names of parameters.
const LINK: &str = "link";

/// Progress through one listing.
pub(crate) struct Pager {
    paging: &'static Paging,
    operation: &'static str,
    /// Parameters of the page that is asked for next.
    set: Vec<(String, String)>,
    first: bool,
    sizes: Sizes,
    /// The caller began behind the first page, so totals cannot be compared with what was seen.
    offset_unknown: bool,
    seen_items: u64,
    pages: u64,
    max_pages: Option<u64>,
    empty: u32,
    /// Of a keyset listing: which page from the keys on is asked for, counted from 1.
    number: u64,
    /// The server named the page that it was asked for.
    still: bool,
    /// Of a listing by addresses: the page that was asked for.
    asked: Option<Asked>,
    /// Hashes of pages and of parameters seen so far.
    fingerprints: BTreeSet<u64>,
    /// Hashes of the last elements of the page before.
    tail: Vec<u64>,
    /// Of a keyset listing: the place behind the last element of all, where reading can go on once there is more.
    reached: Option<Cursor>,
    changes: Changes,
}

/// What a page was, and what follows.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Advance {
    /// Elements at the head of the page that came before.
    pub repeated: usize,
    pub after: After,
    /// What it shows of the listing as a whole.
    pub notices: Vec<Notice>,
}

/// What follows a page.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum After {
    /// There is (or may be) another page.
    Next(Cursor),
    /// That was the last one.
    End,
    /// There is more, but the caller wants no more pages.
    Capped(Cursor),
    /// There is more, but no way to get it.
    Lost(String),
}

impl Pager {
    pub(crate) fn new(paging: &'static Paging, operation: &'static str, max_pages: Option<u64>) -> Self {
        Self {
            paging,
            operation,
            set: Vec::new(),
            first: true,
            sizes: Sizes::default(),
            offset_unknown: false,
            seen_items: 0,
            pages: 0,
            max_pages,
            empty: 0,
            number: 1,
            still: false,
            asked: None,
            fingerprints: BTreeSet::new(),
            tail: Vec::new(),
            reached: None,
            changes: Changes::default(),
        }
    }

    /// Takes in the page that came and says what follows.
    pub(crate) fn advance(&mut self, facts: &PageFacts) -> Advance {
        let fill = self.sizes.judge(self.paging, facts.items);
        let named = self.named(facts);
        let repeated = self.repeated(facts, &named);
        let all_repeated = facts.items > 0 && repeated == facts.items;
        self.first = false;
        self.pages += 1;
        self.seen_items = self.seen_items.saturating_add((facts.items - repeated) as u64);
        let mut notices = self.changes.take(self.paging, facts, repeated);
        let next = self.next(facts, fill, all_repeated, named);
        if matches!(next, Ok(None)) {
            self.note_end(facts, all_repeated, &mut notices);
        }
        if !facts.hashes.is_empty() {
            self.tail = facts.hashes[facts.hashes.len().saturating_sub(TAIL)..].to_vec();
        }
        if next.is_ok() {
            self.reach(facts);
        }
        Advance {
            repeated,
            after: self.after(next),
            notices,
        }
    }

    /// What is to be said of an end that is not quite as it should be.
    fn note_end(&self, facts: &PageFacts, all_repeated: bool, notices: &mut Vec<Notice>) {
        // By keys, totals count what is left, and an end that contradicts them is none.
        let is_numbered = match self.paging.strategy {
            Strategy::Keyset { .. } => return,
            Strategy::Page { .. } | Strategy::Offset { .. } => true,
            Strategy::Cursor { .. } | Strategy::Link { .. } => false,
        };
        if all_repeated && is_numbered {
            notices.push(Notice::PageAgain { page: self.pages });
        }
        let total = facts.total_items.filter(|_| !self.offset_unknown);
        if let Some(total) = total.filter(|total| *total > self.seen_items) {
            let came = self.seen_items;
            notices.push(Notice::FewerThanTotal { total, came });
        }
    }

    /// The place behind everything that was read, where the listing has one that lasts beyond its end.
    pub(crate) fn reached(&self) -> Option<&Cursor> {
        self.reached.as_ref()
    }

    /// Elements at the head of the page that were handed out before: all of a page that came before, or those that end the page
    /// before, where a server takes keys to include the element they are from.
    fn repeated(&mut self, facts: &PageFacts, named: &Named) -> usize {
        match self.paging.strategy {
            Strategy::Keyset { .. } => facts.hashes.iter().take_while(|hash| self.tail.contains(hash)).count(),
            _ if facts.items == 0 || self.fingerprints.insert(facts.fingerprint) => 0,
            // As long as the server moves on, equal pages are its own affair.
            Strategy::Cursor { .. } | Strategy::Link { .. } if self.moves_on(named) => 0,
            Strategy::Page { .. } | Strategy::Offset { .. } | Strategy::Cursor { .. } | Strategy::Link { .. } => {
                facts.items
            }
        }
    }

    fn next(&mut self, facts: &PageFacts, fill: Fill, all_repeated: bool, named: Named) -> Next {
        // Its own word counts before whatever can be told from the page.
        if facts.more == Some(false) {
            return Ok(None);
        }
        if facts.items == 0 {
            self.empty += 1;
            if self.empty > MOST_EMPTY {
                return Err(format!(
                    "the server says that there is more, but sent {MOST_EMPTY} empty pages"
                ));
            }
        } else {
            self.empty = 0;
        }
        match self.paging.strategy {
            Strategy::Page { param } => self.next_number(param, facts, fill, all_repeated),
            Strategy::Keyset { set } => self.next_keys(set, facts, fill, all_repeated),
            Strategy::Offset { param } => self.next_offset(param, facts, fill, all_repeated),
            Strategy::Cursor { param, .. } => self.next_named(param, "cursor", named?, facts, all_repeated),
            Strategy::Link { .. } => self.next_named(LINK, "address", named?, facts, all_repeated),
        }
    }

    fn after(&mut self, next: Next) -> After {
        match next {
            Ok(None) => return After::End,
            Ok(Some(set)) => self.set = set,
            Err(why) => return After::Lost(why),
        }
        match self.max_pages {
            Some(cap) if self.pages >= cap => After::Capped(self.here()),
            None if self.pages >= MOST_PAGES => After::Lost(format!(
                "it has more than {MOST_PAGES} pages; set `.max_pages(…)` to read on, or narrow it down"
            )),
            _ => After::Next(self.here()),
        }
    }

    /// Whether another page may follow, as far as this one tells where the server says nothing.
    fn may_follow(&self, facts: &PageFacts, fill: Fill) -> bool {
        facts.items > 0 && !(self.paging.short_page_ends && fill == Fill::Short)
    }
}

/// Shows the place without values, as its cursor does.
impl fmt::Debug for Pager {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pager")
            .field("here", &self.here())
            .field("pages", &self.pages)
            .finish_non_exhaustive()
    }
}

fn hash_of(set: &[(String, String)]) -> u64 {
    let mut hash = Hash::new();
    for (name, value) in set {
        hash.add(name.as_bytes());
        hash.add(&[0]);
        hash.add(value.as_bytes());
        hash.add(&[0]);
    }
    hash.value()
}

#[cfg(test)]
mod tests;
