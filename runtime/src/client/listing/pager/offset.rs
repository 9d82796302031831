//! Pages told by the number of elements before them.

use super::size::Fill;
use super::{Next, Pager};
use crate::client::listing::facts::PageFacts;

impl Pager {
    /// The next page begins behind what came, whether or not it could be read, and not behind what was asked for: a server that cuts
    /// pages to a size of its own leaves out nothing that way.
    pub(super) fn next_offset(&self, param: &str, facts: &PageFacts, fill: Fill, all_repeated: bool) -> Next {
        if all_repeated {
            return Err(
                "the server sends the same page again, whatever number of elements it is asked to pass over".to_owned(),
            );
        }
        let offset = self.asked_number()?;
        let next = offset
            .checked_add(facts.items as u64)
            .ok_or("there is no greater number of elements")?;
        let before = next.saturating_sub(self.first_number());
        // A total that contradicts what came is not believed. One of pages tells nothing here, for pages may be of any size.
        let more = match (facts.more, facts.total_items.filter(|total| *total >= before)) {
            (Some(more), _) => more,
            (None, Some(total)) => total > before,
            (None, None) => self.may_follow(facts, fill),
        };
        if !more {
            return Ok(None);
        }
        if facts.items == 0 {
            return Err("the server says that there is more, but sent an empty page".to_owned());
        }
        Ok(Some(vec![(param.to_owned(), next.to_string())]))
    }
}
