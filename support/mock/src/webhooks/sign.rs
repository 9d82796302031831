//! Signatures of callbacks.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use hmac::{Hmac, KeyInit, Mac};
use md5::Md5;
use serde_json::{Value, json};
use sha1::Sha1;
use sha2::{Sha256, Sha512};
use tradewire_codegen::model::{
    Encoding, ListStyle, Platform, SignMethod, SignatureEncoding, SignedPart, Spot, SpotAt, Verify,
};

use super::body::pairs;
use crate::answer::at;
use crate::auth::hex;
use crate::check::tag_text;
use crate::read::FORM;

/// A request that is not signed yet.
pub(super) struct Draft<'p> {
    pub query: Vec<(String, String)>,
    pub headers: Vec<(String, String)>,
    pub body: Option<Value>,
    pub platform: &'p Platform,
    pub encoding: Encoding,
    pub lists: ListStyle,
}

impl Draft<'_> {
    /// Content type and bytes of the body.
    pub fn bytes(&mut self) -> (Option<&'static str>, Bytes) {
        let Some(body) = &self.body else {
            return (None, Bytes::new());
        };
        let form = |lists| {
            let mut text = form_urlencoded::Serializer::new(String::new());
            text.extend_pairs(pairs(self.platform, body, lists));
            (Some(FORM), text.finish().into())
        };
        match self.encoding {
            Encoding::Form => form(self.lists),
            Encoding::FormJson => form(ListStyle::Json),
            Encoding::Query => {
                self.query.extend(pairs(self.platform, body, self.lists));
                self.body = None;
                (None, Bytes::new())
            }
            _ => (Some("application/json"), body.to_string().into()),
        }
    }

    fn put(&mut self, spot: &SpotAt, text: String) {
        match spot {
            SpotAt::Header(name) => {
                // Pieces of one header stand in one.
                match self.headers.iter_mut().find(|(known, _)| known == name) {
                    Some((_, known)) if known.is_empty() => *known = text,
                    Some((_, known)) => *known = format!("{known}{text}"),
                    None => self.headers.push((name.clone(), text)),
                }
            }
            SpotAt::Field(path) => match &mut self.body {
                Some(body) => at::put(body, &at::keys(path), json!(text)),
                None => self.query.push((path.clone(), text)),
            },
        }
    }

    fn field(&self, path: &str) -> String {
        let of_body = self
            .body
            .as_ref()
            .and_then(|body| at::dotted(body, path))
            .and_then(tag_text);
        let of_query = || {
            self.query
                .iter()
                .find(|(name, _)| name == path)
                .map(|(_, value)| value.clone())
        };
        of_body.or_else(of_query).unwrap_or_default()
    }
}

/// Signs a request as the spec says.
pub(super) fn sign(verify: &Verify, secret: &str, unix_millis: i64, draft: &mut Draft<'_>) {
    let timestamp = verify.timestamp.as_ref().map(|timestamp| {
        let text = if timestamp.milliseconds {
            unix_millis
        } else {
            unix_millis.div_euclid(1000)
        }
        .to_string();
        draft.put(&timestamp.spot.at, format!("{}{text}", timestamp.spot.prefix));
        (text, &timestamp.spot)
    });
    let mut signed: Vec<u8> = Vec::new();
    for part in &verify.signs {
        match part {
            SignedPart::Body => {
                let body = draft.body.clone();
                let (_, bytes) = draft.bytes();
                draft.body = body;
                signed.extend_from_slice(&bytes);
            }
            SignedPart::Timestamp => signed.extend(timestamp.iter().flat_map(|(text, _)| text.bytes())),
            SignedPart::Text(text) => signed.extend_from_slice(text.as_bytes()),
            SignedPart::Header(name) => {
                let value = draft.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
                signed.extend(value.iter().flat_map(|(_, value)| value.bytes()));
            }
            SignedPart::Field(path) => {
                // What is signed is there.
                if draft.field(path).is_empty() {
                    draft.put(&SpotAt::Field(path.clone()), "signed".to_owned());
                }
                signed.extend_from_slice(draft.field(path).as_bytes());
            }
        }
    }
    let key = secret.as_bytes();
    let bytes = match verify.method {
        SignMethod::HmacSha256 => mac::<Hmac<Sha256>>(key, &signed),
        SignMethod::HmacSha512 => mac::<Hmac<Sha512>>(key, &signed),
        SignMethod::HmacSha1 => mac::<Hmac<Sha1>>(key, &signed),
        SignMethod::HmacMd5 => mac::<Hmac<Md5>>(key, &signed),
        SignMethod::Secret => Vec::new(),
    };
    let text = match (verify.method, verify.encoding) {
        (SignMethod::Secret, _) => secret.to_owned(),
        (_, SignatureEncoding::Hex) => hex(&bytes),
        (_, SignatureEncoding::Base64) => STANDARD.encode(&bytes),
    };
    let joined = piece(&verify.signature, timestamp.map(|(_, spot)| spot));
    draft.put(
        &verify.signature.at,
        format!("{joined}{}{text}", verify.signature.prefix),
    );
}

/// What comes between the timestamp and the signature, where they stand in one header.
fn piece(signature: &Spot, timestamp: Option<&Spot>) -> String {
    let shared = timestamp.is_some_and(|spot| spot.at == signature.at && matches!(spot.at, SpotAt::Header(_)));
    if shared {
        signature.separator.clone().unwrap_or_default()
    } else {
        String::new()
    }
}

fn mac<M: Mac + KeyInit>(key: &[u8], message: &[u8]) -> Vec<u8> {
    let Ok(mut mac) = <M as KeyInit>::new_from_slice(key) else {
        return Vec::new();
    };
    mac.update(message);
    mac.finalize().into_bytes().to_vec()
}
