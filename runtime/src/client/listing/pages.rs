//! Listings as streams of pages and of elements.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_core::Stream;

use super::cursor::Cursor;
use super::facts::PageFacts;
use super::notice::{Notice, Notices};
use super::options::PagingOptions;
use super::pager::{After, Pager};
use super::places::Places;
use crate::client::attempts::Fetched;
use crate::client::handle::{Client, Metadata};
use crate::client::settings::CallOptions;
use crate::error::{Error, ErrorKind};
use crate::json::Rejected;
use crate::operation::Paginated;
use crate::reply::Tolerance;
use crate::transport::BoxFuture;

/// Time that a page waits for the account's request limit, where nobody said otherwise. A listing is long by nature: to fail
/// because the budget of five minutes is used up would help nobody.
const LIMIT_WAIT: Duration = Duration::from_secs(600);

/// One page of a listing.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Page<T> {
    /// The decoded reply.
    pub value: T,
    /// Status, headers and what was left out.
    pub metadata: Metadata,
    /// Where the next page is; `None` after the last one.
    pub next: Option<Cursor>,
    /// Elements at the head of this page that were handed out before: they ended the page before, as some servers begin a page with
    /// the element that they were given as the last; or reading was taken up behind them.
    pub repeated: usize,
}

/// The pages of a listing, as a [`Stream`]. It ends after the first error; [`Pages::cursor`] then still points at the page that failed.
///
/// A page with elements that cannot be read is an error too, which carries the page with the others ([`Error::partial`]); the next
/// page follows behind it, and the cursor points there.
#[must_use = "a stream does nothing until it is read"]
pub struct Pages<O> {
    client: Client,
    operation: O,
    options: CallOptions,
    read_ahead: bool,
    state: State,
}

/// Everything that does not depend on the type of the operation.
struct State {
    /// `None` once the listing is over, or before the first request turned out impossible.
    pager: Option<Pager>,
    /// Handed out by the next read: the listing cannot be started, or not be read on.
    broken: Option<Error>,
    pending: Option<BoxFuture<'static, Result<Fetched, Error>>>,
    arrived: Option<Result<Fetched, Error>>,
    /// The place behind everything that was read.
    reached: Option<Cursor>,
    /// Elements of the first page that an earlier reading handed out.
    skip: usize,
    /// The pager saw the first request.
    noted: bool,
    /// No more pages, by failure or by the caller's cap; the cursor stays.
    stopped: bool,
    notices: Notices,
    /// Pages that came so far, repeated ones too.
    read: u64,
}

/// A page and the places of its elements.
pub(super) struct Opened<T> {
    pub page: Page<T>,
    pub places: Places,
    /// The reply as it came.
    pub fetched: Fetched,
    /// Elements that an earlier reading handed out.
    pub skip: usize,
    /// All of its elements were handed out before.
    is_repeated: bool,
}

impl<O: Paginated> Pages<O> {
    pub(crate) fn new(client: Client, operation: O, mut options: CallOptions, paging: &PagingOptions) -> Self {
        let meta = operation.table();
        options.usual_limit_wait = LIMIT_WAIT;
        let mut state = State {
            pager: None,
            broken: None,
            pending: None,
            arrived: None,
            reached: None,
            skip: 0,
            noted: false,
            stopped: paging.max_pages == Some(0),
            notices: Notices::default(),
            read: 0,
        };
        let pager = meta
            .paging
            .ok_or_else(|| "the operation has no pages".to_owned())
            .and_then(|kind| {
                let mut pager = Pager::new(kind, meta.id, paging.max_pages);
                if let Some(cursor) = &paging.resume {
                    if !meta.is_called(&cursor.operation) {
                        return Err(format!(
                            "the cursor belongs to `{}`, not to this operation",
                            cursor.operation
                        ));
                    }
                    pager.resume(cursor)?;
                    state.skip = cursor.skip;
                }
                Ok(pager)
            });
        match pager {
            Ok(pager) => state.pager = Some(pager),
            Err(why) => state.broken = Some(Error::new(ErrorKind::Build, why).with_operation(meta)),
        }
        Self {
            client,
            operation,
            options,
            read_ahead: paging.read_ahead,
            state,
        }
    }

    /// Where the page that is read next stands; `None` when the listing is over.
    #[must_use]
    pub fn cursor(&self) -> Option<Cursor> {
        self.state.pager.as_ref().map(|pager| Cursor {
            skip: self.state.skip,
            ..pager.here()
        })
    }

    /// As [`cursor`](Self::cursor), and once the listing is over the place behind its last element, where that is a lasting one:
    /// in listings by keys (`updated_since`, `sinceId`). Store it, and reading on from it later gives what changed since.
    #[must_use]
    pub fn checkpoint(&self) -> Option<Cursor> {
        self.cursor().or_else(|| self.state.reached.clone())
    }

    /// What the pages so far show of the listing as a whole: it shrank or grew meanwhile, elements came again. The first 100.
    #[must_use]
    pub fn notices(&self) -> &[Notice] {
        &self.state.notices.list
    }

    /// How many notices there were in all, so far.
    #[must_use]
    pub fn notices_total(&self) -> usize {
        self.state.notices.total
    }

    /// The next page, without the help of a stream library.
    pub async fn next(&mut self) -> Option<Result<Page<O::Output>, Error>> {
        poll_fn(|cx| self.poll_page(cx)).await
    }

    /// All pages that are left. Keep in mind how many they may be: [`read_into`](Self::read_into) has a bound.
    ///
    /// # Errors
    /// The first error of the listing, whatever came before it.
    pub async fn into_vec(mut self) -> Result<Vec<Page<O::Output>>, Error> {
        let mut all = Vec::new();
        while let Some(page) = self.next().await {
            all.push(page?);
        }
        Ok(all)
    }

    /// Adds at most so many pages to `into`, and gives their number: 0 once the listing is over.
    ///
    /// # Errors
    /// As those of [`next`](Self::next). The pages before it are in `into`.
    pub async fn read_into(&mut self, into: &mut Vec<Page<O::Output>>, at_most: usize) -> Result<usize, Error> {
        for count in 0..at_most {
            match self.next().await {
                Some(page) => into.push(page?),
                None => return Ok(count),
            }
        }
        Ok(at_most)
    }

    fn poll_page(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Page<O::Output>, Error>>> {
        self.poll_opened(cx)
            .map(|opened| opened.map(|opened| opened.and_then(|opened| self.whole(opened))))
    }

    /// The page, if nothing is left out that the caller did not want left out.
    fn whole(&self, opened: Opened<O::Output>) -> Result<Page<O::Output>, Error> {
        let Opened { mut page, fetched, .. } = opened;
        if page.metadata.rejected.is_empty() || self.skips() {
            return Ok(page);
        }
        let rejected = std::mem::take(&mut page.metadata.rejected);
        Err(self
            .client
            .unreadable(self.operation.table(), &fetched, rejected)
            .with_page(self.state.read))
    }

    /// Whether elements that cannot be read are left out.
    pub(super) fn skips(&self) -> bool {
        self.client.tolerance(&self.options) == Tolerance::Skip
    }

    /// The error in the place of an element.
    pub(super) fn unreadable(&self, fetched: &Fetched, element: Rejected) -> Error {
        let error = self.client.unreadable_element(self.operation.table(), fetched, element);
        error.with_page(self.state.read)
    }

    pub(super) fn poll_opened(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Opened<O::Output>, Error>>> {
        if self.state.stopped {
            return Poll::Ready(None);
        }
        let polled = match self.state.broken.take() {
            Some(error) => Poll::Ready(Some(Err(error))),
            None if self.state.pager.is_none() => Poll::Ready(None),
            None => self.poll_next_page(cx),
        };
        self.state.stopped |= matches!(polled, Poll::Ready(Some(Err(_))));
        polled
    }

    fn poll_next_page(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Opened<O::Output>, Error>>> {
        loop {
            if let Err(error) = self.drive(cx) {
                return Poll::Ready(Some(Err(error)));
            }
            let Some(fetched) = self.state.arrived.take() else {
                return Poll::Pending;
            };
            match fetched.and_then(|fetched| self.open(fetched)) {
                Ok(opened) if !opened.is_repeated => return Poll::Ready(Some(Ok(opened))),
                Ok(_) => {}
                Err(error) => return Poll::Ready(Some(Err(error))),
            }
            // A page that was handed out before is passed over; usually nothing follows it.
            if let Some(error) = self.state.broken.take() {
                return Poll::Ready(Some(Err(error)));
            }
            if self.state.stopped || self.state.pager.is_none() {
                return Poll::Ready(None);
            }
        }
    }

    /// Asks for the next page ahead of time and keeps it until it is wanted.
    pub(super) fn read_ahead(&mut self, cx: &mut Context<'_>) {
        if self.read_ahead && !self.state.stopped && self.state.broken.is_none() {
            if let Err(error) = self.drive(cx) {
                self.state.broken = Some(error);
            }
        }
    }

    /// Asks for the next page, or goes on waiting for it.
    fn drive(&mut self, cx: &mut Context<'_>) -> Result<(), Error> {
        let State {
            pager: Some(pager),
            pending,
            arrived,
            noted,
            ..
        } = &mut self.state
        else {
            return Ok(());
        };
        if arrived.is_some() {
            return Ok(());
        }
        if pending.is_none() {
            let mut prepared = self.operation.prepare()?;
            if !*noted {
                *noted = true;
                pager.note(&prepared);
            }
            pager
                .point(&mut prepared, &self.client.core.base_url)
                .map_err(|why| Error::new(ErrorKind::Build, why).with_operation(self.operation.table()))?;
            let core = self.client.core.clone();
            let options = self.options.clone();
            *pending = Some(Box::pin(async move { core.fetch(prepared, &options).await }));
        }
        if let Some(future) = pending {
            if let Poll::Ready(fetched) = future.as_mut().poll(cx) {
                *pending = None;
                *arrived = Some(fetched);
            }
        }
        Ok(())
    }

    fn open(&mut self, fetched: Fetched) -> Result<Opened<O::Output>, Error> {
        let meta = self.operation.table();
        // The readable elements in any case; what becomes of the others is decided where they are handed out.
        let tolerance = match self.client.tolerance(&self.options) {
            Tolerance::Strict => Tolerance::Strict,
            Tolerance::Whole | Tolerance::Skip => Tolerance::Skip,
        };
        let number = self.state.read + 1;
        let replied = self.client.decode::<O>(meta, &fetched, tolerance, None);
        let replied = replied.map_err(|error| error.with_page(number))?;
        let (Some(pager), Some(paging)) = (&mut self.state.pager, meta.paging) else {
            return Err(Error::new(ErrorKind::Build, "the operation has no pages").with_operation(meta));
        };
        let body = fetched.response.body();
        let facts = PageFacts::read(body, paging).with_headers(fetched.response.headers(), paging);
        if !facts.listed {
            let why = format!(
                "the listing cannot be read on: the reply has no list at `{}`",
                paging.items
            );
            return Err(Error::new(ErrorKind::Decode, why)
                .with_operation(meta)
                .with_page(number));
        }
        self.state.read = number;
        let here = pager.here();
        let advance = pager.advance(&facts);
        // Within this page, the total is the one that it told.
        let here = Cursor {
            total: pager.here().total,
            ..here
        };
        self.state.reached = pager.reached().cloned();
        self.state.notices.add(&self.client, meta, paging, advance.notices);
        let next = match advance.after {
            After::Next(cursor) => Some(cursor),
            After::Capped(cursor) => {
                self.state.stopped = true;
                Some(cursor)
            }
            After::End => {
                self.state.pager = None;
                None
            }
            After::Lost(why) => {
                let why = format!("the listing cannot be read on: {why}");
                let error = Error::new(ErrorKind::Decode, why)
                    .with_operation(meta)
                    .with_page(number);
                // It may repeat what the server said.
                self.state.broken = Some(error.redacted(self.client.core.blotter()));
                None
            }
        };
        let is_repeated = advance.repeated > 0 && advance.repeated == facts.items;
        let places = Places::new(here, paging, body, facts, advance.repeated);
        let skip = std::mem::take(&mut self.state.skip);
        let page = Page {
            value: replied.value,
            metadata: replied.metadata,
            next,
            repeated: advance.repeated.saturating_add(skip),
        };
        Ok(Opened {
            page,
            places,
            fetched,
            skip,
            is_repeated,
        })
    }
}

impl<O> Unpin for Pages<O> {}

impl<O: Paginated> Stream for Pages<O> {
    type Item = Result<Page<O::Output>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_page(cx)
    }
}
