//! Decides from one page of a listing how to ask for the next, and when to stop. No I/O.
//!
//! It stops for certain, and ends only on a fact: the declared totals, a next page that is absent, an empty page unless the server
//! says that there is more, a short page where the vendor says that it is the last, and the caller's cap. Whatever else stops it
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
//! It sees facts in place of replies and does nothing itself. So each of these stories is a test of a few lines, and one copy
//! serves all operations, however many types of pages there are.

mod size;

use std::cmp::Ordering;
use std::collections::BTreeSet;

use self::size::{Fill, Sizes, is_uncut};
use super::changes::Changes;
use super::cursor::Cursor;
use super::facts::{Hash, PageFacts};
use super::notice::Notice;
use super::order::compare;
use crate::meta::{Paging, Strategy};

/// Pages that are read where the caller sets no cap.
const MOST_PAGES: u64 = 1_000_000;
/// Empty pages in a row that are passed over because the server says that there is more.
const MOST_EMPTY: u32 = 20;
/// Elements of a page's end that are remembered, in case the next page begins with them.
pub(super) const TAIL: usize = 16;

/// Parameters of the next page; `None` after the last one; or why there is no way to it.
type Next = Result<Option<Vec<(String, String)>>, String>;

/// Progress through one listing.
#[derive(Debug)]
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
    /// Of a keyset listing: number of the page that is asked for, counted from the keys on.
    number: u64,
    /// The server named the cursor that it was asked for with.
    still: bool,
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
            fingerprints: BTreeSet::new(),
            tail: Vec::new(),
            reached: None,
            changes: Changes::default(),
        }
    }

    /// Starts at `cursor` instead of the first page.
    ///
    /// # Errors
    /// The cursor sets parameters that no cursor of this listing sets.
    pub(crate) fn resume(&mut self, cursor: &Cursor) -> Result<(), String> {
        if let Some((name, _)) = cursor.set.iter().find(|(name, _)| !self.sets(name)) {
            return Err(format!(
                "the cursor sets `{name}`, which is no parameter of this listing's pages"
            ));
        }
        self.first = cursor.set.is_empty();
        self.set.clone_from(&cursor.set);
        self.seen_items = cursor.seen;
        self.tail.clone_from(&cursor.tail);
        self.changes.resume(cursor);
        if matches!(self.paging.strategy, Strategy::Keyset { .. }) {
            self.reached = Some(cursor.clone());
            let page = self
                .set
                .iter()
                .find(|(name, _)| Some(name.as_str()) == self.paging.page);
            self.number = page.and_then(|(_, number)| number.parse().ok()).unwrap_or(1);
        }
        Ok(())
    }

    fn sets(&self, name: &str) -> bool {
        match self.paging.strategy {
            Strategy::Page { param } | Strategy::Cursor { param, .. } => param == name,
            Strategy::Keyset { set } => set.iter().any(|(param, _)| *param == name) || self.paging.page == Some(name),
        }
    }

    /// Place of the page that is asked for next.
    pub(crate) fn here(&self) -> Cursor {
        Cursor {
            operation: self.operation.to_owned(),
            set: self.set.clone(),
            skip: 0,
            seen: self.seen_items,
            tail: self.tail.clone(),
            total: self.changes.total(),
        }
    }

    /// Query parameters to set for the next page.
    pub(crate) fn set(&self) -> &[(String, String)] {
        &self.set
    }

    /// Query parameters that must go from the next page's request.
    pub(crate) fn dropped(&self) -> &'static [&'static str] {
        let by_keys = match self.paging.strategy {
            Strategy::Keyset { set } => self
                .set
                .iter()
                .any(|(name, _)| set.iter().any(|(param, _)| param == name)),
            _ => !self.first,
        };
        if by_keys { self.paging.drop } else { &[] }
    }

    /// Query parameter with the page size.
    pub(crate) fn size_param(&self) -> Option<&'static str> {
        self.paging.size
    }

    /// Query parameter with the page number.
    pub(crate) fn page_param(&self) -> Option<&'static str> {
        match self.paging.strategy {
            Strategy::Page { param } => Some(param),
            Strategy::Keyset { .. } => self.paging.page,
            Strategy::Cursor { .. } => None,
        }
    }

    /// The page size that stands in the request, and the page number a caller may have started at.
    pub(crate) fn note_request(&mut self, size: Option<&str>, page: Option<&str>) {
        self.sizes.asked = size.and_then(|size| size.parse().ok());
        if let (Strategy::Page { param }, true, Some(page)) = (&self.paging.strategy, self.set.is_empty(), page) {
            self.offset_unknown = page != "1";
            self.set = vec![((*param).to_owned(), page.to_owned())];
        } else if let (Strategy::Keyset { .. }, true, Some(Ok(page))) =
            (&self.paging.strategy, self.set.is_empty(), page.map(str::parse))
        {
            self.number = page;
        }
    }

    /// Takes in the page that came and says what follows.
    pub(crate) fn advance(&mut self, facts: &PageFacts) -> Advance {
        let fill = self.sizes.judge(self.paging, facts.items);
        let repeated = self.repeated(facts);
        let all_repeated = facts.items > 0 && repeated == facts.items;
        self.first = false;
        self.pages += 1;
        self.seen_items = self.seen_items.saturating_add((facts.items - repeated) as u64);
        let mut notices = self.changes.take(self.paging, facts, repeated);
        let next = self.next(facts, fill, all_repeated);
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
        if !matches!(self.paging.strategy, Strategy::Page { .. }) {
            return;
        }
        if all_repeated {
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

    fn reach(&mut self, facts: &PageFacts) {
        let Strategy::Keyset { set } = self.paging.strategy else {
            return;
        };
        let keys = set.iter().zip(&facts.last);
        let keys: Option<Vec<_>> = keys
            .map(|((param, _), key)| Some(((*param).to_owned(), key.clone()?)))
            .collect();
        if let Some(set) = keys.filter(|_| facts.items > 0) {
            self.reached = Some(Cursor { set, ..self.here() });
        }
    }

    /// Elements at the head of the page that were handed out before: all of a page that came before, or those that end the page
    /// before, where a server takes keys to include the element they are from.
    fn repeated(&mut self, facts: &PageFacts) -> usize {
        match self.paging.strategy {
            Strategy::Keyset { .. } => facts.hashes.iter().take_while(|hash| self.tail.contains(hash)).count(),
            _ if facts.items == 0 || self.fingerprints.insert(facts.fingerprint) => 0,
            // As long as the server moves on, equal pages are its own affair.
            Strategy::Cursor { .. } if self.moves_on(facts) => 0,
            Strategy::Page { .. } | Strategy::Cursor { .. } => facts.items,
        }
    }

    /// Whether the page names another cursor than the one it was asked for with.
    fn moves_on(&self, facts: &PageFacts) -> bool {
        facts
            .next
            .as_ref()
            .is_none_or(|next| self.set.first().is_none_or(|(_, asked)| asked != next))
    }

    fn next(&mut self, facts: &PageFacts, fill: Fill, all_repeated: bool) -> Next {
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
            Strategy::Cursor { param, .. } => self.next_cursor(param, facts, all_repeated),
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

    fn next_number(&self, param: &str, facts: &PageFacts, fill: Fill, all_repeated: bool) -> Next {
        let number = match self.set.first() {
            Some((_, text)) => text
                .parse::<u64>()
                .map_err(|_| format!("page number `{text}` is no number"))?,
            None => 1,
        };
        // Totals that contradict what came are not believed.
        let pages = facts.total_pages.filter(|pages| *pages >= number.max(1));
        let items = facts
            .total_items
            .filter(|items| *items >= self.seen_items && !self.offset_unknown);
        let more = match (pages, items) {
            (Some(pages), _) => number < pages,
            (None, Some(items)) => self.seen_items < items,
            (None, None) => self.may_follow(facts, fill),
        };
        if !more {
            return Ok(None);
        }
        if all_repeated {
            // The last page for every number behind it, or a server that pays no heed to the number. Both are the end, if what such
            // a server has is not longer than what it cuts pages to.
            if facts.total_pages.is_none() && items.is_none() && is_uncut(self.paging, facts.items, fill) {
                return Ok(None);
            }
            return Err("the server sends the same page again, and nothing says that it is the last; if all of the listing stands on one page, set \
                 `.max_pages(1)`".to_owned());
        }
        Ok(number
            .checked_add(1)
            .map(|next| vec![(param.to_owned(), next.to_string())]))
    }

    fn next_keys(&mut self, set: &[(&str, &str)], facts: &PageFacts, fill: Fill, all_repeated: bool) -> Next {
        // Here totals count what is left from the keys on. Those that contradict what came are not believed.
        let count = facts.items as u64;
        let pages = facts.total_pages.filter(|pages| *pages >= self.number.max(1));
        let left = facts
            .total_items
            .filter(|items| self.number == 1 && *items >= count.max(1));
        let more = match (pages, left) {
            (Some(pages), _) => pages > self.number,
            (None, Some(left)) => left > count,
            (None, None) => self.may_follow(facts, fill),
        };
        if !more {
            return Ok(None);
        }
        if facts.items == 0 {
            return self.past_empty();
        }
        self.forwards(set, facts)?;
        let keys = set.iter().zip(&facts.last).map(|((param, field), value)| match value {
            Some(value) => Ok(((*param).to_owned(), value.clone())),
            None => Err(format!(
                "the last element of the page has no `{field}`, which the next page starts from"
            )),
        });
        let keys: Vec<_> = keys.collect::<Result<_, _>>()?;
        let still = keys == self.set;
        if !still && self.fingerprints.insert(hash_of(&keys)) {
            self.number = 1;
            return Ok(Some(keys));
        }
        // Where keys include the element that they are from, nothing but that one is the end.
        let alone = facts.first == facts.last && (fill == Fill::Short || (facts.items == 1 && fill != Fill::Full));
        if still && all_repeated && alone && pages.is_none() && left.is_none_or(|left| left == count) {
            return Ok(None);
        }
        Err("the server sends the same elements again, whatever element is named as the last".to_owned())
    }

    /// Whether another page may follow, as far as this one tells.
    fn may_follow(&self, facts: &PageFacts, fill: Fill) -> bool {
        facts.items > 0 && !(self.paging.short_page_ends && fill == Fill::Short)
    }

    /// Behind an empty page there is no element to go on from, but there may be a number.
    fn past_empty(&mut self) -> Next {
        let Some(param) = self.paging.page else {
            return Err("the server says that there is more, but sent an empty page".to_owned());
        };
        self.number = self.number.saturating_add(1);
        let mut set = self.set.clone();
        set.retain(|(name, _)| name != param);
        set.push((param.to_owned(), self.number.to_string()));
        Ok(Some(set))
    }

    /// Going on from the last element loses those behind it, if keys run backwards.
    fn forwards(&self, set: &[(&str, &str)], facts: &PageFacts) -> Result<(), String> {
        let field = set.first().map_or("", |(_, field)| field);
        let asked = set
            .first()
            .and_then(|(param, _)| self.set.iter().find(|(name, _)| name == param));
        let across = match (asked, facts.last.first()) {
            (Some((_, asked)), Some(Some(last))) if compare(last, asked) == Some(Ordering::Less) => {
                Some((asked.clone(), last.clone()))
            }
            _ => None,
        };
        match facts.backwards.clone().or(across) {
            None => Ok(()),
            Some((before, after)) => Err(format!(
                "its keys run backwards: by `{field}` it must be sorted upwards, but `{before}` comes before `{after}`"
            )),
        }
    }

    fn next_cursor(&mut self, param: &str, facts: &PageFacts, all_repeated: bool) -> Next {
        let Some(next) = &facts.next else { return Ok(None) };
        let still = self.set.first().is_some_and(|(_, asked)| asked == next);
        if still && (facts.items == 0 || (self.still && all_repeated)) {
            // Many servers name the same cursor again when there is nothing behind it.
            return Ok(None);
        }
        if still && self.still {
            return Err("the server names the same cursor again, though its pages change".to_owned());
        }
        if all_repeated {
            return Err("the server sends the same page again, whatever cursor is asked for".to_owned());
        }
        let set = vec![(param.to_owned(), next.clone())];
        self.still = still;
        if still {
            // Once more: the same page then shows that it is the last.
            return Ok(Some(set));
        }
        if self.fingerprints.insert(hash_of(&set)) {
            return Ok(Some(set));
        }
        Err("the server names a cursor that it named before".to_owned())
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
