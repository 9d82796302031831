//! Reading on from fields of the last element.

use std::cmp::Ordering;

use super::size::Fill;
use super::{Next, Pager, hash_of};
use crate::client::listing::cursor::Cursor;
use crate::client::listing::facts::PageFacts;
use crate::client::listing::order::compare;
use crate::meta::Strategy;

impl Pager {
    pub(super) fn next_keys(
        &mut self,
        set: &[(&str, &str)],
        facts: &PageFacts,
        fill: Fill,
        all_repeated: bool,
    ) -> Next {
        // Here totals count what is left from the keys on. Those that contradict what came are not believed.
        let count = facts.items as u64;
        let pages = facts.total_pages.filter(|pages| *pages >= self.number.max(1));
        let left = facts
            .total_items
            .filter(|items| self.number == 1 && *items >= count.max(1));
        let more = match (facts.more, pages, left) {
            (Some(more), ..) => more,
            (None, Some(pages), _) => pages > self.number,
            (None, None, Some(left)) => left > count,
            (None, None, None) => self.may_follow(facts, fill),
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
        let untold = facts.more.is_none() && pages.is_none() && left.is_none_or(|left| left == count);
        if still && all_repeated && alone && untold {
            return Ok(None);
        }
        Err("the server sends the same elements again, whatever element is named as the last".to_owned())
    }

    /// Behind an empty page there is no element to go on from, but there may be a number.
    fn past_empty(&mut self) -> Next {
        let Some(param) = self.paging.page else {
            return Err("the server says that there is more, but sent an empty page".to_owned());
        };
        self.number = self.number.saturating_add(1);
        let mut set = self.set.clone();
        set.retain(|(name, _)| name != param);
        let number = self.number.saturating_sub(1).saturating_add(self.first_number());
        set.push((param.to_owned(), number.to_string()));
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

    /// Remembers the place behind the last element.
    pub(super) fn reach(&mut self, facts: &PageFacts) {
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
}
