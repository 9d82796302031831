//! Identifiers by RFC 9562.

use super::text::text_value;

text_value! {
    /// A UUID, written `8-4-4-4-12` in hexadecimal digits. Keeps the text of the wire, also where it is none.
    Uuid, "UUID"
}

impl Uuid {
    /// Whether the text is a UUID, in lower or upper case.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.0.len() == 36
            && self.0.bytes().enumerate().all(|(at, byte)| match at {
                8 | 13 | 18 | 23 => byte == b'-',
                _ => byte.is_ascii_hexdigit(),
            })
    }

    /// The 128 bits, most significant first; `None` if the text is no UUID.
    #[must_use]
    pub fn to_u128(&self) -> Option<u128> {
        if !self.is_valid() {
            return None;
        }
        let digits: String = self.0.chars().filter(|c| *c != '-').collect();
        u128::from_str_radix(&digits, 16).ok()
    }
}

/// Writes 128 bits, most significant first, in lower case.
impl From<u128> for Uuid {
    fn from(bits: u128) -> Self {
        let digits = format!("{bits:032x}");
        let parts = [
            &digits[..8],
            &digits[8..12],
            &digits[12..16],
            &digits[16..20],
            &digits[20..],
        ];
        Self(parts.join("-").into())
    }
}
