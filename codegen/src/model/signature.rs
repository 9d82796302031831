//! How requests of a platform are signed, and what tells those at one address apart.

/// What the callbacks of a platform have in common.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Events {
    /// What tells callbacks at one address apart.
    pub topic: Option<SpotAt>,
    /// How each is signed that says nothing else.
    pub verify: Option<Verify>,
}

/// How a callback is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verify {
    pub method: SignMethod,
    /// What the integrator calls the key.
    pub key: String,
    /// What is signed, one after the other.
    pub signs: Vec<SignedPart>,
    pub signature: Spot,
    pub encoding: SignatureEncoding,
    pub timestamp: Option<Timestamp>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignMethod {
    HmacSha256,
    HmacSha512,
    HmacSha1,
    HmacMd5,
    /// The key itself is sent.
    Secret,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignedPart {
    /// The body as it came.
    Body,
    Timestamp,
    Text(String),
    Header(String),
    /// Dotted path in the body, or a query parameter.
    Field(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SpotAt {
    Header(String),
    /// Dotted path in the body, or a query parameter.
    Field(String),
}

/// A header or field, or a piece of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    pub at: SpotAt,
    pub separator: Option<String>,
    pub prefix: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignatureEncoding {
    Hex,
    Base64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timestamp {
    pub spot: Spot,
    pub milliseconds: bool,
    /// Seconds.
    pub within: u32,
}
