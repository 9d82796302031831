//! Listings as streams of pages and of elements.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use super::Client;
use super::call::Call;
use super::core::Fetched;
use super::cursor::Cursor;
use super::facts::PageFacts;
use super::metadata::Metadata;
use super::pager::{After, Pager};
use super::transport::BoxFuture;
use crate::error::{Error, ErrorKind};
use crate::operation::Paginated;

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
}

/// The pages of a listing, as a [`Stream`]. It ends after the first error; [`Pages::cursor`] then still points at the page that failed.
#[must_use = "a stream does nothing until it is read"]
pub struct Pages<O> {
    call: Call<O, Client>,
    state: State,
}

/// Everything that does not depend on the type of the operation.
struct State {
    /// `None` once the listing is over, or before the first request turned out impossible.
    pager: Option<Pager>,
    /// Set when the listing cannot be started; handed out by the first read.
    broken: Option<Error>,
    pending: Option<BoxFuture<'static, Result<Fetched, Error>>>,
    arrived: Option<Result<Fetched, Error>>,
    /// Elements of the first page that an earlier reading handed out.
    skip: usize,
    /// The pager needs to see the first request once.
    noted: bool,
    failed: bool,
}

impl<O: Paginated> Pages<O> {
    pub(crate) fn new(call: Call<O, Client>) -> Self {
        let meta = O::meta();
        let mut state =
            State { pager: None, broken: None, pending: None, arrived: None, skip: 0, noted: false, failed: false };
        match (meta.paging, &call.paging.resume) {
            (None, _) => {
                state.broken = Some(Error::new(ErrorKind::Build, "the operation has no pages").with_operation(meta));
            }
            (Some(_), Some(cursor)) if cursor.operation != meta.id => {
                let why = format!("the cursor belongs to `{}`, not to this operation", cursor.operation);
                state.broken = Some(Error::new(ErrorKind::Build, why).with_operation(meta));
            }
            (Some(paging), resume) => {
                let mut pager = Pager::new(paging, meta.id, call.paging.max_pages);
                if let Some(cursor) = resume {
                    pager.resume(cursor);
                    state.skip = cursor.skip;
                }
                state.pager = Some(pager);
            }
        }
        Self { call, state }
    }

    /// Where the page that is read next stands; `None` when the listing is over.
    #[must_use]
    pub fn cursor(&self) -> Option<Cursor> {
        self.state.pager.as_ref().map(|pager| Cursor { skip: self.state.skip, ..pager.here() })
    }

    /// The next page, without the help of a stream library.
    pub async fn next(&mut self) -> Option<Result<Page<O::Output>, Error>> {
        poll_fn(|cx| self.poll_page(cx)).await
    }

    pub(super) fn poll_page(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Page<O::Output>, Error>>> {
        if self.state.failed {
            return Poll::Ready(None);
        }
        let polled = match self.state.broken.take() {
            Some(error) => Poll::Ready(Some(Err(error))),
            None if self.state.pager.is_none() => Poll::Ready(None),
            None => self.poll_open(cx),
        };
        self.state.failed = matches!(polled, Poll::Ready(Some(Err(_))));
        polled
    }

    fn poll_open(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Page<O::Output>, Error>>> {
        if let Err(error) = self.drive(cx) {
            return Poll::Ready(Some(Err(error)));
        }
        match self.state.arrived.take() {
            None => Poll::Pending,
            Some(fetched) => Poll::Ready(Some(fetched.and_then(|fetched| self.open(&fetched)))),
        }
    }

    /// Elements at the head of the page that comes next which an earlier reading handed out already.
    pub(super) fn take_skip(&mut self) -> usize {
        std::mem::take(&mut self.state.skip)
    }

    /// Asks for the next page ahead of time and keeps it until it is wanted.
    pub(super) fn read_ahead(&mut self, cx: &mut Context<'_>) {
        if self.call.paging.read_ahead && !self.state.failed && self.state.broken.is_none() {
            if let Err(error) = self.drive(cx) {
                self.state.broken = Some(error);
            }
        }
    }

    /// Asks for the next page, or goes on waiting for it.
    fn drive(&mut self, cx: &mut Context<'_>) -> Result<(), Error> {
        let State { pager: Some(pager), pending, arrived, noted, .. } = &mut self.state else { return Ok(()) };
        if arrived.is_some() {
            return Ok(());
        }
        if pending.is_none() {
            let mut prepared = self.call.operation.prepare()?;
            if !*noted {
                *noted = true;
                let value = |name: Option<&str>| name.and_then(|name| prepared.query_value(name));
                let (size, page) = (value(pager.size_param()), value(pager.page_param()));
                pager.note_request(size.as_deref(), page.as_deref());
            }
            for name in pager.dropped() {
                prepared.remove_query(name);
            }
            for (name, value) in pager.set() {
                prepared.set_query(name, value);
            }
            let core = self.call.client.core.clone();
            let options = self.call.options.clone();
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

    fn open(&mut self, fetched: &Fetched) -> Result<Page<O::Output>, Error> {
        let meta = O::meta();
        let replied = self.call.client.decode::<O>(fetched)?;
        let (Some(pager), Some(paging)) = (&mut self.state.pager, meta.paging) else {
            return Err(Error::new(ErrorKind::Build, "the operation has no pages").with_operation(meta));
        };
        let facts = PageFacts::read(fetched.response.body(), paging);
        let next = match pager.advance(&facts) {
            After::Next(cursor) => Some(cursor),
            After::End => {
                self.state.pager = None;
                None
            }
            After::Lost(why) => {
                self.state.pager = None;
                self.state.broken =
                    Some(Error::new(ErrorKind::Decode, format!("the listing cannot be read on: {why}")).with_operation(meta));
                None
            }
        };
        Ok(Page { value: replied.value, metadata: replied.metadata, next })
    }
}

impl<O> Unpin for Pages<O> {}

impl<O: Paginated> Stream for Pages<O> {
    type Item = Result<Page<O::Output>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_page(cx)
    }
}
