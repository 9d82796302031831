//! Calls that no specification covers.

use std::future::IntoFuture;
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;

use crate::client::attempts::Fetched;
use crate::client::handle::{Client, DownloadStream};
use crate::client::settings::{CallOptions, Core, RetryPolicy};
use crate::error::Error;
use crate::json::Json;
use crate::meta::{BodyShape, Charge, Meta, Platform, Safety};
use crate::reply::Reply;
use crate::request::Prepared;
use crate::transport::{BoxFuture, kept};
use crate::wire::Upload;

/// A call by method and path, with the client's credentials, limits and repeats.
#[derive(Debug, Clone)]
#[must_use = "a call does nothing until it is sent"]
pub struct RawCall<C = Client> {
    client: C,
    method: String,
    path: String,
    options: CallOptions,
    body: Body,
}

#[derive(Debug, Clone)]
enum Body {
    None,
    Json(Json),
    Upload(Upload),
}

impl<C> RawCall<C> {
    pub(crate) fn new(client: C, method: impl Into<String>, path: impl Into<String>) -> Self {
        Self {
            client,
            method: method.into(),
            path: path.into(),
            options: CallOptions::default(),
            body: Body::None,
        }
    }

    /// Adds a query parameter, spelt as on the wire.
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.options.query(name.into(), value.into());
        self
    }

    /// Adds a header.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.options.header(name.into(), value.into());
        self
    }

    /// Sends this JSON as the body.
    pub fn json(mut self, body: impl Into<Json>) -> Self {
        self.body = Body::Json(body.into());
        self
    }

    /// Sends these bytes as the body.
    pub fn body(self, content_type: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        self.upload(Upload::new(bytes).content_type(content_type))
    }

    /// Sends this as the body: bytes, a file on disk, a reader or a stream.
    pub fn upload(mut self, upload: impl Into<Upload>) -> Self {
        self.body = Body::Upload(upload.into());
        self
    }

    /// Time for the whole call.
    pub fn timeout(mut self, timeout: std::time::Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// How this call is repeated. Only `GET` and `HEAD` are repeated after a failure that the server may have acted on.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.options.retry = Some(policy);
        self
    }

    /// The same call of another client.
    #[cfg(feature = "blocking")]
    pub(crate) fn over<D>(self, client: D) -> (C, RawCall<D>) {
        let call = RawCall {
            client,
            method: self.method,
            path: self.path,
            options: self.options,
            body: self.body,
        };
        (self.client, call)
    }

    /// The client it goes over.
    #[cfg(feature = "blocking")]
    pub(crate) fn client(&self) -> &C {
        &self.client
    }

    fn meta(&self, platform: &'static Platform) -> &'static Meta {
        let reads = matches!(self.method.as_str(), "GET" | "HEAD");
        meta_of(platform, if reads { Safety::Read } else { Safety::Unsafe })
    }

    fn prepare(&self, core: &Core) -> Result<Prepared, Error> {
        let mut prepared = Prepared::raw_at(self.meta(core.platform), &self.method, &core.base_url, &self.path)?;
        match &self.body {
            Body::None => {}
            Body::Json(json) => prepared.set_json(json)?,
            Body::Upload(upload) => prepared.set_upload(upload.clone()),
        }
        Ok(prepared)
    }
}

/// The table of an operation that accepts all credentials of the platform and counts in its usual limits.
///
/// Tables are `'static`, so each is made once for a platform and kept for the life of the process.
fn meta_of(platform: &'static Platform, safety: Safety) -> &'static Meta {
    static MADE: Mutex<Vec<&'static Meta>> = Mutex::new(Vec::new());
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(meta) = made
        .iter()
        .find(|meta| std::ptr::eq(meta.platform, platform) && meta.safety == safety)
    {
        return meta;
    }
    let schemes: Vec<&'static str> = platform.auth.iter().map(|scheme| scheme.name).collect();
    let (first, also) = match platform.usual_limits.split_first() {
        Some((first, others)) => (Some(first), others),
        None => (None, &[][..]),
    };
    let also = also.iter().map(|limit| Charge {
        limit: *limit,
        weight: 1,
    });
    let also: Vec<Charge> = also.collect();
    let meta: &'static Meta = Box::leak(Box::new(Meta {
        platform,
        id: "raw",
        place: "",
        path: "/",
        safety,
        auth: Vec::leak(schemes),
        limit: first.copied().unwrap_or(usize::MAX),
        also: Vec::leak(also),
        success: &[200],
        body: BodyShape::JSON,
        ..Meta::GET
    }));
    made.push(meta);
    meta
}

impl Client {
    /// A call that no specification covers, with the same credentials, limits and repeats. `path` begins with `/`, is
    /// percent-encoded, and may have a query. A whole address, as replies name them, will do as well if it is on scheme, host and port of
    /// the base URL and below its path.
    pub fn raw(&self, method: impl Into<String>, path: impl Into<String>) -> RawCall<Self> {
        RawCall::new(self.clone(), method, path)
    }
}

impl RawCall<Client> {
    /// Sends it and hands out the reply as it is, whatever its status and body say; also a redirect to another host.
    ///
    /// # Errors
    /// When the request cannot be made, or there is no complete reply.
    pub async fn send_raw(mut self) -> Result<http::Response<Bytes>, Error> {
        self.options.as_it_is = true;
        Ok(self.fetch().await?.response.map(|body| kept(&body)))
    }

    /// Sends it, checks the reply as that of any operation, and reads its JSON. An empty body is `null`.
    ///
    /// # Errors
    /// See [`Error::kind`].
    pub async fn send(self) -> Result<Json, Error> {
        let fetched = self.fetch().await?;
        let response = &fetched.response;
        let meta = self.meta(self.client.core.platform);
        let reply = Reply::new(meta, response.status(), response.headers(), response.body())
            .with_blotter(self.client.core.blotter());
        reply
            .check()
            .and_then(|()| reply.json())
            .map_err(|error| self.client.finished(error, &fetched))
    }

    /// Sends it and hands the reply out as it comes, as a file.
    ///
    /// # Errors
    /// See [`Error::kind`].
    pub async fn send_stream(self) -> Result<DownloadStream, Error> {
        self.client
            .download(self.prepare(&self.client.core)?, &self.options)
            .await
    }

    async fn fetch(&self) -> Result<Fetched, Error> {
        let prepared = self.prepare(&self.client.core)?;
        self.client.core.fetch(prepared, &self.options).await
    }
}

/// `call.await` is `call.send().await`.
impl IntoFuture for RawCall<Client> {
    type Output = Result<Json, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}
