//! Pages that are numbered.

use super::size::{Fill, is_uncut};
use super::{Next, Pager};
use crate::client::listing::facts::PageFacts;
use crate::meta::Strategy;
use crate::text::line;

impl Pager {
    pub(super) fn next_number(&self, param: &str, facts: &PageFacts, fill: Fill, all_repeated: bool) -> Next {
        let number = self.asked_number()?;
        let ordinal = self.ordinal(number);
        // Totals that contradict what came are not believed.
        let pages = facts.total_pages.filter(|pages| *pages >= ordinal);
        let items = facts
            .total_items
            .filter(|items| *items >= self.seen_items && !self.offset_unknown);
        let more = match (facts.more, pages, items) {
            (Some(more), ..) => more,
            (None, Some(pages), _) => ordinal < pages,
            (None, None, Some(items)) => self.seen_items < items,
            (None, None, None) => self.may_follow(facts, fill),
        };
        if !more {
            return Ok(None);
        }
        if all_repeated {
            // The last page for every number behind it, or a server that pays no heed to the number. Both are the end, if what such
            // a server has is not longer than what it cuts pages to.
            let untold = facts.more.is_none() && facts.total_pages.is_none() && items.is_none();
            if untold && is_uncut(self.paging, facts.items, fill) {
                return Ok(None);
            }
            return Err(
                "the server sends the same page again, and nothing says that it is the last; if all of the listing stands on one \
                 page, set `.max_pages(1)`"
                    .to_owned(),
            );
        }
        let next = number.checked_add(1).ok_or("there is no greater number of a page")?;
        Ok(Some(vec![(param.to_owned(), next.to_string())]))
    }

    /// Number by which the page that came was asked for.
    pub(super) fn asked_number(&self) -> Result<u64, String> {
        let Some((name, text)) = self.set.first() else {
            return Ok(self.first_number());
        };
        text.parse()
            .map_err(|_| format!("`{name}` is `{}`, which is no number", line(text, 40)))
    }

    /// What the first page is called.
    pub(super) fn first_number(&self) -> u64 {
        let usual = !matches!(self.paging.strategy, Strategy::Offset { .. });
        self.paging.first.map_or(u64::from(usual), u64::from)
    }

    /// Which page from the first one on a number stands for, counted from 1.
    pub(super) fn ordinal(&self, number: u64) -> u64 {
        number.saturating_sub(self.first_number()).saturating_add(1)
    }
}
