//! Where a reading begins, and the request for the page that is next.

use super::asked::Asked;
use super::{LINK, Pager};
use crate::client::listing::cursor::Cursor;
use crate::meta::Strategy;
use crate::request::{BaseUrl, Link, Prepared};

impl Pager {
    /// Starts at `cursor` instead of the first page.
    ///
    /// # Errors
    /// The cursor sets parameters that no cursor of this listing sets, or names a page by what is no address.
    pub(crate) fn resume(&mut self, cursor: &Cursor) -> Result<(), String> {
        if let Some((name, _)) = cursor.set.iter().find(|(name, _)| !self.sets(name)) {
            return Err(format!(
                "the cursor sets `{name}`, which is no parameter of this listing's pages"
            ));
        }
        if let Strategy::Link { .. } = self.paging.strategy {
            for (_, address) in &cursor.set {
                Link::parse(address).map_err(|why| format!("the address in the cursor cannot be followed: {why}"))?;
            }
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
            self.number = page.map_or(1, |(_, number)| self.ordinal(number.parse().unwrap_or_default()));
        }
        Ok(())
    }

    fn sets(&self, name: &str) -> bool {
        match self.paging.strategy {
            Strategy::Page { param } | Strategy::Offset { param } | Strategy::Cursor { param, .. } => param == name,
            Strategy::Link { .. } => name == LINK,
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
    pub(super) fn set(&self) -> &[(String, String)] {
        &self.set
    }

    /// Query parameters that must go from the next page's request.
    pub(super) fn dropped(&self) -> &'static [&'static str] {
        let by_keys = match self.paging.strategy {
            Strategy::Keyset { set } => self
                .set
                .iter()
                .any(|(name, _)| set.iter().any(|(param, _)| param == name)),
            _ => !self.first,
        };
        if by_keys { self.paging.drop } else { &[] }
    }

    /// Query parameter with the place of a page, which a caller may choose.
    fn page_param(&self) -> Option<&'static str> {
        match self.paging.strategy {
            Strategy::Page { param } | Strategy::Offset { param } => Some(param),
            Strategy::Keyset { .. } => self.paging.page,
            Strategy::Cursor { .. } | Strategy::Link { .. } => None,
        }
    }

    /// The page size that stands in the request, and the page number a caller may have started at.
    pub(super) fn note_request(&mut self, size: Option<&str>, page: Option<&str>) {
        self.sizes.asked = size.and_then(|size| size.parse().ok());
        if let (Strategy::Page { param } | Strategy::Offset { param }, true, Some(page)) =
            (&self.paging.strategy, self.set.is_empty(), page)
        {
            self.offset_unknown = page.parse() != Ok(self.first_number());
            self.set = vec![((*param).to_owned(), page.to_owned())];
        } else if let (Strategy::Keyset { .. }, true, Some(Ok(page))) =
            (&self.paging.strategy, self.set.is_empty(), page.map(str::parse))
        {
            self.number = self.ordinal(page);
        }
    }

    /// Takes in what the caller set in the first request.
    pub(crate) fn note(&mut self, prepared: &Prepared) {
        let value = |name: Option<&str>| name.and_then(|name| prepared.query_value(name));
        let (size, page) = (value(self.paging.size), value(self.page_param()));
        self.note_request(size.as_deref(), page.as_deref());
    }

    /// Points a request of the operation at the page that is asked for next.
    ///
    /// # Errors
    /// The page's address is none.
    pub(crate) fn point(&mut self, prepared: &mut Prepared, base: &BaseUrl) -> Result<(), String> {
        if let Strategy::Link { .. } = self.paging.strategy {
            if let Some((_, address)) = self.set.first() {
                prepared.go_to(base, &Link::parse(address)?);
            }
            self.asked = Some(Asked {
                base: base.clone(),
                page: prepared.link(base),
                platform: prepared.meta().platform,
            });
            return Ok(());
        }
        for name in self.dropped() {
            prepared.remove_query(name);
        }
        for (name, value) in self.set() {
            prepared.set_query(name, value);
        }
        Ok(())
    }
}
