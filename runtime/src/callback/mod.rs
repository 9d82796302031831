//! Requests that a platform sends to the integrator, and the answers to them. No I/O: any HTTP server will do.

mod answer;
mod event;
mod form;
mod inbound;
mod multipart;
mod payload;
mod signature;
mod verify;

use std::time::SystemTime;

use bytes::Bytes;

pub use answer::{Answer, refuse};
#[cfg(feature = "axum")]
pub(crate) use event::topic;
pub use event::{Events, OtherEvent};
pub use inbound::InboundRequest;
pub use signature::{is_signed, is_signed_body, sign, sign_body};

use crate::error::Error;
use crate::meta::CallbackMeta;
use crate::reply::Notes;

/// A request that a platform sends. Generated crates implement it.
///
/// ```
/// # use tradewire::{BodyShape, CallbackMeta, Encoding, Error, InboundRequest, Platform};
/// use tradewire::Callback;
/// # static PLATFORM: Platform =
/// #     Platform { name: "sample", ..Platform::PLAIN };
/// # struct Calculate { weights: Vec<i64> }
/// # impl Callback for Calculate {
/// #     type Answer = i64;
/// #     fn meta() -> &'static CallbackMeta {
/// #         static META: CallbackMeta = CallbackMeta {
/// #             platform: &PLATFORM, id: "delivery.calculate", place: "", method: "POST", path: "/calculate",
/// #             body: BodyShape::new(Encoding::FormJson), verify: None,
/// #         };
/// #         &META
/// #     }
/// #     fn parse(r: &InboundRequest<'_>) -> Result<Self, Error> { Ok(Self { weights: r.field("weights")? }) }
/// # }
/// fn serve(request: &http::Request<bytes::Bytes>) -> http::Response<bytes::Bytes> {
///     match Calculate::from_http(request) {
///         Ok(asked) => Calculate::answer(&asked.weights.iter().sum()),
///         Err(error) => tradewire::callback::refuse(&error),
///     }
/// }
/// assert_eq!(serve(&http::Request::new("weights=[1,2]".into())).body(), "3");
/// assert_eq!(serve(&http::Request::new("".into())).status(), 400);
/// ```
pub trait Callback: Sized {
    /// What the platform expects back.
    type Answer: Answer;

    /// What the spec says about it.
    fn meta() -> &'static CallbackMeta;

    /// Reads the parts.
    ///
    /// # Errors
    /// A required part is missing or does not fit.
    fn parse(r: &InboundRequest<'_>) -> Result<Self, Error>;

    /// Reads a request as it came. Where the platform signs its requests, check [`Callback::verify`] first.
    ///
    /// # Errors
    /// A part is missing or does not fit, or nothing that came is known: answering it as received would lose it. [`refuse`] makes an
    /// answer of the error.
    fn from_http(request: &http::Request<Bytes>) -> Result<Self, Error> {
        let inbound = InboundRequest::new(Self::meta(), request);
        let parsed = Self::parse(&inbound)?;
        inbound.recognised()?;
        let notes = inbound.take_notes();
        let rejected = notes.rejected.iter().map(|rejected| (&rejected.path, &rejected.error));
        let misfits = notes.misfits.iter().map(|misfit| (&misfit.path, &misfit.error));
        match rejected.chain(misfits).next() {
            None => Ok(parsed),
            Some((path, error)) => Err(inbound
                .error(format!("{path} cannot be read: {error}"))
                .with_source(error.clone())),
        }
    }

    /// Reads a request as it came, with optional values that do not fit in the `extra` of their objects; the notes name them.
    ///
    /// # Errors
    /// A required part is missing or does not fit, or nothing that came is known.
    fn from_http_with_notes(request: &http::Request<Bytes>) -> Result<(Self, Notes), Error> {
        let inbound = InboundRequest::new(Self::meta(), request);
        let parsed = Self::parse(&inbound)?;
        inbound.recognised()?;
        Ok((parsed, inbound.take_notes()))
    }

    /// Checks the signature with the integrator's secret, in constant time. What is signed is what is read: the bytes of the body as they
    /// came, or fields of the body, or of the query of a callback without one.
    ///
    /// # Errors
    /// It is missing, wrong or too old, or the platform does not sign this request.
    fn verify(request: &http::Request<Bytes>, secret: impl AsRef<[u8]>) -> Result<(), Error> {
        InboundRequest::new(Self::meta(), request).verify(secret)
    }

    /// [`verify`](Self::verify) at another time than now.
    ///
    /// # Errors
    /// As [`verify`](Self::verify).
    fn verify_at(request: &http::Request<Bytes>, secret: impl AsRef<[u8]>, now: SystemTime) -> Result<(), Error> {
        InboundRequest::new(Self::meta(), request).verify_at(secret, now)
    }

    /// The request with the headers by which the platform would sign it at the time `now`; for tests of one's own handlers.
    ///
    /// # Errors
    /// The platform does not sign this request, or not in a header, or something that is signed is missing.
    fn sign(
        request: http::Request<Bytes>,
        secret: impl AsRef<[u8]>,
        now: SystemTime,
    ) -> Result<http::Request<Bytes>, Error> {
        verify::signed(Self::meta(), request, secret.as_ref(), now)
    }

    /// The answer as a response.
    fn answer(answer: &Self::Answer) -> http::Response<Bytes> {
        answer.to_response()
    }
}
