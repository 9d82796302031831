//! The same client for programs without async.

use std::sync::Arc;

use bytes::Bytes;
use tokio::runtime::{Builder as RuntimeBuilder, Handle, Runtime};

use super::call::Call;
use super::download::DownloadStream;
use super::items::Items;
use super::metadata::Replied;
use super::pages::{Page, Pages};
use crate::error::{Error, ErrorKind};
use crate::operation::{Operation, Paginated};
use crate::reply::Download;

/// A client whose calls block the thread. Clones share connections, limits and retry budget.
#[derive(Debug, Clone)]
pub struct Client {
    inner: super::Client,
    runtime: Arc<OwnRuntime>,
}

/// The thread for I/O.
#[derive(Debug)]
struct OwnRuntime(Option<Runtime>);

/// A runtime waits for its thread when it is dropped, and panics where waiting is not allowed: in async code.
impl Drop for OwnRuntime {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
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
        Ok(Self {
            inner,
            runtime: Arc::new(OwnRuntime(Some(runtime))),
        })
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
        match &self.runtime.0 {
            Some(runtime) => runtime.block_on(future),
            None => Err(Error::new(ErrorKind::Build, "the client was shut down")),
        }
    }
}

impl<O: Operation> Call<O, Client> {
    fn unblocked(self) -> (Client, Call<O, super::Client>) {
        let Self {
            client,
            operation,
            options,
            paging,
        } = self;
        let call = Call {
            client: client.inner.clone(),
            operation,
            options,
            paging,
        };
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

impl<O: Operation<Output = Download>> Call<O, Client> {
    /// Sends the call and hands the file out as it comes.
    ///
    /// # Errors
    /// See [`Error::kind`].
    pub fn send_stream(self) -> Result<DownloadReader, Error> {
        let (client, call) = self.unblocked();
        let stream = client.wait(call.send_stream())?;
        Ok(DownloadReader::new(client, stream))
    }
}

impl<O: Paginated> Call<O, Client> {
    /// The pages of the listing, asked for one after another.
    pub fn pages(self) -> PageIter<O> {
        let (client, call) = self.unblocked();
        PageIter {
            client,
            pages: call.pages(),
        }
    }

    /// The elements of the listing over all pages.
    pub fn items(self) -> ItemIter<O> {
        let (client, call) = self.unblocked();
        ItemIter {
            client,
            items: call.items(),
        }
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

    /// As [`cursor`](Self::cursor), and once the listing is over the place behind its last element, where that is a lasting one:
    /// in listings by keys (`updated_since`, `sinceId`). Store it, and reading on from it later gives what changed since.
    #[must_use]
    pub fn checkpoint(&self) -> Option<super::cursor::Cursor> {
        self.pages.checkpoint()
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

    /// As [`cursor`](Self::cursor), and once the listing is over the place behind its last element, where that is a lasting one:
    /// in listings by keys (`updated_since`, `sinceId`). Store it, and reading on from it later gives what changed since.
    #[must_use]
    pub fn checkpoint(&self) -> Option<super::cursor::Cursor> {
        self.items.checkpoint()
    }

    /// Elements so far that could not be decoded and were left out, the first 100.
    #[must_use]
    pub fn rejected(&self) -> &[crate::json::Rejected] {
        self.items.rejected()
    }

    /// How many were left out in all, so far.
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

/// A file on its way, to be read as any reader.
#[derive(Debug)]
#[must_use = "the file comes only as it is read"]
pub struct DownloadReader {
    client: Client,
    stream: DownloadStream,
    /// What is left of the piece that came last.
    piece: Bytes,
}

impl DownloadReader {
    pub(crate) fn new(client: Client, stream: DownloadStream) -> Self {
        Self {
            client,
            stream,
            piece: Bytes::new(),
        }
    }

    /// Its name without any path, where the server gave one. It comes from outside: check it before using it on a disk.
    #[must_use]
    pub fn file_name(&self) -> Option<&str> {
        self.stream.file_name.as_deref()
    }

    /// Its media type, where the server gave one.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.stream.content_type.as_deref()
    }

    /// Bytes of the whole file, where the server said so.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.stream.length
    }

    /// Most bytes that are read; 1 GiB unless set. Beyond that, reading fails.
    pub fn limit(mut self, bytes: u64) -> Self {
        self.stream = self.stream.limit(bytes);
        self
    }
}

impl std::io::Read for DownloadReader {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        while self.piece.is_empty() {
            let Self { client, stream, .. } = self;
            match client.wait(async { Ok(stream.next().await) }) {
                Ok(None) => return Ok(0),
                Ok(Some(Ok(piece))) => self.piece = piece,
                Ok(Some(Err(error))) | Err(error) => {
                    let kind = if error.is_timeout() {
                        std::io::ErrorKind::TimedOut
                    } else {
                        std::io::ErrorKind::Other
                    };
                    return Err(std::io::Error::new(kind, error));
                }
            }
        }
        let count = buffer.len().min(self.piece.len());
        buffer[..count].copy_from_slice(&self.piece.split_to(count));
        Ok(count)
    }
}
