//! Several callbacks at one address.

use std::fmt;
use std::time::SystemTime;

use bytes::Bytes;

use super::inbound::InboundRequest;
use crate::error::Error;
use crate::json::{self, DecodeError, Json, Options};
use crate::meta::{At, CallbackMeta, Encoding, EventSource, Spot};

/// What a platform sends to one address, told apart by a topic. The `Event` of a generated crate implements it.
///
/// Check where it comes from first: [`verified`](Self::verified) does both.
pub trait Events: Sized {
    /// What the spec says about all of them.
    fn source() -> &'static EventSource;

    /// What the spec says about a topic.
    fn meta_of(topic: &str) -> Option<&'static CallbackMeta>;

    /// Reads a request of a topic; `None`: the spec does not know it.
    ///
    /// # Errors
    /// As [`Callback::from_http`](super::Callback::from_http).
    fn parse(topic: &str, request: &http::Request<Bytes>) -> Result<Option<Self>, Error>;

    /// One of a topic that the spec does not know.
    fn other(event: OtherEvent) -> Self;

    /// Reads a request as it came. One of an unknown topic is kept whole.
    ///
    /// # Errors
    /// The topic is missing, or the request does not fit it; [`refuse`](super::refuse) makes an answer of the error.
    fn from_http(request: &http::Request<Bytes>) -> Result<Self, Error> {
        let topic = topic(Self::source(), request)?;
        placed(Self::source(), Self::meta_of(&topic), request)?;
        match Self::parse(&topic, request)? {
            Some(event) => Ok(event),
            None => Ok(Self::other(OtherEvent::new(topic, request))),
        }
    }

    /// Checks the signature with the integrator's secret, in constant time: that of its callback, or of the platform where the topic is
    /// not known.
    ///
    /// # Errors
    /// It is missing, wrong or too old, or requests of this topic are not signed.
    fn verify(request: &http::Request<Bytes>, secret: impl AsRef<[u8]>) -> Result<(), Error> {
        check::<Self>(request, secret.as_ref(), None)
    }

    /// [`verify`](Self::verify) at another time than now.
    ///
    /// # Errors
    /// As [`verify`](Self::verify).
    fn verify_at(request: &http::Request<Bytes>, secret: impl AsRef<[u8]>, now: SystemTime) -> Result<(), Error> {
        check::<Self>(request, secret.as_ref(), Some(now))
    }

    /// Checks the signature, then reads.
    ///
    /// # Errors
    /// As [`verify`](Self::verify) and [`from_http`](Self::from_http).
    fn verified(request: &http::Request<Bytes>, secret: impl AsRef<[u8]>) -> Result<Self, Error> {
        Self::verify(request, secret)?;
        Self::from_http(request)
    }
}

fn check<E: Events>(request: &http::Request<Bytes>, secret: &[u8], now: Option<SystemTime>) -> Result<(), Error> {
    let topic = topic(E::source(), request)?;
    placed(E::source(), E::meta_of(&topic), request)?;
    let meta = E::meta_of(&topic).unwrap_or_else(|| unknown(request));
    let verify = E::meta_of(&topic).map_or(E::source().verify, |meta| meta.verify);
    let inbound = InboundRequest::new(meta, request);
    let Some(verify) = verify else {
        return Err(inbound.error("the platform does not sign requests of this topic"));
    };
    let now = now.or_else(|| verify.timestamp.map(|_| SystemTime::now()));
    inbound.check(&verify, secret, now)
}

/// Stands in where no callback is meant: its body may be anything.
static UNKNOWN: CallbackMeta = CallbackMeta {
    id: "events",
    body: crate::meta::BodyShape::JSON,
    ..CallbackMeta::POST
};
/// The same, where all that is said stands in the query.
static UNKNOWN_QUERY: CallbackMeta = CallbackMeta {
    id: "events",
    method: "GET",
    ..CallbackMeta::POST
};

/// Whether its fields are those of the query: it has no body, or none that counts.
fn is_query(request: &http::Request<Bytes>) -> bool {
    request.method() == http::Method::GET || request.body().is_empty()
}

fn unknown(request: &http::Request<Bytes>) -> &'static CallbackMeta {
    if is_query(request) { &UNKNOWN_QUERY } else { &UNKNOWN }
}

/// What tells the event.
///
/// # Errors
/// It is missing, or came more than once.
pub(crate) fn topic(source: &EventSource, request: &http::Request<Bytes>) -> Result<String, Error> {
    let spot = Spot {
        at: source.topic,
        separator: None,
        prefix: "",
    };
    let inbound = InboundRequest::new(unknown(request), request);
    match inbound.only(&spot)?.trim() {
        "" => Err(inbound.error("its topic is empty")),
        topic => Ok(topic.to_owned()),
    }
}

/// Refuses a request whose topic does not stand among the fields that are read and signed: it would be put there by somebody else.
fn placed(
    source: &EventSource,
    meta: Option<&'static CallbackMeta>,
    request: &http::Request<Bytes>,
) -> Result<(), Error> {
    let (At::Field(_), Some(meta)) = (source.topic, meta) else {
        return Ok(());
    };
    if (meta.body.encoding == Encoding::None) == is_query(request) {
        return Ok(());
    }
    let why = "its topic stands in another place than its fields: one in the body, the others in the query";
    Err(InboundRequest::new(meta, request).error(why))
}

/// A request of a topic that the spec does not know, as it came.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct OtherEvent {
    /// Its topic.
    pub topic: String,
    /// Its headers.
    pub headers: http::HeaderMap,
    /// Its body.
    pub body: Bytes,
}

impl OtherEvent {
    fn new(topic: String, request: &http::Request<Bytes>) -> Self {
        Self {
            topic,
            headers: request.headers().clone(),
            body: request.body().clone(),
        }
    }

    /// The body as JSON.
    ///
    /// # Errors
    /// It is none.
    pub fn json(&self) -> Result<Json, DecodeError> {
        json::decode(&self.body, Options::default()).map(|decoded| decoded.value)
    }
}

/// Shows no header and no body: either may hold a secret.
impl fmt::Debug for OtherEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OtherEvent")
            .field("topic", &crate::text::line(&self.topic, 200))
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish_non_exhaustive()
    }
}
