//! Whether a request is signed as the platform signs.

use std::time::{SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use http::header::{HeaderName, HeaderValue};

use super::inbound::InboundRequest;
use super::signature::{is_signed_by_any, sign_body};
use crate::error::Error;
use crate::json::Json;
use crate::meta::{At, CallbackMeta, Encoding, SignMethod, Signed, Spot, Timestamp, Verify};

impl InboundRequest<'_> {
    /// Checks the signature with the integrator's secret. Bytes of the body are signed as they came; fields are looked for where the values
    /// are read from, in one place: in the body, or in the query of a callback without one.
    ///
    /// # Errors
    /// It is missing or wrong, or too old, or the platform does not sign this request, or the body cannot be read.
    pub fn verify(&self, secret: impl AsRef<[u8]>) -> Result<(), Error> {
        let verify = self.declared()?;
        // A clock is asked only where it matters: not every target has one.
        let now = verify.timestamp.map(|_| SystemTime::now());
        self.check(&verify, secret.as_ref(), now)
    }

    /// [`verify`](Self::verify) at another time than now.
    ///
    /// # Errors
    /// As [`verify`](Self::verify).
    pub fn verify_at(&self, secret: impl AsRef<[u8]>, now: SystemTime) -> Result<(), Error> {
        self.check(&self.declared()?, secret.as_ref(), Some(now))
    }

    fn declared(&self) -> Result<Verify, Error> {
        self.meta()
            .verify
            .ok_or_else(|| self.error("the platform does not sign this request"))
    }

    pub(super) fn check(&self, verify: &Verify, secret: &[u8], now: Option<SystemTime>) -> Result<(), Error> {
        let signatures = self.texts(&verify.signature)?;
        let (At::Header(place) | At::Field(place)) = verify.signature.at;
        let refused = || self.forbidden(format!("the signature `{place}` is missing or wrong"));
        if signatures.is_empty() {
            return Err(refused());
        }
        let message = self.message(verify)?;
        if !is_signed_by_any(verify.method, verify.encoding, secret, &message, &signatures) {
            return Err(refused());
        }
        // Only now: who cannot sign is told nothing of clocks.
        match (&verify.timestamp, now) {
            (Some(timestamp), Some(now)) => self.fresh(timestamp, now),
            _ => Ok(()),
        }
    }

    /// What is signed, as it came.
    fn message(&self, verify: &Verify) -> Result<Vec<u8>, Error> {
        let mut message = Vec::new();
        if verify.method == SignMethod::Secret {
            return Ok(message);
        }
        for part in verify.signs {
            match part {
                Signed::Body => message.extend_from_slice(self.request().body()),
                Signed::Text(text) => message.extend_from_slice(text.as_bytes()),
                Signed::Timestamp => {
                    let Some(timestamp) = &verify.timestamp else { continue };
                    message.extend_from_slice(self.only(&timestamp.spot)?.as_bytes());
                }
                Signed::Header(name) => message.extend_from_slice(self.only(&Spot::header(name))?.as_bytes()),
                Signed::Field(path) => message.extend_from_slice(self.only(&Spot::field(path))?.as_bytes()),
            }
        }
        Ok(message)
    }

    fn fresh(&self, timestamp: &Timestamp, now: SystemTime) -> Result<(), Error> {
        let text = self.only(&timestamp.spot)?;
        let Ok(signed_at) = text.trim().parse::<i64>() else {
            return Err(self.forbidden("the time of the signature is no whole number"));
        };
        let signed_at = if timestamp.milliseconds {
            signed_at.div_euclid(1000)
        } else {
            signed_at
        };
        let now = match now.duration_since(UNIX_EPOCH) {
            Ok(since) => i64::try_from(since.as_secs()).unwrap_or(i64::MAX),
            Err(before) => i64::try_from(before.duration().as_secs()).map_or(i64::MIN, |before| -before),
        };
        let apart = now.abs_diff(signed_at);
        if apart <= u64::from(timestamp.within) {
            return Ok(());
        }
        let way = if signed_at < now { "ago" } else { "ahead of this clock" };
        Err(self.forbidden(format!(
            "it was signed {apart} s {way}, and {} s are allowed",
            timestamp.within
        )))
    }

    /// The texts at a place: one, or several pieces of a list or values of a repeated header.
    fn texts(&self, spot: &Spot) -> Result<Vec<String>, Error> {
        let whole: Vec<String> = match spot.at {
            At::Header(name) => {
                // One that is no text counts as well: it is one of several, and signs nothing.
                let values = self.request().headers().get_all(name).iter();
                values
                    .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
                    .collect()
            }
            At::Field(path) => {
                let place = match self.meta().body.encoding {
                    Encoding::None => self.query_json()?,
                    _ => self.body_json()?,
                };
                let text = place.at(path).and_then(Json::scalar_text);
                text.map(ToOwned::to_owned).into_iter().collect()
            }
        };
        // What is signed is what is read, to the last blank: only pieces of a list are looked at without those around them.
        let pieces: Vec<&str> = match spot.separator {
            Some(between) if !between.is_empty() => {
                let pieces = whole.iter().flat_map(|text| text.split(between));
                pieces.map(str::trim).collect()
            }
            _ => whole.iter().map(String::as_str).collect(),
        };
        let own = pieces.iter().filter_map(|piece| piece.strip_prefix(spot.prefix));
        Ok(own.map(ToOwned::to_owned).collect())
    }

    /// The one text at a place: of two, nobody can say which was signed.
    pub(super) fn only(&self, spot: &Spot) -> Result<String, Error> {
        let (kind, name) = match spot.at {
            At::Header(name) => ("header", name),
            At::Field(path) => ("field", path),
        };
        let mut texts = self.texts(spot)?;
        match (texts.pop(), texts.is_empty()) {
            (Some(text), true) => Ok(text),
            (Some(_), false) => Err(self.forbidden(format!("the {kind} `{name}` came more than once"))),
            (None, _) => Err(self.forbidden(format!("the {kind} `{name}` is missing"))),
        }
    }

    fn forbidden(&self, detail: impl Into<std::borrow::Cow<'static, str>>) -> Error {
        let mut error = self.error(detail);
        error.inner_mut().status = Some(http::StatusCode::FORBIDDEN);
        error
    }
}

/// The request with the signature of the platform, as it would come at the time `now`; for tests of one's own handlers. A timestamp and a
/// signature that stand in headers are set; what else is signed has to be there.
///
/// # Errors
/// The platform does not sign this request, or its signature stands in a field, or something that is signed is missing.
pub(super) fn signed(
    meta: &'static CallbackMeta,
    mut request: http::Request<Bytes>,
    secret: &[u8],
    now: SystemTime,
) -> Result<http::Request<Bytes>, Error> {
    let verify = InboundRequest::new(meta, &request).declared()?;
    if let Some(timestamp) = &verify.timestamp {
        let since = now.duration_since(UNIX_EPOCH).unwrap_or_default();
        let text = if timestamp.milliseconds {
            since.as_millis().to_string()
        } else {
            since.as_secs().to_string()
        };
        put(meta, &mut request, &timestamp.spot, &text)?;
    }
    let message = InboundRequest::new(meta, &request).message(&verify)?;
    let signature = sign_body(verify.method, verify.encoding, secret, &message);
    put(meta, &mut request, &verify.signature, &signature)?;
    Ok(request)
}

fn put(meta: &'static CallbackMeta, request: &mut http::Request<Bytes>, spot: &Spot, text: &str) -> Result<(), Error> {
    let name = match spot.at {
        At::Header(name) => HeaderName::from_bytes(name.as_bytes()).ok(),
        At::Field(_) => None,
    };
    let Some(name) = name else {
        let detail = "what signs it stands in a field; put it there with `tradewire::callback::sign_body`";
        return Err(InboundRequest::new(meta, request).error(detail));
    };
    let piece = format!("{}{text}", spot.prefix);
    let before = request.headers().get(&name).and_then(|value| value.to_str().ok());
    let value = match (spot.separator, before) {
        (Some(between), Some(before)) => format!("{before}{between}{piece}"),
        _ => piece,
    };
    match HeaderValue::try_from(value) {
        Ok(value) => {
            request.headers_mut().insert(name, value);
            Ok(())
        }
        Err(_) => Err(InboundRequest::new(meta, request).error("no header can hold the signature")),
    }
}
