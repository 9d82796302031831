//! Calls of operations.

use bytes::Bytes;

use super::client::Client;
use super::download::DownloadReader;
use crate::client::call::Call;
use crate::client::handle::{self, Replied};
use crate::error::Error;
use crate::operation::{AnyOperation, Operation};
use crate::reply::Download;

impl<O: Operation> Call<O, Client> {
    pub(super) fn unblocked(self) -> (Client, Call<O, handle::Client>) {
        let Self {
            client,
            operation,
            options,
            paging,
        } = self;
        let call = Call {
            client: client.inner().clone(),
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

impl Call<AnyOperation, Client> {
    /// Sends the call and hands the reply out as it comes, as a file: where the [entry](AnyOperation::entry) says that it
    /// [gives](crate::Entry::gives) bytes.
    ///
    /// # Errors
    /// See [`Error::kind`].
    pub fn send_stream(self) -> Result<DownloadReader, Error> {
        let (client, call) = self.unblocked();
        let stream = client.wait(call.send_stream())?;
        Ok(DownloadReader::new(client, stream))
    }
}
