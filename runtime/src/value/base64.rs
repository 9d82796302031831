//! Bytes that travel as base64 text.

use super::text::text_value;
use base64::Engine as _;
use base64::alphabet::{self, Alphabet};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

text_value! {
    /// Bytes as base64 text (RFC 4648). Keeps the text of the wire, also where it is none.
    ///
    /// ```
    /// use tradewire::Base64;
    /// let image = Base64::encode(b"GIF89a");
    /// assert_eq!(image.as_str(), "R0lGODlh");
    /// assert_eq!(image.decode().as_deref(), Some(b"GIF89a".as_slice()));
    /// ```
    Base64, "base64"
}

const fn engine(alphabet: &Alphabet) -> GeneralPurpose {
    let config = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    GeneralPurpose::new(alphabet, config)
}

static STANDARD: GeneralPurpose = engine(&alphabet::STANDARD);
static URL_SAFE: GeneralPurpose = engine(&alphabet::URL_SAFE);

impl Base64 {
    /// The text of `bytes`, padded.
    #[must_use]
    pub fn encode(bytes: &[u8]) -> Self {
        Self(STANDARD.encode(bytes).into())
    }

    /// The bytes; `None` if the text is no base64. Line breaks, the URL alphabet and missing padding are accepted.
    #[must_use]
    pub fn decode(&self) -> Option<Vec<u8>> {
        let text: String = self.0.split_ascii_whitespace().collect();
        STANDARD.decode(&text).or_else(|_| URL_SAFE.decode(&text)).ok()
    }

    /// Whether the text is base64.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.decode().is_some()
    }
}

impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Self {
        Self::encode(bytes)
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self::encode(&bytes)
    }
}
