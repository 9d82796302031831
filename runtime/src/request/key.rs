//! Idempotency keys: by them a platform knows that a request came before, so that it may be sent again.

use super::json_path;
use super::prepared::{Prepared, steps};
use crate::auth::Stamp;
use crate::error::Error;
use crate::json::{self, Json};
use crate::meta::{IdempotencyKey, KeyPlace, Safety};
use crate::value::Uuid;
use crate::wire::Content;

impl Prepared {
    /// The key by which the platform will know the request again. It is the same for each attempt.
    #[must_use]
    pub fn idempotency_key(&self) -> Option<String> {
        let text = match self.meta().idempotency_key?.at {
            KeyPlace::Header(name) => self.headers().get(name)?.to_str().ok()?.to_owned(),
            KeyPlace::Field(dotted) => self.body_field(dotted)?,
        };
        Some(text).filter(|text| !text.trim().is_empty())
    }

    /// Sets the key by which the platform will know the request again.
    ///
    /// # Errors
    /// The operation has no such key, or this one cannot stand where it belongs.
    pub fn set_idempotency_key(&mut self, key: &str) -> Result<(), Error> {
        match self.meta().idempotency_key.map(|declared| declared.at) {
            Some(KeyPlace::Header(name)) => self.header(name, key),
            Some(KeyPlace::Field(dotted)) => self.extra_field(dotted, key),
            None => Err(Error::build("the operation has no idempotency key").with_operation(self.meta())),
        }
    }

    /// What sending this very request twice does: with a key, an unsafe operation is done once.
    #[must_use]
    pub fn safety(&self) -> Safety {
        match self.meta().safety {
            Safety::Unsafe if self.idempotency_key().is_some() => Safety::Idempotent,
            safety => safety,
        }
    }

    /// Makes a key, where the operation wants one and the caller gave none.
    pub(crate) fn make_idempotency_key(&mut self) -> Result<(), Error> {
        let is_made = matches!(self.meta().idempotency_key, Some(IdempotencyKey { is_made: true, .. }));
        if is_made && self.idempotency_key().is_none() {
            self.set_idempotency_key(random(&Stamp::now()).as_ref())?;
        }
        Ok(())
    }

    /// Text of a field of the body, by its dotted path within the wrapper key.
    fn body_field(&self, dotted: &str) -> Option<String> {
        let path: Vec<&str> = self.meta().body.key.into_iter().chain(steps(dotted)).collect();
        let text = |json: &Json| match json {
            Json::String(text) => Some(text.clone()),
            Json::Number(number) => Some(number.to_string()),
            _ => None,
        };
        match &self.content {
            Content::Json(json) => json_path::get(json, &path).and_then(text),
            Content::Text(body) => {
                let json = json::decode::<Json>(body, json::Options::default()).ok()?;
                json_path::get(&json.value, &path).and_then(text)
            }
            _ => None,
        }
    }
}

/// A random UUID (version 4), of the randomness of a stamp.
fn random(stamp: &Stamp) -> Uuid {
    const VERSION: u128 = 0xf << 76;
    const VARIANT: u128 = 0x3 << 62;
    let bits = u128::from_str_radix(&stamp.nonce, 16).unwrap_or_default();
    Uuid::from(bits & !VERSION & !VARIANT | 4 << 76 | 2 << 62)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_random_uuids() {
        let stamp = Stamp {
            unix_seconds: 0,
            nonce: "f".repeat(32),
        };
        assert_eq!(random(&stamp).as_ref(), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        let (one, two) = (random(&Stamp::now()), random(&Stamp::now()));
        assert!(one.is_valid() && one != two);
    }
}
