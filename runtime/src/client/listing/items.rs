//! A listing as a stream of its elements.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use super::cursor::Cursor;
use super::notice::Notice;
use super::pages::{Opened, Pages};
use super::places::Places;
use crate::client::attempts::Fetched;
use crate::error::Error;
use crate::json::Rejected;
use crate::operation::Paginated;

/// How many unreadable elements [`Items::rejected`] keeps.
const KEPT: usize = 100;

/// The elements of a listing over all its pages, as a [`Stream`].
///
/// It ends after the first error. [`Items::cursor`] tells at any time where to go on, also after an error. Elements that cannot be
/// read do not end it: each is an error in its place, with its text ([`Error::element`]), and the next ones follow. With
/// [`Tolerance::Skip`](crate::Tolerance::Skip) they are left out and counted.
#[must_use = "a stream does nothing until it is read"]
pub struct Items<O: Paginated> {
    pages: Pages<O>,
    buffer: VecDeque<Result<O::Item, Rejected>>,
    /// Of the page in the buffer.
    places: Option<Places>,
    /// The reply that the buffer is from, if there are elements in it that cannot be read.
    fetched: Option<Fetched>,
    /// Elements of that page that were handed out or left out, by this reading or an earlier one.
    handed: usize,
    rejected: Vec<Rejected>,
    rejected_total: usize,
}

impl<O: Paginated> Items<O> {
    pub(crate) fn new(pages: Pages<O>) -> Self {
        Self {
            pages,
            buffer: VecDeque::new(),
            places: None,
            fetched: None,
            handed: 0,
            rejected: Vec::new(),
            rejected_total: 0,
        }
    }

    /// The place behind the last element that was handed out; `None` when the listing is over.
    #[must_use]
    pub fn cursor(&self) -> Option<Cursor> {
        match &self.places {
            Some(places) if !self.buffer.is_empty() => Some(places.after(self.handed)),
            _ => self.pages.cursor(),
        }
    }

    /// As [`cursor`](Self::cursor), and once the listing is over the place behind its last element, where that is a lasting one:
    /// in listings by keys (`updated_since`, `sinceId`). Store it, and reading on from it later gives what changed since.
    #[must_use]
    pub fn checkpoint(&self) -> Option<Cursor> {
        self.cursor().or_else(|| self.pages.checkpoint())
    }

    /// Elements so far that could not be read, the first 100.
    #[must_use]
    pub fn rejected(&self) -> &[Rejected] {
        &self.rejected
    }

    /// How many could not be read in all, so far.
    #[must_use]
    pub fn rejected_total(&self) -> usize {
        self.rejected_total
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

    /// The next element, without the help of a stream library.
    pub async fn next(&mut self) -> Option<Result<O::Item, Error>> {
        poll_fn(|cx| self.poll_item(cx)).await
    }

    /// All elements that are left. Keep in mind how many they may be: [`read_into`](Self::read_into) has a bound.
    ///
    /// # Errors
    /// The first error of the listing, whatever came before it; to go on behind elements that cannot be read, use
    /// [`next`](Self::next) or [`read_into`](Self::read_into).
    pub async fn into_vec(mut self) -> Result<Vec<O::Item>, Error> {
        let mut all = Vec::new();
        while let Some(item) = self.next().await {
            all.push(item?);
        }
        Ok(all)
    }

    /// Adds at most so many elements to `into`, and gives their number: 0 once the listing is over.
    ///
    /// # Errors
    /// As those of [`next`](Self::next). The elements before it are in `into`, and the next read goes on behind it.
    pub async fn read_into(&mut self, into: &mut Vec<O::Item>, at_most: usize) -> Result<usize, Error> {
        for count in 0..at_most {
            match self.next().await {
                Some(item) => into.push(item?),
                None => return Ok(count),
            }
        }
        Ok(at_most)
    }

    fn poll_item(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<O::Item, Error>>> {
        loop {
            if let Some(item) = self.buffer.pop_front() {
                self.handed += 1;
                let item = match (item, &self.fetched) {
                    (Ok(item), _) => Ok(item),
                    (Err(element), Some(fetched)) if !self.pages.skips() => {
                        Err(self.pages.unreadable(fetched, element))
                    }
                    (Err(_), _) => continue,
                };
                self.pages.read_ahead(cx);
                return Poll::Ready(Some(item));
            }
            self.places = None;
            match self.pages.poll_opened(cx) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(error))),
                Poll::Ready(Some(Ok(opened))) => self.fill(opened),
            }
        }
    }

    fn fill(&mut self, opened: Opened<O::Output>) {
        let Opened {
            page,
            places,
            fetched,
            skip,
            ..
        } = opened;
        let known = places.to_drop().saturating_add(skip);
        let unreadable = &page.metadata.rejected;
        // Those that were handed out before were counted before.
        let fresh = unreadable.iter().filter(|element| element.index >= known);
        self.rejected_total += fresh.clone().count();
        let room = KEPT.saturating_sub(self.rejected.len());
        self.rejected.extend(fresh.take(room).cloned());
        self.fetched = (!unreadable.is_empty()).then_some(fetched);
        self.buffer = in_order(O::items(page.value), page.metadata.rejected);
        self.buffer.drain(..known.min(self.buffer.len()));
        self.handed = skip;
        self.places = Some(places);
    }
}

/// Elements that were read, and those that were not in their places between them.
fn in_order<T>(items: Vec<T>, rejected: Vec<Rejected>) -> VecDeque<Result<T, Rejected>> {
    let mut all = VecDeque::with_capacity(items.len() + rejected.len());
    let mut items = items.into_iter();
    for element in rejected {
        all.extend(items.by_ref().take(element.index.saturating_sub(all.len())).map(Ok));
        all.push_back(Err(element));
    }
    all.extend(items.map(Ok));
    all
}

impl<O: Paginated> Unpin for Items<O> {}

impl<O: Paginated> Stream for Items<O> {
    type Item = Result<O::Item, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(cx)
    }
}
