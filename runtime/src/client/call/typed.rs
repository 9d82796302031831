//! One call of one operation.

use std::future::IntoFuture;
use std::time::Duration;

use bytes::Bytes;

use crate::client::attempts::Fetched;
use crate::client::handle::{Client, DownloadStream, Replied};
use crate::client::listing::{Cursor, Items, Pages, PagingOptions};
use crate::client::settings::{CallOptions, RetryPolicy};
use crate::error::Error;
use crate::json::Json;
use crate::operation::{AnyOperation, Operation, Paginated};
use crate::reply::{Download, Tolerance};
use crate::transport::{BoxFuture, kept};

/// An operation bound to a client, with settings for this one call. `C` is [`Client`] or `blocking::Client`.
///
/// Generated crates wrap it in a type of their own that has the operation's parameters as setters.
#[derive(Debug, Clone)]
#[must_use = "a call does nothing until it is sent"]
pub struct Call<O, C = Client> {
    pub(crate) client: C,
    pub(crate) operation: O,
    pub(crate) options: CallOptions,
    pub(crate) paging: PagingOptions,
}

impl<O, C> Call<O, C> {
    /// Binds `operation` to `client`.
    pub fn new(client: C, operation: O) -> Self {
        Self {
            client,
            operation,
            options: CallOptions::default(),
            paging: PagingOptions::default(),
        }
    }

    /// The operation with its arguments.
    pub fn operation(&self) -> &O {
        &self.operation
    }

    /// The operation with its arguments, to change them.
    pub fn operation_mut(&mut self) -> &mut O {
        &mut self.operation
    }

    /// Time for the whole call with its repeats and waits.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// Time to wait for the account's request limit, on top of the timeout.
    pub fn limit_wait(mut self, wait: Duration) -> Self {
        self.options.limit_wait = Some(wait);
        self
    }

    /// How this call is repeated.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.options.retry = Some(policy);
        self
    }

    /// What to do about a reply that is not as described.
    pub fn tolerance(mut self, tolerance: Tolerance) -> Self {
        self.options.tolerance = Some(tolerance);
        self
    }

    /// Sends the parameters as a JSON body, where the platform has a switch for that. Long queries go that way by themselves.
    /// For an operation without such a switch, sending fails with a build error.
    pub fn json_body(mut self) -> Self {
        self.options.json_body = true;
        self
    }

    /// Adds a header, or replaces the one of that name.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.options.header(name.into(), value.into());
        self
    }

    /// Adds a query parameter that the specification does not know; the name is spelt as on the wire. One that it knows has a setter: in
    /// builds with debug assertions the call is then a build error that names it, in others it is sent beside what was set. Within an object
    /// (`filter[new]`) only what that knows as well is refused, if it is set at all.
    pub fn extra_query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.options.query(name.into(), value.into());
        self
    }

    /// Adds a field to the body that the specification does not know, by its dotted path within the wrapper key. It replaces what
    /// stands there; in builds with debug assertions that is a build error.
    pub fn extra_field(mut self, path: impl Into<String>, value: impl Into<Json>) -> Self {
        self.options.field(path.into(), value.into());
        self
    }
}

impl<O: Paginated, C> Call<O, C> {
    /// Starts a listing where an earlier one stopped.
    pub fn resume_from(mut self, cursor: Cursor) -> Self {
        self.paging.resume = Some(cursor);
        self
    }

    /// Most pages that are read; `cursor()` then tells where to go on. Unless set, a listing of more than 1,000,000 pages is taken
    /// for one without end, and fails.
    pub fn max_pages(mut self, pages: u64) -> Self {
        self.paging.max_pages = Some(pages);
        self
    }

    /// Asks for the next page while the elements of the current one are consumed.
    pub fn read_ahead(mut self) -> Self {
        self.paging.read_ahead = true;
        self
    }
}

impl<O: Operation> Call<O, Client> {
    /// Sends the call and decodes the reply.
    ///
    /// # Errors
    /// See [`Error::kind`].
    pub async fn send(self) -> Result<O::Output, Error> {
        let fetched = self.fetch().await?;
        let tolerance = self.client.tolerance(&self.options);
        let meta = self.operation.table();
        let (value, _) = self
            .client
            .read::<O>(meta, &fetched, tolerance, Some(&|| self.sent()))?;
        Ok(value)
    }

    /// As `send`, with status, headers, request id and whatever was noticed about the reply.
    ///
    /// # Errors
    /// See [`Error::kind`].
    pub async fn send_with_metadata(self) -> Result<Replied<O::Output>, Error> {
        let fetched = self.fetch().await?;
        let tolerance = self.client.tolerance(&self.options);
        let meta = self.operation.table();
        self.client
            .decode::<O>(meta, &fetched, tolerance, Some(&|| self.sent()))
    }

    /// Sends the call and hands out the reply as it is, whatever its status and body say. A redirect is handed out where a call of the
    /// operation would not follow it.
    ///
    /// # Errors
    /// Only when there is no complete reply.
    pub async fn send_raw(mut self) -> Result<http::Response<Bytes>, Error> {
        self.options.as_it_is = true;
        Ok(self.fetch().await?.response.map(|body| kept(&body)))
    }

    /// The body that was sent. What can be sent only once is no list of elements.
    fn sent(&self) -> Option<Json> {
        let mut prepared = self.operation.prepare().ok()?;
        self.options.apply(&mut prepared).ok()?;
        prepared.into_json()
    }

    async fn fetch(&self) -> Result<Fetched, Error> {
        self.client.core.fetch(self.operation.prepare()?, &self.options).await
    }
}

/// `call.await` is `call.send().await`.
impl<O: Operation + Send + Sync + 'static> IntoFuture for Call<O, Client> {
    type Output = Result<O::Output, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl<O: Operation<Output = Download>> Call<O, Client> {
    /// Sends the call and hands the file out as it comes.
    ///
    /// # Errors
    /// See [`Error::kind`].
    pub async fn send_stream(self) -> Result<DownloadStream, Error> {
        self.client.download(self.operation.prepare()?, &self.options).await
    }
}

impl Call<AnyOperation, Client> {
    /// Sends the call and hands the reply out as it comes, as a file: where the [entry](AnyOperation::entry) says that it
    /// [gives](crate::Entry::gives) bytes.
    ///
    /// # Errors
    /// See [`Error::kind`].
    pub async fn send_stream(self) -> Result<DownloadStream, Error> {
        self.client.download(self.operation.prepare()?, &self.options).await
    }
}

impl<O: Paginated> Call<O, Client> {
    /// The pages of the listing, asked for one after another.
    ///
    /// Where pages are numbered, the place in the listing is only a number: what is added or taken away in front of it while it is
    /// read moves the others. **Change nothing that takes elements out of the filter while they are read by it**: of those behind
    /// them, as many are passed over as are gone. Collect them first, and change them afterwards. What pages show of such
    /// changes, [`notices()`](Pages::notices) tells.
    pub fn pages(self) -> Pages<O> {
        Pages::new(self.client, self.operation, self.options, &self.paging)
    }

    /// The elements of the listing over all pages.
    ///
    /// Where pages are numbered, the place in the listing is only a number: what is added or taken away in front of it while it is
    /// read moves the others. **Change nothing that takes elements out of the filter while they are read by it**: of those behind
    /// them, as many are passed over as are gone. Collect them first, and change them afterwards. What pages show of such
    /// changes, [`notices()`](Items::notices) tells.
    pub fn items(self) -> Items<O> {
        Items::new(self.pages())
    }
}
