//! The next page as the reply names it.

use super::{Next, Pager, hash_of};
use crate::client::listing::facts::PageFacts;

impl Pager {
    /// Whether the page names another cursor than the one it was asked for with.
    pub(super) fn moves_on(&self, facts: &PageFacts) -> bool {
        facts
            .next
            .as_ref()
            .is_none_or(|next| self.set.first().is_none_or(|(_, asked)| asked != next))
    }

    pub(super) fn next_cursor(&mut self, param: &str, facts: &PageFacts, all_repeated: bool) -> Next {
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
