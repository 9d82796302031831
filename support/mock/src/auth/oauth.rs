//! OAuth 1.0a signatures (RFC 5849), HMAC-SHA1, from the side of the server.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use sha1::Sha1;

use crate::read::Parts;

/// Section 3.6: all but these is encoded.
const STRICT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What an `Authorization` header says.
pub(super) struct Said {
    pub consumer_key: String,
    signature: String,
    /// All but signature and realm.
    protocol: Vec<(String, String)>,
}

impl Said {
    /// `None` where something that has to be there is not.
    pub fn read(header: &str) -> Option<Self> {
        let mut protocol: Vec<(String, String)> = header
            .split(',')
            .filter_map(|pair| {
                let (name, value) = pair.trim().split_once('=')?;
                let value = value.trim().strip_prefix('"')?.strip_suffix('"')?;
                let decoded = |text| percent_decode_str(text).decode_utf8_lossy().into_owned();
                Some((decoded(name), decoded(value)))
            })
            .collect();
        let of = |pairs: &[(String, String)], name: &str| {
            pairs
                .iter()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value.clone())
        };
        let signature = of(&protocol, "oauth_signature")?;
        let consumer_key = of(&protocol, "oauth_consumer_key")?;
        for needed in ["oauth_timestamp", "oauth_nonce"] {
            of(&protocol, needed).filter(|value| !value.is_empty())?;
        }
        of(&protocol, "oauth_signature_method").filter(|method| method == "HMAC-SHA1")?;
        protocol.retain(|(name, _)| name != "oauth_signature" && name != "realm");
        Some(Self {
            consumer_key,
            signature,
            protocol,
        })
    }

    /// Whether it signs the request with this secret.
    pub fn is_signed(&self, secret: &str, parts: &Parts<'_>) -> bool {
        let signature = STANDARD.decode(self.signature.as_bytes()).unwrap_or_default();
        // The request says its path and perhaps its host; the scheme is what a server knows of itself.
        ["http", "https"].into_iter().any(|scheme| {
            let key = format!("{}&", encoded(secret));
            let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(key.as_bytes()) else {
                return false;
            };
            mac.update(self.base_string(scheme, parts).as_bytes());
            mac.verify_slice(&signature).is_ok()
        })
    }

    /// Section 3.4.1.1.
    fn base_string(&self, scheme: &str, parts: &Parts<'_>) -> String {
        let mut pairs: Vec<(String, String)> = parts
            .query
            .iter()
            .chain(&parts.form)
            .chain(&self.protocol)
            .map(|(name, value)| (encoded(name), encoded(value)))
            .collect();
        pairs.sort();
        let joined: Vec<String> = pairs
            .into_iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let host = parts.host.to_ascii_lowercase();
        let own_port = if scheme == "https" { ":443" } else { ":80" };
        let host = host.strip_suffix(own_port).unwrap_or(&host);
        let uri = format!("{scheme}://{host}{}", parts.path);
        format!(
            "{}&{}&{}",
            encoded(parts.method),
            encoded(&uri),
            encoded(&joined.join("&"))
        )
    }
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, STRICT).to_string()
}
