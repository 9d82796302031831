//! Taking secrets out of errors.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt::Write as _;

use http::header::{HeaderMap, HeaderValue};

use super::Error;
use crate::json::DecodeError;
use crate::text::Blotter;

impl Error {
    /// Takes secrets out of every text that a server may have sent. Servers echo what they refuse, sometimes credentials.
    ///
    /// What a program asks for by name stays as it came: [`Error::partial_body`], which [`Error::partial`] reads.
    #[must_use]
    pub(crate) fn redacted(mut self, blotter: &Blotter) -> Self {
        let inner = self.inner_mut();
        if let Cow::Owned(detail) = &mut inner.detail {
            blotter.clean(detail);
        }
        [&mut inner.message, &mut inner.code, &mut inner.request_id]
            .into_iter()
            .flatten()
            .for_each(|text| blotter.clean(text));
        inner.fields.iter_mut().for_each(|field| field.redact(blotter));
        inner.failed.iter_mut().for_each(|element| element.redact(blotter));
        inner.rejected.iter_mut().for_each(|rejected| rejected.redact(blotter));
        redact_headers(&mut inner.headers, blotter);
        blotter.clean_bytes(&mut inner.body);
        inner.source = inner.source.take().map(|source| redact_source(source, blotter));
        self
    }
}

/// Values in which something was blotted out are text; the others stay as they came.
fn redact_headers(headers: &mut HeaderMap, blotter: &Blotter) {
    for value in headers.values_mut() {
        let text = String::from_utf8_lossy(value.as_bytes());
        if let Cow::Owned(clean) = blotter.text(&text) {
            // What is no header any more without its secret is not shown at all.
            *value = HeaderValue::from_bytes(clean.as_bytes()).unwrap_or_else(|_| HeaderValue::from_static(""));
        }
    }
}

/// A cause without secrets. One that is not ours is kept only if it shows none, and else told as text.
fn redact_source(source: Box<dyn StdError + Send + Sync>, blotter: &Blotter) -> Box<dyn StdError + Send + Sync> {
    let source = match source.downcast::<DecodeError>() {
        Ok(mut error) => {
            error.redact(blotter);
            return error;
        }
        Err(source) => source,
    };
    match source.downcast::<Error>() {
        Ok(error) => Box::new(error.redacted(blotter)),
        Err(source) => {
            let mut shown = String::new();
            let mut cause: Option<&dyn StdError> = Some(&*source);
            while let Some(error) = cause {
                // Writing into a string cannot fail.
                let _ = write!(shown, "{error} {error:?} ");
                cause = error.source();
            }
            if blotter.text(&shown) == shown {
                source
            } else {
                blotter.text(&source.to_string()).into()
            }
        }
    }
}
