//! Signatures, without a request around them.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use hmac::digest::KeyInit;
use hmac::{Hmac, Mac};
use md5::Md5;
use sha1::Sha1;
use sha2::{Sha256, Sha512};

use crate::meta::{SignMethod, SignatureEncoding};

/// Reads base64 with its padding or without.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The HMAC-SHA256 of `message` under `secret`, 64 lower-case hexadecimal digits.
#[must_use]
pub fn sign(secret: &str, message: &str) -> String {
    sign_body(
        SignMethod::HmacSha256,
        SignatureEncoding::Hex,
        secret.as_bytes(),
        message.as_bytes(),
    )
}

/// Whether `signature` is the HMAC-SHA256 of `message` under `secret` in hexadecimal digits; takes the same time wherever they differ.
#[must_use]
pub fn is_signed(secret: &str, message: &str, signature: &str) -> bool {
    is_signed_body(
        SignMethod::HmacSha256,
        SignatureEncoding::Hex,
        secret.as_bytes(),
        message.as_bytes(),
        signature,
    )
}

/// The signature of a body, as the platform writes it; for tests of one's own handlers. Of [`SignMethod::Secret`] the secret itself.
///
/// ```
/// use tradewire::callback::{is_signed_body, sign_body};
/// use tradewire::meta::{SignMethod, SignatureEncoding};
///
/// let (method, encoding) = (SignMethod::HmacSha256, SignatureEncoding::Base64);
/// let signature = sign_body(method, encoding, b"secret", br#"{"id":1}"#);
/// assert!(is_signed_body(method, encoding, b"secret", br#"{"id":1}"#, &signature));
/// assert!(!is_signed_body(method, encoding, b"secret", br#"{"id":2}"#, &signature));
/// ```
#[must_use]
pub fn sign_body(method: SignMethod, encoding: SignatureEncoding, secret: &[u8], body: &[u8]) -> String {
    if method == SignMethod::Secret {
        return String::from_utf8_lossy(secret).into_owned();
    }
    let bytes = bytes(method, secret, body);
    match encoding {
        SignatureEncoding::Base64 => BASE64.encode(bytes),
        SignatureEncoding::Hex => {
            let mut hex = String::with_capacity(2 * bytes.len());
            for byte in bytes {
                // Writing into a string cannot fail.
                let _ = write!(hex, "{byte:02x}");
            }
            hex
        }
    }
}

/// Whether `signature` is that of `body` under `secret`; takes the same time wherever they differ. Nothing is signed by an empty secret:
/// it is a forgotten setting, and anybody can sign with it.
#[must_use]
pub fn is_signed_body(
    method: SignMethod,
    encoding: SignatureEncoding,
    secret: &[u8],
    body: &[u8],
    signature: &str,
) -> bool {
    if secret.is_empty() {
        return false;
    }
    if method == SignMethod::Secret {
        // Of the same length whatever was sent, so that not even the length of the secret is told by the time.
        let own = made::<Hmac<Sha256>>(secret, secret);
        return is_made::<Hmac<Sha256>>(secret, signature.as_bytes(), &own);
    }
    let Some(wanted) = read(encoding, signature) else {
        return false;
    };
    match method {
        SignMethod::HmacSha256 | SignMethod::Secret => is_made::<Hmac<Sha256>>(secret, body, &wanted),
        SignMethod::HmacSha512 => is_made::<Hmac<Sha512>>(secret, body, &wanted),
        SignMethod::HmacSha1 => is_made::<Hmac<Sha1>>(secret, body, &wanted),
        SignMethod::HmacMd5 => is_made::<Hmac<Md5>>(secret, body, &wanted),
    }
}

/// Whether one of the signatures is that of `body`, which is gone over once, however many of them a sender makes up.
pub(super) fn is_signed_by_any(
    method: SignMethod,
    encoding: SignatureEncoding,
    secret: &[u8],
    body: &[u8],
    signatures: &[String],
) -> bool {
    let whole = |signature: &String| is_signed_body(method, encoding, secret, body, signature);
    match signatures {
        [] => false,
        [signature] => whole(signature),
        _ if method == SignMethod::Secret => signatures.iter().any(whole),
        _ if secret.is_empty() => false,
        several => {
            // Compared by what another signature makes of either, which takes the same time wherever they differ.
            let own = made::<Hmac<Sha256>>(secret, &bytes(method, secret, body));
            let mut wanted = several.iter().filter_map(|signature| read(encoding, signature));
            wanted.any(|wanted| is_made::<Hmac<Sha256>>(secret, &wanted, &own))
        }
    }
}

/// The bytes of a signature as it came.
fn read(encoding: SignatureEncoding, signature: &str) -> Option<Vec<u8>> {
    let signature = signature.trim();
    match encoding {
        SignatureEncoding::Hex => from_hex(signature),
        SignatureEncoding::Base64 => BASE64.decode(signature.replace('-', "+").replace('_', "/")).ok(),
    }
}

fn bytes(method: SignMethod, secret: &[u8], body: &[u8]) -> Vec<u8> {
    match method {
        SignMethod::HmacSha256 => made::<Hmac<Sha256>>(secret, body),
        SignMethod::HmacSha512 => made::<Hmac<Sha512>>(secret, body),
        SignMethod::HmacSha1 => made::<Hmac<Sha1>>(secret, body),
        SignMethod::HmacMd5 => made::<Hmac<Md5>>(secret, body),
        SignMethod::Secret => secret.to_vec(),
    }
}

/// Keys of HMAC may have any length, so there is always one.
fn made<M: Mac + KeyInit>(secret: &[u8], body: &[u8]) -> Vec<u8> {
    let mac = <M as KeyInit>::new_from_slice(secret).ok();
    mac.map_or_else(Vec::new, |mut mac| {
        mac.update(body);
        mac.finalize().into_bytes().to_vec()
    })
}

fn is_made<M: Mac + KeyInit>(secret: &[u8], body: &[u8], wanted: &[u8]) -> bool {
    <M as KeyInit>::new_from_slice(secret).is_ok_and(|mut mac| {
        mac.update(body);
        mac.verify_slice(wanted).is_ok()
    })
}

fn from_hex(hex: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    hex.as_bytes()
        .chunks(2)
        .map(|pair| match pair {
            [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MESSAGE: &str = "what do ya want for nothing?";
    /// RFC 4231 (SHA-2) and RFC 2202 (MD5, SHA-1), test case 2 of each.
    const SIGNED: [(SignMethod, &str); 4] = [
        (
            SignMethod::HmacSha256,
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        ),
        (
            SignMethod::HmacSha512,
            "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
        ),
        (SignMethod::HmacSha1, "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
        (SignMethod::HmacMd5, "750c783e6ab0b503eaa86e310a5db738"),
    ];

    fn signed(method: SignMethod, encoding: SignatureEncoding, secret: &str, signature: &str) -> bool {
        is_signed_body(method, encoding, secret.as_bytes(), MESSAGE.as_bytes(), signature)
    }

    #[test]
    fn signatures_of_the_rfcs() {
        for (method, digits) in SIGNED {
            let hex = sign_body(method, SignatureEncoding::Hex, b"Jefe", MESSAGE.as_bytes());
            assert_eq!(hex, digits);
            assert!(signed(method, SignatureEncoding::Hex, "Jefe", digits));
            assert!(signed(method, SignatureEncoding::Hex, "Jefe", &digits.to_uppercase()));
            let base64 = sign_body(method, SignatureEncoding::Base64, b"Jefe", MESSAGE.as_bytes());
            for written in [
                base64.clone(),
                base64.trim_end_matches('=').to_owned(),
                base64.replace('+', "-").replace('/', "_"),
                format!(" {base64}\n"),
            ] {
                assert!(signed(method, SignatureEncoding::Base64, "Jefe", &written), "{written}");
            }
            assert!(!signed(method, SignatureEncoding::Base64, "jefe", &base64));
            assert!(!signed(method, SignatureEncoding::Base64, "Jefe", digits));
        }
        assert_eq!(sign("Jefe", MESSAGE), SIGNED[0].1);
        assert!(is_signed("Jefe", MESSAGE, SIGNED[0].1));
    }

    #[test]
    fn everything_else_is_refused() {
        let digits = SIGNED[0].1;
        assert!(!is_signed("jefe", MESSAGE, digits));
        assert!(!is_signed("Jefe", "what", digits));
        for signature in [
            "",
            "5b",
            "zz",
            &digits[..62],
            &digits[..63],
            &format!("{digits}00"),
            "ключ",
        ] {
            assert!(!is_signed("Jefe", MESSAGE, signature), "{signature}");
            for (method, _) in SIGNED {
                assert!(!signed(method, SignatureEncoding::Base64, "Jefe", signature));
            }
        }
        assert!(!is_signed("", "x", &sign("", "x")));
    }

    #[test]
    fn a_secret_that_is_sent_along_is_compared() {
        let same = |secret: &str, sent: &str| signed(SignMethod::Secret, SignatureEncoding::Hex, secret, sent);
        assert!(same("s3cret", "s3cret"));
        for sent in ["", "s3cre", "s3cret ", "S3cret", "s3crets"] {
            assert!(!same("s3cret", sent), "{sent}");
        }
        assert!(!same("", ""));
    }

    #[test]
    fn one_of_several_signatures_is_enough() {
        for (method, right) in SIGNED {
            let any = |secret: &[u8], signatures: &[&str]| {
                let signatures: Vec<String> = signatures.iter().map(|text| (*text).to_owned()).collect();
                is_signed_by_any(method, SignatureEncoding::Hex, secret, MESSAGE.as_bytes(), &signatures)
            };
            assert!(any(b"Jefe", &[right]) && any(b"Jefe", &["00", right]) && any(b"Jefe", &[right, "x", ""]));
            assert!(!any(b"Jefe", &[]) && !any(b"Jefe", &["00", "", "x", &right[2..]]));
            assert!(!any(b"", &[right, right]) && !any(b"other", &[right, "00"]));
        }
        let shared = |signatures: &[&str]| {
            let signatures: Vec<String> = signatures.iter().map(|text| (*text).to_owned()).collect();
            is_signed_by_any(SignMethod::Secret, SignatureEncoding::Hex, b"Jefe", b"", &signatures)
        };
        assert!(shared(&["x", "Jefe"]) && !shared(&["x", "y"]));
    }
}
