//! Calls that no specification covers.

use bytes::Bytes;

use super::client::Client;
use super::download::DownloadReader;
use crate::client::call::RawCall;
use crate::client::handle;
use crate::error::Error;
use crate::json::Json;

impl Client {
    /// A call that no specification covers, with the same credentials, limits and repeats.
    pub fn raw(&self, method: impl Into<String>, path: impl Into<String>) -> RawCall<Self> {
        RawCall::new(self.clone(), method, path)
    }
}

impl RawCall<Client> {
    fn unblocked(self) -> (Client, RawCall<handle::Client>) {
        let inner = self.client().inner().clone();
        self.over(inner)
    }

    /// Sends it and hands out the reply as it is, whatever its status and body say.
    ///
    /// # Errors
    /// When the request cannot be made, or there is no complete reply.
    pub fn send_raw(self) -> Result<http::Response<Bytes>, Error> {
        let (client, call) = self.unblocked();
        client.wait(call.send_raw())
    }

    /// Sends it and hands the reply out as it comes, as a file.
    ///
    /// # Errors
    /// See [`Error::kind`].
    pub fn send_stream(self) -> Result<DownloadReader, Error> {
        let (client, call) = self.unblocked();
        let stream = client.wait(call.send_stream())?;
        Ok(DownloadReader::new(client, stream))
    }

    /// Sends it, checks the reply as that of any operation, and reads its JSON. An empty body is `null`.
    ///
    /// # Errors
    /// See [`Error::kind`].
    pub fn send(self) -> Result<Json, Error> {
        let (client, call) = self.unblocked();
        client.wait(call.send())
    }
}
