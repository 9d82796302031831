//! How a platform signs what it sends.

/// How a request of the platform is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verify {
    /// How the signature is made.
    pub method: SignMethod,
    /// What the key is called: the integrator's secret, never part of a request but by [`SignMethod::Secret`].
    pub key: &'static str,
    /// What is signed: these, one after the other.
    pub signs: &'static [Signed],
    /// Where the signature stands.
    pub signature: Spot,
    /// How its bytes are written.
    pub encoding: SignatureEncoding,
    /// The moment of signing, where it is sent along.
    pub timestamp: Option<Timestamp>,
}

impl Verify {
    /// HMAC-SHA256 of the whole body in hexadecimal digits: what a table leaves out is as here.
    pub const BODY: Self = Self {
        method: SignMethod::HmacSha256,
        key: "secret",
        signs: &[Signed::Body],
        signature: Spot::header(""),
        encoding: SignatureEncoding::Hex,
        timestamp: None,
    };
}

/// How a signature is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignMethod {
    /// HMAC with SHA-256.
    HmacSha256,
    /// HMAC with SHA-512.
    HmacSha512,
    /// HMAC with SHA-1.
    HmacSha1,
    /// HMAC with MD5.
    HmacMd5,
    /// Not at all: the secret itself is sent along.
    Secret,
}

/// A part of what is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signed {
    /// The bytes of the body as they came.
    Body,
    /// The text of the timestamp.
    Timestamp,
    /// A text between others.
    Text(&'static str),
    /// The value of a header.
    Header(&'static str),
    /// The text of a field of the body (dotted), or of a query parameter where there is no body.
    Field(&'static str),
}

/// A header or a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// A header, by name.
    Header(&'static str),
    /// A field of the body, dotted; of a callback without a body a query parameter.
    Field(&'static str),
}

/// Where a text stands: the whole of a header or field, or a piece of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// The header or field.
    pub at: At,
    /// It is a list of pieces with this between them.
    pub separator: Option<&'static str>,
    /// What stands before the text; pieces of a list that do not begin so are others.
    pub prefix: &'static str,
}

impl Spot {
    /// The whole value of a header.
    #[must_use]
    pub const fn header(name: &'static str) -> Self {
        Self {
            at: At::Header(name),
            separator: None,
            prefix: "",
        }
    }

    /// The whole value of a field.
    #[must_use]
    pub const fn field(path: &'static str) -> Self {
        Self {
            at: At::Field(path),
            separator: None,
            prefix: "",
        }
    }
}

/// How the bytes of a signature are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignatureEncoding {
    /// Hexadecimal digits, of either case.
    Hex,
    /// Base64 of either alphabet, with or without padding.
    Base64,
}

/// The moment at which a request was signed, which makes an old one worthless.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timestamp {
    /// Where it stands.
    pub spot: Spot,
    /// It counts milliseconds since 1970, not seconds.
    pub milliseconds: bool,
    /// Seconds that it may be from now, either way.
    pub within: u32,
}

/// Callbacks of a platform that come to one address and are told apart by their topic.
#[derive(Debug)]
pub struct EventSource {
    /// Platform that sends them.
    pub platform: &'static super::Platform,
    /// Where the topic stands.
    pub topic: At,
    /// How a request is signed whose topic is not known.
    pub verify: Option<Verify>,
}
