//! Files that come piece by piece.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;

use super::client::Client;
use crate::client::attempts::{Fetched, failed};
use crate::client::limiter::Permits;
use crate::client::settings::CallOptions;
use crate::error::{Error, ErrorKind};
use crate::meta::Meta;
use crate::reply::{Download, Reply};
use crate::request::Prepared;
use crate::text::Shown;
use crate::transport::Body;

/// Most bytes that are read where nobody says otherwise.
const LIMIT: u64 = 1 << 30;

/// A file on its way: a [`Stream`] of its pieces. It ends after the first error; what came before then is not the whole file.
///
/// The timeout of the call is the longest time that a piece may take, not the time for the whole file.
#[must_use = "the file comes only as it is read"]
pub struct DownloadStream {
    /// Its name without any path, where the server gave one. It comes from outside: check it before using it on a disk.
    pub file_name: Option<String>,
    /// Its media type, where the server gave one.
    pub content_type: Option<String>,
    /// Bytes of the whole file, where the server said so.
    pub length: Option<u64>,
    body: Body,
    limit: u64,
    read: u64,
    over: bool,
    /// The request is under way as long as its reply comes.
    permits: Permits,
    client: Client,
    meta: &'static Meta,
}

impl DownloadStream {
    /// Most bytes that are read; 1 GiB unless set. Beyond that, reading fails.
    pub fn limit(mut self, bytes: u64) -> Self {
        self.limit = bytes;
        self
    }

    /// The next piece, without the help of a stream library.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        poll_fn(|cx| self.poll_piece(cx)).await
    }

    /// The whole file in memory.
    ///
    /// # Errors
    /// It is larger than the limit, or does not come to its end.
    pub async fn collect(mut self) -> Result<Download, Error> {
        let mut bytes = BytesMut::new();
        while let Some(piece) = self.next().await {
            bytes.extend_from_slice(&piece?);
        }
        Ok(Download {
            bytes: bytes.freeze(),
            file_name: self.file_name,
            content_type: self.content_type,
        })
    }

    fn poll_piece(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        if self.over {
            return Poll::Ready(None);
        }
        let polled = match self.body.poll_piece(cx) {
            Poll::Pending => return Poll::Pending,
            Poll::Ready(None) => None,
            Poll::Ready(Some(Err(error))) => Some(Err(failed(&self.client.core, &error, 0))),
            Poll::Ready(Some(Ok(piece))) => {
                self.read += piece.len() as u64;
                Some(if self.read > self.limit {
                    Err(self.too_large())
                } else {
                    Ok(piece)
                })
            }
        };
        self.over = !matches!(polled, Some(Ok(_)));
        if self.over {
            self.permits.clear();
        }
        Poll::Ready(polled.map(|piece| piece.map_err(|error| error.with_operation(self.meta))))
    }

    fn too_large(&self) -> Error {
        Error::new(
            ErrorKind::TooLarge,
            format!("the file is larger than {} bytes, the limit set for it", self.limit),
        )
    }
}

impl Stream for DownloadStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_piece(cx)
    }
}

impl fmt::Debug for DownloadStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "DownloadStream({:?}, {:?}, {:?} bytes)",
            self.file_name.as_deref().map(Shown),
            self.content_type.as_deref().map(Shown),
            self.length
        )
    }
}

impl Client {
    /// Sends a request whose reply is a file, and hands the file out as it comes.
    pub(crate) async fn download(&self, prepared: Prepared, options: &CallOptions) -> Result<DownloadStream, Error> {
        let meta = prepared.meta();
        let fetched: Fetched<Body> = self.core.fetch(prepared, options).await?;
        let mut permits = fetched.permits;
        let (head, mut body) = fetched.response.into_parts();
        let none = Bytes::new();
        let about = Reply::new(meta, head.status, &head.headers, &none)
            .with_blotter(self.core.blotter())
            .download()?;
        // An error, or what may be one: platforms tell failures in JSON, also with the status of a success.
        let is_json = about
            .content_type
            .as_deref()
            .is_some_and(|media| media.ends_with("json"));
        if !head.status.is_success() || is_json {
            let whole = if head.status.is_success() {
                body.collect(self.core.max_body).await
            } else {
                body.collect_head(self.core.max_body).await
            };
            permits.clear();
            let whole = whole.map_err(|error| failed(&self.core, &error, fetched.attempts).with_operation(meta))?;
            let response = http::Response::from_parts(head, whole);
            let fetched = Fetched {
                response,
                attempts: fetched.attempts,
                elapsed: fetched.elapsed,
                lost_before: fetched.lost_before,
                lost: fetched.lost,
                permits: Permits::new(),
            };
            let response = &fetched.response;
            Reply::new(meta, response.status(), response.headers(), response.body())
                .with_blotter(self.core.blotter())
                .check()
                .map_err(|error| self.finished(error, &fetched))?;
            body = fetched.response.into_body().into();
        }
        Ok(DownloadStream {
            file_name: about.file_name,
            content_type: about.content_type,
            length: body.length(),
            body,
            limit: LIMIT,
            read: 0,
            over: false,
            permits,
            client: self.clone(),
            meta,
        })
    }
}
