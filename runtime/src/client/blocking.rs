//! The same client for programs without async.

use std::sync::Arc;

use bytes::Bytes;
use tokio::runtime::{Builder as RuntimeBuilder, Handle, Runtime};

use super::call::Call;
use super::items::Items;
use super::metadata::Replied;
use super::pages::{Page, Pages};
use crate::error::{Error, ErrorKind};
use crate::operation::{Operation, Paginated};

/// A client whose calls block the thread. Clones share connections, limits and retry budget.
#[derive(Debug, Clone)]
pub struct Client {
    inner: super::Client,
    runtime: Arc<Runtime>,
}

impl Client {
    /// Wraps the untyped async client.
    ///
    /// # Errors
    /// When no thread for I/O can be started.
    pub fn new(inner: super::Client) -> Result<Self, Error> {
        let runtime = RuntimeBuilder::new_multi_thread()
            .worker_threads(1)
            .thread_name("tradewire-blocking")
            .enable_all()
            .build()
            .map_err(|error| Error::new(ErrorKind::Build, format!("no thread for I/O can be started: {error}")))?;
        Ok(Self { inner, runtime: Arc::new(runtime) })
    }

    /// A call that no specification covers, with the same credentials, limits and repeats.
    pub fn raw(&self, method: impl Into<String>, path: impl Into<String>) -> super::raw::RawCall<Self> {
        super::raw::RawCall::new(self.clone(), method, path)
    }

    pub(crate) fn inner(&self) -> &super::Client {
        &self.inner
    }

    pub(crate) fn wait<T>(&self, future: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        if Handle::try_current().is_ok() {
            return Err(Error::new(
                ErrorKind::Build,
                "a blocking call inside async code would stop its thread; use the async client there, or `spawn_blocking`",
            ));
        }
        self.runtime.block_on(future)
    }
}

impl<O: Operation> Call<O, Client> {
    fn unblocked(self) -> (Client, Call<O, super::Client>) {
        let Self { client, operation, options, paging } = self;
        let call = Call { client: client.inner.clone(), operation, options, paging };
        (client, call)
    }

    /// Sends the call and decodes the reply.
    ///
    /// # Errors
    /// See [`Error::kind`].
    pub fn send(self) -> Result<O::Output, Error> {
        let (client, call) = self.unblocked();
        client.wait(call.send())
    }

    /// As `send`, with status, headers, request id and whatever was noticed about the reply.
    ///
    /// # Errors
    /// See [`Error::kind`].
    pub fn send_with_metadata(self) -> Result<Replied<O::Output>, Error> {
        let (client, call) = self.unblocked();
        client.wait(call.send_with_metadata())
    }

    /// Sends the call and hands out the reply as it is, whatever its status and body say.
    ///
    /// # Errors
    /// Only when there is no complete reply.
    pub fn send_raw(self) -> Result<http::Response<Bytes>, Error> {
        let (client, call) = self.unblocked();
        client.wait(call.send_raw())
    }
}

impl<O: Paginated> Call<O, Client> {
    /// The pages of the listing, asked for one after another.
    pub fn pages(self) -> PageIter<O> {
        let (client, call) = self.unblocked();
        PageIter { client, pages: call.pages() }
    }

    /// The elements of the listing over all pages.
    pub fn items(self) -> ItemIter<O> {
        let (client, call) = self.unblocked();
        ItemIter { client, items: call.items() }
    }
}

/// The pages of a listing, one after another. It ends after the first error.
#[must_use = "an iterator does nothing until it is read"]
pub struct PageIter<O> {
    client: Client,
    pages: Pages<O>,
}

impl<O: Paginated> PageIter<O> {
    /// Where the page that is read next stands; `None` when the listing is over.
    #[must_use]
    pub fn cursor(&self) -> Option<super::cursor::Cursor> {
        self.pages.cursor()
    }
}

impl<O: Paginated> Iterator for PageIter<O> {
    type Item = Result<Page<O::Output>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let Self { client, pages } = self;
        client.wait(async { Ok(pages.next().await) }).unwrap_or_else(|error| Some(Err(error)))
    }
}

/// The elements of a listing over all its pages. It ends after the first error.
#[must_use = "an iterator does nothing until it is read"]
pub struct ItemIter<O: Paginated> {
    client: Client,
    items: Items<O>,
}

impl<O: Paginated> ItemIter<O> {
    /// The place behind the last element that was handed out; `None` when the listing is over.
    #[must_use]
    pub fn cursor(&self) -> Option<super::cursor::Cursor> {
        self.items.cursor()
    }
}

impl<O: Paginated> Iterator for ItemIter<O> {
    type Item = Result<O::Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let Self { client, items } = self;
        client.wait(async { Ok(items.next().await) }).unwrap_or_else(|error| Some(Err(error)))
    }
}
