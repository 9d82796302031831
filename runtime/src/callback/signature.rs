//! HMAC-SHA256 signatures in hexadecimal digits.

use std::fmt::Write as _;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// The signature of `message` under `secret`, 64 lower-case hexadecimal digits.
#[must_use]
pub fn sign(secret: &str, message: &str) -> String {
    let mut hex = String::with_capacity(64);
    if let Some(mac) = mac(secret, message) {
        for byte in mac.finalize().into_bytes() {
            // Writing into a string cannot fail.
            let _ = write!(hex, "{byte:02x}");
        }
    }
    hex
}

/// Whether `signature` is that of `message` under `secret`; takes the same time wherever they differ.
#[must_use]
pub fn is_signed(secret: &str, message: &str, signature: &str) -> bool {
    // An empty secret is a forgotten setting, and anybody can sign with it.
    let (Some(wanted), false) = (bytes(signature.trim()), secret.is_empty()) else {
        return false;
    };
    mac(secret, message).is_some_and(|mac| mac.verify_slice(&wanted).is_ok())
}

fn mac(secret: &str, message: &str) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).ok()?;
    mac.update(message.as_bytes());
    Some(mac)
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
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

    /// RFC 4231, test case 2.
    const SIGNED: &str = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

    #[test]
    fn signatures_of_the_rfc() {
        assert_eq!(sign("Jefe", "what do ya want for nothing?"), SIGNED);
        assert!(is_signed("Jefe", "what do ya want for nothing?", SIGNED));
        assert!(is_signed(
            "Jefe",
            "what do ya want for nothing?",
            &SIGNED.to_uppercase()
        ));
    }

    #[test]
    fn everything_else_is_refused() {
        let message = "what do ya want for nothing?";
        assert!(!is_signed("jefe", message, SIGNED));
        assert!(!is_signed("Jefe", "what", SIGNED));
        for signature in [
            "",
            "5b",
            "zz",
            &SIGNED[..62],
            &SIGNED[..63],
            &format!("{SIGNED}00"),
            "ключ",
        ] {
            assert!(!is_signed("Jefe", message, signature), "{signature}");
        }
        assert!(!is_signed("", "x", &sign("", "x")));
    }
}
