//! Pages that are numbered.

use super::size::Fill;
use super::{Next, Pager};
use crate::client::listing::facts::PageFacts;

impl Pager {
    pub(super) fn next_number(&self, param: &str, facts: &PageFacts, fill: Fill, all_repeated: bool) -> Next {
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
            // The last page for every number behind it, or a server that pays no heed to the number: nothing tells them apart.
            return Err("the server sends the same page again, and nothing says that it is the last".to_owned());
        }
        Ok(number
            .checked_add(1)
            .map(|next| vec![(param.to_owned(), next.to_string())]))
    }
}
