//! Operations as values, without I/O.

mod any;
mod shown;

pub use any::{AnyOperation, AnyReply};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::auth::{Credentials, Stamp};
use crate::error::{Error, ErrorKind};
use crate::meta::Meta;
use crate::reply::{Reply, Tolerance};
use crate::request::{BaseUrl, Prepared, RequestWriter};

/// An operation of a platform with its arguments: a plain value that makes a request and reads the reply.
///
/// Generated crates implement it. Any transport can drive it:
///
/// ```
/// # use tradewire::{Credentials, Json, Meta, Platform, Reply, RequestWriter};
/// use tradewire::Operation;
/// # static PLATFORM: Platform =
/// #     Platform { name: "sample", ..Platform::PLAIN };
/// # struct GetOrder { id: i64 }
/// # impl Operation for GetOrder {
/// #     type Output = Json;
/// #     fn meta() -> &'static Meta {
/// #         static META: Meta = Meta {
/// #             platform: &PLATFORM, id: "orders.get", path: "/orders/{id}", success: &[200], ..Meta::GET
/// #         };
/// #         &META
/// #     }
/// #     fn write(&self, w: &mut RequestWriter<'_>) -> Result<(), tradewire::Error> { w.path("id", &self.id) }
/// #     fn read(reply: &Reply<'_>) -> Result<Json, tradewire::Error> { reply.json() }
/// # }
/// # fn my_transport(_: http::Request<bytes::Bytes>) -> http::Response<bytes::Bytes> {
/// #     http::Response::new(r#"{"id": 7}"#.into())
/// # }
/// # fn main() -> Result<(), tradewire::Error> {
/// let request = GetOrder { id: 7 }.request("https://shop.example", &Credentials::none())?;
/// assert_eq!(request.uri(), "https://shop.example/orders/7");
/// let response = my_transport(request);
/// let order = GetOrder::decode(response.status(), response.headers(), response.body())?;
/// assert_eq!(order.get("id").and_then(Json::as_i64), Some(7));
/// # Ok(())
/// # }
/// ```
pub trait Operation: Sized {
    /// What the reply becomes.
    type Output;

    /// What the spec says about it.
    fn meta() -> &'static Meta;

    /// What the spec says about this one: [`meta`](Self::meta), but for [`AnyOperation`], of which only the value knows it.
    fn table(&self) -> &'static Meta {
        Self::meta()
    }

    /// Writes path, query, headers and body.
    ///
    /// # Errors
    /// An argument cannot be written: an empty path parameter, a number that is not finite.
    fn write(&self, w: &mut RequestWriter<'_>) -> Result<(), Error>;

    /// Reads a successful reply.
    ///
    /// # Errors
    /// The body does not fit.
    fn read(reply: &Reply<'_>) -> Result<Self::Output, Error>;

    /// The request without its address and credentials, for adding to it. Where the platform knows repeated requests by a key, and none
    /// was given, it has a new one: each attempt to do the same has to be made of the same `Prepared`.
    ///
    /// # Errors
    /// As [`Operation::write`].
    fn prepare(&self) -> Result<Prepared, Error> {
        let mut prepared = Prepared::new(self.table());
        let mut writer = RequestWriter::new(&mut prepared);
        self.write(&mut writer)
            .and_then(|()| writer.finish())
            .and_then(|()| prepared.make_idempotency_key())
            .map_err(|error| error.with_operation(self.table()))?;
        Ok(prepared)
    }

    /// The complete request. It holds credentials: neither show nor log its address and headers.
    ///
    /// # Errors
    /// As [`Operation::write`]; further if `base_url` cannot be used, a rule of the operation is broken, or `credentials` hold
    /// nothing that it accepts.
    fn request(&self, base_url: &str, credentials: &Credentials) -> Result<http::Request<Bytes>, Error> {
        let base = BaseUrl::parse(base_url).map_err(|error| error.with_operation(self.table()))?;
        self.prepare()?.to_request(&base, credentials, &Stamp::now())
    }

    /// The result out of a reply of any status.
    ///
    /// # Errors
    /// [`ErrorKind::Api`](crate::ErrorKind::Api) if the platform refused, whatever the status;
    /// [`ErrorKind::Partial`](crate::ErrorKind::Partial) if it did part of the work, or elements of a batch failed;
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode) if the body does not fit.
    fn decode(status: StatusCode, headers: &HeaderMap, body: &Bytes) -> Result<Self::Output, Error> {
        Self::decode_reply(&Reply::new(Self::meta(), status, headers, body))
    }

    /// As [`Operation::decode`], of the reply to this very operation: elements of a batch that failed are sought in what it sent, so
    /// that [`Error::failed_elements`] has their positions.
    ///
    /// # Errors
    /// As [`Operation::decode`].
    fn decode_own(&self, status: StatusCode, headers: &HeaderMap, body: &Bytes) -> Result<Self::Output, Error> {
        let sent = || self.prepare().ok()?.into_json();
        Self::decode_reply(&Reply::new(self.table(), status, headers, body).with_sent(Some(&sent)))
    }

    /// As [`Operation::decode`], from a reply with options of its own.
    ///
    /// # Errors
    /// As [`Operation::decode`].
    fn decode_reply(reply: &Reply<'_>) -> Result<Self::Output, Error> {
        reply.check()?;
        Self::read(reply).map_err(|error| error.with_operation(reply.meta()))
    }
}

/// A listing in pages.
pub trait Paginated: Operation {
    /// One element.
    type Item;

    /// The elements of one page.
    fn items(output: Self::Output) -> Vec<Self::Item>;
}

/// An operation on a list that the platform takes so many elements of at a time; [`Batches`](crate::Batches) sends longer ones.
pub trait BatchOperation: Operation {
    /// One element.
    type Item;

    /// Most elements of one request.
    const LIMIT: usize;

    /// The list.
    fn elements(&mut self) -> &mut Vec<Self::Item>;
}

impl Error {
    /// The result of what was done, after a partial success of operation `O`, or where elements of a batch failed; or the listing with
    /// those elements that can be read, where [others](Self::rejected) cannot.
    ///
    /// # Errors
    /// The body does not fit the operation.
    #[must_use]
    pub fn partial<O: Operation>(&self) -> Option<Result<O::Output, Error>> {
        let saved = self.saved()?;
        let (own, meta) = (O::meta(), saved.meta);
        // That of an operation which only its value knows is of no platform.
        let is_any = own.platform.name.is_empty();
        (is_any || meta.id == own.id && meta.platform.name == own.platform.name).then(|| {
            let tolerance = if self.kind() == ErrorKind::Decode {
                Tolerance::Skip
            } else {
                Tolerance::Whole
            };
            O::read(&saved.reply().with_tolerance(tolerance)).map_err(|error| error.redacted(&saved.blotter))
        })
    }
}
