//! Listings as iterators.

use super::client::Client;
use crate::client::call::Call;
use crate::client::listing::{Cursor, Items, Notice, Page, Pages};
use crate::error::Error;
use crate::json::Rejected;
use crate::operation::Paginated;

impl<O: Paginated> Call<O, Client> {
    /// The pages of the listing, asked for one after another.
    ///
    /// Where pages are numbered, the place in the listing is only a number: what is added or taken away in front of it while it is
    /// read moves the others. **Change nothing that takes elements out of the filter while they are read by it**: of those behind
    /// them, as many are passed over as are gone. Collect them first, and change them afterwards. What pages show of such
    /// changes, [`notices()`](PageIter::notices) tells.
    pub fn pages(self) -> PageIter<O> {
        let (client, call) = self.unblocked();
        PageIter {
            client,
            pages: call.pages(),
        }
    }

    /// The elements of the listing over all pages.
    ///
    /// Where pages are numbered, the place in the listing is only a number: what is added or taken away in front of it while it is
    /// read moves the others. **Change nothing that takes elements out of the filter while they are read by it**: of those behind
    /// them, as many are passed over as are gone. Collect them first, and change them afterwards. What pages show of such
    /// changes, [`notices()`](ItemIter::notices) tells.
    pub fn items(self) -> ItemIter<O> {
        let (client, call) = self.unblocked();
        ItemIter {
            client,
            items: call.items(),
        }
    }
}

/// The pages of a listing, one after another. It ends after the first error, but for pages with elements that cannot be read, as
/// [`Pages`] does.
#[must_use = "an iterator does nothing until it is read"]
pub struct PageIter<O> {
    client: Client,
    pages: Pages<O>,
}

impl<O: Paginated> PageIter<O> {
    /// All pages that are left; what [`Iterator::collect`] into a `Result<Vec<_>, _>` gives.
    ///
    /// # Errors
    /// The first error of the listing, whatever came before it.
    pub fn into_vec(self) -> Result<Vec<Page<O::Output>>, Error> {
        self.collect()
    }

    /// Adds at most so many pages to `into`, and gives their number: 0 once the listing is over.
    ///
    /// # Errors
    /// The pages before it are in `into`.
    pub fn read_into(&mut self, into: &mut Vec<Page<O::Output>>, at_most: usize) -> Result<usize, Error> {
        let Self { client, pages } = self;
        client.wait(pages.read_into(into, at_most))
    }

    /// Where the page that is read next stands; `None` when the listing is over.
    #[must_use]
    pub fn cursor(&self) -> Option<Cursor> {
        self.pages.cursor()
    }

    /// As [`cursor`](Self::cursor), and once the listing is over the place behind its last element, where that is a lasting one:
    /// in listings by keys (`updated_since`, `sinceId`). Store it, and reading on from it later gives what changed since.
    #[must_use]
    pub fn checkpoint(&self) -> Option<Cursor> {
        self.pages.checkpoint()
    }

    /// What the pages so far show of the listing as a whole: it shrank or grew meanwhile, elements came again. The first 100.
    #[must_use]
    pub fn notices(&self) -> &[Notice] {
        self.pages.notices()
    }

    /// How many notices there were in all, so far.
    #[must_use]
    pub fn notices_total(&self) -> usize {
        self.pages.notices_total()
    }
}

impl<O: Paginated> Iterator for PageIter<O> {
    type Item = Result<Page<O::Output>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let Self { client, pages } = self;
        client
            .wait(async { Ok(pages.next().await) })
            .unwrap_or_else(|error| Some(Err(error)))
    }
}

/// The elements of a listing over all its pages. It ends after the first error, but for elements that cannot be read, as [`Items`]
/// does.
#[must_use = "an iterator does nothing until it is read"]
pub struct ItemIter<O: Paginated> {
    client: Client,
    items: Items<O>,
}

impl<O: Paginated> ItemIter<O> {
    /// All elements that are left; what [`Iterator::collect`] into a `Result<Vec<_>, _>` gives.
    ///
    /// # Errors
    /// The first error of the listing, whatever came before it.
    pub fn into_vec(self) -> Result<Vec<O::Item>, Error> {
        self.collect()
    }

    /// Adds at most so many elements to `into`, and gives their number: 0 once the listing is over.
    ///
    /// # Errors
    /// The elements before it are in `into`, and the next read goes on behind it.
    pub fn read_into(&mut self, into: &mut Vec<O::Item>, at_most: usize) -> Result<usize, Error> {
        let Self { client, items } = self;
        client.wait(items.read_into(into, at_most))
    }

    /// The place behind the last element that was handed out; `None` when the listing is over.
    #[must_use]
    pub fn cursor(&self) -> Option<Cursor> {
        self.items.cursor()
    }

    /// As [`cursor`](Self::cursor), and once the listing is over the place behind its last element, where that is a lasting one:
    /// in listings by keys (`updated_since`, `sinceId`). Store it, and reading on from it later gives what changed since.
    #[must_use]
    pub fn checkpoint(&self) -> Option<Cursor> {
        self.items.checkpoint()
    }

    /// What the pages so far show of the listing as a whole: it shrank or grew meanwhile, elements came again. The first 100.
    #[must_use]
    pub fn notices(&self) -> &[Notice] {
        self.items.notices()
    }

    /// How many notices there were in all, so far.
    #[must_use]
    pub fn notices_total(&self) -> usize {
        self.items.notices_total()
    }

    /// Elements so far that could not be read, the first 100.
    #[must_use]
    pub fn rejected(&self) -> &[Rejected] {
        self.items.rejected()
    }

    /// How many could not be read in all, so far.
    #[must_use]
    pub fn rejected_total(&self) -> usize {
        self.items.rejected_total()
    }
}

impl<O: Paginated> Iterator for ItemIter<O> {
    type Item = Result<O::Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let Self { client, items } = self;
        client
            .wait(async { Ok(items.next().await) })
            .unwrap_or_else(|error| Some(Err(error)))
    }
}
