//! The next page as the reply names it: by a cursor, or by its address.

use super::{Named, Next, Pager, hash_of};
use crate::client::listing::facts::PageFacts;
use crate::meta::Strategy;
use crate::request::Link;

impl Pager {
    /// What the reply calls the next page: its cursor, or its address below the base URL.
    pub(super) fn named(&self, facts: &PageFacts) -> Named {
        if let Some(why) = &facts.unnamed {
            return Err(why.clone());
        }
        let (Strategy::Link { .. }, Some(address)) = (&self.paging.strategy, &facts.next) else {
            return Ok(facts.next.clone());
        };
        let Some(asked) = &self.asked else {
            return Err("the server names the next page before it was asked".to_owned());
        };
        Link::resolve(&asked.base, &asked.page, address, asked.platform)
            .map(|link| Some(link.to_string()))
            .map_err(|why| format!("the address of the next page is not followed: {why}"))
    }

    /// What the page that came was asked for by.
    fn asked_by(&self) -> Option<String> {
        match &self.asked {
            Some(asked) => Some(asked.page.to_string()),
            None => self.set.first().map(|(_, cursor)| cursor.clone()),
        }
    }

    /// Whether the page names another page than itself.
    pub(super) fn moves_on(&self, named: &Named) -> bool {
        match named {
            Ok(Some(next)) => self.asked_by().as_ref() != Some(next),
            Ok(None) | Err(_) => true,
        }
    }

    /// `what` is what pages are named by, in words.
    pub(super) fn next_named(
        &mut self,
        param: &str,
        what: &str,
        named: Option<String>,
        facts: &PageFacts,
        all_repeated: bool,
    ) -> Next {
        let Some(next) = named else {
            return match facts.more {
                Some(true) => Err(format!(
                    "the server says that there is more, but names no {what} of a next page"
                )),
                _ => Ok(None),
            };
        };
        let asked = self.asked_by();
        let still = asked.as_ref() == Some(&next);
        if still && (facts.items == 0 || (self.still && all_repeated)) {
            // Many servers name the same page again when there is nothing behind it.
            return match facts.more {
                Some(true) => Err(format!(
                    "the server says that there is more, but names the same {what} again"
                )),
                _ => Ok(None),
            };
        }
        if still && self.still {
            return Err(format!(
                "the server names the same {what} again, though its pages change"
            ));
        }
        if all_repeated {
            return Err(format!(
                "the server sends the same page again, whatever {what} is asked for"
            ));
        }
        let set = vec![(param.to_owned(), next)];
        self.still = still;
        if still {
            // Once more: the same page then shows that it is the last.
            return Ok(Some(set));
        }
        // The first page has an address, too, to which none may lead back.
        if let (Some(asked), Strategy::Link { .. }) = (asked, &self.paging.strategy) {
            self.fingerprints.insert(hash_of(&[(param.to_owned(), asked)]));
        }
        if self.fingerprints.insert(hash_of(&set)) {
            return Ok(Some(set));
        }
        Err(format!(
            "the server names {} {what} that it named before",
            article(what)
        ))
    }
}

fn article(what: &str) -> &'static str {
    if what.starts_with('a') { "an" } else { "a" }
}
