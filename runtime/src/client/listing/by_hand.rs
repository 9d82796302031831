//! A listing read without a client.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::cursor::Cursor;
use super::facts::PageFacts;
use super::notice::{Notice, Notices};
use super::pager::{After, Pager};
use crate::error::{Error, ErrorKind};
use crate::operation::Paginated;
use crate::reply::Reply;
use crate::request::{BaseUrl, Prepared};

/// A listing for callers with a transport of their own: it says what to ask for, and takes what came. It does no I/O, and pages follow
/// each other, end and are resumed as those of a client do, whatever the kind of paging.
///
/// ```
/// # use tradewire::{Bytes, Credentials, Error, Listing, Paginated, Stamp, BaseUrl, http};
/// # fn read<O: Paginated>(operation: O, send: impl Fn(http::Request<Bytes>) -> http::Response<Bytes>) -> Result<Vec<O::Item>, Error> {
/// let base = BaseUrl::parse("https://shop.example")?;
/// let mut listing = Listing::new(operation, &base);
/// let mut all = Vec::new();
/// while let Some(request) = listing.request()? {
///     let request = request.to_request(&base, &Credentials::none(), &Stamp::now())?;
///     let reply = send(request);
///     all.extend(listing.take(reply.status(), reply.headers(), reply.body())?.items());
/// }
/// # Ok(all)
/// # }
/// ```
#[derive(Debug)]
pub struct Listing<O> {
    operation: O,
    base: BaseUrl,
    /// `None` once the listing is over.
    pager: Option<Pager>,
    /// Why there is no way to the next page.
    lost: Option<String>,
    noted: bool,
    stopped: bool,
    /// Elements of the first page that an earlier reading handed out.
    skip: usize,
    reached: Option<Cursor>,
    notices: Notices,
}

/// A page of a [`Listing`].
#[non_exhaustive]
pub struct ListingPage<O: Paginated> {
    /// The decoded reply.
    pub value: O::Output,
    /// Elements at its head that were handed out before: by an earlier reading, or as the end of the page before.
    pub known: usize,
    /// Where the next page is; `None` after the last one.
    pub next: Option<Cursor>,
}

impl<O: Paginated> ListingPage<O> {
    /// The elements that were not handed out before.
    pub fn items(self) -> Vec<O::Item> {
        let mut items = O::items(self.value);
        items.drain(..self.known.min(items.len()));
        items
    }
}

impl<O: Paginated> fmt::Debug for ListingPage<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ListingPage")
            .field("known", &self.known)
            .field("next", &self.next)
            .finish_non_exhaustive()
    }
}

impl<O: Paginated> Listing<O> {
    /// A reading from the first page on. `base` is the address that requests are made complete with: addresses that replies name for
    /// their next page must lie below it.
    pub fn new(operation: O, base: &BaseUrl) -> Self {
        let meta = operation.table();
        Self {
            operation,
            base: base.clone(),
            pager: meta.paging.map(|paging| Pager::new(paging, meta.id, None)),
            lost: None,
            noted: false,
            stopped: false,
            skip: 0,
            reached: None,
            notices: Notices::default(),
        }
    }

    /// A reading from where an earlier one stopped.
    ///
    /// # Errors
    /// The cursor is that of another operation, or sets what no cursor of this listing sets.
    pub fn resume(operation: O, base: &BaseUrl, cursor: &Cursor) -> Result<Self, Error> {
        let mut listing = Self::new(operation, base);
        let meta = listing.operation.table();
        let resumed = if meta.is_called(&cursor.operation) {
            listing.pager.as_mut().map_or(Ok(()), |pager| pager.resume(cursor))
        } else {
            Err(format!(
                "the cursor belongs to `{}`, not to this operation",
                cursor.operation
            ))
        };
        resumed.map_err(|why| Error::build(why).with_operation(meta))?;
        listing.skip = cursor.skip;
        Ok(listing)
    }

    /// The request for the page that is next, to be made complete and sent; `None` when the listing is over. Asked again before a reply
    /// was taken, it is the same one.
    ///
    /// # Errors
    /// The operation cannot be written; or the page before said that there is more, but there is no way to it.
    pub fn request(&mut self) -> Result<Option<Prepared>, Error> {
        let meta = self.operation.table();
        if let Some(why) = self.lost.take() {
            self.stopped = true;
            let why = format!("the listing cannot be read on: {why}");
            return Err(Error::new(ErrorKind::Decode, why).with_operation(meta));
        }
        let Some(pager) = self.pager.as_mut().filter(|_| !self.stopped) else {
            return Ok(None);
        };
        let mut prepared = self.operation.prepare()?;
        if !self.noted {
            self.noted = true;
            pager.note(&prepared);
        }
        pager
            .point(&mut prepared, &self.base)
            .map_err(|why| Error::build(why).with_operation(meta))?;
        Ok(Some(prepared))
    }

    /// Takes in the reply to the latest request.
    ///
    /// # Errors
    /// It is a failure, or cannot be read: the same page is asked for again. If only elements of it cannot be read
    /// ([`Error::rejected`]), [`Error::partial`] has the page with the others, and the next request is for the page behind it.
    pub fn take(&mut self, status: StatusCode, headers: &HeaderMap, body: &Bytes) -> Result<ListingPage<O>, Error> {
        let meta = self.operation.table();
        let value = match O::decode_reply(&Reply::new(meta, status, headers, body)) {
            Err(error) if error.rejected().is_empty() => return Err(error),
            value => value,
        };
        let (Some(paging), Some(pager)) = (meta.paging, &mut self.pager) else {
            return Err(Error::build("the listing is over").with_operation(meta));
        };
        let facts = PageFacts::read(body, paging).with_headers(headers, paging);
        if !facts.listed {
            let why = format!(
                "the listing cannot be read on: the reply has no list at `{}`",
                paging.items
            );
            return Err(Error::new(ErrorKind::Decode, why).with_operation(meta));
        }
        let advance = pager.advance(&facts);
        self.reached = pager.reached().cloned();
        self.notices.keep(advance.notices);
        let next = match advance.after {
            After::Next(cursor) | After::Capped(cursor) => Some(cursor),
            After::End => {
                self.pager = None;
                None
            }
            After::Lost(why) => {
                self.lost = Some(why);
                None
            }
        };
        let known = advance.repeated.saturating_add(std::mem::take(&mut self.skip));
        Ok(ListingPage {
            value: value?,
            known,
            next,
        })
    }

    /// What the pages so far show of the listing as a whole: it shrank or grew meanwhile, elements came again. The first 100.
    #[must_use]
    pub fn notices(&self) -> &[Notice] {
        &self.notices.list
    }

    /// How many notices there were in all, so far.
    #[must_use]
    pub fn notices_total(&self) -> usize {
        self.notices.total
    }

    /// Where the page that is asked for next stands; `None` when the listing is over.
    #[must_use]
    pub fn cursor(&self) -> Option<Cursor> {
        self.pager.as_ref().map(|pager| Cursor {
            skip: self.skip,
            ..pager.here()
        })
    }

    /// As [`cursor`](Self::cursor), and once the listing is over the place behind its last element, where that is a lasting one:
    /// in listings by keys (`updated_since`, `sinceId`).
    #[must_use]
    pub fn checkpoint(&self) -> Option<Cursor> {
        self.cursor().or_else(|| self.reached.clone())
    }
}
