//! A listing as a stream of its elements.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use super::cursor::Cursor;
use super::pages::Pages;
use crate::error::Error;
use crate::operation::Paginated;

/// The elements of a listing over all its pages, as a [`Stream`].
///
/// It ends after the first error. [`Items::cursor`] tells at any time where to go on, also after an error.
#[must_use = "a stream does nothing until it is read"]
pub struct Items<O: Paginated> {
    pages: Pages<O>,
    buffer: VecDeque<O::Item>,
    /// Of the page in the buffer.
    page: Option<Cursor>,
}

impl<O: Paginated> Items<O> {
    pub(crate) fn new(pages: Pages<O>) -> Self {
        Self { pages, buffer: VecDeque::new(), page: None }
    }

    /// The place behind the last element that was handed out; `None` when the listing is over.
    #[must_use]
    pub fn cursor(&self) -> Option<Cursor> {
        match &self.page {
            Some(page) if !self.buffer.is_empty() => Some(page.clone()),
            _ => self.pages.cursor(),
        }
    }

    /// The next element, without the help of a stream library.
    pub async fn next(&mut self) -> Option<Result<O::Item, Error>> {
        poll_fn(|cx| self.poll_item(cx)).await
    }

    fn poll_item(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<O::Item, Error>>> {
        loop {
            if let Some(item) = self.buffer.pop_front() {
                if let Some(page) = &mut self.page {
                    page.skip += 1;
                }
                self.pages.read_ahead(cx);
                return Poll::Ready(Some(Ok(item)));
            }
            let page = self.pages.cursor();
            match self.pages.poll_page(cx) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(error))),
                Poll::Ready(Some(Ok(opened))) => {
                    let skip = self.pages.take_skip();
                    self.buffer = O::items(opened.value).into();
                    self.buffer.drain(..skip.min(self.buffer.len()));
                    self.page = page;
                }
            }
        }
    }
}

impl<O: Paginated> Unpin for Items<O> {}

impl<O: Paginated> Stream for Items<O> {
    type Item = Result<O::Item, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(cx)
    }
}
