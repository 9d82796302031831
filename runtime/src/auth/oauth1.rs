//! OAuth 1.0a signatures (RFC 5849), HMAC-SHA1.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;
use zeroize::Zeroizing;

use crate::wire::escape;

/// A request that is to be signed.
pub(super) struct Signing<'a> {
    /// HTTP verb, upper case.
    pub method: &'a str,
    /// Scheme, host, port and path, without the query.
    pub url: &'a str,
    /// Parameters of the query and of a form body, not encoded.
    pub params: Vec<(&'a str, &'a str)>,
    /// Parameters of the protocol itself without the signature.
    pub protocol: Vec<(&'a str, &'a str)>,
    /// Secret of the client.
    pub consumer_secret: &'a str,
    /// Secret of the token; empty without one.
    pub token_secret: &'a str,
}

impl Signing<'_> {
    /// Value of the `Authorization` header.
    pub(super) fn header(&self) -> Zeroizing<String> {
        let mut header = Zeroizing::new(String::from("OAuth "));
        for (name, value) in &self.protocol {
            // Writing into a string cannot fail.
            let _ = write!(header, "{}=\"{}\", ", encoded(name), encoded(value));
        }
        let _ = write!(header, "oauth_signature=\"{}\"", encoded(&self.signature()));
        header
    }

    fn signature(&self) -> String {
        let mut key = Zeroizing::new(String::with_capacity(128));
        escape::strict(self.consumer_secret, &mut key);
        key.push('&');
        escape::strict(self.token_secret, &mut key);
        let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(key.as_bytes()) else {
            return String::new();
        };
        mac.update(self.base_string().as_bytes());
        STANDARD.encode(mac.finalize().into_bytes())
    }

    /// Section 3.4.1.1.
    fn base_string(&self) -> String {
        let mut pairs: Vec<(String, String)> = self
            .params
            .iter()
            .chain(&self.protocol)
            .map(|(name, value)| (encoded(name), encoded(value)))
            .collect();
        pairs.sort();
        let joined: Vec<String> = pairs
            .into_iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        format!(
            "{}&{}&{}",
            encoded(self.method),
            encoded(&base_uri(self.url)),
            encoded(&joined.join("&"))
        )
    }
}

fn encoded(text: &str) -> String {
    let mut out = String::new();
    escape::strict(text, &mut out);
    out
}

/// Section 3.4.1.2: scheme and host in lower case, without the scheme's own port.
fn base_uri(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    let scheme = scheme.to_ascii_lowercase();
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let authority = authority.to_ascii_lowercase();
    let own_port = if scheme == "https" { ":443" } else { ":80" };
    let authority = authority.strip_suffix(own_port).unwrap_or(&authority);
    let path = if path.is_empty() { "/" } else { path };
    format!("{scheme}://{authority}{path}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 5849, section 3.4.1.1.
    #[test]
    fn base_string_of_the_rfc() {
        let signing = Signing {
            method: "POST",
            url: "http://EXAMPLE.COM:80/request",
            params: vec![
                ("b5", "=%3D"),
                ("a3", "a"),
                ("c@", ""),
                ("a2", "r b"),
                ("c2", ""),
                ("a3", "2 q"),
            ],
            protocol: vec![
                ("oauth_consumer_key", "9djdj82h48djs9d2"),
                ("oauth_token", "kkk9d7dh3k39sjv7"),
                ("oauth_signature_method", "HMAC-SHA1"),
                ("oauth_timestamp", "137131201"),
                ("oauth_nonce", "7d8f3e4a"),
            ],
            consumer_secret: "",
            token_secret: "",
        };
        assert_eq!(
            signing.base_string(),
            "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D\
             %26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a\
             %26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7"
        );
    }

    /// RFC 5849, section 1.2: temporary credentials.
    #[test]
    fn signature_without_a_token() {
        let signing = Signing {
            method: "POST",
            url: "https://photos.example.net/initiate",
            params: vec![],
            protocol: vec![
                ("oauth_consumer_key", "dpf43f3p2l4k3l03"),
                ("oauth_signature_method", "HMAC-SHA1"),
                ("oauth_timestamp", "137131200"),
                ("oauth_nonce", "wIjqoS"),
                ("oauth_callback", "http://printer.example.com/ready"),
            ],
            consumer_secret: "kd94hf93k423kf44",
            token_secret: "",
        };
        assert_eq!(
            *signing.header(),
            "OAuth oauth_consumer_key=\"dpf43f3p2l4k3l03\", oauth_signature_method=\"HMAC-SHA1\", \
             oauth_timestamp=\"137131200\", oauth_nonce=\"wIjqoS\", \
             oauth_callback=\"http%3A%2F%2Fprinter.example.com%2Fready\", \
             oauth_signature=\"74KNZJeDHnMBp0EMJ9ZHt%2FXKycU%3D\""
        );
    }

    /// RFC 5849, section 1.2: the photo itself.
    #[test]
    fn signature_with_a_query_and_a_token() {
        let signing = Signing {
            method: "GET",
            url: "http://photos.example.net/photos",
            params: vec![("file", "vacation.jpg"), ("size", "original")],
            protocol: vec![
                ("oauth_consumer_key", "dpf43f3p2l4k3l03"),
                ("oauth_token", "nnch734d00sl2jdk"),
                ("oauth_signature_method", "HMAC-SHA1"),
                ("oauth_timestamp", "137131202"),
                ("oauth_nonce", "chapoH"),
            ],
            consumer_secret: "kd94hf93k423kf44",
            token_secret: "pfkkdhi9sl3r4s00",
        };
        assert_eq!(signing.signature(), "MdpQcU8iPSUjWoN/UDMsK2sui9I=");
    }

    #[test]
    fn other_ports_belong_to_the_base_uri() {
        assert_eq!(base_uri("HTTPS://Shop.Example:8443"), "https://shop.example:8443/");
        assert_eq!(base_uri("https://shop.example:443/A"), "https://shop.example/A");
    }
}
